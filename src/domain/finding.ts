// R62: everything that is wrong with data is a value that names file, line, column and code, never a person.

export type Severity = 'error' | 'warning' | 'info';

export interface Finding {
  /** Constant in English, e.g. `dato-invalid`; the Danish text comes from text/findings.ts. */
  readonly code: string;
  readonly severity: Severity;
  readonly file?: string | undefined;
  /** 1-based line in the file, counting the heading. */
  readonly line?: number | undefined;
  /** The heading of the column as the file has it. */
  readonly column?: string | undefined;
  readonly institutionsnummer?: string | undefined;
  /** Facts for the text: counts, codes, dates. Never an elev's id, name or CPR number. */
  readonly detail?: Readonly<Record<string, string | number>> | undefined;
}

/** Where a row stands: 1-based line of a file. */
export interface Source {
  readonly file: string;
  readonly line: number;
}
