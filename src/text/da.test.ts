import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dato } from '../domain/dato.ts';
import { addFravaersdage, fromDays, NO_DAYS, ONE_DAY } from '../domain/fravaersdage.ts';
import type { Fravaersdage } from '../domain/fravaersdage.ts';
import {
  aarsagText,
  basisText,
  changeText,
  dageTal,
  dageText,
  datoText,
  kvartalText,
  listText,
  longDatoText,
  plural,
  statusText,
  tal,
  trinText,
  weekdayDatoText,
} from './da.ts';
import { fraction, FREDAG, K4, kvartal, SOENDAG } from '../test/arbitraries.ts';

describe('dates in Danish', () => {
  it('writes a date short, long and with its weekday', () => {
    expect(datoText(FREDAG)).toBe('20-11-2026');
    expect(longDatoText(FREDAG)).toBe('20. november 2026');
    expect(weekdayDatoText(FREDAG)).toBe('fredag den 20. november 2026');
  });

  it.each([
    ['2026-01-01', 'torsdag den 1. januar 2026'],
    ['2026-02-02', 'mandag den 2. februar 2026'],
    ['2026-05-05', 'tirsdag den 5. maj 2026'],
    ['2026-12-31', 'torsdag den 31. december 2026'],
    [SOENDAG, 'søndag den 22. november 2026'],
  ])('writes %s as %s', (day, expected) => {
    expect(weekdayDatoText(dato(day))).toBe(expected);
  });

  it('writes a kvartal', () => {
    expect(kvartalText(K4)).toBe('4. kvartal 2026');
    expect(kvartalText(kvartal('2027K1'))).toBe('1. kvartal 2027');
  });
});

describe('days as text', () => {
  it.each([
    [NO_DAYS, '0 dage'],
    [ONE_DAY, '1 dag'],
    [fromDays(0.5), '0,5 dage'],
    [fromDays(1.5), '1,5 dage'],
    [fromDays(10), '10 dage'],
    [fromDays(10.01), '10,01 dage'],
    [fromDays(20.1), '20,1 dage'],
    [fraction(1, 6), 'ca. 0,17 dage'],
    [fraction(2, 3), 'ca. 0,67 dage'],
    [fraction(1, 8), 'ca. 0,13 dage'],
  ])('writes %d as %s', (amount, expected) => {
    expect(dageText(amount)).toBe(expected);
  });

  it.each([5, 10, 20])('never writes a number near %i as if it were exactly that', (days) => {
    for (const bit of [fraction(1, 13), fraction(1, 720_720)]) {
      const [above, below] = [fromDays(days) + bit, fromDays(days) - bit] as Fravaersdage[];

      expect(dageTal(above!)).toMatch(/^ca\. /);
      expect(dageTal(below!)).toMatch(/^ca\. /);
    }
  });

  it('says ca. exactly when two decimals do not tell the whole amount', () => {
    const part = fc
      .constantFrom(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 100)
      .chain((d) => fc.integer({ min: 0, max: d }).map((n) => fraction(n, d)));

    fc.assert(
      fc.property(fc.nat({ max: 60 }), part, (whole, rest) => {
        const amount = addFravaersdage(fromDays(whole), rest);
        const text = dageTal(amount);

        const read = fromDays(Number(text.replace('ca. ', '').replace(',', '.')));
        expect(text.startsWith('ca. ')).toBe(read !== amount);
        expect(Math.abs(read - amount)).toBeLessThanOrEqual(fraction(1, 100));
      }),
    );
  });
});

describe('numbers and lists', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1.000'],
    [8667, '8.667'],
    [123456, '123.456'],
    [1234567, '1.234.567'],
  ])('writes %i as %s', (count, expected) => {
    expect(tal(count)).toBe(expected);
  });

  it.each([
    [0, '0 elever'],
    [1, '1 elev'],
    [2, '2 elever'],
    [1001, '1.001 elever'],
  ])('counts %i as %s', (count, expected) => {
    expect(plural(count, 'elev', 'elever')).toBe(expected);
  });

  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a og b'],
    [['a', 'b', 'c'], 'a, b og c'],
  ])('joins %j as %j', (items, expected) => {
    expect(listText(items)).toBe(expected);
  });
});

describe('names of values', () => {
  it('keeps real Danish letters and differs for each value', () => {
    for (const texts of [trinText, changeText, aarsagText, basisText, statusText]) {
      const values = Object.values(texts);

      expect(new Set(values).size).toBe(values.length);
      expect(values.join(' ')).not.toMatch(/ae|oe|aa/);
    }
  });

  it("uses the policy's words for the trin", () => {
    expect(Object.values(trinText)).toEqual([
      'Intet trin',
      'Tidlig indsats',
      'Bekymrende skolefravær',
      'Massivt skolefravær',
    ]);
  });
});
