// The nightly job, in the order that makes it safe to kill at any moment: read, check, screen, compare, save, write
// the reports, mail. Nothing is told before it is saved; nothing counts as told before it is delivered.
import type { Eksport } from '../domain/eksport.ts';
import type { Night } from '../domain/night.ts';
import type { NightReport } from '../domain/report-input.ts';
import { readEksport } from '../read/read-eksport.ts';
import type { ReadEksport } from '../read/read-eksport.ts';
import { openElevKey } from '../state/elev-key.ts';
import type { ElevKey } from '../state/elev-key.ts';
import { takeLock } from '../state/lock.ts';
import { loadMemory } from '../state/memory.ts';
import { listMails } from '../state/outbox.ts';
import { findLatestRun, finishRun, saveRun } from '../state/runs.ts';
import type { StoredRun } from '../state/runs.ts';
import { guardState, openSqlite } from '../state/sqlite.ts';
import type { Db } from '../state/sqlite.ts';
import { deliverMails } from './deliver.ts';
import type { Delivered, DeliveryContext } from './deliver.ts';
import type { Log } from './log.ts';
import { tellOperations } from './operations.ts';
import { noticesText, outcomeOf } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { composeMails } from './plan-mails.ts';
import type { MailPlan } from './plan-mails.ts';
import { prepare, refuseOldKvartal, selectSkoler } from './prepare.ts';
import type { Prepared, Wishes } from './prepare.ts';
import { buildReports, sha256, writeReports } from './reports.ts';
import type { ReportFailure } from './reports.ts';
import type { MailResult } from './result.ts';
import { mailResults, memoryQuery, planFor, screenFor } from './screen.ts';

export interface RunWishes extends Wishes {
  /** Only these skoler are reported and mailed; empty for all. Every row is read all the same (R11). */
  readonly skoler: readonly string[];
  /** Where reports go instead of the configured folder. */
  readonly out: string | undefined;
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly clock: () => Date;
}

export interface RunReport {
  readonly night: Night;
  readonly eksport: Eksport;
  readonly outcome: Outcome;
  readonly mails: readonly MailResult[];
  readonly reportFolder: string | undefined;
  /** The same night was run before on the same data (R36). */
  readonly repeated: boolean;
}

/** What one pass works with once the state is open. */
interface Pass {
  readonly wishes: RunWishes;
  readonly prepared: Prepared;
  readonly read: ReadEksport;
  readonly only: ReadonlySet<string>;
  readonly reportFolder: string;
  readonly db: Db;
  readonly elevKey: ElevKey;
}

/** The night itself. Throws an AppError, with nothing changed, when it cannot be done at all. */
export async function runNight(wishes: RunWishes): Promise<RunReport> {
  const prepared = await prepare(wishes);
  refuseOldKvartal(prepared.settings);
  const { loaded } = prepared;
  const only = selectSkoler(wishes.skoler, loaded.config);
  const reportFolder = wishes.out ?? loaded.resolve(loaded.config.reports.folder);
  const stateFile = loaded.resolve(loaded.config.state.path);
  const lock = await takeLock(stateFile);
  try {
    const read = await readEksport(loaded);
    wishes.log.info('eksport læst', { rows: read.eksport.rowsRead, files: read.eksport.files.length });
    const db = await openSqlite(stateFile);
    try {
      return await guardState(stateFile, async () =>
        pass({ wishes, prepared, read, only, reportFolder, db, elevKey: await openElevKey(stateFile, db) }),
      );
    } finally {
      await db.destroy();
    }
  } finally {
    lock.release();
  }
}

async function pass(state: Pass): Promise<RunReport> {
  const { wishes, prepared, read, only, db, elevKey } = state;
  const delivery = deliveryContext(state);
  // Handed over when an earlier run died: nobody knows whether they arrived, so they go out again under the same Message-ID.
  await deliverMails(await listMails(db, ['sending']), delivery);
  const memory = await loadMemory(db, elevKey, memoryQuery(read.eksport, prepared));
  const report = screenFor(read.eksport, prepared, memory, only);
  wishes.log.info('skoler gennemgået');
  const plan = await planFor(report, prepared, db, only);
  const latest = await findLatestRun(db);
  const key = runKey(state);
  const repeated = latest?.key === key;
  const saved = repeated
    ? await resume(state, latest)
    : await begin(state, { report, plan, key, previousNotices: latest?.notices ?? '' });
  const delivered = await deliverMails(await listUndelivered(db, saved.runId), delivery);
  const outcome = await conclude({ report, plan, delivered, saved, key, state, delivery });
  return {
    night: report.night,
    eksport: read.eksport,
    outcome,
    mails: mailResults(report.night, plan, delivered),
    reportFolder: state.reportFolder,
    repeated,
  };
}

interface Saved {
  readonly runId: number;
  readonly failures: readonly ReportFailure[];
  readonly previousNotices: string;
}

interface Beginning {
  readonly report: NightReport;
  readonly plan: MailPlan;
  readonly key: string;
  readonly previousNotices: string;
}

/** Saves a new run with its mails in one transaction, then writes its reports. */
async function begin(state: Pass, { report, plan, key, previousNotices }: Beginning): Promise<Saved> {
  const { db, wishes, prepared, only, elevKey } = state;
  const reports = await buildReports(report, state.reportFolder, only);
  wishes.log.info('rapporter bygget', { reports: reports.length });
  const mails = composeMails(plan, { report, config: prepared.loaded.config, runKey: key, reports });
  const startedAt = wishes.clock().toISOString();
  const run = {
    key,
    programVersion: wishes.version,
    startedAt,
    night: report.night,
    notices: noticesText(report.night),
  };
  const runId = await saveRun(db, run, elevKey, mails);
  wishes.log.info('kørsel gemt', { run: runId, mails: mails.length });
  const failures = await writeReports(reports);
  wishes.log.info('rapporter skrevet', { reports: reports.length - failures.length });
  return { runId, failures, previousNotices };
}

/**
 * Goes on with a run that was saved before: the same reports, made from what the teams had been told then, and the
 * mails that have not arrived. Does nothing when all is done.
 */
async function resume(state: Pass, run: StoredRun): Promise<Saved> {
  const { db, prepared, read, only, wishes, elevKey } = state;
  const undelivered = await listUndelivered(db, run.id);
  const saved = { runId: run.id, previousNotices: run.notices };
  if (run.finishedAt !== undefined && undelivered.length === 0) return { ...saved, failures: [] };
  wishes.log.info('fortsætter en kørsel, der ikke blev færdig', {
    run: run.id,
    mails: undelivered.length,
  });
  const query = { ...memoryQuery(read.eksport, prepared), asKnownToRun: run.id };
  const then = screenFor(read.eksport, prepared, await loadMemory(db, elevKey, query), only);
  return { ...saved, failures: await writeReports(await buildReports(then, state.reportFolder, only)) };
}

/** What waits for delivery: everything on its way, and this run's mails that failed before. */
async function listUndelivered(db: Db, runId: number) {
  const waiting = await listMails(db, ['pending', 'failed']);
  return waiting.filter((mail) => mail.status === 'pending' || mail.runId === runId);
}

interface Conclusion {
  readonly report: NightReport;
  readonly plan: MailPlan;
  readonly delivered: readonly Delivered[];
  readonly saved: Saved;
  readonly key: string;
  readonly state: Pass;
  readonly delivery: DeliveryContext;
}

/** Tells operations what they must know and marks the run finished. */
async function conclude({
  report,
  plan,
  delivered,
  saved,
  key,
  state,
  delivery,
}: Conclusion): Promise<Outcome> {
  const { prepared, db, wishes } = state;
  const withheld = plan.skoler.filter((planned) => planned.withheld !== undefined).length;
  const undelivered = delivered.filter(
    ({ status, problem }) => status !== 'sent' || problem !== undefined,
  ).length;
  const judge = (failures: number): Outcome =>
    outcomeOf({ night: report.night, failures, rejectedShare: prepared.settings.gateLimits.rejectedShare });
  const failures = saved.failures.length + withheld + undelivered;
  const facts = { report, config: prepared.loaded.config, runKey: key, plan, delivered, delivery, ...saved };
  const toOperations = await tellOperations({
    ...facts,
    reportFailures: saved.failures,
    outcome: judge(failures),
  });
  const outcome = judge(failures + toOperations.filter(({ status }) => status !== 'sent').length);
  await finishRun(db, saved.runId, outcome, wishes.clock().toISOString());
  return outcome;
}

/** R36: what the run is made of. The same key means the same night on the same data by the same rules. */
function runKey({ wishes, prepared, read, only, reportFolder }: Pass): string {
  const { asOf, kvartal, accepted } = prepared.settings;
  const skoler = [only, accepted].map((numbers) => [...numbers].toSorted().join(','));
  const parts = [wishes.version, asOf, kvartal, ...skoler, reportFolder];
  return sha256([...parts, prepared.loaded.text, prepared.kalenderText, ...read.fingerprint].join('\u0000'));
}

function deliveryContext({ db, prepared, wishes }: Pass): DeliveryContext {
  return {
    db,
    loaded: prepared.loaded,
    log: wishes.log,
    environment: wishes.environment,
    clock: wishes.clock,
  };
}
