import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareWithTold } from './comparison.ts';
import type { Change, Situation } from './comparison.ts';
import { fromDays } from './fravaersdage.ts';
import { indsatstrin } from './indsatstrin.ts';
import type { Indsatstrin } from './indsatstrin.ts';
import { FREDAG, MANDAG, TORSDAG, toldOf } from '../test/arbitraries.ts';

function situationOf(trin: Indsatstrin, days: number, fields: Partial<Situation> = {}): Situation {
  return {
    placering: { trin },
    total: fromDays(days),
    asOf: FREDAG,
    told: undefined,
    previousTrin: 'ingen',
    ...fields,
  };
}

describe('change since the team was last told (R30, R31)', () => {
  it.each<[Indsatstrin | undefined, Indsatstrin, Change]>([
    [undefined, 'ingen', 'unchanged'],
    [undefined, 'tidlig-indsats', 'new'],
    [undefined, 'bekymrende', 'new'],
    [undefined, 'massivt', 'new'],
    ['ingen', 'ingen', 'unchanged'],
    ['ingen', 'tidlig-indsats', 'new'],
    ['ingen', 'massivt', 'new'],
    ['tidlig-indsats', 'tidlig-indsats', 'unchanged'],
    ['tidlig-indsats', 'bekymrende', 'escalated'],
    ['tidlig-indsats', 'massivt', 'escalated'],
    ['bekymrende', 'massivt', 'escalated'],
    ['bekymrende', 'tidlig-indsats', 'eased'],
    ['massivt', 'bekymrende', 'eased'],
    ['massivt', 'tidlig-indsats', 'eased'],
    ['massivt', 'massivt', 'unchanged'],
    ['tidlig-indsats', 'ingen', 'ended'],
    ['massivt', 'ingen', 'ended'],
  ])('told %s and now %s is %s', (before, now, expected) => {
    const told = before === undefined ? undefined : toldOf(before, 6);

    const comparison = compareWithTold(situationOf(now, 6, { told }));

    expect(comparison.change).toBe(expected);
    expect(comparison.told).toBe(told);
  });

  it('says nothing of more days on the same trin (R32)', () => {
    const comparison = compareWithTold(situationOf('bekymrende', 14, { told: toldOf('bekymrende', 11) }));

    expect(comparison).toMatchObject({ change: 'unchanged', corrected: false });
  });

  it('is news once: told what it says, it says nothing more (R32)', () => {
    const first = compareWithTold(situationOf('massivt', 21));
    const second = compareWithTold(situationOf('massivt', 21, { told: toldOf('massivt', 21) }));

    expect([first.change, second.change]).toEqual(['new', 'unchanged']);
  });

  it.each<[string, Change]>([
    [MANDAG, 'unchanged'],
    [TORSDAG, 'eased'],
    [FREDAG, 'eased'],
  ])('a lower trin seen from %s, told on TORSDAG, is %s', (asOf, expected) => {
    const told = toldOf('bekymrende', 10.5, { asOf: TORSDAG });

    const comparison = compareWithTold(
      situationOf('tidlig-indsats', 9, { told, asOf: asOf as Situation['asOf'] }),
    );

    expect(comparison.change).toBe(expected);
  });
});

describe('corrected (R31)', () => {
  it.each<[string, Indsatstrin, number, boolean]>([
    ['eased with fewer days', 'tidlig-indsats', 9, true],
    ['ended with fewer days', 'ingen', 2, true],
    ['ended without any day left', 'ingen', 0, true],
    ['eased with the same days, as when a vurdering is withdrawn', 'tidlig-indsats', 10.5, false],
    ['eased with more days, as when a limit is raised', 'tidlig-indsats', 11, false],
    ['unchanged with fewer days', 'bekymrende', 10.25, false],
    ['escalated', 'massivt', 20.5, false],
  ])('%s', (_, now, days, expected) => {
    const told = toldOf('bekymrende', 10.5);

    expect(compareWithTold(situationOf(now, days, { told })).corrected).toBe(expected);
  });

  it('keeps what was told, so that old and new days can be shown', () => {
    const told = toldOf('bekymrende', 10.5);

    expect(compareWithTold(situationOf('ingen', 2, { told })).told?.total).toBe(fromDays(10.5));
  });
});

describe('recurring (R33)', () => {
  it('is new and carries the trin of the previous kvartal', () => {
    const comparison = compareWithTold(situationOf('tidlig-indsats', 5, { previousTrin: 'massivt' }));

    expect(comparison).toMatchObject({ change: 'new', recurringFrom: 'massivt' });
  });

  it.each<[string, Situation]>([
    ['without a trin in the previous kvartal', situationOf('massivt', 21)],
    ['without a trin in this one', situationOf('ingen', 4, { previousTrin: 'massivt' })],
    [
      'once the team has been told',
      situationOf('tidlig-indsats', 6, {
        previousTrin: 'massivt',
        told: toldOf('tidlig-indsats', 5),
      }),
    ],
    [
      'when escalated',
      situationOf('bekymrende', 11, { previousTrin: 'massivt', told: toldOf('tidlig-indsats', 5) }),
    ],
  ])('does not recur %s', (_, situation) => {
    expect(compareWithTold(situation).recurringFrom).toBeUndefined();
  });
});

describe('properties of the comparison', () => {
  const trin = fc.constantFrom(...indsatstrin);
  const days = fc.integer({ min: 0, max: 50 });

  it('finds no change between a state and itself', () => {
    fc.assert(
      fc.property(trin, days, trin, (now, total, previousTrin) => {
        const told = toldOf(now, total, { asOf: FREDAG });

        const comparison = compareWithTold(situationOf(now, total, { told, previousTrin }));

        expect(comparison).toEqual({ change: 'unchanged', told, corrected: false, recurringFrom: undefined });
      }),
    );
  });

  it('turns escalated into eased and new into ended when told and now are swapped', () => {
    const swapped: Record<Change, Change> = {
      new: 'ended',
      ended: 'new',
      escalated: 'eased',
      eased: 'escalated',
      unchanged: 'unchanged',
    };

    fc.assert(
      fc.property(trin, days, trin, days, (a, daysA, b, daysB) => {
        const forward = compareWithTold(situationOf(b, daysB, { told: toldOf(a, daysA, { asOf: FREDAG }) }));
        const backward = compareWithTold(situationOf(a, daysA, { told: toldOf(b, daysB, { asOf: FREDAG }) }));

        expect(backward.change).toBe(swapped[forward.change]);
        expect(forward.corrected && backward.corrected).toBe(false);
      }),
    );
  });
});
