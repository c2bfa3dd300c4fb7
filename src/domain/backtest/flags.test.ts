import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ABSALON,
  anyEksport,
  indmeldelseOf,
  K4,
  memoryOf,
  rowsOn,
  rowsWorth,
  settingsOf,
  skoledageFrom,
  TRAEKRONER,
} from '../../test/arbitraries.ts';
import type { ToldEntry } from '../../test/arbitraries.ts';
import { K4_NIGHTS, replayOf } from '../../test/replay.ts';
import { datesBetween, dato } from '../dato.ts';
import type { Eksport } from '../eksport.ts';
import { policyLimits, roskildeLadder } from '../indsatstrin.ts';
import { firstDayOf } from '../kvartal.ts';
import { screenNight } from '../night.ts';
import { replayElever } from './backtest.ts';
import { flagsOf } from './flags.ts';
import type { Flag } from './flags.ts';
import type { BacktestPeriod } from './replay.ts';

const A = ABSALON.institutionsnummer;
const B = TRAEKRONER.institutionsnummer;
const ladder = roskildeLadder(policyLimits);

const linesOf = (flags: readonly Omit<Flag, 'trin'>[]): string[] =>
  flags.map(({ night, skole, change }) => `${night} ${skole} ${change}`).toSorted();

describe('the flags of an elev (R30, R31)', () => {
  it('come on the night of each crossing, the first as new', () => {
    const flags = flagsOf(replayOf(rowsWorth(21)), ladder, K4_NIGHTS);

    expect(flags).toEqual([
      { night: '2026-10-07', skole: A, change: 'new', trin: 'tidlig-indsats' },
      { night: '2026-10-22', skole: A, change: 'escalated', trin: 'bekymrende' },
      { night: '2026-11-05', skole: A, change: 'escalated', trin: 'massivt' },
    ]);
  });

  it('count only within the period, though nights before it were told too', () => {
    const period = { from: dato('2026-10-20'), to: dato('2026-10-31') };

    expect(linesOf(flagsOf(replayOf(rowsWorth(21), { period }), ladder, period))).toEqual([
      `2026-10-22 ${A} escalated`,
    ]);
  });

  it('begin anew in the next kvartal (R33)', () => {
    const period = { from: dato('2026-09-01'), to: dato('2026-10-31') };
    const rows = rowsOn([...skoledageFrom('2026-09-14', 5), ...skoledageFrom('2026-10-01', 5)]);

    expect(linesOf(flagsOf(replayOf(rows, { period }), ladder, period))).toEqual([
      `2026-09-18 ${A} new`,
      `2026-10-07 ${A} new`,
    ]);
  });

  it('come again at the skole that receives the elev (R35), and not after leaving', () => {
    const indmeldelser = [
      indmeldelseOf({ udmeldt: dato('2026-10-19') }),
      indmeldelseOf({ skole: B, indmeldt: dato('2026-10-19'), udmeldt: dato('2026-11-04') }),
    ];

    const rows = rowsWorth(30).map((row) => (row.dato < '2026-10-19' ? row : { ...row, skole: B }));

    expect(linesOf(flagsOf(replayOf(rows, { indmeldelser }), ladder, K4_NIGHTS))).toEqual([
      `2026-10-07 ${A} new`,
      `2026-10-19 ${B} new`,
      `2026-10-22 ${B} escalated`,
    ]);
  });
});

/** The nights of a kvartal as they would really be run, one after the other, each told before the next. */
function realFlags(eksport: Eksport, { from, to }: BacktestPeriod): string[] {
  const told = new Map<string, ToldEntry>();
  const lines: string[] = [];
  for (const asOf of datesBetween(firstDayOf(K4), to)) {
    const settings = settingsOf({ asOf, accepted: new Set([A, B]) });
    const night = screenNight(eksport, settings, memoryOf([...told.values()]));
    for (const { skole, current } of night.skoler) {
      for (const { elevId, change, placering, fravaer } of current.elever) {
        if (change === 'unchanged') continue;
        const entry = { skole: skole.institutionsnummer, elevId, kvartal: K4 };
        told.set(`${entry.skole} ${elevId}`, {
          ...entry,
          told: { ...placering, total: fravaer.total, asOf },
        });
        if (asOf >= from && ['new', 'escalated'].includes(change))
          lines.push(`${asOf} ${entry.skole} ${change}`);
      }
    }
  }
  return lines.toSorted();
}

it('finds exactly the flags that night after night would have told (R30-R36)', () => {
  const period = { from: dato('2026-10-09'), to: dato('2026-12-31') };

  fc.assert(
    fc.property(anyEksport, (eksport) => {
      const screening = settingsOf({ asOf: period.to });
      const elever = [...replayElever(eksport, { screening, period })];

      const flags = elever.flatMap((elev) => flagsOf(elev, ladder, period));

      expect(linesOf(flags)).toEqual(realFlags(eksport, period));
    }),
    { numRuns: 40 },
  );
});
