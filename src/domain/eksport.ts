// What reading gives the domain: rows, roster and the facts about the files that the gates need.
import type { Dato } from './dato.ts';
import type { Finding, Source } from './finding.ts';
import type { Rows } from './rows.ts';
import type { Indmeldelse } from './skole.ts';

export interface Eksport {
  readonly rows: Rows;
  readonly indmeldelser: readonly Indmeldelse[];
  /** Whether a roster is configured; without one an elev belongs where the newest row is (R11). */
  readonly hasRoster: boolean;
  readonly files: readonly Eksportfil[];
  /** The patterns of sources of absence for which no file was found (R60). */
  readonly missingSources: readonly string[];
  /** R61: rows read in absence files, and those the reader itself has sorted out: `other-skole`, `quarantined-…`. */
  readonly rowsRead: number;
  readonly sortedOut: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
}

/** Everyone whom rows or the roster name. */
export function elevIdsOf({ rows, indmeldelser }: Eksport): ReadonlySet<string> {
  return new Set([...rows.elever, ...indmeldelser].map(({ elevId }) => elevId));
}

export interface Eksportfil {
  /** Path as shown to people, relative to the configuration. */
  readonly file: string;
  readonly kind: 'fravaer' | 'elever';
  readonly profile: string;
  /** How the bytes were understood, for people (`UTF-8, ;`); undefined for a file that could not be opened. */
  readonly format: string | undefined;
  /** When it was extracted: the date it states, else the file's own. */
  readonly extractedOn: Dato;
  readonly rows: number;
  /** Rows read and rejected per skole (R60). */
  readonly perSkole: ReadonlyMap<string, { readonly read: number; readonly rejected: number }>;
  /** R4: rows per fraværskode that the profile does not map; codes that could be a name under `…`. */
  readonly unmapped: ReadonlyMap<string, number>;
  /** Why the file could not be used, when it could not. */
  readonly unreadable: string | undefined;
}

/** A row of an absence file that the reader has sorted out, for one who asks after its elev. */
export interface SetAsideRow {
  /** R61: its one counter: `other-skole`, `superseded`, `not-absence` or `quarantined-…`. */
  readonly counter: string;
  readonly source: Source;
  readonly institutionsnummer: string;
  /** What is wrong with it: several for a row that says several things, none for a row without fault. */
  readonly findings: readonly Finding[];
}
