// R75: all that is stored about one elev, and its erasure with proof: state by the elev's key, workbooks and mails on disk
// by the runs that had the elev in them.
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { LoadedConfig } from '../config/load.ts';
import { loadConfig } from '../config/load.ts';
import { dato } from '../domain/dato.ts';
import { AppError, systemCode } from '../errors.ts';
import { fileNameOf } from '../mail/folder-transport.ts';
import { reportPath } from '../report/files.ts';
import { findElevKey } from '../state/elev-key.ts';
import { compactPlace, tracesOf } from '../state/open.ts';
import { erasePerson, findPerson } from '../state/person.ts';
import type { StoredPerson } from '../state/person.ts';
import type { Db } from '../state/sqlite.ts';
import { elevIdOf, readInput } from './read-input.ts';
import { withState, withStateReadOnly } from './with-state.ts';

export interface Person {
  readonly elevId: string;
  readonly stored: StoredPerson;
  /** Workbooks and mails on disk that hold the elev, as paths relative to the configuration. */
  readonly files: readonly string[];
  /** Whether tonight's export still names the elev; undefined when there is none that can be read. */
  readonly inExport: boolean | undefined;
}

export interface Erasure extends Person {
  /** Files of the database, or tables on a server, that still hold the elev's key. None, unless the program is wrong. */
  readonly remains: number;
}

const NOTHING: StoredPerson = { results: [], told: [], other: new Map(), mails: [] };

export async function showPerson(elevId: string, configFile: string): Promise<Person> {
  const loaded = await loadConfig(configFile);
  return withStateReadOnly(loaded, (db) => describe(elevId, loaded, db));
}

/** Files go before rows: if the erasure is interrupted, the rows still lead to the files that are left. */
export async function erasePersonData(written: string, configFile: string): Promise<Erasure> {
  const loaded = await loadConfig(configFile);
  return withState(loaded, async (db) => {
    const person = await describe(written, loaded, db);
    for (const file of person.files) await rm(loaded.resolve(file), { force: true });
    const key = (await findElevKey(loaded.state.file, db))?.(person.elevId);
    if (key === undefined) return { ...person, remains: 0 };
    await erasePerson(db, key);
    await compactPlace(loaded.state, db);
    return { ...person, remains: await tracesOf(loaded.state, db, key) };
  });
}

async function describe(written: string, loaded: LoadedConfig, db: Db | undefined): Promise<Person> {
  const elevId = await elevIdOf(written, loaded);
  const elevKey = db === undefined ? undefined : await findElevKey(loaded.state.file, db);
  const stored = db === undefined || elevKey === undefined ? NOTHING : await findPerson(db, elevKey(elevId));
  return {
    elevId,
    stored,
    files: await filesOf(stored, loaded),
    inExport: await isInExport(elevId, loaded),
  };
}

/** The workbooks of every night and skole that had the elev in its results, and the mails that carried them. */
async function filesOf({ results, mails }: StoredPerson, loaded: LoadedConfig): Promise<string[]> {
  const { reports, mail } = loaded.config;
  const workbooks = results.map(({ as_of: asOf, skole }) =>
    reportPath(loaded.resolve(reports.folder), { asOf: dato(asOf), name: skole }),
  );
  const elsewhere = mails.map(({ workbookPath }) => workbookPath).filter((file) => file !== undefined);
  const messages = mails.map(({ messageId }) =>
    path.join(loaded.resolve(mail.folder), fileNameOf(messageId)),
  );
  const candidates = [...new Set([...workbooks, ...elsewhere, ...messages])].toSorted();
  const found: string[] = [];
  for (const file of candidates) if (await exists(file)) found.push(path.relative(loaded.resolve('.'), file));
  return found;
}

async function exists(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return false;
    throw error;
  }
}

async function isInExport(elevId: string, loaded: LoadedConfig): Promise<boolean | undefined> {
  try {
    const { rows, indmeldelser } = (await readInput(loaded)).eksport;
    return [...rows.elever, ...indmeldelser].some((entry) => entry.elevId === elevId);
  } catch (error) {
    // What is stored can be shown and erased without an export too.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
