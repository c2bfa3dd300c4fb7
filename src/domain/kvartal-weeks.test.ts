import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysBetween, datesBetween, weekday } from './dato.ts';
import { firstDayOf, lastDayOf } from './kvartal.ts';
import { weeksOf } from './kvartal-weeks.ts';
import { K4, kvartal } from '../test/arbitraries.ts';

it('cuts the first and the last week off at the ends of the kvartal', () => {
  const weeks = weeksOf(K4);

  expect(weeks.map(({ week }) => week)).toEqual([40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53]);
  expect(weeks[0]).toEqual({ week: 40, monday: '2026-09-28', from: '2026-10-01', to: '2026-10-04' });
  expect(weeks.at(-1)).toEqual({ week: 53, monday: '2026-12-28', from: '2026-12-28', to: '2026-12-31' });
});

it('leaves out a week that has only its weekend in the kvartal', () => {
  // 1 January 2028 is a Saturday.
  expect(weeksOf(kvartal('2028K1'))[0]).toMatchObject({ week: 1, from: '2028-01-03' });
});

it('holds every weekday of any kvartal once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2020, max: 2040 }), fc.integer({ min: 1, max: 4 }), (year, number) => {
      const of = kvartal(`${year}K${number}`);
      const held = weeksOf(of).flatMap(({ from, to }) => datesBetween(from, to));

      const weekdays = datesBetween(firstDayOf(of), lastDayOf(of)).filter((day) => weekday(day) <= 5);
      expect(held.filter((day) => weekday(day) <= 5)).toEqual(weekdays);
      for (const { monday, from } of weeksOf(of)) expect(daysBetween(monday, from)).toBeLessThan(5);
    }),
  );
});
