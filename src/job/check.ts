// What would be read tonight, what is wrong with it, and what is missing; for the analyst. Changes nothing.
import { coverSkoler } from '../domain/coverage.ts';
import type { SkoleCoverage } from '../domain/coverage.ts';
import { firstDayOf, lastDayOf } from '../domain/kvartal.ts';
import { newestPerFile } from '../domain/skole-rows.ts';
import type { Dato } from '../domain/dato.ts';
import type { Eksport } from '../domain/eksport.ts';
import type { LoadedConfig } from '../config/load.ts';
import { findElevKey } from '../state/elev-key.ts';
import { checkPlace } from '../state/open.ts';
import { findLatestRun } from '../state/runs.ts';
import type { StoredRun } from '../state/runs.ts';
import { withStateReadOnly } from './with-state.ts';
import { tryNight } from './dry-run.ts';
import type { RunReport, RunWishes } from './nightly.ts';
import { isRestored } from './order-of-runs.ts';
import { prepare } from './prepare.ts';
import { fileProgress, readInput } from './read-input.ts';

/** R4: a fraværskode that a profile does not map, and how many rows wait for it. */
export interface UnmappedCode {
  readonly profile: string;
  readonly code: string;
  readonly rows: number;
}

export interface CheckReport extends RunReport {
  readonly coverage: readonly SkoleCoverage[];
  /** The newest date up to the as-of date per file. */
  readonly newestPerFile: ReadonlyMap<string, Dato | undefined>;
  readonly unmapped: readonly UnmappedCode[];
  /** Skoledage of the kvartal for a skole without exceptions (R9), and how many of them have been. */
  readonly skoledage: { readonly inKvartal: number; readonly soFar: number };
  /** Undefined before the first run. */
  readonly state: CheckedState | undefined;
}

export interface CheckedState {
  readonly newest: StoredRun | undefined;
  /** State was put back from a backup older than the newest run. */
  readonly isRestored: boolean;
}

export async function checkNight(wishes: RunWishes): Promise<CheckReport> {
  const prepared = await prepare(wishes);
  const { eksport } = await readInput(prepared.loaded, { onFile: fileProgress(wishes.log) });
  const state = await checkState(prepared.loaded);
  const report = await tryNight(prepared, eksport, wishes);
  const { asOf, kvartal, skoledage } = prepared.settings;
  const calendar = skoledage({ institutionsnumre: [], klassetrin: undefined });
  const ofKvartal = calendar.between(firstDayOf(kvartal), lastDayOf(kvartal));
  return {
    ...report,
    coverage: coverSkoler(eksport, prepared.settings),
    newestPerFile: newestPerFile(eksport.rows, asOf),
    unmapped: addUnmapped(eksport),
    skoledage: { inKvartal: ofKvartal.length, soFar: ofKvartal.filter((day) => day <= asOf).length },
    state,
  };
}

/** Reads all of state. Throws `state-damaged` when it is not whole or its key is missing or another's. */
async function checkState(loaded: LoadedConfig): Promise<CheckedState | undefined> {
  return withStateReadOnly(loaded, async (db) => {
    if (db === undefined) return undefined;
    await checkPlace(loaded.state, db);
    await findElevKey(loaded.state.file, db);
    const newest = await findLatestRun(db);
    return { newest, isRestored: await isRestored(loaded, newest?.id) };
  });
}

/** Per profile, the code with the most rows first. */
function addUnmapped({ files }: Eksport): UnmappedCode[] {
  const profiles = Map.groupBy(files, ({ profile }) => profile);
  return [...profiles].flatMap(([profile, ofProfile]) => {
    const codes = new Map<string, number>();
    for (const [code, rows] of ofProfile.flatMap(({ unmapped }) => [...unmapped])) {
      codes.set(code, (codes.get(code) ?? 0) + rows);
    }
    return [...codes].map(([code, rows]) => ({ profile, code, rows })).toSorted((a, b) => b.rows - a.rows);
  });
}
