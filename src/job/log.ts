// What the program is doing, for the log on stderr. Messages are fixed texts with fields; no field ever holds a name,
// an elev's id or a CPR number.

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  readonly info: (message: string, fields?: LogFields) => void;
  readonly warn: (message: string, fields?: LogFields) => void;
}
