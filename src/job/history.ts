// Earlier runs, read without touching state.
import { loadConfig } from '../config/load.ts';
import type { LoadedConfig } from '../config/load.ts';
import { listRuns, listRunSkoler } from '../state/runs.ts';
import type { StoredSkole } from '../state/runs.ts';
import { lateness } from './missed.ts';
import { withStateReadOnly } from './with-state.ts';

const MAX_RUNS = 400;

export interface HistoryRun {
  readonly id: number;
  readonly asOf: string;
  readonly kvartal: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly outcome: string | null;
  readonly rowsRead: number;
  readonly skoler: readonly StoredSkole[];
}

/** The newest runs first; empty before the first run. */
export async function readHistory(configFile: string): Promise<HistoryRun[]> {
  return readRuns(await loadConfig(configFile), MAX_RUNS);
}

/** Why the job is late, in a Danish sentence; undefined when it has run as it should. */
export async function findLateness(configFile: string, now: number): Promise<string | undefined> {
  const loaded = await loadConfig(configFile);
  const [latest] = await readRuns(loaded, 1);
  return lateness(latest, now, loaded.config);
}

async function readRuns(loaded: LoadedConfig, limit: number): Promise<HistoryRun[]> {
  return withStateReadOnly(loaded, async (db) => {
    const runs: HistoryRun[] = [];
    for (const run of db === undefined ? [] : await listRuns(db, limit)) {
      const { id, asOf, kvartal, startedAt, finishedAt, outcome, rowsRead } = run;
      const skoler = db === undefined ? [] : await listRunSkoler(db, { id, kvartal });
      runs.push({
        id,
        asOf,
        kvartal,
        startedAt,
        finishedAt: finishedAt ?? null,
        outcome: outcome ?? null,
        rowsRead,
        skoler,
      });
    }
    return runs;
  });
}
