// What the program is doing, for the log on stderr. Messages are fixed texts with fields from a closed list, so that no
// line can hold a name, an elev's id or a CPR number (R70).

export interface LogFields {
  /** Number of the run in state. */
  readonly run?: number;
  readonly runs?: number;
  readonly rows?: number;
  readonly files?: number;
  readonly reports?: number;
  readonly mails?: number;
  /** Recorded from a returned sheet, and what of it could not be. */
  readonly entries?: number;
  readonly problems?: number;
  /** A skole's institutionsnummer, or `forvaltning` or `operations`. */
  readonly recipient?: string;
  /** Weekdays on which the job did not run. */
  readonly missed?: number;
  readonly status?: string;
  readonly outcome?: string;
  /** Why, in Danish, as the error says it. */
  readonly problem?: string | undefined;
}

export interface Log {
  readonly info: (message: string, fields?: LogFields) => void;
  readonly warn: (message: string, fields?: LogFields) => void;
  /** What is being done just now, for a person who waits; nothing is kept of it. */
  readonly progress: (step: string) => void;
}
