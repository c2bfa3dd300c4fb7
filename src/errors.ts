// What the program cannot do and knows why: one error type, its codes and the exit codes of the contract. Problems
// with data are findings, not errors; anything else that is thrown is a bug.

/** The exit codes that cron and systemd read. */
export const exitCodes = {
  done: 0,
  bug: 1,
  usage: 2,
  incomplete: 3,
  noExport: 10,
  locked: 11,
  refused: 12,
  state: 13,
  interrupted: 130,
} as const;

const exitCodeOf = {
  usage: exitCodes.usage,
  'config-missing': exitCodes.usage,
  'config-invalid': exitCodes.usage,
  'calendar-invalid': exitCodes.usage,
  'profile-invalid': exitCodes.usage,
  'no-export': exitCodes.noExport,
  'export-unreadable': exitCodes.noExport,
  'elev-unknown': exitCodes.usage,
  locked: exitCodes.locked,
  'state-damaged': exitCodes.state,
  'state-newer': exitCodes.state,
  'state-older': exitCodes.state,
  'state-unwritable': exitCodes.state,
  'node-too-old': exitCodes.usage,
  interrupted: exitCodes.interrupted,
} as const;

export type ErrorCode = keyof typeof exitCodeOf;

/** One of several things that are wrong at once, with its place. */
export interface Problem {
  readonly file: string;
  readonly line?: number | undefined;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** An expected failure: what happened and what to do, in Danish, without names. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly exitCode: number;
  readonly hint: string;
  readonly problems: readonly Problem[];

  constructor(
    code: ErrorCode,
    text: {
      readonly message: string;
      readonly hint: string;
      readonly problems?: readonly Problem[];
      readonly cause?: unknown;
    },
  ) {
    super(text.message, { cause: text.cause });
    this.name = 'AppError';
    this.code = code;
    this.exitCode = exitCodeOf[code];
    this.hint = text.hint;
    this.problems = text.problems ?? [];
  }
}

/** The system's code of a failed call (`ENOENT`, `EACCES`), or undefined. */
export function systemCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}
