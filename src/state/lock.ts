// One run at a time: an exclusive transaction on a small file of its own. The kernel lets go of it when the process
// ends, however it ends, so there is never a stale lock to clear.
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../errors.ts';
import { guardState, isTaken } from './state-error.ts';
import { ensurePrivateFile, lockFileOf } from './state-files.ts';

export interface Lock {
  readonly release: () => void;
}

/** Takes the lock beside the state file. Throws `locked` at once when another process holds it. */
export async function takeLock(stateFile: string): Promise<Lock> {
  return guardState(stateFile, async () => {
    await ensurePrivateFile(lockFileOf(stateFile));
    const database = new DatabaseSync(lockFileOf(stateFile));
    try {
      database.exec('pragma busy_timeout = 0; begin exclusive');
    } catch (error) {
      database.close();
      throw isTaken(error) ? anotherRun() : error;
    }
    return {
      release: () => {
        database.exec('rollback');
        database.close();
      },
    };
  });
}

export function anotherRun(): AppError {
  return new AppError('locked', {
    message: 'En anden kørsel er i gang',
    hint: 'Vent, til den er færdig; låsen forsvinder af sig selv, når den slutter',
  });
}
