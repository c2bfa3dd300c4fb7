// The ISO weeks of a kvartal, as tables and pictures go through it.
import { addDays, datesBetween, earlierOf, isoWeek, laterOf, weekday } from './dato.ts';
import type { Dato } from './dato.ts';
import { firstDayOf, lastDayOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';

/** The part of an ISO week, weekend included, that lies in a kvartal. */
export interface KvartalWeek {
  readonly week: number;
  readonly monday: Dato;
  readonly from: Dato;
  readonly to: Dato;
}

/** Asked for again for every elev and klasse. */
const known = new Map<Kvartal, readonly KvartalWeek[]>();

/** The weeks with at least one weekday in the kvartal, cut off at its ends. */
export function weeksOf(kvartal: Kvartal): readonly KvartalWeek[] {
  const weeks = known.get(kvartal) ?? findWeeks(kvartal);
  known.set(kvartal, weeks);
  return weeks;
}

function findWeeks(kvartal: Kvartal): readonly KvartalWeek[] {
  const first = firstDayOf(kvartal);
  const last = lastDayOf(kvartal);
  const monday = addDays(first, 1 - weekday(first));
  return datesBetween(weekday(first) > 5 ? addDays(monday, 7) : monday, last)
    .filter((day) => weekday(day) === 1)
    .map((start) => ({
      week: isoWeek(start).week,
      monday: start,
      from: laterOf(start, first),
      to: earlierOf(addDays(start, 6), last),
    }));
}
