// Where a night stands among the runs that state holds, and whether it comes in its order: a clock that has gone back, or
// a database put back from a backup, would tell people things out of turn. It is never stopped for that, and always said.
import path from 'node:path';
import type { LoadedConfig } from '../config/load.ts';
import type { Dato } from '../domain/dato.ts';
import type { Finding } from '../domain/finding.ts';
import { STATE_RESTORED } from '../domain/night.ts';
import { systemCode } from '../errors.ts';
import type { ReadEksport } from '../read/read-eksport.ts';
import { forloebStamp } from '../state/forloeb-entries.ts';
import { readLastRun, writeLastRun } from '../state/last-run.ts';
import { findLatestRun, lookBack } from '../state/runs.ts';
import type { Past, StoredRun } from '../state/runs.ts';
import type { Db } from '../state/sqlite.ts';
import type { Prepared, Wishes } from './prepare.ts';
import { sha256 } from './reports.ts';

/** Among the reports, which a restored database does not take back with it. */
const LAST_RUN_FILE = '.last-run';

function lastRunFile(loaded: LoadedConfig): string {
  return path.join(loaded.resolve(loaded.config.reports.folder), LAST_RUN_FILE);
}

/** Whether runs have been made that state, whose newest run is `newest`, does not hold. */
export async function isRestored(loaded: LoadedConfig, newest: number | undefined): Promise<boolean> {
  return (await readLastRun(lastRunFile(loaded))) > (newest ?? 0);
}

/** Notes how far things have come. Returns what operations must know when it cannot be noted. */
export async function noteRun(loaded: LoadedConfig, run: number): Promise<string[]> {
  try {
    await writeLastRun(lastRunFile(loaded), run);
    return [];
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return [`Kørslens nummer kunne ikke skrives i ${LAST_RUN_FILE} i rapportmappen (${code}).`];
  }
}

/** A night that the clock chose and that lies before one that has been run. */
export function findClockBehind(
  { dato }: Pick<Wishes, 'dato'>,
  asOf: Dato,
  newestAsOf: string | undefined,
): Finding[] {
  if (dato !== undefined || newestAsOf === undefined || newestAsOf <= asOf) return [];
  return [{ code: 'clock-behind', severity: 'warning', detail: { asOf, newestAsOf } }];
}

/** What a run is made of, before it is known whether it was made before. */
export interface NewRun {
  readonly db: Db;
  readonly wishes: Pick<Wishes, 'dato'> & { readonly version: string };
  readonly prepared: Prepared;
  readonly read: Pick<ReadEksport, 'fingerprint'>;
  readonly only: ReadonlySet<string>;
  readonly reportFolder: string;
}

export interface Place {
  readonly latest: StoredRun | undefined;
  readonly repeated: boolean;
  readonly key: string;
  readonly past: Past;
  /** With what is to be said when the night does not come in its order. */
  readonly prepared: Prepared;
}

/** Where the night stands among the runs that state holds. */
export async function placeInTime(state: NewRun): Promise<Place> {
  const { db, wishes, prepared } = state;
  const latest = await findLatestRun(db);
  const key = runKey(state, await forloebStamp(db));
  const repeated = latest?.key === key;
  const past = await lookBack(db, key, repeated ? latest.id : undefined);
  // A run that goes on says what it said at first, so that its reports are the same.
  const isStateRestored = repeated
    ? latest.notices.includes(STATE_RESTORED)
    : await isRestored(prepared.loaded, latest?.id);
  const behind = findClockBehind(wishes, prepared.settings.asOf, past.newestAsOf);
  const findings = [...prepared.findings, ...behind];
  return {
    latest,
    repeated,
    key,
    past,
    prepared: { ...prepared, findings, settings: { ...prepared.settings, isStateRestored } },
  };
}

/** R36: what the run is made of. The same key means the same night on the same data by the same rules. */
function runKey({ wishes, prepared, read, only, reportFolder }: NewRun, recorded: string): string {
  const { asOf, kvartal, accepted } = prepared.settings;
  const skoler = [only, accepted].map((numbers) => [...numbers].toSorted().join(','));
  const parts = [wishes.version, asOf, kvartal, ...skoler, reportFolder, recorded];
  return sha256([...parts, prepared.loaded.text, prepared.kalenderText, ...read.fingerprint].join('\u0000'));
}
