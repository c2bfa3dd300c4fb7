// The only place that adds up absence (R3, R5-R8): rows that count -> days of one elev.
import type { Dato } from './dato.ts';
import { fravaersaarsager } from './fravaersaarsag.ts';
import type { Fravaersaarsag, PerAarsag } from './fravaersaarsag.ts';
import { addFravaersdage, NO_DAYS, ONE_DAY, smallerOf, subtractFravaersdage } from './fravaersdage.ts';
import type { Fravaersdage } from './fravaersdage.ts';
import type { Registrering } from './registrering.ts';

/** What one date adds, after the cap of one day (R7) and the order of categories (R8). */
export interface Fravaersdag {
  readonly dato: Dato;
  readonly total: Fravaersdage;
  readonly perAarsag: PerAarsag<Fravaersdage>;
}

/** The absence of one elev in a period. */
export interface Fravaer {
  readonly total: Fravaersdage;
  readonly perAarsag: PerAarsag<Fravaersdage>;
  /** Dates with absence, earliest first. */
  readonly days: readonly Fravaersdag[];
}

/**
 * Sums the rows that count (fate `counted`, see row-fate.ts). A date never exceeds one day, however many rows touch
 * it (R7); within a date the categories are filled in their order (R8). The order of the rows does not matter.
 */
export function countFravaer(rows: readonly Registrering[]): Fravaer {
  const byDate = new Map<Dato, Record<Fravaersaarsag, Fravaersdage>>();
  for (const row of rows) {
    if (row.aarsag === 'none') continue;
    const claims = byDate.get(row.dato) ?? nothing();
    claims[row.aarsag] = addFravaersdage(claims[row.aarsag], row.omfang);
    byDate.set(row.dato, claims);
  }
  const days = [...byDate].map(([dato, claims]) => fillDay(dato, claims));
  return sumDays(days.toSorted((a, b) => (a.dato < b.dato ? -1 : 1)));
}

/** The absence on the dates given, summed; the days must be in order of date. */
export function sumDays(days: readonly Fravaersdag[]): Fravaer {
  const perAarsag = nothing();
  let total = NO_DAYS;
  for (const day of days) {
    total = addFravaersdage(total, day.total);
    for (const aarsag of fravaersaarsager) {
      perAarsag[aarsag] = addFravaersdage(perAarsag[aarsag], day.perAarsag[aarsag]);
    }
  }
  return { total, perAarsag, days };
}

function fillDay(dato: Dato, claims: PerAarsag<Fravaersdage>): Fravaersdag {
  const perAarsag = nothing();
  let left = ONE_DAY;
  for (const aarsag of fravaersaarsager) {
    perAarsag[aarsag] = smallerOf(claims[aarsag], left);
    left = subtractFravaersdage(left, perAarsag[aarsag]);
  }
  return { dato, total: subtractFravaersdage(ONE_DAY, left), perAarsag };
}

function nothing(): Record<Fravaersaarsag, Fravaersdage> {
  return { sygdom: NO_DAYS, 'ekstraordinaer-frihed': NO_DAYS, ulovligt: NO_DAYS };
}
