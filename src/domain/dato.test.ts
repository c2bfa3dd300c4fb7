import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dato,
  datoAt,
  datesBetween,
  dayNumber,
  daysBetween,
  earlierOf,
  isoWeek,
  laterOf,
  parseDato,
  weekday,
} from './dato.ts';
import { anyDato, FREDAG, LOERDAG, MANDAG, SOENDAG } from '../test/arbitraries.ts';

const wide = anyDato('1900-01-01', '2100-12-31');

describe('dato', () => {
  it.each(['2026-11-20', '2024-02-29', '2000-02-29'])('takes %s', (text) => {
    expect(dato(text)).toBe(text);
  });

  it.each(['2026-02-29', '1900-02-29', '2026-13-01', '2026-04-31', '20-11-2026', '', '2026-11-20T00:00'])(
    'throws for %j, which is no date',
    (text) => {
      expect(() => dato(text)).toThrow(RangeError);
    },
  );
});

describe('parseDato', () => {
  it.each([
    { text: '20-11-2026', formats: ['dd-MM-yyyy'], expected: '2026-11-20' },
    { text: '2026-11-20', formats: ['dd-MM-yyyy', 'yyyy-MM-dd'], expected: '2026-11-20' },
    { text: '05-06-2026', formats: ['dd-MM-yyyy', 'MM-dd-yyyy'], expected: '2026-06-05' },
    { text: '31-02-2026', formats: ['dd-MM-yyyy'], expected: undefined },
    { text: '20-11-26', formats: ['dd-MM-yyyy'], expected: undefined },
    { text: 'i går', formats: ['dd-MM-yyyy'], expected: undefined },
    { text: '20-11-2026', formats: [], expected: undefined },
  ])('reads $text by $formats as $expected', ({ text, formats, expected }) => {
    expect(parseDato(text, formats)).toBe(expected);
  });
});

describe('calendar arithmetic', () => {
  it('counts days from 1970', () => {
    expect(dayNumber(dato('1970-01-01'))).toBe(0);
    expect(dayNumber(dato('1970-01-02'))).toBe(1);
    expect(dayNumber(dato('1969-12-31'))).toBe(-1);
  });

  it('does not lose a day when the clocks change', () => {
    expect(addDays(dato('2026-03-28'), 1)).toBe('2026-03-29');
    expect(addDays(dato('2026-03-29'), 1)).toBe('2026-03-30');
    expect(daysBetween(dato('2026-10-24'), dato('2026-10-26'))).toBe(2);
  });

  it.each([
    [MANDAG, 1],
    [FREDAG, 5],
    [LOERDAG, 6],
    [SOENDAG, 7],
    [dato('1969-12-31'), 3],
    [dato('1900-01-01'), 1],
  ])('gives %s weekday %i', (day, expected) => {
    expect(weekday(day)).toBe(expected);
  });

  it.each([
    ['2026-12-31', { year: 2026, week: 53 }],
    ['2027-01-03', { year: 2026, week: 53 }],
    ['2027-01-04', { year: 2027, week: 1 }],
    ['2024-12-30', { year: 2025, week: 1 }],
  ])('gives %s the ISO week %o', (day, expected) => {
    expect(isoWeek(dato(day))).toEqual(expected);
  });

  it('lists both ends, and nothing backwards', () => {
    expect(datesBetween(FREDAG, SOENDAG)).toEqual([FREDAG, LOERDAG, SOENDAG]);
    expect(datesBetween(FREDAG, FREDAG)).toEqual([FREDAG]);
    expect(datesBetween(SOENDAG, FREDAG)).toEqual([]);
  });

  it.each([
    [MANDAG, FREDAG],
    [FREDAG, MANDAG],
  ])('orders %s and %s', (a, b) => {
    expect(earlierOf(a, b)).toBe(MANDAG);
    expect(laterOf(a, b)).toBe(FREDAG);
  });

  it('undoes itself, and steps through the weekdays one by one', () => {
    fc.assert(
      fc.property(wide, fc.integer({ min: -800, max: 800 }), (day, days) => {
        const moved = addDays(day, days);

        expect(daysBetween(day, moved)).toBe(days);
        expect(addDays(moved, -days)).toBe(day);
        expect(weekday(addDays(day, 1))).toBe((weekday(day) % 7) + 1);
        expect(addDays(day, 1) > day).toBe(true);
      }),
    );
  });
});

describe('datoAt (R10)', () => {
  it.each([
    ['2026-11-20T22:59:59Z', '2026-11-20'],
    ['2026-11-20T23:00:00Z', '2026-11-21'],
    ['2026-07-01T21:59:59Z', '2026-07-01'],
    ['2026-07-01T22:00:00Z', '2026-07-02'],
  ])('sees %s as %s in Copenhagen', (instant, expected) => {
    expect(datoAt(Date.parse(instant), 'Europe/Copenhagen')).toBe(expected);
  });
});
