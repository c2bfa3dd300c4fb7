import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dato, datesBetween } from './dato.ts';
import {
  firstDayOf,
  isLateRegistrationWindow,
  kvartalOf,
  lastDayOf,
  nextKvartal,
  parseKvartal,
  previousKvartal,
} from './kvartal.ts';
import { anyDato, kvartal } from '../test/arbitraries.ts';

const wide = anyDato('1900-01-01', '2100-12-31');

describe('kvartal (R2)', () => {
  it.each([
    ['2026-01-01', '2026K1'],
    ['2026-03-31', '2026K1'],
    ['2026-04-01', '2026K2'],
    ['2026-06-30', '2026K2'],
    ['2026-07-01', '2026K3'],
    ['2026-07-31', '2026K3'],
    ['2026-08-01', '2026K3'],
    ['2026-09-30', '2026K3'],
    ['2026-10-01', '2026K4'],
    ['2026-12-31', '2026K4'],
    ['2027-01-01', '2027K1'],
  ])('puts %s into %s', (day, expected) => {
    expect(kvartalOf(dato(day))).toBe(expected);
  });

  it.each([
    ['2026K1', '2026-01-01', '2026-03-31'],
    ['2024K1', '2024-01-01', '2024-03-31'],
    ['2026K2', '2026-04-01', '2026-06-30'],
    ['2026K3', '2026-07-01', '2026-09-30'],
    ['2026K4', '2026-10-01', '2026-12-31'],
  ])('runs %s from %s to %s', (text, first, last) => {
    expect(firstDayOf(kvartal(text))).toBe(first);
    expect(lastDayOf(kvartal(text))).toBe(last);
  });

  it('crosses the turn of the year', () => {
    expect(nextKvartal(kvartal('2026K4'))).toBe('2027K1');
    expect(nextKvartal(kvartal('2026K1'))).toBe('2026K2');
    expect(previousKvartal(kvartal('2027K1'))).toBe('2026K4');
    expect(previousKvartal(kvartal('2026K4'))).toBe('2026K3');
  });

  it.each(['2026K0', '2026K5', '2026-K4', '26K4', '2026k4', ' 2026K4', ''])('refuses %j', (text) => {
    expect(parseKvartal(text)).toBeUndefined();
  });

  it('holds every date in exactly one kvartal, its own', () => {
    fc.assert(
      fc.property(wide, (day) => {
        const own = kvartalOf(day);
        const holding = [previousKvartal(own), own, nextKvartal(own)].filter(
          (candidate) => firstDayOf(candidate) <= day && day <= lastDayOf(candidate),
        );

        expect(holding).toEqual([own]);
        expect(parseKvartal(own)).toBe(own);
      }),
    );
  });

  it('leaves no gap between kvartaler', () => {
    fc.assert(
      fc.property(wide, (day) => {
        const own = kvartalOf(day);

        expect(addDays(lastDayOf(own), 1)).toBe(firstDayOf(nextKvartal(own)));
        expect(previousKvartal(nextKvartal(own))).toBe(own);
        expect(datesBetween(firstDayOf(own), lastDayOf(own)).every((each) => kvartalOf(each) === own)).toBe(
          true,
        );
      }),
    );
  });
});

describe('the window for late registrations (R34)', () => {
  it.each([
    ['2026-09-30', false],
    ['2026-10-01', true],
    ['2026-10-13', true],
    ['2026-10-14', true],
    ['2026-10-15', false],
    ['2027-01-14', true],
    ['2027-01-15', false],
  ])('is open on %s: %s', (day, expected) => {
    expect(isLateRegistrationWindow(dato(day))).toBe(expected);
  });

  it('is open on 14 days of a kvartal', () => {
    const days = datesBetween(dato('2026-10-01'), dato('2026-12-31'));

    expect(days.filter(isLateRegistrationWindow)).toHaveLength(14);
  });
});
