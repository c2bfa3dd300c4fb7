import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABSALON, K4, rowsOn, rowsWorth, skoledage, skoledageFrom } from '../test/arbitraries.ts';
import { addDays, dato } from './dato.ts';
import { chanceOfPassing, forecastElev, passingIn, situationOf } from './forecast.ts';
import type { Forecast, ForecastFacts, ForecastSituation } from './forecast.ts';
import { countFravaer } from './fravaer.ts';
import { policyLimits, roskildeLadder } from './indsatstrin.ts';
import { kvartalOf } from './kvartal.ts';
import type { Registrering } from './registrering.ts';
import { axisAround } from './skoledag-axis.ts';

const place = { institutionsnumre: [ABSALON.institutionsnummer], klassetrin: 5 };
const ladder = roskildeLadder(policyLimits);

function factsOf(
  rows: readonly Registrering[],
  to = '2026-11-06',
  fields: Partial<ForecastFacts> = {},
): ForecastFacts {
  const asOf = dato(to);
  const known = rows.filter((row) => row.dato <= asOf);
  return {
    kvartal: K4,
    axis: axisAround(skoledage, place, { asOf, kvartal: K4 }),
    knownTo: asOf,
    knownFrom: dato('2026-08-10'),
    days: countFravaer(known).days,
    total: countFravaer(known.filter((row) => kvartalOf(row.dato) === K4)).total,
    ...fields,
  };
}

function forecast(
  rows: readonly Registrering[],
  to?: string,
  fields?: Partial<ForecastFacts>,
): readonly Forecast[] {
  return forecastElev(factsOf(rows, to, fields), ladder);
}

const anySituation: fc.Arbitrary<ForecastSituation> = fc
  .record({
    skoledageSoFar: fc.integer({ min: 5, max: 50 }),
    skoledageLeft: fc.integer({ min: 1, max: 50 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    recentSkoledage: fc.double({ min: 1, max: 28, noNaN: true }),
    recentShare: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ share, recentShare, ...situation }) => ({
    ...situation,
    daysSoFar: situation.skoledageSoFar * share,
    recentDays: situation.recentSkoledage * recentShare,
  }));

describe('who may pass a limit (R54)', () => {
  it('is nobody who is hardly away', () => {
    expect(forecast(rowsWorth(1))).toEqual([]);
  });

  it('is who is away much, with the limit, the chance and the day', () => {
    const rows = rowsOn([...skoledageFrom('2026-09-07', 18), ...skoledageFrom('2026-10-26', 10)]);
    const [first, second] = forecast(rows);

    expect(first).toMatchObject({ trin: 'bekymrende', limit: 10 });
    expect(first!.chance).toBeGreaterThan(0.7);
    expect(first!.around! > '2026-11-06').toBe(true);
    expect(second).toMatchObject({ trin: 'massivt', limit: 20 });
    expect(second!.chance).toBeLessThan(first!.chance);
    expect(second!.around === undefined || second!.around > first!.around!).toBe(true);
  });

  it('is told only of limits that are not passed yet: exactly 10 days have not passed 10', () => {
    const limitsAt = (days: number): number[] => forecast(rowsWorth(days)).map(({ limit }) => limit);

    expect(limitsAt(10)).toContain(10);
    expect(limitsAt(10.5)).not.toContain(10);
  });

  it('follows the limits in force', () => {
    const low = roskildeLadder({ tidligIndsats: 2, bekymrende: 4, massivt: 8 });

    expect(forecastElev(factsOf(rowsWorth(3)), low).map(({ limit }) => limit)).toEqual([4]);
  });

  it('is silent in the first skoledage of the kvartal', () => {
    const rows = rowsOn(skoledageFrom('2026-09-14', 20));

    expect(forecast(rows, '2026-10-06')).toEqual([]);
    expect(forecast(rows, '2026-10-07')).not.toEqual([]);
  });

  it('weighs recent absence more', () => {
    const early = situationOf(factsOf(rowsOn(skoledageFrom('2026-10-01', 6))));
    const late = situationOf(factsOf(rowsOn(skoledageFrom('2026-10-30', 6))));

    expect(late.daysSoFar).toBe(early.daysSoFar);
    expect(late.recentDays).toBeGreaterThan(early.recentDays);
    expect(chanceOfPassing('bekymrende', 10, late)).toBeGreaterThan(chanceOfPassing('bekymrende', 10, early));
  });

  it('remembers across the turn of the kvartal, half as much after 20 skoledage', () => {
    const days = skoledageFrom('2026-09-21', 21);
    const to = days.at(-1)!;

    const { recentDays, daysSoFar } = situationOf(factsOf(rowsOn([days[0]!, to]), to));

    expect(daysSoFar).toBe(1);
    expect(recentDays).toBeCloseTo(1.5, 10);
  });

  it('does not take days for attended of which nothing is known', () => {
    const rows = rowsWorth(4);
    const whole = situationOf(factsOf(rows));
    const newcomer = situationOf(factsOf(rows, '2026-11-06', { knownFrom: dato('2026-10-01') }));

    expect(newcomer.recentDays).toBe(whole.recentDays);
    expect(newcomer.recentSkoledage).toBeLessThan(whole.recentSkoledage);
  });

  it("stops at the skole's newest row (R14)", () => {
    const rows = rowsWorth(6);
    const silent = factsOf(rows, '2026-11-06', { knownTo: dato('2026-10-23') });

    expect(situationOf(silent)).toEqual(situationOf(factsOf(rows, '2026-10-23')));
  });
});

describe('the chance of passing', () => {
  it('is certain when it is passed, and none when too few skoledage are left', () => {
    const situation = { ...situationOf(factsOf(rowsWorth(8))), skoledageLeft: 3 };

    expect(chanceOfPassing('bekymrende', 7.5, situation)).toBe(1);
    expect(chanceOfPassing('bekymrende', 10.5, situation)).toBeGreaterThan(0);
    expect(chanceOfPassing('bekymrende', 11, situation)).toBe(0);
  });

  it('lies between 0 and 1, and rises with the days, falls with the limit', () => {
    fc.assert(
      fc.property(anySituation, fc.integer({ min: 1, max: 30 }), (situation, limit) => {
        const chance = chanceOfPassing('bekymrende', limit, situation);
        const more = {
          ...situation,
          daysSoFar: situation.daysSoFar + 1,
          recentDays: situation.recentDays + 0.5,
        };

        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
        expect(chanceOfPassing('bekymrende', limit, more)).toBeGreaterThanOrEqual(chance);
        expect(chanceOfPassing('bekymrende', limit + 1, situation)).toBeLessThanOrEqual(chance);
      }),
    );
  });
});

describe('when the limit is passed', () => {
  it('is never today, and never the last skoledag of the kvartal or later', () => {
    fc.assert(
      fc.property(anySituation, fc.integer({ min: 1, max: 30 }), (situation, limit) => {
        fc.pre(situation.daysSoFar <= limit);
        const skoledageAhead = passingIn(limit, situation);

        if (skoledageAhead !== undefined) {
          expect(skoledageAhead).toBeGreaterThanOrEqual(1);
          expect(skoledageAhead).toBeLessThan(situation.skoledageLeft);
        }
      }),
    );
  });

  it('is named as a skoledag after the as-of date', () => {
    const days = skoledageFrom('2026-10-19', 12);

    for (const { around } of forecast(rowsOn(days), days.at(-1))) {
      expect(around === undefined || around > days.at(-1)!).toBe(true);
      expect(around === undefined || around <= addDays(dato('2026-12-18'), -1)).toBe(true);
    }
  });
});
