// The nightly job, in the order that makes it safe to kill at any moment: read, check, screen, compare, save, write
// the reports, mail. Nothing is told before it is saved; nothing counts as told before it is delivered.
import { elevIdsOf } from '../domain/eksport.ts';
import type { Eksport } from '../domain/eksport.ts';
import { withoutCpr } from '../domain/elev-id.ts';
import type { Night } from '../domain/night.ts';
import type { NightReport } from '../domain/report-input.ts';
import { readEksport } from '../read/read-eksport.ts';
import type { ReadEksport } from '../read/read-eksport.ts';
import { openElevKey } from '../state/elev-key.ts';
import type { ElevKey } from '../state/elev-key.ts';
import { loadMemory } from '../state/memory.ts';
import { listMails } from '../state/outbox.ts';
import type { StoredMail } from '../state/outbox.ts';
import { saveRun } from '../state/runs.ts';
import type { Past, StoredRun } from '../state/runs.ts';
import type { Db } from '../state/sqlite.ts';
import { conclude } from './conclude.ts';
import { deliverMails } from './deliver.ts';
import type { DeliveryContext } from './deliver.ts';
import { readInbox } from './forloeb-inbox.ts';
import type { Log } from './log.ts';
import { missedNotes } from './missed.ts';
import { noticesText } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { composeMails } from './plan-mails.ts';
import { noteRun, placeInTime } from './order-of-runs.ts';
import type { MailPlan } from './plan-mails.ts';
import { prepare, refuseOldKvartal, selectSkoler } from './prepare.ts';
import type { Prepared, Wishes } from './prepare.ts';
import { fileProgress, pseudonymBy } from './read-input.ts';
import { removeHalfWritten } from '../report/files.ts';
import { buildReports, writeReports } from './reports.ts';
import type { ReportFailure } from './reports.ts';
import { retentionProblems } from './retention.ts';
import type { MailResult } from './result.ts';
import { mailResults, memoryQuery, planFor, screenFor } from './screen.ts';
import { withLock, withOpenState } from './with-state.ts';

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
  /** Whether the same night on the same data had been begun before, or was done already (R36). */
  readonly start: 'new' | 'resumed' | 'repeated';
  /** Mails whose delivery an earlier run did not live to see; they may arrive twice, under one Message-ID. */
  readonly sentAgain: number;
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
  readonly delivery: DeliveryContext;
}

/** The night itself. Throws an AppError, with nothing changed, when it cannot be done at all. */
export async function runNight(wishes: RunWishes): Promise<RunReport> {
  const prepared = await prepare(wishes);
  refuseOldKvartal(prepared.settings);
  const { loaded } = prepared;
  const only = selectSkoler(wishes.skoler, loaded.config);
  const reportFolder = wishes.out ?? loaded.resolve(loaded.config.reports.folder);
  return withLock(loaded, async () => {
    const read = await readEksport(loaded, { onFile: fileProgress(wishes.log) });
    wishes.log.info('eksport læst', { rows: read.eksport.rowsRead, files: read.eksport.files.length });
    return withOpenState(loaded, async (db) => {
      const elevKey = await openElevKey(loaded.state.file, db);
      const eksport = withoutCpr(read.eksport, pseudonymBy(elevKey));
      const { log, environment, clock } = wishes;
      const delivery = { db, loaded, log, environment, clock };
      return pass({
        wishes,
        prepared,
        read: { ...read, eksport },
        only,
        reportFolder,
        db,
        elevKey,
        delivery,
      });
    });
  });
}

async function pass(opened: Pass): Promise<RunReport> {
  const { wishes, read, only, db, elevKey, delivery } = opened;
  // Handed over when an earlier run died: nobody knows whether they arrived, so they go out again under the same Message-ID.
  const again = await deliverMails(await listMails(db, ['sending']), delivery);
  const returned = await readInbox({ ...opened, ...wishes });
  const eksport = { ...read.eksport, findings: [...read.eksport.findings, ...returned] };
  const { latest, repeated, key, past, prepared } = await placeInTime(opened);
  const state = { ...opened, prepared };
  const memory = await loadMemory(db, elevKey, memoryQuery(elevIdsOf(eksport), prepared));
  const report = screenFor(eksport, prepared, memory, only);
  wishes.log.info('skoler gennemgået');
  const plan = await planFor(report, prepared, { db, only, environment: wishes.environment });
  const night = { report, plan, key, past, mailKey: `${key}|${past.sameKey}` };
  const saved = repeated && latest !== undefined ? await resume(state, latest) : await begin(state, night);
  const noted = await noteRun(prepared.loaded, saved.runId);
  const delivered = [...again, ...(await deliverMails(await listUndelivered(db, saved.runId), delivery))];
  const now = wishes.clock().getTime();
  // R75: skoleår are counted from the as-of date, files are as old as the clock says.
  const clock = { today: prepared.settings.asOf, now };
  const faults = [...noted, ...(await retentionProblems(db, prepared.loaded, clock, wishes.log))];
  const notes = repeated ? [] : missedNotes(latest, now, prepared.loaded.config, wishes.log);
  const { rejectedShare } = prepared.settings.gateLimits;
  const outcome = await conclude({ ...night, ...saved, delivered, delivery, faults, notes, rejectedShare });
  return {
    night: report.night,
    eksport,
    outcome,
    mails: mailResults(report.night, plan, delivered),
    reportFolder: state.reportFolder,
    start: saved.start,
    sentAgain: again.filter(({ status }) => status === 'sent').length,
  };
}

/** A screened night on its way into state and out to people. */
interface PlannedNight {
  readonly report: NightReport;
  readonly plan: MailPlan;
  readonly key: string;
  readonly past: Past;
  /** What the Message-IDs of the run are made from: its own, and the same whenever the run goes on. */
  readonly mailKey: string;
}

interface Saved {
  readonly runId: number;
  readonly start: RunReport['start'];
  readonly reportFailures: readonly ReportFailure[];
  /** The outcome of an earlier start of the same run, if it came so far. */
  readonly earlierOutcome: string | undefined;
}

/** Saves a new run with its mails in one transaction, then writes its reports. */
async function begin(state: Pass, { report, plan, key, mailKey }: PlannedNight): Promise<Saved> {
  const { db, wishes, prepared, only, elevKey } = state;
  const reports = await buildReports(report, state.reportFolder, only, wishes.log);
  wishes.log.info('rapporter bygget', { reports: reports.length });
  const mails = composeMails(plan, { report, config: prepared.loaded.config, mailKey, reports });
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
  await removeHalfWritten(state.reportFolder);
  const reportFailures = await writeReports(reports);
  wishes.log.info('rapporter skrevet', { reports: reports.length - reportFailures.length });
  return { runId, start: 'new', reportFailures, earlierOutcome: undefined };
}

/**
 * Goes on with a run that was saved before: the same reports, made from what the teams had been told then, and the
 * mails that have not arrived. Does nothing when all is done.
 */
async function resume(state: Pass, run: StoredRun): Promise<Saved> {
  const { db, prepared, read, only, wishes, elevKey } = state;
  const undelivered = await listUndelivered(db, run.id);
  const saved = { runId: run.id, earlierOutcome: run.outcome };
  if (run.outcome === 'done' && undelivered.length === 0)
    return { ...saved, start: 'repeated', reportFailures: [] };
  wishes.log.info('fortsætter en kørsel, der ikke blev færdig', {
    run: run.id,
    mails: undelivered.length,
  });
  const query = { ...memoryQuery(elevIdsOf(read.eksport), prepared), asKnownToRun: run.id };
  const then = screenFor(read.eksport, prepared, await loadMemory(db, elevKey, query), only);
  await removeHalfWritten(state.reportFolder);
  const reports = await buildReports(then, state.reportFolder, only, wishes.log);
  return { ...saved, start: 'resumed', reportFailures: await writeReports(reports) };
}

/** What waits for delivery: everything on its way, and this run's mails that failed before. */
async function listUndelivered(db: Db, runId: number): Promise<StoredMail[]> {
  const waiting = await listMails(db, ['pending', 'failed']);
  return waiting.filter((mail) => mail.status === 'pending' || mail.runId === runId);
}
