import { describe, expect, it } from 'vitest';
import { dato } from './dato.ts';
import { stripOf } from './day-strip.ts';
import type { StripWeek } from './day-strip.ts';
import { countFravaer } from './fravaer.ts';
import { firstDayOf, lastDayOf } from './kvartal.ts';
import { FREDAG, fraction, K3, K4, MANDAG, ordinary, rowOf, TIRSDAG } from '../test/arbitraries.ts';

function weekOf(strip: readonly StripWeek[], week: number): StripWeek {
  return strip.find((one) => one.week === week)!;
}

describe("an elev's kvartal day by day", () => {
  const { days } = countFravaer([
    rowOf({ dato: MANDAG, aarsag: 'ulovligt', omfang: fraction(1, 4) }),
    rowOf({ dato: TIRSDAG, omfang: fraction(1, 2) }),
    rowOf({ dato: TIRSDAG, aarsag: 'ulovligt' }),
    rowOf({ dato: FREDAG, aarsag: 'ekstraordinaer-frihed' }),
  ]);
  const strip = stripOf(days, { kvartal: K4, skoledage: ordinary, asOf: FREDAG });

  it('shows what each day was: the largest part, whole or not, and the sum of the week', () => {
    const { days: week, total } = weekOf(strip, 47);

    expect(week).toMatchObject([
      { kind: 'absent', aarsag: 'ulovligt', isWhole: false },
      { kind: 'absent', aarsag: 'sygdom', isWhole: true },
      { kind: 'none' },
      { kind: 'none' },
      { kind: 'absent', aarsag: 'ekstraordinaer-frihed', isWhole: true },
    ]);
    expect(total).toBe(fraction(9, 4));
  });

  it('tells closed days, days to come and days outside the kvartal apart', () => {
    expect(weekOf(strip, 42).days.map((day) => day?.kind)).toEqual(Array(5).fill('closed'));
    expect(weekOf(strip, 48).days.map((day) => day?.kind)).toEqual(Array(5).fill('later'));
    // The kvartal begins on a Thursday.
    expect(weekOf(strip, 40).days.map((day) => day?.kind)).toEqual([
      undefined,
      undefined,
      undefined,
      'none',
      'none',
    ]);
  });

  it('shows absence on a day that is closed at the present skole', () => {
    const closed = dato('2026-10-13');
    const moved = stripOf(countFravaer([rowOf({ dato: closed })]).days, {
      kvartal: K4,
      skoledage: ordinary,
      asOf: FREDAG,
    }).find(({ week }) => week === 42);

    expect(moved?.days[1]).toMatchObject({ kind: 'absent', dato: closed });
  });

  it.each([K3, K4])('holds every weekday of %s once', (of) => {
    const all = stripOf([], { kvartal: of, skoledage: ordinary, asOf: FREDAG }).flatMap((week) => week.days);
    const dates = all.filter((day) => day !== undefined).map((day) => day.dato);

    expect(dates).toEqual([...new Set(dates)].toSorted());
    expect(dates.every((day) => firstDayOf(of) <= day && day <= lastDayOf(of))).toBe(true);
    expect(dates.length).toBe(66);
  });
});
