// A copy of state, made at any time, also while a run is going on.
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { loadConfig } from '../config/load.ts';
import { AppError, systemCode } from '../errors.ts';
import { backupSqlite, keyFingerprint } from '../state/backup.ts';
import { findLatestRun } from '../state/runs.ts';
import type { StoredRun } from '../state/runs.ts';
import { openSqliteReadOnly } from '../state/sqlite.ts';
import { guardState } from '../state/state-error.ts';
import { keyFileOf } from '../state/state-files.ts';

export interface Backup {
  readonly file: string;
  readonly bytes: number;
  /** The newest run in the copy. */
  readonly newest: StoredRun | undefined;
  readonly keyFile: string;
  /** SHA-256 of the key; undefined before the first run. */
  readonly keySha256: string | undefined;
}

/** Throws `usage` when there is nothing to copy or the file cannot be written; an existing file is never overwritten. */
export async function backupState(file: string, configFile: string): Promise<Backup> {
  const loaded = await loadConfig(configFile);
  const stateFile = loaded.resolve(loaded.config.state.path);
  const target = path.resolve(file);
  refuse(
    loaded.state.server !== undefined,
    'Tilstanden ligger på en server',
    'Kopiér den med serverens pg_dump',
  );
  refuse(!existsSync(stateFile), 'Der er ingen tilstand at kopiere endnu', 'Den laves af den første kørsel');
  refuse(existsSync(target), `Filen ${file} findes allerede`, 'Vælg et nyt navn, for eksempel med dato');
  await guardState(stateFile, () => writeTo(target, file, stateFile));
  const copy = await openSqliteReadOnly(target);
  try {
    return {
      file: target,
      bytes: (await stat(target)).size,
      newest: copy === undefined ? undefined : await findLatestRun(copy),
      keyFile: keyFileOf(stateFile),
      keySha256: await keyFingerprint(stateFile),
    };
  } finally {
    await copy?.destroy();
  }
}

function refuse(isWrong: boolean, message: string, hint: string): void {
  if (isWrong) throw new AppError('usage', { message, hint });
}

async function writeTo(target: string, shown: string, stateFile: string): Promise<void> {
  try {
    await backupSqlite(stateFile, target);
  } catch (error) {
    const place: unknown = error instanceof Error ? Reflect.get(error, 'path') : undefined;
    if (typeof place !== 'string' || !place.startsWith(path.dirname(target))) throw error;
    throw new AppError('usage', {
      message: `Filen ${shown} kan ikke skrives (${systemCode(error)})`,
      hint: 'Vælg en mappe, der findes, har plads, og som må skrives i',
      cause: error,
    });
  }
}
