// Returned sheets: which have been read, and what of them could not be, until the skole's team has been told (R43). The
// files themselves are kept where they lie; state knows them by their hash.
import type { Transaction } from 'kysely';
import { insertEntries } from './forloeb-entries.ts';
import type { KeyedEntry } from './forloeb-entries.ts';
import type { Db } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** A returned workbook that has been read. */
export interface ForloebFile {
  readonly sha256: string;
  readonly name: string;
  readonly skole: string;
  readonly readAt: string;
  readonly problems: readonly ForloebProblem[];
}

/** What could not be read of a sheet: where, under which heading, and why. It quotes nothing from the cell. */
export interface ForloebProblem {
  readonly elevKey: string | undefined;
  readonly place: string;
  readonly heading: string;
  readonly code: string;
}

/** Whether a workbook with this content has been read before. */
export async function isForloebFileRead(db: Db, sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom('forloeb_file')
    .select('sha256')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row !== undefined;
}

/** Adds what a returned workbook holds and remembers that it was read, in one transaction. Returns how many entries were new. */
export function acceptForloebFile(
  db: Db,
  { problems, sha256, name, skole, readAt }: ForloebFile,
  entries: readonly KeyedEntry[],
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const added = await insertEntries(tx, entries);
    const file = { sha256, name, skole, read_at: readAt, entries: added, problems: problems.length };
    await tx.insertInto('forloeb_file').values(file).execute();
    for (const { elevKey, place, heading, code } of problems) {
      await tx
        .insertInto('forloeb_problem')
        .values({ sha256, skole, elev_key: elevKey ?? null, place, heading, code, run_id: null, told: 0 })
        .execute();
    }
    return added;
  });
}

/** The skole where each elev was found by the newest run that knows the elev. */
export async function newestSkoleOf(
  db: Db,
  elevKeys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (elevKeys.length === 0) return new Map();
  const rows = await db
    .selectFrom('result')
    .select(['elev_key', 'skole'])
    .where('elev_key', 'in', elevKeys)
    .orderBy('run_id')
    .execute();
  return new Map(rows.map(({ elev_key, skole }) => [elev_key, skole]));
}

/** What each skole's team has not been told yet; with `asKnownToRun`, what that run's reports list. */
export async function loadForloebProblems(
  db: Db,
  asKnownToRun?: number,
): Promise<ReadonlyMap<string, readonly ForloebProblem[]>> {
  const all = db.selectFrom('forloeb_problem').selectAll().orderBy('id');
  const open =
    asKnownToRun === undefined ? all.where('told', '=', 0) : all.where('run_id', '=', asKnownToRun);
  const bySkole = Map.groupBy(await open.execute(), ({ skole }) => skole);
  return new Map(
    [...bySkole].map(([skole, rows]) => [
      skole,
      rows.map(({ elev_key: elevKey, place, heading, code }) => ({
        elevKey: elevKey ?? undefined,
        place,
        heading,
        code,
      })),
    ]),
  );
}

/** The run's reports list everything that the teams of these skoler have not been told. */
export async function claimForloebProblems(
  tx: Transaction<Tables>,
  runId: number,
  skoler: readonly string[],
): Promise<void> {
  await tx
    .updateTable('forloeb_problem')
    .set({ run_id: runId })
    .where('told', '=', 0)
    .where('skole', 'in', skoler)
    .execute();
}

/** The run's report has been delivered, so what it lists is told. */
export async function tellForloebProblems(
  tx: Transaction<Tables>,
  runId: number,
  skole: string,
): Promise<void> {
  await tx
    .updateTable('forloeb_problem')
    .set({ told: 1 })
    .where('run_id', '=', runId)
    .where('skole', '=', skole)
    .execute();
}
