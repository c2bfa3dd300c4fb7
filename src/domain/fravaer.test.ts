import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countFravaer, sumDays } from './fravaer.ts';
import { fravaersaarsager } from './fravaersaarsag.ts';
import type { Fravaersaarsag } from './fravaersaarsag.ts';
import { exactText, fromDays, NO_DAYS, ONE_DAY } from './fravaersdage.ts';
import {
  anyRows,
  anyRowWithPart,
  fraction,
  MANDAG,
  ONSDAG,
  rowOf,
  rowsOn,
  skoledageFrom,
  TIRSDAG,
  TRAEKRONER,
} from '../test/arbitraries.ts';
import type { Rational, RowWithPart } from '../test/arbitraries.ts';

const halv = fraction(1, 2);

describe('what is added (R3)', () => {
  it('adds sygdom, ekstraordinær frihed and ulovligt fravær, all three', () => {
    const fravaer = countFravaer([
      rowOf({ dato: MANDAG, aarsag: 'sygdom' }),
      rowOf({ dato: TIRSDAG, aarsag: 'ekstraordinaer-frihed', omfang: halv }),
      rowOf({ dato: ONSDAG, aarsag: 'ulovligt', omfang: fraction(1, 4) }),
    ]);

    expect(exactText(fravaer.total)).toBe('7/4');
    expect(fravaer.perAarsag).toEqual({
      sygdom: fromDays(1),
      'ekstraordinaer-frihed': fromDays(0.5),
      ulovligt: fromDays(0.25),
    });
  });

  it('adds nothing for a code that is no fravær', () => {
    const fravaer = countFravaer([rowOf({ aarsag: 'none' })]);

    expect(fravaer).toEqual({
      total: NO_DAYS,
      perAarsag: { sygdom: 0, 'ekstraordinaer-frihed': 0, ulovligt: 0 },
      days: [],
      undated: NO_DAYS,
    });
  });

  it('is nothing without rows', () => {
    expect(countFravaer([]).total).toBe(NO_DAYS);
  });

  it('counts two absences a week apart as 2 days and not as 7', () => {
    const fravaer = countFravaer(
      rowsOn(skoledageFrom('2026-11-03', 5).filter((_, index) => index % 4 === 0)),
    );

    expect(fravaer.total).toBe(fromDays(2));
  });

  it('makes one lesson of six on six days exactly one day', () => {
    const fravaer = countFravaer(rowsOn(skoledageFrom('2026-11-02', 6), { omfang: fraction(1, 6) }));

    expect(fravaer.total).toBe(ONE_DAY);
  });
});

describe('at most one day per date (R7)', () => {
  it('counts a skoledag once when two registreringer overlap', () => {
    const fravaer = countFravaer([rowOf(), rowOf({ omfang: halv })]);

    expect(fravaer.total).toBe(ONE_DAY);
    expect(fravaer.perAarsag.sygdom).toBe(ONE_DAY);
  });

  it('counts a date once when two skoler report it', () => {
    const fravaer = countFravaer([rowOf(), rowOf({ skole: TRAEKRONER.institutionsnummer })]);

    expect(fravaer.total).toBe(ONE_DAY);
  });

  it('caps seven lessons of a day of six', () => {
    const lessons = ['1', '2', '3', '4', '5', '6', '7'].map((lektion) =>
      rowOf({ lektion, omfang: fraction(1, 6) }),
    );

    expect(countFravaer(lessons).total).toBe(ONE_DAY);
  });

  it('caps each date for itself', () => {
    const fravaer = countFravaer([
      rowOf({ dato: MANDAG }),
      rowOf({ dato: MANDAG, aarsag: 'ulovligt' }),
      rowOf({ dato: TIRSDAG, omfang: halv }),
    ]);

    expect(fravaer.total).toBe(fromDays(1.5));
    expect(fravaer.days.map(({ dato, total }) => [dato, total])).toEqual([
      [MANDAG, ONE_DAY],
      [TIRSDAG, halv],
    ]);
  });
});

describe('the order of categories within a day (R8)', () => {
  it.each<{ claims: [Fravaersaarsag, number][]; expected: [string, string, string] }>([
    {
      claims: [
        ['sygdom', 0.5],
        ['ulovligt', 1],
      ],
      expected: ['1/2', '0', '1/2'],
    },
    {
      claims: [
        ['ulovligt', 1],
        ['sygdom', 1],
      ],
      expected: ['1', '0', '0'],
    },
    {
      claims: [
        ['ulovligt', 1],
        ['ekstraordinaer-frihed', 0.75],
      ],
      expected: ['0', '3/4', '1/4'],
    },
    {
      claims: [
        ['ulovligt', 0.5],
        ['ekstraordinaer-frihed', 0.5],
        ['sygdom', 0.5],
      ],
      expected: ['1/2', '1/2', '0'],
    },
    {
      claims: [
        ['ekstraordinaer-frihed', 0.5],
        ['sygdom', 0.75],
        ['ulovligt', 0.5],
      ],
      expected: ['3/4', '1/4', '0'],
    },
    {
      claims: [
        ['ulovligt', 0.25],
        ['sygdom', 0.25],
      ],
      expected: ['1/4', '0', '1/4'],
    },
  ])('fills a day claimed by $claims as $expected', ({ claims, expected }) => {
    const rows = claims.map(([aarsag, days]) => rowOf({ aarsag, omfang: fromDays(days) }));

    const { perAarsag } = countFravaer(rows);

    expect(fravaersaarsager.map((aarsag) => exactText(perAarsag[aarsag]))).toEqual(expected);
  });
});

describe('sumDays', () => {
  it('sums a part of the days that were counted', () => {
    const all = countFravaer([rowOf({ dato: MANDAG }), rowOf({ dato: TIRSDAG, aarsag: 'ulovligt' })]);

    const part = sumDays(all.days.slice(1));

    expect(part.total).toBe(ONE_DAY);
    expect(part.perAarsag).toEqual({ sygdom: 0, 'ekstraordinaer-frihed': 0, ulovligt: ONE_DAY });
  });
});

describe('properties of sums', () => {
  it('do not depend on the order of the rows', () => {
    const shuffled = anyRows().chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );

    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        expect(countFravaer(other)).toEqual(countFravaer(rows));
      }),
    );
  });

  it('never fall when a row is added', () => {
    fc.assert(
      fc.property(anyRows(), anyRowWithPart(), (rows, { row }) => {
        const before = countFravaer(rows);
        const after = countFravaer([...rows, row]);

        expect(after.total).toBeGreaterThanOrEqual(before.total);
        expect(after.total - before.total).toBeLessThanOrEqual(row.omfang);
      }),
    );
  });

  it('are the sum of the dates and of the categories, and no date exceeds one day', () => {
    fc.assert(
      fc.property(anyRows(), (rows) => {
        const { total, perAarsag, days } = countFravaer(rows);

        const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
        expect(sum(days.map((day) => day.total))).toBe(total);
        expect(sum(Object.values(perAarsag))).toBe(total);
        expect(days.every((day) => day.total <= ONE_DAY)).toBe(true);
        expect(days.map(({ dato }) => dato)).toEqual(days.map(({ dato }) => dato).toSorted());
        expect(new Set(days.map(({ dato }) => dato)).size).toBe(days.length);
      }),
    );
  });

  it('agree with a naive reference in rational numbers', () => {
    const rows = fc.array(anyRowWithPart(), { maxLength: 40 });

    fc.assert(
      fc.property(rows, (withParts) => {
        const { total, perAarsag } = countFravaer(withParts.map(({ row }) => row));

        const reference = referenceSums(withParts);
        expect(exactText(total)).toBe(rationalText(reference.total));
        for (const aarsag of fravaersaarsager) {
          expect(exactText(perAarsag[aarsag])).toBe(rationalText(reference[aarsag]));
        }
      }),
    );
  });
});

// The reference: R7 and R8 date by date, in fractions of big integers, without any of the code above.
const ZERO: Rational = { numerator: 0n, denominator: 1n };
const ONE: Rational = { numerator: 1n, denominator: 1n };

function plus(a: Rational, b: Rational, sign = 1n): Rational {
  return {
    numerator: a.numerator * b.denominator + sign * b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

function least(a: Rational, b: Rational): Rational {
  return a.numerator * b.denominator <= b.numerator * a.denominator ? a : b;
}

function referenceSums(withParts: readonly RowWithPart[]): Record<Fravaersaarsag | 'total', Rational> {
  const sums = { total: ZERO, sygdom: ZERO, 'ekstraordinaer-frihed': ZERO, ulovligt: ZERO };
  for (const dato of new Set(withParts.map(({ row }) => row.dato))) {
    let left = ONE;
    for (const aarsag of ['sygdom', 'ekstraordinaer-frihed', 'ulovligt'] as const) {
      const claimed = withParts
        .filter(({ row }) => row.dato === dato && row.aarsag === aarsag)
        .reduce((sum, { part }) => plus(sum, part), ZERO);
      const given = least(claimed, left);
      left = plus(left, given, -1n);
      sums[aarsag] = plus(sums[aarsag], given);
      sums.total = plus(sums.total, given);
    }
  }
  return sums;
}

function rationalText({ numerator, denominator }: Rational): string {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return denominator / a === 1n ? `${numerator / a}` : `${numerator / a}/${denominator / a}`;
}
