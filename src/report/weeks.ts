// An elev's kvartal as it is read on paper: days per ISO week, and the dates that count in a short text.
import { addDays, datesBetween, daysBetween, isoWeek, laterOf, earlierOf, weekday } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import type { Fravaersdag } from '../domain/fravaer.ts';
import { addFravaersdage, exactText, NO_DAYS, ONE_DAY, toDays } from '../domain/fravaersdage.ts';
import type { Fravaersdage } from '../domain/fravaersdage.ts';
import { firstDayOf, lastDayOf } from '../domain/kvartal.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import type { Skoledage } from '../domain/skolekalender.ts';
import { dageTal } from '../text/da.ts';
import type { WeekCell } from './sheet.ts';

/** The part of an ISO week that lies in a kvartal. */
export interface Week {
  readonly week: number;
  readonly from: Dato;
  readonly to: Dato;
}

/** The ISO weeks that a kvartal touches, cut off at its ends. */
export function weeksOf(kvartal: Kvartal): readonly Week[] {
  const first = firstDayOf(kvartal);
  const last = lastDayOf(kvartal);
  const mondays = datesBetween(addDays(first, 1 - weekday(first)), last).filter((day) => weekday(day) === 1);
  return mondays.map((monday) => ({
    week: isoWeek(monday).week,
    from: laterOf(monday, first),
    to: earlierOf(addDays(monday, 6), last),
  }));
}

/** What a week shows: the days of absence in it; nothing when it has no skoledag or has not come yet. */
export function weekCell(
  week: Week,
  days: readonly Fravaersdag[],
  { skoledage, asOf }: { readonly skoledage: Skoledage; readonly asOf: Dato },
): WeekCell {
  const sum = days
    .filter(({ dato }) => week.from <= dato && dato <= week.to)
    .reduce((total, day) => addFravaersdage(total, day.total), NO_DAYS);
  // An elev who has moved may have been absent in a week that is closed at the present skole.
  if (sum > 0) return { kind: 'week', week: 'counted', days: toDays(sum) };
  if (skoledage.between(week.from, week.to).length === 0) return { kind: 'week', week: 'no-skoledage' };
  return week.from > asOf ? { kind: 'week', week: 'later' } : { kind: 'week', week: 'counted', days: 0 };
}

/** The dates that count, days in a row with the same amount drawn together: `5/10-9/10, 13/10 (½)`. */
export function datesText(days: readonly Fravaersdag[]): string {
  const runs: { first: Dato; last: Dato; amount: Fravaersdage }[] = [];
  for (const { dato, total } of days) {
    const run = runs.at(-1);
    if (run !== undefined && run.amount === total && daysBetween(run.last, dato) === 1) run.last = dato;
    else runs.push({ first: dato, last: dato, amount: total });
  }
  return runs.map(runText).join(', ');
}

function runText({ first, last, amount }: { first: Dato; last: Dato; amount: Fravaersdage }): string {
  const span = first === last ? dayMonth(first) : `${dayMonth(first)}-${dayMonth(last)}`;
  if (amount === ONE_DAY) return span;
  return `${span} (${first === last ? '' : 'hver '}${partText(amount)})`;
}

function dayMonth(day: Dato): string {
  return `${Number(day.slice(8, 10))}/${Number(day.slice(5, 7))}`;
}

/** A part of a day as people write it: a half, a small fraction such as 1/6, else the decimal. */
function partText(amount: Fravaersdage): string {
  const exact = exactText(amount);
  if (exact === '1/2') return '½';
  return exact.length <= 4 ? exact : dageTal(amount);
}
