import { describe, expect, it } from 'vitest';
import { dato } from './dato.ts';
import { missedSince, missedWeekdays } from './schedule.ts';

const THURSDAY = dato('2026-11-19');
const FRIDAY = dato('2026-11-20');
const SATURDAY = dato('2026-11-21');
const MONDAY = dato('2026-11-23');
const TUESDAY = dato('2026-11-24');

describe('weekdays that a run was missed on', () => {
  it.each([
    ['the next day', THURSDAY, FRIDAY, []],
    ['the same day twice', FRIDAY, FRIDAY, []],
    ['a weekend between', FRIDAY, MONDAY, []],
    ['a Saturday and a Monday', SATURDAY, MONDAY, []],
    ['a weekend and a weekday between', FRIDAY, TUESDAY, [MONDAY]],
    ['two weekdays between', THURSDAY, TUESDAY, [FRIDAY, MONDAY]],
    ['a clock that went back', TUESDAY, THURSDAY, []],
  ])('%s', (_what, ran, ranNext, missed) => {
    expect(missedWeekdays(ran, ranNext)).toEqual(missed);
  });
});

describe('weekdays without a run up to now', () => {
  it.each([
    ['before noon the night may still be due', THURSDAY, FRIDAY, 11 * 60 + 59, []],
    ['from noon on it is missed', THURSDAY, FRIDAY, 12 * 60, [FRIDAY]],
    ['not when it ran today', FRIDAY, FRIDAY, 23 * 60, []],
    ['never on a Saturday', FRIDAY, SATURDAY, 23 * 60, []],
    ['on Monday afternoon after a weekend', FRIDAY, MONDAY, 13 * 60, [MONDAY]],
    ['on Tuesday morning after a missed Monday', FRIDAY, TUESDAY, 6 * 60, [MONDAY]],
  ])('%s', (_what, ran, today, minutes, missed) => {
    expect(missedSince(ran, today, minutes)).toEqual(missed);
  });
});
