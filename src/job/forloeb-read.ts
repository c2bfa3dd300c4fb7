// Reads workbooks that somebody names, outside the nightly run (R43).
import { datoAt } from '../domain/dato.ts';
import { openElevKey } from '../state/elev-key.ts';
import { readForloebFiles } from './forloeb-files.ts';
import type { ForloebFileReading } from './forloeb-files.ts';
import { prepare, selectSkoler } from './prepare.ts';
import type { Wishes } from './prepare.ts';
import { withState } from './with-state.ts';

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
  return withState(loaded, async (db) =>
    readForloebFiles(wishes.files, {
      db,
      elevKey: await openElevKey(loaded.state.file, db),
      skoler,
      today: datoAt(wishes.now, loaded.config.timeZone),
      clock: wishes.clock,
    }),
  );
}
