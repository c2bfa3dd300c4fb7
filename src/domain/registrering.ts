// One row of an absence export after reading: what it says, exactly, and where it stands.
import type { Dato } from './dato.ts';
import type { Source } from './finding.ts';
import type { Aarsagskode } from './fravaersaarsag.ts';
import type { Fravaersdage } from './fravaersdage.ts';

/** What the registreringer of one row have in common; the same object stands in all of them. */
export interface SpanningRow {
  /** `interval`: the row says from-to and means the skoledage in between (R9). `month`: it names each date. */
  readonly kind: 'interval' | 'month';
  /** The first date that the row gives. */
  readonly first: Dato;
  /** A part of the row could not be read, and the reader has counted the row as quarantined (R61). */
  readonly isSetAside: boolean;
}

export interface Registrering {
  readonly elevId: string;
  /** The number as exported: the skole's own or one of its afdelinger. */
  readonly institutionsnummer: string;
  /** The skole that the number belongs to. */
  readonly skole: string;
  readonly navn: string;
  /** R74: navne- og adressebeskyttelse, where an absence export says so. */
  readonly beskyttet?: boolean | undefined;
  readonly klasse: string;
  readonly klassetrin: number | undefined;
  readonly dato: Dato;
  readonly aarsag: Aarsagskode;
  /** R5: the part of the elev's skoledag, from 0 to 1 day; for a month's sum the days of the month. */
  readonly omfang: Fravaersdage;
  /** The sum of a month whose dates nobody knows; `dato` is then the first of the month. See month-sum.ts. */
  readonly isMonthSum?: boolean | undefined;
  /** Which lesson, for lesson rows: two lessons of a day are two rows, not one row twice. */
  readonly lektion?: string | undefined;
  /** Set when one row gives several registreringer. */
  readonly spanning?: SpanningRow | undefined;
  readonly source: Source;
}

/** R7: two rows with the same identity are one row, whatever file they stand in. */
export function identityOf(row: Registrering): string {
  return `${row.institutionsnummer}|${row.dato}|${row.aarsag}|${row.omfang}|${kindOf(row)}`;
}

/** Whether two rows have the same identity, without a text for each. */
export function isSameRow(one: Registrering, other: Registrering): boolean {
  return (
    one.dato === other.dato &&
    kindOf(one) === kindOf(other) &&
    one.aarsag === other.aarsag &&
    one.omfang === other.omfang &&
    one.institutionsnummer === other.institutionsnummer
  );
}

function kindOf({ isMonthSum, lektion }: Registrering): string {
  return isMonthSum === true ? 'month' : (lektion ?? '');
}
