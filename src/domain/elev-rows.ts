// What is kept of an elev's rows once their days are counted. The rows themselves are too many to keep.
import type { Dato } from './dato.ts';
import { countFravaer } from './fravaer.ts';
import type { Fravaer } from './fravaer.ts';
import { kvartalOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import type { Registrering } from './registrering.ts';
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

/** Of all rows of one elev, in order of date; `now` is the skole where the elev is, with its calendar. */
export function elevRowsOf(
  rows: readonly RowWithFate[],
  now: { readonly skole: string; readonly skoledage: Skoledage },
): ElevRows {
  const registeredOn: Dato[] = [];
  const countedElsewhere: { kvartal: Kvartal; skole: string }[] = [];
  const planned: Registrering[] = [];
  for (const { row, fate } of rows) {
    const { dato, skole } = row;
    const isDayByDay = row.aarsag !== 'ekstraordinaer-frihed' && row.isMonthSum !== true;
    if (isDayByDay && registeredOn.at(-1) !== dato) registeredOn.push(dato);
    if (fate === 'after-as-of' && now.skoledage.has(dato)) planned.push(row);
    if (fate !== 'counted' || skole === now.skole) continue;
    const kvartal = kvartalOf(dato);
    const isKnown = countedElsewhere.some((known) => known.kvartal === kvartal && known.skole === skole);
    if (!isKnown) countedElsewhere.push({ kvartal, skole });
  }
  return {
    lastDate: rows.at(-1)?.row.dato,
    registeredOn,
    countedElsewhere,
    planned: countFravaer(planned),
  };
}
