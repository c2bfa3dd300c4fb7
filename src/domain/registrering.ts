// One row of an absence export after reading: what it says, exactly, and where it stands.
import type { Dato } from './dato.ts';
import type { Source } from './finding.ts';
import type { Aarsagskode } from './fravaersaarsag.ts';
import type { Fravaersdage } from './fravaersdage.ts';

export interface Registrering {
  readonly elevId: string;
  /** The number as exported: the skole's own or one of its afdelinger. */
  readonly institutionsnummer: string;
  /** The skole that the number belongs to. */
  readonly skole: string;
  readonly navn: string;
  readonly klasse: string;
  readonly klassetrin: number | undefined;
  readonly dato: Dato;
  readonly aarsag: Aarsagskode;
  /** R5: the part of the elev's skoledag, from 0 to 1 day. */
  readonly omfang: Fravaersdage;
  /** Which lesson, for lesson rows: two lessons of a day are two rows, not one row twice. */
  readonly lektion?: string | undefined;
  readonly source: Source;
}

/** R7: two rows with the same identity are one row, whatever file they stand in. */
export function identityOf(row: Registrering): string {
  return `${row.institutionsnummer}|${row.dato}|${row.aarsag}|${row.omfang}|${row.lektion ?? ''}`;
}
