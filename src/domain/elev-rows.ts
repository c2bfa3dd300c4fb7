// What is kept of an elev's rows once their days are counted. The rows themselves are too many to keep.
import type { Dato } from './dato.ts';
import { countFravaer } from './fravaer.ts';
import type { Fravaer } from './fravaer.ts';
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
  /** R11: where rows count, kvartal by kvartal. */
  readonly countedAt: readonly { readonly kvartal: Kvartal; readonly skole: string }[];
  /** R10: absence already registered for dates after the as-of date. */
  readonly planned: Fravaer;
}

/** Of all rows of one elev, in order of date; `skoledage` is the calendar of where the elev is now. */
export function elevRowsOf(rows: readonly RowWithFate[], skoledage: Skoledage): ElevRows {
  const registeredOn: Dato[] = [];
  const countedAt: { kvartal: Kvartal; skole: string }[] = [];
  for (const { row, fate } of rows) {
    const { dato, skole } = row;
    const isDayByDay = row.aarsag !== 'ekstraordinaer-frihed' && row.isMonthSum !== true;
    if (isDayByDay && registeredOn.at(-1) !== dato) registeredOn.push(dato);
    if (fate !== 'counted') continue;
    const kvartal = kvartalOf(dato);
    const isKnown = countedAt.some((known) => known.kvartal === kvartal && known.skole === skole);
    if (!isKnown) countedAt.push({ kvartal, skole });
  }
  const planned = rows.filter(({ row, fate }) => fate === 'after-as-of' && skoledage.has(row.dato));
  return {
    lastDate: rows.at(-1)?.row.dato,
    registeredOn,
    countedAt,
    planned: countFravaer(planned.map(({ row }) => row)),
  };
}
