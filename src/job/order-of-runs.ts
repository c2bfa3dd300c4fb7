// Whether a night comes in its order: a clock that has gone back, or a database put back from a backup, would tell people
// things out of turn. It is never stopped for that, and always said.
import path from 'node:path';
import type { LoadedConfig } from '../config/load.ts';
import type { Dato } from '../domain/dato.ts';
import type { Finding } from '../domain/finding.ts';
import { systemCode } from '../errors.ts';
import { readLastRun, writeLastRun } from '../state/last-run.ts';
import type { Wishes } from './prepare.ts';

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
