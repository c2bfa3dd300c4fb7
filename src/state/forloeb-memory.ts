// What state remembers of forløb, as the domain asks for it: entries (R43), when each trin was first told, and which
// frister have been told (R32).
import { dato } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import { noForloebMemory } from '../domain/forloeb/elev-forloeb.ts';
import type { FirstTold, ForloebMemory } from '../domain/forloeb/elev-forloeb.ts';
import { foldForloeb, runningForloeb } from '../domain/forloeb/forloeb.ts';
import type { TrinMedIndsats } from '../domain/indsatstrin.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import type { ElevKey } from './elev-key.ts';
import { readForloebEntries } from './forloeb-entries.ts';
import type { Db } from './sqlite.ts';

export interface StoredForloeb {
  readonly ofElev: (elevId: string) => ForloebMemory;
  /** Whether the skole's team has been told of a frist or a forecast, or its skoleleder of a decision (R32, R54). */
  readonly isTold: (skole: string, elevId: string, key: string) => boolean;
  /** How many forløb run that the skole recorded last and whose elev's key is not among those present. */
  readonly withoutElev: (present: ReadonlySet<string>, skole: string, asOf: Dato) => number;
}

/**
 * Loads all forløb. With `asKnownToRun`, what was told by that run's own mails or later is left out, so that its reports
 * can be made again as they were.
 */
export async function loadForloebMemory(
  db: Db,
  elevKey: ElevKey,
  asKnownToRun: number | undefined,
): Promise<StoredForloeb> {
  const entries = await readForloebEntries(db);
  const firstTold = await selectFirstTold(db, asKnownToRun);
  const toldFrister = await selectToldFrister(db, asKnownToRun);
  return {
    ofElev: (elevId) => {
      const key = elevKey(elevId);
      const ownEntries = entries.get(key);
      const ownFirstTold = firstTold.get(key);
      if (ownEntries === undefined && ownFirstTold === undefined) return noForloebMemory;
      return {
        entries: ownEntries ?? [],
        firstTold: ownFirstTold ?? [],
        isFristTold: (skole, frist) => toldFrister.has(`${key}|${skole}|${frist}`),
      };
    },
    isTold: (skole, elevId, key) => toldFrister.has(`${elevKey(elevId)}|${skole}|${key}`),
    withoutElev: (present, skole, asOf) =>
      [...entries].filter(
        ([key, own]) =>
          !present.has(key) &&
          own.at(-1)?.skole === skole &&
          runningForloeb(foldForloeb(own), asOf) !== undefined,
      ).length,
  };
}

async function selectFirstTold(
  db: Db,
  asKnownToRun: number | undefined,
): Promise<ReadonlyMap<string, readonly FirstTold[]>> {
  let query = db.selectFrom('first_told').selectAll().orderBy('as_of');
  if (asKnownToRun !== undefined) query = query.where('run_id', '<', asKnownToRun);
  const grouped = Map.groupBy(await query.execute(), (row) => row.elev_key);
  return new Map(
    [...grouped].map(([key, rows]) => [
      key,
      rows.map((row) => ({
        skole: row.skole,
        kvartal: row.kvartal as Kvartal,
        trin: row.indsatstrin as TrinMedIndsats,
        asOf: dato(row.as_of),
      })),
    ]),
  );
}

async function selectToldFrister(db: Db, asKnownToRun: number | undefined): Promise<ReadonlySet<string>> {
  let query = db.selectFrom('told_frist').select(['elev_key', 'skole', 'frist_key']);
  if (asKnownToRun !== undefined) query = query.where('run_id', '<', asKnownToRun);
  const rows = await query.execute();
  return new Set(rows.map((row) => `${row.elev_key}|${row.skole}|${row.frist_key}`));
}
