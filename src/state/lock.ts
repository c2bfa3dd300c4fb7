// One run at a time: an exclusive transaction on a small file of its own. The kernel lets go of it when the process
// ends, however it ends, so there is never a stale lock to clear.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';

const SQLITE_BUSY = 5;

export interface Lock {
  readonly release: () => void;
}

/** Takes the lock beside the state file. Throws `locked` at once when another process holds it. */
export async function takeLock(stateFile: string): Promise<Lock> {
  await mkdir(path.dirname(stateFile), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(`${stateFile}.lock`);
  try {
    database.exec('pragma busy_timeout = 0; begin exclusive');
  } catch (error) {
    database.close();
    if (!(error instanceof Error) || Reflect.get(error, 'errcode') !== SQLITE_BUSY) throw error;
    throw new AppError('locked', {
      message: 'En anden kørsel er i gang',
      hint: 'Vent, til den er færdig; låsen forsvinder af sig selv, når den slutter',
    });
  }
  return {
    release: () => {
      database.exec('rollback');
      database.close();
    },
  };
}
