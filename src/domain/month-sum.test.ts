import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dato } from './dato.ts';
import { countFravaer } from './fravaer.ts';
import type { Fravaersaarsag } from './fravaersaarsag.ts';
import { fromDays, NO_DAYS, toDays } from './fravaersdage.ts';
import { countMonthSums, findLargeMonthSums, skoledageOfMonth } from './month-sum.ts';
import type { MonthSum } from './month-sum.ts';
import type { Registrering } from './registrering.ts';
import type { RowFate } from './row-fate.ts';
import { screenElev, traceElev } from './screening.ts';
import {
  countersOf,
  eksportOf,
  FREDAG,
  K4,
  ordinary,
  rowOf,
  rowsOn,
  settingsOf,
  skoledageFrom,
} from '../test/arbitraries.ts';
import { stretchesOf } from '../test/packed.ts';
import { entriesOf } from './judged-dates.ts';

function monthSum(days: number, fields: Partial<Registrering> = {}): Registrering {
  return rowOf({ dato: dato('2026-10-01'), omfang: fromDays(days), isMonthSum: true, ...fields });
}

function sumsOf(
  sums: readonly Registrering[],
  { dated = [], room = 17 }: { readonly dated?: readonly Registrering[]; readonly room?: number } = {},
): readonly MonthSum[] {
  return countMonthSums(sums, countFravaer(dated).days, () => room);
}

function days({ perAarsag }: Pick<MonthSum, 'perAarsag'>): number[] {
  return [perAarsag.sygdom, perAarsag['ekstraordinaer-frihed'], perAarsag.ulovligt].map(toDays);
}

const october = skoledageFrom('2026-10-01', 17);

describe('the sums of a month', () => {
  it('are added up per category', () => {
    const [sum] = sumsOf([monthSum(3), monthSum(1.5, { aarsag: 'ulovligt' }), monthSum(2, { klasse: '5B' })]);

    expect(days(sum!)).toEqual([5, 0, 1.5]);
    expect(sum?.total).toBe(fromDays(6.5));
  });

  it('stand apart for each month, earliest first', () => {
    const sums = sumsOf([monthSum(1, { dato: dato('2026-11-01') }), monthSum(2)]);

    expect(sums.map(({ month, total }) => [month, toDays(total)])).toEqual([
      ['2026-10-01', 2],
      ['2026-11-01', 1],
    ]);
  });

  it('never exceed the skoledage of the month; the categories are filled in their order (R8)', () => {
    const sums = [monthSum(9, { aarsag: 'ulovligt' }), monthSum(12)];

    expect(days(sumsOf(sums, { room: 17 })[0]!)).toEqual([12, 0, 5]);
  });

  it('add only what goes beyond the dated days of the same category and month', () => {
    const dated = [...rowsOn(october.slice(0, 3)), ...rowsOn(skoledageFrom('2026-11-02', 5))];

    expect(days(sumsOf([monthSum(4)], { dated })[0]!)).toEqual([1, 0, 0]);
    expect(days(sumsOf([monthSum(2)], { dated })[0]!)).toEqual([0, 0, 0]);
    expect(days(sumsOf([monthSum(2, { aarsag: 'ulovligt' })], { dated })[0]!)).toEqual([0, 0, 2]);
  });

  it('leave no more room than the dated days do', () => {
    const dated = rowsOn(october.slice(0, 16));

    expect(days(sumsOf([monthSum(5, { aarsag: 'ulovligt' })], { dated })[0]!)).toEqual([0, 0, 1]);
  });

  it('add nothing for a code that is no fravær', () => {
    expect(sumsOf([monthSum(3, { aarsag: 'none' })])).toEqual([]);
  });

  it('with the dated days are never more than the room, nor less than the larger of the two', () => {
    const aarsag = fc.constantFrom<Fravaersaarsag[]>('sygdom', 'ekstraordinaer-frihed', 'ulovligt');
    const sums = fc.array(fc.record({ aarsag, quarters: fc.nat(120) }), { maxLength: 4 });
    const dated = fc.array(fc.record({ aarsag, day: fc.nat(16) }), { maxLength: 20 });

    fc.assert(
      fc.property(sums, dated, (claims, dayRows) => {
        const rows = dayRows.map(({ aarsag: code, day }) => rowOf({ dato: october[day]!, aarsag: code }));
        const fravaer = countFravaer(rows);
        const claimed = claims.map(({ aarsag: code, quarters }) => monthSum(quarters / 4, { aarsag: code }));
        const [sum] = countMonthSums(claimed, fravaer.days, () => 17);
        const both = toDays(fravaer.total) + toDays(sum?.total ?? NO_DAYS);
        const wanted = claims.reduce((total, { quarters }) => total + quarters / 4, 0);

        expect(both).toBeLessThanOrEqual(17);
        expect(both).toBeGreaterThanOrEqual(Math.min(17, Math.max(wanted, toDays(fravaer.total))));
      }),
    );
  });
});

describe('the skoledage of a month', () => {
  it.each([
    ['2026-10-01', '2026-11-20', 17],
    ['2026-11-01', '2026-11-20', 15],
    ['2026-11-01', '2026-11-01', 0],
    ['2027-02-01', '2027-06-01', 15],
    ['2026-12-01', '2027-06-01', 14],
  ])('%s as of %s are %i', (month, asOf, expected) => {
    const row = monthSum(1, { dato: dato(month) });

    expect(skoledageOfMonth(row, ordinary, dato(asOf))).toHaveLength(expected);
  });
});

describe('an elev with sums per month', () => {
  const settings = settingsOf({ asOf: FREDAG });

  function screened(rows: readonly Registrering[]) {
    const historik = traceElev({ elevId: 'E1', stretches: stretchesOf(rows), indmeldelser: [] }, settings)!;
    return { historik, elev: screenElev(historik, K4, settings) };
  }

  function counters(rows: readonly Registrering[]): [string, number][] {
    return Object.entries(countersOf(eksportOf({ rows })));
  }

  it('is placed by total, with no date on which a limit was crossed', () => {
    const { elev } = screened([monthSum(8), ...rowsOn(skoledageFrom('2026-11-02', 3))]);

    expect(toDays(elev.fravaer.total)).toBe(11);
    expect(toDays(elev.fravaer.undated)).toBe(8);
    expect(elev.fravaer.days).toHaveLength(3);
    expect(elev.placering).toMatchObject({ trin: 'bekymrende', crossings: [], crossed: undefined });
  });

  it('counts the sums of the previous kvartal there', () => {
    const { elev } = screened([monthSum(6, { dato: dato('2026-09-01') }), monthSum(1)]);

    expect(toDays(elev.fravaer.total)).toBe(1);
    expect(elev.previous.trin).toBe('tidlig-indsats');
  });

  it.each<[string, Partial<Registrering>, string]>([
    ['in the kvartal', {}, 'counted'],
    ['of nothing', { omfang: NO_DAYS }, 'not-absence'],
    ['of no fravær', { aarsag: 'none' }, 'not-absence'],
    ['of another kvartal', { dato: dato('2026-09-01') }, 'outside-kvartal'],
    ['of a month to come', { dato: dato('2026-12-01') }, 'after-as-of'],
    ['of the month of the as-of date', { dato: dato('2026-11-01') }, 'counted'],
  ])('has a row %s in its counter (R61)', (_, fields, counter) => {
    expect(counters([monthSum(2, fields)])).toEqual([[counter, 1]]);
  });

  it('has a month without any skoledag in its counter', () => {
    const july = { ...settings, asOf: dato('2026-07-31') };
    const seen: RowFate[] = [];
    const stretches = stretchesOf([monthSum(2, { dato: dato('2026-07-01') })]);
    traceElev({ elevId: 'E1', stretches, indmeldelser: [] }, july, {
      see: (dates) => seen.push(...dates.flatMap(entriesOf).map(({ fate }) => fate)),
    });

    expect(seen).toEqual(['not-skoledag']);
  });

  it('counts the same sum once, and never takes it for a day row (R7)', () => {
    const day = rowOf({ dato: dato('2026-10-01') });

    expect(counters([monthSum(1), monthSum(1), day])).toEqual([
      ['counted', 2],
      ['duplicate', 1],
    ]);
  });

  it('is told of a sum that the month has no room for, by file and line', () => {
    const { historik } = screened([monthSum(18), monthSum(17, { aarsag: 'ulovligt' })]);

    expect(findLargeMonthSums(historik.monthSums, K4)).toEqual([
      {
        code: 'month-sum-too-large',
        severity: 'warning',
        file: 'fravaer.csv',
        line: 2,
        institutionsnummer: '265001',
      },
    ]);
  });
});
