// R75: deletes what is older than it may be: workbooks and mails on disk by when they were written, state by skoleår. A
// step of every run, and a command of its own.
import { lstat, readdir, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { loadConfig } from '../config/load.ts';
import type { LoadedConfig } from '../config/load.ts';
import { dato, datoAt } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import { skoleaarOf } from '../domain/skolekalender.ts';
import { systemCode } from '../errors.ts';
import { MESSAGE_FILE } from '../mail/folder-transport.ts';
import { REPORT_FILE, REPORT_FOLDER } from '../report/files.ts';
import type { Log } from './log.ts';
import { purgeState } from '../state/retention.ts';
import type { PurgedState } from '../state/retention.ts';
import type { Db } from '../state/sqlite.ts';
import { withState } from './with-state.ts';

const MS_PER_DAY = 86_400_000;

export interface Purged extends PurgedState {
  readonly reports: number;
  readonly mails: number;
  /** Files that should be gone and could not be deleted, by the system's code. */
  readonly failures: readonly string[];
}

/** Applies retention by today's date. */
export async function purge(configFile: string, now: number): Promise<Purged> {
  const loaded = await loadConfig(configFile);
  const today = datoAt(now, loaded.config.timeZone);
  return withState(loaded, (db) => applyRetention(db, loaded, { today, now }));
}

/** The step of a run: does what `purge` does and says in Danish what could not be deleted. */
export async function retentionProblems(
  db: Db,
  loaded: LoadedConfig,
  clock: RetentionClock,
  log: Log,
): Promise<string[]> {
  const { failures, ...counts } = await applyRetention(db, loaded, clock);
  if (Object.values(counts).some((count) => count > 0)) {
    log.info('slettet, fordi det er gammelt', {
      reports: counts.reports,
      mails: counts.mails,
      runs: counts.runs,
    });
  }
  return failures.map((code) => `Rapporter eller mails, der er for gamle, kunne ikke slettes (${code}).`);
}

export interface RetentionClock {
  /** Whose skoleår, and the one before, are kept: a run's as-of date, or today. */
  readonly today: Dato;
  /** The clock that files are dated by: milliseconds since 1970. */
  readonly now: number;
}

export async function applyRetention(
  db: Db,
  loaded: LoadedConfig,
  { today, now }: RetentionClock,
): Promise<Purged> {
  const { reports, mail } = loaded.config;
  const before = now - reports.keepDays * MS_PER_DAY;
  const nights = await removeNights(loaded.resolve(reports.folder), before);
  const mails = await removeFiles(loaded.resolve(mail.folder), MESSAGE_FILE, before);
  const state = await purgeState(db, {
    keptFrom: firstDayOfPreviousSkoleaar(today),
    bodiesKeptFrom: new Date(before).toISOString(),
  });
  return {
    ...state,
    reports: nights.removed,
    mails: mails.removed,
    failures: [...new Set([...nights.failures, ...mails.failures])].toSorted(),
  };
}

/** A skoleår begins on 1 August, also for what is kept. */
function firstDayOfPreviousSkoleaar(today: Dato): Dato {
  return dato(`${Number(skoleaarOf(today).slice(0, 4)) - 1}-08-01`);
}

interface Removed {
  readonly removed: number;
  readonly failures: readonly string[];
}

/** The old workbooks of every night's folder, and the folder when it is empty. */
async function removeNights(folder: string, before: number): Promise<Removed> {
  let removed = 0;
  const { names, failures } = await entriesOf(folder);
  for (const night of names) {
    if (!REPORT_FOLDER.test(night)) continue;
    const inNight = await removeFiles(path.join(folder, night), REPORT_FILE, before);
    removed += inNight.removed;
    failures.push(...inNight.failures);
    if (inNight.removed > 0) await removeIfEmpty(path.join(folder, night));
  }
  return { removed, failures };
}

/** Old files with a name of ours; links and files of others are left alone. */
async function removeFiles(folder: string, pattern: RegExp, before: number): Promise<Removed> {
  let removed = 0;
  const { names, failures } = await entriesOf(folder);
  for (const entry of names) {
    if (!pattern.test(entry)) continue;
    const file = path.join(folder, entry);
    try {
      const stats = await lstat(file);
      if (!stats.isFile() || stats.mtimeMs >= before) continue;
      await rm(file);
      removed += 1;
    } catch (error) {
      failures.push(codeOf(error));
    }
  }
  return { removed, failures };
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    // Something else lies there, or it cannot be removed; an empty folder holds nothing of anybody.
    codeOf(error);
  }
}

/** What lies in the folder; one that may not be looked into may hold what is too old. */
async function entriesOf(folder: string): Promise<{ names: string[]; failures: string[] }> {
  try {
    return { names: await readdir(folder), failures: [] };
  } catch (error) {
    const code = codeOf(error);
    return { names: [], failures: ['ENOENT', 'ENOTDIR'].includes(code) ? [] : [code] };
  }
}

/** The system's code; what has none is a bug and goes on. */
function codeOf(error: unknown): string {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return code;
}
