import { describe, expect, it } from 'vitest';
import {
  ABSALON,
  eksportOf,
  indmeldelseOf,
  rowsWorth,
  settingsOf,
  TRAEKRONER,
} from '../../test/arbitraries.ts';
import { K4_NIGHTS } from '../../test/replay.ts';
import { dato } from '../dato.ts';
import { policyLimits } from '../indsatstrin.ts';
import { backtest, replayElever } from './backtest.ts';
import type { Backtest, BacktestSettings } from './backtest.ts';

const settings: BacktestSettings = {
  screening: settingsOf({ asOf: K4_NIGHTS.to }),
  period: K4_NIGHTS,
  limits: policyLimits,
  whatIf: undefined,
  windows: [],
};
const eksport = eksportOf({
  rows: [
    ...rowsWorth(21),
    ...rowsWorth(6, { elevId: 'E2' }),
    ...rowsWorth(5, { elevId: 'E3', skole: TRAEKRONER.institutionsnummer }),
  ],
  indmeldelser: [indmeldelseOf({ elevId: 'E4' })],
});

function run(fields: Partial<BacktestSettings> = {}): Backtest {
  return backtest(eksport, { ...settings, ...fields }, () => {});
}

describe('a replay of past nights', () => {
  it('adds the flags up per ISO week and skole', () => {
    const { flags, elever } = run();

    expect(elever).toBe(4);
    expect(flags).toEqual([
      { week: '2026-W41', institutionsnummer: ABSALON.institutionsnummer, new: 2, escalated: 0 },
      { week: '2026-W41', institutionsnummer: TRAEKRONER.institutionsnummer, new: 1, escalated: 0 },
      { week: '2026-W43', institutionsnummer: ABSALON.institutionsnummer, new: 0, escalated: 1 },
      { week: '2026-W45', institutionsnummer: ABSALON.institutionsnummer, new: 0, escalated: 1 },
    ]);
  });

  it('divides by the weeks with skoledage of all skoler', () => {
    expect(run().teamWeeks).toBe(2 * 11);
    expect(run({ period: { from: dato('2026-10-12'), to: dato('2026-10-18') } }).teamWeeks).toBe(0);
  });

  it('compares what-if limits with those in force', () => {
    const low = { tidligIndsats: 2, bekymrende: 4, massivt: 8 };
    const { rules } = run({ whatIf: low });

    expect(rules.map(({ id }) => id)).toEqual(['limits', 'what-if', 'of-last-20', 'of-last-60', 'in-a-row']);
    expect(rules[0]).toMatchObject({ limits: policyLimits, messages: 5 });
    expect(rules[1]).toMatchObject({ limits: low, messages: 7, earlier: 1 });
  });

  it('judges lead times and forecast in the kvartaler that are over', () => {
    const { leadTimes, forecast } = run();

    expect(leadTimes.map(({ from, to, elever }) => [from, to, elever])).toEqual([
      ['tidlig-indsats', 'bekymrende', 1],
      ['tidlig-indsats', 'massivt', 1],
      ['bekymrende', 'massivt', 1],
    ]);
    expect(forecast.total.model.samples).toBeGreaterThan(0);
  });

  it('tells how far it is', () => {
    const seen: string[] = [];

    backtest(eksport, settings, (done, of) => seen.push(`${done}/${of}`));

    expect(seen).toEqual(['0/4', '1/4', '2/4', '3/4']);
  });

  it('is empty for an empty export', () => {
    const { elever, flags, rules } = backtest(eksportOf(), settings, () => {});

    expect([elever, flags, rules[0]?.messages]).toEqual([0, [], 0]);
    expect([...replayElever(eksportOf(), settings)]).toEqual([]);
  });
});
