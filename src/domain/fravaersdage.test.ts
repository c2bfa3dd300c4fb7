import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addFravaersdage,
  exactText,
  fractionOfDay,
  fromDays,
  NO_DAYS,
  ONE_DAY,
  parseDecimalDays,
  smallerOf,
  subtractFravaersdage,
  toDays,
} from './fravaersdage.ts';
import type { Fravaersdage } from './fravaersdage.ts';
import { fraction } from '../test/arbitraries.ts';

function sumOf(count: number, part: Fravaersdage): Fravaersdage {
  return Array.from({ length: count }, () => part).reduce(addFravaersdage, NO_DAYS);
}

describe('exact sums of days (R6)', () => {
  it.each([
    { count: 6, denominator: 6, days: 1 },
    { count: 30, denominator: 6, days: 5 },
    { count: 70, denominator: 7, days: 10 },
    { count: 220, denominator: 11, days: 20 },
    { count: 130, denominator: 13, days: 10 },
    { count: 1000, denominator: 100, days: 10 },
    { count: 50, denominator: 10, days: 5 },
  ])('makes $count parts of 1/$denominator exactly $days days', ({ count, denominator, days }) => {
    expect(sumOf(count, fraction(1, denominator))).toBe(fromDays(days));
  });

  it.each([10, 20])('keeps %i and a hundredth apart from the whole number', (days) => {
    const sum = addFravaersdage(fromDays(days), fraction(1, 100));

    expect(sum).toBe(fromDays(days + 0.01));
    expect(sum).toBeGreaterThan(fromDays(days));
  });

  it.each(Array.from({ length: 16 }, (_, index) => index + 1))(
    'holds every lesson of a day of %i lessons exactly',
    (lessons) => {
      const all = Array.from({ length: lessons }, (_, index) => fraction(index + 1, lessons));

      expect(all.at(-1)).toBe(ONE_DAY);
      expect(sumOf(lessons, fraction(1, lessons))).toBe(ONE_DAY);
    },
  );

  it('agrees with rational arithmetic for any sum of lessons and hundredths', () => {
    const part = fc
      .constantFrom(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 100)
      .chain((d) => fc.integer({ min: 0, max: d }).map((n) => [n, d] as const));

    fc.assert(
      fc.property(fc.array(part, { maxLength: 100 }), fc.constantFrom(5, 10, 20), (parts, limit) => {
        const sum = parts.map(([n, d]) => fraction(n, d)).reduce(addFravaersdage, NO_DAYS);

        let numerator = 0n;
        let denominator = 1n;
        for (const [n, d] of parts) {
          numerator = numerator * BigInt(d) + BigInt(n) * denominator;
          denominator *= BigInt(d);
        }
        const limitNumerator = BigInt(limit) * denominator;

        expect(sum > fromDays(limit)).toBe(numerator > limitNumerator);
        expect(sum >= fromDays(limit)).toBe(numerator >= limitNumerator);
      }),
    );
  });
});

describe('fractionOfDay (R5)', () => {
  it.each([
    { numerator: 1, denominator: 17, why: '17 lessons do not fit the grid' },
    { numerator: 1, denominator: 10_000_000, why: 'seven decimals do not fit' },
    { numerator: 1, denominator: 0, why: 'there is no day without lessons' },
    { numerator: 1, denominator: -2, why: 'a denominator is positive' },
    { numerator: 0.5, denominator: 2, why: 'lessons are whole' },
    { numerator: 1, denominator: 2.5, why: 'lessons of a day are whole' },
    { numerator: Number.NaN, denominator: 2, why: 'not a number' },
    { numerator: 9_007_199_254_740_991, denominator: 1, why: 'the sum would not be exact' },
  ])('refuses $numerator/$denominator: $why', ({ numerator, denominator }) => {
    expect(fractionOfDay(numerator, denominator)).toBeUndefined();
  });

  it.each([
    [1, 2, 0.5],
    [1, 4, 0.25],
    [0, 6, 0],
    [6, 6, 1],
  ])('reads %i/%i as %d days', (numerator, denominator, days) => {
    expect(fractionOfDay(numerator, denominator)).toBe(fromDays(days));
  });
});

describe('fromDays (R22)', () => {
  it.each([0, 5, 7.5, 10.01, 20.000001, 0.1, 0.29, 1.1])('takes a limit of %d days', (days) => {
    expect(toDays(fromDays(days))).toBe(days);
  });

  it('throws for more than six decimals instead of rounding', () => {
    expect(() => fromDays(0.1234567)).toThrow(RangeError);
  });
});

describe('parseDecimalDays (R5)', () => {
  it.each([
    { text: '0,25', decimal: ',' as const, exact: '1/4' },
    { text: '0.25', decimal: '.' as const, exact: '1/4' },
    { text: '1', decimal: ',' as const, exact: '1' },
    { text: '0', decimal: ',' as const, exact: '0' },
    { text: '0,50', decimal: ',' as const, exact: '1/2' },
    { text: '0,1', decimal: ',' as const, exact: '1/10' },
    { text: '0,33', decimal: ',' as const, exact: '33/100' },
    { text: '0,333333', decimal: ',' as const, exact: '333333/1000000' },
    { text: '0,33333300', decimal: ',' as const, exact: '333333/1000000' },
    { text: '1,000000', decimal: ',' as const, exact: '1' },
  ])('reads $text with $decimal exactly as $exact', ({ text, decimal, exact }) => {
    const amount = parseDecimalDays(text, decimal);

    expect(amount === undefined ? undefined : exactText(amount)).toBe(exact);
  });

  it.each([
    ['0.25', ','],
    ['0,25', '.'],
    ['0,3333333', ','],
    ['', ','],
    [',5', ','],
    ['1,', ','],
    ['-1', ','],
    ['+1', ','],
    ['1e3', ','],
    ['1.000,5', ','],
    [' 1', ','],
    ['Hel', ','],
    ['99999', ','],
  ] as const)('refuses %j with %j as separator', (text, decimal) => {
    expect(parseDecimalDays(text, decimal)).toBeUndefined();
  });
});

describe('exactText', () => {
  it.each([
    [fromDays(10.5), '21/2'],
    [fromDays(10), '10'],
    [NO_DAYS, '0'],
    [fraction(1, 6), '1/6'],
    [fraction(4, 6), '2/3'],
    [subtractFravaersdage(fromDays(1), fromDays(1.5)), '-1/2'],
  ])('writes %d as %s', (amount, text) => {
    expect(exactText(amount)).toBe(text);
  });
});

describe('smallerOf', () => {
  it.each([
    [fromDays(1), fromDays(2), fromDays(1)],
    [fromDays(2), fromDays(1), fromDays(1)],
    [fromDays(1), fromDays(1), fromDays(1)],
  ])('of %d and %d gives %d', (a, b, expected) => {
    expect(smallerOf(a, b)).toBe(expected);
  });
});
