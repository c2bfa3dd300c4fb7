// Reads workbooks that somebody names, outside the nightly run (R43).
import { datoAt } from '../domain/dato.ts';
import { openElevKey } from '../state/elev-key.ts';
import { takeLock } from '../state/lock.ts';
import { openSqlite } from '../state/sqlite.ts';
import { guardState } from '../state/state-error.ts';
import { readForloebFiles } from './forloeb-files.ts';
import type { ForloebFileReading } from './forloeb-files.ts';
import { prepare, selectSkoler } from './prepare.ts';
import type { Wishes } from './prepare.ts';

export interface ReadWishes extends Omit<Wishes, 'dato' | 'kvartal'> {
  readonly files: readonly string[];
  /** The skole that the files must be from; any skole's when not given. */
  readonly skole: string | undefined;
  readonly clock: () => Date;
}

export async function readNamedFiles(wishes: ReadWishes): Promise<ForloebFileReading[]> {
  const { loaded, settings } = await prepare({ ...wishes, dato: undefined, kvartal: undefined });
  const all = settings.skoler.map(({ institutionsnummer }) => institutionsnummer);
  const skoler = selectSkoler(wishes.skole === undefined ? all : [wishes.skole], loaded.config);
  const stateFile = loaded.resolve(loaded.config.state.path);
  const lock = await takeLock(stateFile);
  try {
    const db = await openSqlite(stateFile);
    try {
      return await guardState(stateFile, async () =>
        readForloebFiles(wishes.files, {
          db,
          elevKey: await openElevKey(stateFile, db),
          skoler,
          today: datoAt(wishes.now, loaded.config.timeZone),
          clock: wishes.clock,
        }),
      );
    } finally {
      await db.destroy();
    }
  } finally {
    lock.release();
  }
}
