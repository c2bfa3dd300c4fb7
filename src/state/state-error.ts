// What SQLite and the file system say about state -> what happened and what to do, in Danish, with the contract's exit codes.
import path from 'node:path';
import { AppError, systemCode } from '../errors.ts';

/** SQLite's own numbers (https://sqlite.org/rescode.html); the low byte of an extended one. */
const SQLITE = {
  perm: 3,
  busy: 5,
  locked: 6,
  readonly: 8,
  ioerr: 10,
  corrupt: 11,
  full: 13,
  cantopen: 14,
  format: 24,
  notadb: 26,
} as const;

const DAMAGED = new Set<number>([SQLITE.corrupt, SQLITE.format, SQLITE.notadb]);
const TAKEN = new Set<number>([SQLITE.busy, SQLITE.locked]);
const UNWRITABLE = new Set<number>([
  SQLITE.perm,
  SQLITE.readonly,
  SQLITE.ioerr,
  SQLITE.full,
  SQLITE.cantopen,
]);

/** Runs `work` and turns complaints about the state's files into an AppError; every other error passes. */
export async function guardState<T>(stateFile: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw describe(error, stateFile) ?? error;
  }
}

/** Whether another connection holds what was asked for. */
export function isTaken(error: unknown): boolean {
  return TAKEN.has(sqliteNumber(error));
}

/** The state is not what it must be; `what` ends the sentence that begins with the file's name. */
export function damaged(stateFile: string, what: string, cause?: unknown): AppError {
  return new AppError('state-damaged', {
    message: `Tilstandsdatabasen ${path.basename(stateFile)} ${what}`,
    hint: 'Læg den nyeste sikkerhedskopi af databasen og dens nøglefil tilbage, se docs/drift.md; ret ikke i den beskadigede',
    cause,
  });
}

function describe(error: unknown, stateFile: string): AppError | undefined {
  const number = sqliteNumber(error);
  if (DAMAGED.has(number)) return damaged(stateFile, 'er beskadiget', error);
  if (TAKEN.has(number)) {
    return new AppError('locked', {
      message: `Tilstandsdatabasen ${path.basename(stateFile)} holdes låst af et andet program`,
      hint: 'Luk det program, der har den åben, og kør igen; det, der er gemt, er helt',
      cause: error,
    });
  }
  if (UNWRITABLE.has(number)) return unwritable(stateFile, unwritableText(number), error);
  const file = fileOf(error, stateFile);
  const code = systemCode(error);
  return file === undefined || code === undefined ? undefined : unwritable(file, code, error);
}

function unwritable(stateFile: string, why: string, cause: unknown): AppError {
  return new AppError('state-unwritable', {
    message: `Tilstanden ${path.basename(stateFile)} kan ikke åbnes eller skrives (${why})`,
    hint: 'Se efter plads på drevet og rettigheder til mappen, og kør igen; det, der er gemt, er helt, og ingen mail går tabt',
    cause,
  });
}

function unwritableText(number: number): string {
  if (number === SQLITE.full) return 'drevet er fuldt';
  return number === SQLITE.ioerr ? 'drevet svarer med fejl' : 'rettigheder mangler';
}

function sqliteNumber(error: unknown): number {
  const number: unknown = error instanceof Error ? Reflect.get(error, 'errcode') : undefined;
  return typeof number === 'number' ? number % 256 : 0;
}

/** What a failed call was about, when it was state's file, the key or another beside it, or a folder they lie in. */
function fileOf(error: unknown, stateFile: string): string | undefined {
  const file: unknown = error instanceof Error ? Reflect.get(error, 'path') : undefined;
  if (typeof file !== 'string') return undefined;
  if (file.startsWith(stateFile)) return file;
  return stateFile.startsWith(`${file}${path.sep}`) ? stateFile : undefined;
}
