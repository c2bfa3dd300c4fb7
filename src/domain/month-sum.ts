// Sums per month: what a source without dates can say. They count in total and category, never in anything that asks
// for a date. See docs/adr/0101.
import { addDays, earlierOf } from './dato.ts';
import type { Dato } from './dato.ts';
import type { Finding } from './finding.ts';
import type { Fravaersdag } from './fravaer.ts';
import { fravaersaarsager } from './fravaersaarsag.ts';
import type { PerAarsag } from './fravaersaarsag.ts';
import { addFravaersdage, fromDays, NO_DAYS, smallerOf, subtractFravaersdage } from './fravaersdage.ts';
import type { Fravaersdage } from './fravaersdage.ts';
import { kvartalOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import type { Registrering } from './registrering.ts';
import type { Skoledage } from './skolekalender.ts';

/** What the sums of one month add to the dated days of one elev. */
export interface MonthSum {
  /** The first of the month. */
  readonly month: Dato;
  readonly total: Fravaersdage;
  readonly perAarsag: PerAarsag<Fravaersdage>;
  /** Rows that say more days than the month had skoledage up to the as-of date. */
  readonly tooLarge: readonly Registrering[];
}

/** The skoledage of the month of a sum, up to the as-of date. */
export function skoledageOfMonth({ dato }: Registrering, skoledage: Skoledage, asOf: Dato): readonly Dato[] {
  return skoledage.between(dato, earlierOf(lastOfMonth(dato), asOf));
}

/** The last date of the month that begins on `first`: 31 days on is always in the next month. */
function lastOfMonth(first: Dato): Dato {
  const next = addDays(first, 31);
  return addDays(next, -Number(next.slice(8)));
}

/**
 * Adds up the sums of one elev (R7, R8): per category only what goes beyond the dated days of the month, for both may
 * tell of the same days; sums of several skoler or rows are added. Nothing exceeds the month's skoledage up to the
 * as-of date; the categories are filled in their order, so that doubt never counts against the family.
 */
export function countMonthSums(
  rows: readonly Registrering[],
  days: readonly Fravaersdag[],
  skoledageOf: (row: Registrering) => number,
): MonthSum[] {
  const sums = rows.filter(({ isMonthSum, aarsag }) => isMonthSum === true && aarsag !== 'none');
  return [...Map.groupBy(sums, ({ dato }) => dato)]
    .map(([month, ofMonth]) => {
      const room = fromDays(Math.max(...ofMonth.map(skoledageOf)));
      const dated = days.filter(({ dato }) => dato.slice(0, 7) === month.slice(0, 7));
      const tooLarge = ofMonth.filter((row) => row.omfang > fromDays(skoledageOf(row)));
      return { month, tooLarge, ...fillMonth(claimsOf(ofMonth), dated, room) };
    })
    .toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

function claimsOf(rows: readonly Registrering[]): PerAarsag<Fravaersdage> {
  const claims = { sygdom: NO_DAYS, 'ekstraordinaer-frihed': NO_DAYS, ulovligt: NO_DAYS };
  for (const { aarsag, omfang } of rows) {
    if (aarsag !== 'none') claims[aarsag] = addFravaersdage(claims[aarsag], omfang);
  }
  return claims;
}

function fillMonth(
  claims: PerAarsag<Fravaersdage>,
  dated: readonly Fravaersdag[],
  room: Fravaersdage,
): Pick<MonthSum, 'total' | 'perAarsag'> {
  let left = dated.reduce((rest, day) => atLeastNothing(rest, day.total), room);
  let total = NO_DAYS;
  const perAarsag = { sygdom: NO_DAYS, 'ekstraordinaer-frihed': NO_DAYS, ulovligt: NO_DAYS };
  for (const aarsag of fravaersaarsager) {
    const beyond = dated.reduce((rest, day) => atLeastNothing(rest, day.perAarsag[aarsag]), claims[aarsag]);
    perAarsag[aarsag] = smallerOf(beyond, left);
    left = subtractFravaersdage(left, perAarsag[aarsag]);
    total = addFravaersdage(total, perAarsag[aarsag]);
  }
  return { total, perAarsag };
}

function atLeastNothing(amount: Fravaersdage, less: Fravaersdage): Fravaersdage {
  return less >= amount ? NO_DAYS : subtractFravaersdage(amount, less);
}

/** Sums of `kvartal` that cannot be right, named by file and line: more days than the month had skoledage. */
export function findLargeMonthSums(sums: readonly MonthSum[], kvartal: Kvartal): Finding[] {
  return sums
    .filter(({ month }) => kvartalOf(month) === kvartal)
    .flatMap(({ tooLarge }) => tooLarge)
    .map(({ source, skole }) => ({
      code: 'month-sum-too-large',
      severity: 'warning' as const,
      file: source.file,
      line: source.line,
      institutionsnummer: skole,
    }));
}
