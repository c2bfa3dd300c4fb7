// When a nightly job ought to have run: every night before a weekday, whatever the calendar says. Weekends may be left
// out of the schedule, so they are never missed.
import { addDays, datesBetween, weekday } from './dato.ts';
import type { Dato } from './dato.ts';

/** Later than this many minutes after midnight, the night's run is over wherever it is scheduled. */
const NOON = 12 * 60;

const isWeekday = (day: Dato): boolean => weekday(day) <= 5;

/** The weekdays between two days on which the job ran; empty when it ran on the later one first. */
export function missedWeekdays(ran: Dato, ranNext: Dato): Dato[] {
  return ran < ranNext ? datesBetween(addDays(ran, 1), addDays(ranNext, -1)).filter(isWeekday) : [];
}

/** The weekdays without a run up to now, today among them from noon on. `minutes` is the time of day today. */
export function missedSince(ran: Dato, today: Dato, minutes: number): Dato[] {
  const before = missedWeekdays(ran, today);
  return minutes >= NOON && ran < today && isWeekday(today) ? [...before, today] : before;
}
