import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRows, FREDAG, K3, ordinary, rowsOn, skoledageFrom } from '../../test/arbitraries.ts';
import { signalFactsOf } from '../../test/signals.ts';
import { addDays, dato } from '../dato.ts';
import { findSignaler, signalRules, strongSignaler } from './find-signaler.ts';
import type { SignalId } from './signal.ts';

const past = ordinary.between(addDays(FREDAG, -120), FREDAG);

function idsOf(signaler: readonly { readonly id: SignalId }[]): SignalId[] {
  return signaler.map(({ id }) => id);
}

describe('the signals of an elev (R50-R53)', () => {
  it('has none without absence', () => {
    expect(findSignaler(signalFactsOf([]))).toEqual([]);
  });

  it('names the rule of each, what calls for a step first', () => {
    const rows = rowsOn(past.slice(-16), { aarsag: 'ulovligt' });

    expect(findSignaler(signalFactsOf(rows)).map(({ id, rule }) => `${rule} ${id}`)).toEqual([
      'R51 sygeundervisning',
      'R50 ulovligt',
      'R53 in-a-row',
      'R53 of-last-20',
      'R53 of-last-60',
    ]);
  });

  it('tells of an earlier kvartal only what belongs to the kvartal', () => {
    const rows = rowsOn([...skoledageFrom('2026-09-01', 10), ...past.slice(-16)], { aarsag: 'ulovligt' });

    expect(idsOf(findSignaler(signalFactsOf(rows, { kvartal: K3 })))).toEqual(['ulovligt']);
  });

  it('is the same for the same rows in any order, and never a trin', () => {
    fc.assert(
      fc.property(anyRows(), (rows) => {
        const signaler = findSignaler(signalFactsOf(rows));

        expect(findSignaler(signalFactsOf(rows.toReversed()))).toEqual(signaler);
        expect(new Set(idsOf(signaler)).size).toBe(signaler.length);
      }),
    );
  });

  it('is blind to what comes after the as-of date', () => {
    const rows = rowsOn(skoledageFrom('2026-10-01', 40));
    const early = { asOf: dato('2026-10-20') };

    expect(findSignaler(signalFactsOf(rows, early))).toEqual(
      findSignaler(
        signalFactsOf(
          rows.filter((row) => row.dato <= early.asOf),
          early,
        ),
      ),
    );
  });
});

describe('the strong signals', () => {
  it('leaves out what another one already says', () => {
    const rows = rowsOn(past.slice(-12));

    expect(idsOf(findSignaler(signalFactsOf(rows)))).toContain('in-a-row');
    expect(idsOf(strongSignaler(findSignaler(signalFactsOf(rows))))).toEqual(['sygeundervisning']);
  });

  it('keeps a row that nothing else tells of', () => {
    const rows = rowsOn(past.slice(-8));

    expect(idsOf(strongSignaler(findSignaler(signalFactsOf(rows))))).toEqual(['in-a-row']);
  });

  it('leaves out the weak ones', () => {
    const rows = rowsOn(past.slice(-12, -4));

    expect(idsOf(findSignaler(signalFactsOf(rows)))).toEqual(['in-a-row', 'of-last-20']);
    expect(idsOf(strongSignaler(findSignaler(signalFactsOf(rows))))).toEqual(['of-last-20']);
  });
});

it('has a text for each rule', () => {
  expect(signalRules.filter(({ tekst }) => tekst === '')).toEqual([]);
});
