// Tells a monitor that the job ran and how it ended: a URL that is fetched, and a file for node-exporter. Neither holds
// anything but codes and figures, and neither can make a run fail.
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { loadConfig } from '../config/load.ts';
import type { LoadedConfig } from '../config/load.ts';
import { AppError, exitCodes, systemCode } from '../errors.ts';
import { tellOfFailure } from './failed-run.ts';
import type { Log } from './log.ts';
import { runNight } from './nightly.ts';
import type { RunReport, RunWishes } from './nightly.ts';
import { exitCodeOf } from './outcome.ts';

const PING_TIMEOUT_MS = 10_000;
/** node-exporter runs as another user; the file holds no personal data. */
const READABLE_BY_ALL = 0o644;

interface Heartbeat {
  readonly exitCode: number;
  /** Instants in milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly rowsRead: number;
  readonly mailsNotSent: number;
}

/** The night with a heartbeat after it, however it ends; and a mail to operations when it could not be done. */
export async function runWithHeartbeat(wishes: RunWishes): Promise<RunReport> {
  const startedAt = wishes.clock().getTime();
  const beat = (exitCode: number, report?: RunReport): Promise<void> => {
    const notSent =
      report?.mails.filter(({ status }) => status !== 'sent' && status !== 'not-due').length ?? 0;
    const rowsRead = report?.night.rowsRead ?? 0;
    const endedAt = wishes.clock().getTime();
    const figures = { exitCode, startedAt, endedAt, rowsRead, mailsNotSent: notSent };
    return sendHeartbeat(wishes.configFile, figures, wishes.log);
  };
  try {
    const report = await runNight(wishes);
    await beat(exitCodeOf(report.outcome), report);
    return report;
  } catch (error) {
    const isExpected = error instanceof AppError;
    const loaded = isExpected ? await loadIfValid(wishes.configFile) : undefined;
    if (isExpected && loaded !== undefined) await tellOfFailure(error, loaded, wishes);
    await beat(isExpected ? error.exitCode : exitCodes.bug);
    throw error;
  }
}

/** Sends the heartbeat where the configuration says. Without a usable configuration there is nowhere to send it to. */
async function sendHeartbeat(configFile: string, beat: Heartbeat, log: Log): Promise<void> {
  const loaded = await loadIfValid(configFile);
  if (loaded === undefined) return;
  const { pingUrl, metricsFile } = loaded.config.operations;
  if (metricsFile !== undefined) await writeMetrics(loaded.resolve(metricsFile), beat, log);
  if (pingUrl !== undefined) await ping(pingUrl, beat.exitCode, log);
}

async function loadIfValid(configFile: string): Promise<LoadedConfig | undefined> {
  try {
    return await loadConfig(configFile);
  } catch (error) {
    // The run has said so already.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** The convention of healthchecks: `URL/0` is a success, any other number a failure. */
async function ping(url: string, exitCode: number, log: Log): Promise<void> {
  try {
    const { ok, status } = await fetch(`${url.replace(/\/$/, '')}/${exitCode}`, {
      signal: AbortSignal.timeout(PING_TIMEOUT_MS),
      redirect: 'error',
    });
    if (!ok) log.warn('hjerteslaget blev afvist', { status: String(status) });
  } catch {
    // The monitor alarms by itself when it hears nothing; its address may be a secret, so no detail is logged.
    log.warn('hjerteslaget nåede ikke frem');
  }
}

async function writeMetrics(file: string, beat: Heartbeat, log: Log): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const lastSuccess = beat.exitCode === exitCodes.done ? beat.endedAt / 1000 : await readLastSuccess(file);
    await writeFile(temporary, metricsText(beat, lastSuccess));
    await chmod(temporary, READABLE_BY_ALL);
    await rename(temporary, file);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    log.warn('målingerne kunne ikke skrives', { problem: code });
  }
}

const LAST_SUCCESS = 'fravaer_last_success_timestamp_seconds';

/** From the file that is about to be replaced; 0 when there has been no success yet. */
async function readLastSuccess(file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return Number(new RegExp(`^${LAST_SUCCESS} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
}

function metricsText(beat: Heartbeat, lastSuccess: number): string {
  const { exitCode, startedAt, endedAt, rowsRead, mailsNotSent } = beat;
  const gauges: readonly (readonly [string, string, number])[] = [
    ['fravaer_last_run_timestamp_seconds', 'When the last run ended.', endedAt / 1000],
    [LAST_SUCCESS, 'When the last run with exit code 0 ended.', lastSuccess],
    ['fravaer_last_run_exit_code', 'Exit code of the last run.', exitCode],
    ['fravaer_last_run_duration_seconds', 'How long the last run took.', (endedAt - startedAt) / 1000],
    ['fravaer_last_run_rows_read', 'Rows of absence that the last run read.', rowsRead],
    [
      'fravaer_last_run_mails_not_sent',
      'Mails that the last run withheld or could not deliver.',
      mailsNotSent,
    ],
  ];
  return gauges
    .map(([name, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`)
    .join('');
}
