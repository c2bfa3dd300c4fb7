// R43: keys for the rows that teams fill in, and what could not be read of what came back.
import type { ReturnedSheets } from '../domain/forloeb/returned-sheets.ts';
import type { ElevKey } from './elev-key.ts';
import { loadForloebProblems } from './forloeb-files.ts';
import { sealRowKey } from './row-key.ts';
import type { Db } from './sqlite.ts';

/** With `asKnownToRun`, the problems that that run's reports list. */
export async function loadReturnedSheets(
  db: Db,
  elevKey: ElevKey,
  elevIds: Iterable<string>,
  asKnownToRun: number | undefined,
): Promise<ReturnedSheets> {
  const problems = await loadForloebProblems(db, asKnownToRun);
  const idByKey = problems.size === 0 ? new Map() : new Map([...elevIds].map((id) => [elevKey(id), id]));
  return {
    rowKey: ({ skole, elevId, forloeb, known }) =>
      sealRowKey(elevKey, { skole, elevKey: elevKey(elevId), forloeb, known }),
    problems: (skole) =>
      (problems.get(skole) ?? []).map(({ elevKey: key, ...problem }) => ({
        ...problem,
        elevId: key === undefined ? undefined : idByKey.get(key),
      })),
  };
}
