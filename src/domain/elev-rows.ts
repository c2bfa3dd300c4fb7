// What is kept of an elev's rows once their days are counted. The rows themselves are too many to keep.
import type { Dato } from './dato.ts';
import { noFravaer, sumDays } from './fravaer.ts';
import type { Fravaer, Fravaersdag } from './fravaer.ts';
import { entriesOf } from './judged-dates.ts';
import type { JudgedDate } from './judged-dates.ts';
import { kvartalOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import type { RowWithFate } from './row-fate.ts';
import type { Skoledage } from './skolekalender.ts';

export interface ElevRows {
  /** The date of the last row, also of one after the as-of date; undefined for an elev without rows. */
  readonly lastDate: Dato | undefined;
  /**
   * R53: dates with rows that are made day by day, in order. Leave is entered ahead as a whole and a month's sum
   * afterwards: neither shows that anybody registers.
   */
  readonly registeredOn: readonly Dato[];
  /** R11: at which other skoler than the elev's present one rows count, kvartal by kvartal. */
  readonly countedElsewhere: readonly { readonly kvartal: Kvartal; readonly skole: string }[];
  /** R10: absence already registered for dates after the as-of date. */
  readonly planned: Fravaer;
}

/** Of all dates of one elev, in order; `now` is the as-of date and the skole where the elev is then, with its calendar. */
export function elevRowsOf(
  dates: readonly JudgedDate[],
  now: { readonly asOf: Dato; readonly skole: string; readonly skoledage: Skoledage },
): ElevRows {
  const registeredOn: Dato[] = [];
  const planned: Fravaersdag[] = [];
  const elsewhere: JudgedDate[] = [];
  for (const date of dates) {
    const { dato, day, stretches, judgement } = date;
    if (judgement.isDayByDay) registeredOn.push(dato);
    if (day !== undefined && dato > now.asOf && now.skoledage.has(dato)) planned.push(day);
    if (stretches.some(({ elev }) => elev.skole !== now.skole)) elsewhere.push(date);
  }
  return {
    lastDate: dates.at(-1)?.dato,
    registeredOn,
    countedElsewhere: countElsewhere(elsewhere.flatMap(entriesOf), now.skole),
    planned: planned.length === 0 ? noFravaer : sumDays(planned),
  };
}

function countElsewhere(rows: readonly RowWithFate[], skoleNow: string): ElevRows['countedElsewhere'] {
  const counted: { kvartal: Kvartal; skole: string }[] = [];
  for (const { row, fate } of rows) {
    const { skole } = row;
    if (fate !== 'counted' || skole === skoleNow) continue;
    const kvartal = kvartalOf(row.dato);
    const isKnown = counted.some((known) => known.kvartal === kvartal && known.skole === skole);
    if (!isKnown) counted.push({ kvartal, skole });
  }
  return counted;
}
