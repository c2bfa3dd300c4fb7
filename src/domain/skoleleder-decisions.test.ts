import { describe, expect, it } from 'vitest';
import { caseOf, entriesOf, FREDAG, K4, ordinary } from '../test/arbitraries.ts';
import { addDays, dato } from './dato.ts';
import type { ForloebMemory } from './forloeb/elev-forloeb.ts';
import { standOfElev } from './forloeb/elev-forloeb.ts';
import { policyFristOptions } from './forloeb/frister.ts';
import { ONE_DAY } from './fravaersdage.ts';
import type { Fravaersdage } from './fravaersdage.ts';
import type { Placering } from './indsatstrin.ts';
import type { Signal } from './signaler/signal.ts';
import { decisionsOf, isRecorded, STUCK_DAYS } from './skoleleder-decisions.ts';
import type { Decision } from './skoleleder-decisions.ts';

interface Facts {
  readonly trin?: Placering['trin'];
  readonly recorded?: Parameters<typeof entriesOf>[0];
  readonly signaler?: readonly Signal[];
  readonly told?: readonly string[];
  readonly asOf?: typeof FREDAG;
}

function decide(facts: Facts): readonly Decision[] {
  const { trin = 'bekymrende', recorded, signaler = [], told = [], asOf = FREDAG } = facts;
  const { placement, placering: base } = caseOf();
  const placering = { ...base, trin };
  const entries = recorded === undefined ? [] : entriesOf(recorded, { skole: placement.skole });
  const memory: ForloebMemory = { entries, firstTold: [], isFristTold: () => false };
  const forloeb = standOfElev(memory, {
    asOf,
    options: policyFristOptions,
    skoledage: ordinary,
    placement,
    placering,
  });
  return decisionsOf(
    { placering, forloeb, signaler },
    { asOf, kvartal: K4, isTold: (key) => told.includes(key) },
  );
}

const kinds = (facts: Facts): string[] =>
  decide(facts).map((decision) =>
    decision.kind === 'step' || decision.kind === 'stuck'
      ? `${decision.kind} ${decision.frist.step.id}`
      : decision.kind,
  );

const held = (days: number): string => addDays(FREDAG, -days);

const ulovligt = (level: 'varsling' | 'underretning'): Signal => ({
  id: 'ulovligt',
  rule: 'R50',
  level,
  days: (6 * ONE_DAY) as Fravaersdage,
  skoledage: 55,
  strong: true,
});

const away = (isDue: boolean): Signal => ({
  id: 'sygeundervisning',
  rule: 'R51',
  skoledage: isDue ? 15 : 11,
  since: dato('2026-11-02'),
  dueOn: dato('2026-11-20'),
  isDue,
  strong: true,
});

describe('what a skoleleder alone decides', () => {
  it.each<[string, Facts, string[]]>([
    ['nothing on no trin', { trin: 'ingen' }, []],
    ['nothing of tidlig indsats', { trin: 'tidlig-indsats' }, []],
    ['the samtale of bekymrende fravær (F1)', {}, ['samtale']],
    ['the samtale of massivt fravær (F1)', { trin: 'massivt' }, ['samtale']],
    [
      'a tovholder when the samtale has been held (F1)',
      { recorded: { samtaledato: held(1) } },
      ['tovholder'],
    ],
    [
      'its own step when it is near (F2C)',
      { recorded: { samtaledato: held(10), tovholder: 'LK' } },
      ['step F2C'],
    ],
    [
      'the vurdering of a handleplan after it (F2D)',
      { recorded: { samtaledato: held(16), tovholder: 'LK', F2A: held(2), F2B: held(2), F2C: held(2) } },
      ['step F2D'],
    ],
    [
      'nothing that a tovholder does in time',
      {
        recorded: {
          samtaledato: held(26),
          tovholder: 'LK',
          F2A: held(9),
          F2B: held(9),
          F2C: held(9),
          F2D: held(9),
        },
      },
      [],
    ],
    ['underretning and varsling (R50)', { trin: 'ingen', signaler: [ulovligt('underretning')] }, ['signal']],
    ['sygeundervisning (R51)', { trin: 'ingen', signaler: [away(false)] }, ['signal']],
    [
      'no pattern (R53)',
      { trin: 'ingen', signaler: [{ id: 'drypvist', rule: 'R53', spells: 6, strong: true }] },
      [],
    ],
  ])('%s', (_what, facts, expected) => {
    expect(kinds(facts)).toEqual(expected);
  });

  it.each([
    [STUCK_DAYS, []],
    [STUCK_DAYS + 1, ['stuck F2A', 'stuck F2B']],
  ])("other people's frister only when they passed more than a fortnight ago: %i days", (days, expected) => {
    // A Wednesday and its frist on a Wednesday: no weekend moves it (R40).
    const samtaledato = dato('2026-10-21');
    const asOf = addDays(addDays(samtaledato, 14), days);
    const recorded = { samtaledato, tovholder: 'LK', F2C: '2026-10-30', F2D: '2026-10-30' };

    expect(kinds({ recorded, asOf })).toEqual(expected);
  });
});

describe('a decision that has been told (R32)', () => {
  const [fresh] = decide({});

  it('is told under its own key alone', () => {
    expect(fresh?.isTold).toBe(false);
    expect(decide({ told: [fresh?.key ?? ''] })[0]?.isTold).toBe(true);
    expect(decide({ told: [fresh?.key ?? ''], trin: 'massivt' })[0]?.isTold).toBe(false);
  });

  it('is no news again when massivt fravær falls to bekymrende', () => {
    const [massivt] = decide({ trin: 'massivt' });

    expect(decide({ told: [massivt?.key ?? ''] })[0]?.isTold).toBe(true);
  });

  it('is news again when varsling becomes underretning, or a frist near becomes one passed', () => {
    const [varsling] = decide({ trin: 'ingen', signaler: [ulovligt('varsling')] });
    const [near] = decide({ trin: 'ingen', signaler: [away(false)] });
    const told = [varsling?.key ?? '', near?.key ?? ''];

    const later = decide({ trin: 'ingen', signaler: [ulovligt('underretning'), away(true)], told });

    expect(later.map(({ isTold }) => isTold)).toEqual([false, false]);
  });

  it('waits on when somebody records it as done, else it is said once', () => {
    const all = decide({ signaler: [ulovligt('varsling')] });

    expect(all.map((decision) => [decision.kind, isRecorded(decision)])).toEqual([
      ['samtale', true],
      ['signal', false],
    ]);
  });
});
