// Skoler and elever as the rest of the domain sees them.
import type { Dato } from './dato.ts';
import type { Source } from './finding.ts';

export type Skoletype = 'folkeskole' | 'specialskole' | 'tcr';

export interface Skole {
  readonly institutionsnummer: string;
  readonly navn: string;
  readonly skoletype: Skoletype;
  /** Other numbers that rows of the same skole may carry. */
  readonly afdelinger: readonly string[];
}

/** One episode of enrolment from the roster. */
export interface Indmeldelse {
  readonly elevId: string;
  /** The number as exported: the skole's own or one of its afdelinger. */
  readonly institutionsnummer: string;
  /** The skole that the number belongs to. */
  readonly skole: string;
  /** What may be shown: the alias when one is given (R74), else the name; empty when the roster has none. */
  readonly navn: string;
  readonly klasse: string;
  /** 0-10, or undefined for a klasse without one (specialklasse). */
  readonly klassetrin: number | undefined;
  readonly indmeldt: Dato | undefined;
  /** First day on which the elev is no longer enrolled. */
  readonly udmeldt: Dato | undefined;
  /** R74: navne- og adressebeskyttelse. */
  readonly beskyttet: boolean;
  readonly source: Source;
}

/** The number at the start of a klasse name (`5A`, `10.X`), 0-10; undefined for `Spec B`. */
export function klassetrinOf(klasse: string): number | undefined {
  const match = /^(\d{1,2})(?!\d)/.exec(klasse.trim());
  const number = match === null ? undefined : Number(match[1]);
  return number !== undefined && number <= 10 ? number : undefined;
}
