// An elev's kvartal day by day, as the calendar strips of workbook and explain show it: weekdays only, week by week.
import { addDays, datesBetween } from './dato.ts';
import type { Dato } from './dato.ts';
import { fravaersaarsager } from './fravaersaarsag.ts';
import type { Fravaersaarsag } from './fravaersaarsag.ts';
import type { Fravaersdag } from './fravaer.ts';
import { addFravaersdage, NO_DAYS, ONE_DAY } from './fravaersdage.ts';
import type { Fravaersdage } from './fravaersdage.ts';
import { firstDayOf, lastDayOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import { weeksOf } from './kvartal-weeks.ts';
import type { Skoledage } from './skolekalender.ts';

export type StripDay =
  | {
      readonly kind: 'absent';
      readonly dato: Dato;
      /** The category with the largest part of the day, the first one in order when two are alike. */
      readonly aarsag: Fravaersaarsag;
      readonly isWhole: boolean;
    }
  /** `none`: nothing registered, which is not the same as presence (R14). `closed`: no skoledag. `later`: not come yet. */
  | { readonly kind: 'none' | 'closed' | 'later'; readonly dato: Dato };

export interface StripWeek {
  readonly week: number;
  /** Monday to Friday; undefined outside the kvartal. */
  readonly days: readonly (StripDay | undefined)[];
  readonly total: Fravaersdage;
}

export interface StripFacts {
  readonly kvartal: Kvartal;
  readonly skoledage: Skoledage;
  readonly asOf: Dato;
}

/** The ISO weeks that the kvartal touches, each with its five weekdays. */
export function stripOf(days: readonly Fravaersdag[], { kvartal, skoledage, asOf }: StripFacts): StripWeek[] {
  const byDate = new Map(days.map((day) => [day.dato, day]));
  const [first, last] = [firstDayOf(kvartal), lastDayOf(kvartal)];
  const stripDay = (dato: Dato): StripDay => {
    const day = byDate.get(dato);
    // An elev who has moved may have been absent on a day that is closed at the present skole.
    if (day !== undefined && day.total > 0) return absentDay(day);
    if (!skoledage.has(dato)) return { kind: 'closed', dato };
    return { kind: dato > asOf ? 'later' : 'none', dato };
  };
  return weeksOf(kvartal).map(({ week, monday }) => {
    const dates = datesBetween(monday, addDays(monday, 4));
    const total = dates.reduce(
      (sum, dato) => addFravaersdage(sum, byDate.get(dato)?.total ?? NO_DAYS),
      NO_DAYS,
    );
    return {
      week,
      days: dates.map((dato) => (dato < first || dato > last ? undefined : stripDay(dato))),
      total,
    };
  });
}

function absentDay({ dato, total, perAarsag }: Fravaersdag): StripDay {
  let [aarsag = 'sygdom' as const] = fravaersaarsager;
  for (const candidate of fravaersaarsager) if (perAarsag[candidate] > perAarsag[aarsag]) aarsag = candidate;
  return { kind: 'absent', dato, aarsag, isWhole: total === ONE_DAY };
}
