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
  /** The part of the total whose dates nobody knows: sums per month. */
  readonly undated: Fravaersdage;
}

/** Of an elev who was never away. */
export const noFravaer: Fravaer = { total: NO_DAYS, perAarsag: nothing(), days: [], undated: NO_DAYS };

/**
 * Sums the rows that count (fate `counted`, see row-fate.ts). A date never exceeds one day, however many rows touch
 * it (R7); within a date the categories are filled in their order (R8). The order of the rows does not matter. Sums per
 * month are left to countMonthSums.
 */
export function countFravaer(rows: readonly Registrering[]): Fravaer {
  const byDate = new Map<Dato, Record<Fravaersaarsag, Fravaersdage>>();
  let claims = nothing();
  let dato: Dato | undefined;
  for (const row of rows) {
    if (row.aarsag === 'none' || row.isMonthSum === true) continue;
    // Rows of a date mostly stand together.
    if (row.dato !== dato) {
      ({ dato } = row);
      claims = byDate.get(dato) ?? nothing();
      byDate.set(dato, claims);
    }
    claims[row.aarsag] = addFravaersdage(claims[row.aarsag], row.omfang);
  }
  if (byDate.size === 0) return noFravaer;
  const days = [...byDate].map(([day, ofDay]) => sameDay(fillDay(day, ofDay)));
  return sumDays(days.toSorted((a, b) => (a.dato < b.dato ? -1 : 1)));
}

/** The absence on the dates given, summed, and the sums per month beside them; the days must be in order of date. */
export function sumDays(
  days: readonly Fravaersdag[],
  monthSums: readonly Pick<Fravaersdag, 'total' | 'perAarsag'>[] = [],
): Fravaer {
  const perAarsag = nothing();
  let total = NO_DAYS;
  const add = (part: Pick<Fravaersdag, 'total' | 'perAarsag'>): void => {
    total = addFravaersdage(total, part.total);
    for (const aarsag of fravaersaarsager) {
      perAarsag[aarsag] = addFravaersdage(perAarsag[aarsag], part.perAarsag[aarsag]);
    }
  };
  for (const day of days) add(day);
  for (const sum of monthSums) add(sum);
  const undated = monthSums.reduce((sum, part) => addFravaersdage(sum, part.total), NO_DAYS);
  return { total, perAarsag, days, undated };
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

/** So many different days of absence a date has at most that are kept only once. */
const DAYS_PER_DATE = 32;
const knownDays = new Map<Dato, Fravaersdag[]>();

/** The same day of absence as that of others on the date, most often a whole day of one category, kept only once. */
function sameDay(day: Fravaersdag): Fravaersdag {
  const known = knownDays.get(day.dato) ?? [];
  const same = known.find((other) => isSameDay(other, day));
  if (same !== undefined) return same;
  if (known.length < DAYS_PER_DATE) knownDays.set(day.dato, [...known, day]);
  return day;
}

function isSameDay(one: Fravaersdag, other: Fravaersdag): boolean {
  return fravaersaarsager.every((aarsag) => one.perAarsag[aarsag] === other.perAarsag[aarsag]);
}

function nothing(): Record<Fravaersaarsag, Fravaersdage> {
  return { sygdom: NO_DAYS, 'ekstraordinaer-frihed': NO_DAYS, ulovligt: NO_DAYS };
}
