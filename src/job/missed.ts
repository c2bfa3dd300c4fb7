// Whether the job ran when it should have: said by the next run, and by `history --check` while there is none.
import type { Config } from '../config/schema.ts';
import { datoAt } from '../domain/dato.ts';
import { missedSince, missedWeekdays } from '../domain/schedule.ts';
import { datoText, plural } from '../text/da.ts';
import type { Log } from './log.ts';

export interface Missed {
  readonly days: number;
  readonly text: string;
}

/** What a run that begins now has to say about the time since the last one; instants in ISO 8601 and milliseconds. */
export function missedBefore(
  lastStartedAt: string,
  now: number,
  { timeZone }: Pick<Config, 'timeZone'>,
): Missed | undefined {
  const ran = datoAt(Date.parse(lastStartedAt), timeZone);
  const days = missedWeekdays(ran, datoAt(now, timeZone)).length;
  if (days === 0) return undefined;
  const text = `Jobbet kørte ikke i ${plural(days, 'hverdag', 'hverdage')} før denne kørsel; den forrige begyndte den ${datoText(ran)}.`;
  return { days, text };
}

/** The same for operations, and in the log; nothing when no weekday was missed or no run came before. */
export function missedNotes(
  latest: Pick<LastRun, 'startedAt'> | undefined,
  now: number,
  config: Pick<Config, 'timeZone'>,
  log: Log,
): string[] {
  const missed = latest === undefined ? undefined : missedBefore(latest.startedAt, now, config);
  if (missed === undefined) return [];
  log.warn('jobbet har ikke kørt hver dag', { missed: missed.days });
  return [missed.text];
}

export interface LastRun {
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

/** So long a run may take before it counts as stuck or killed. */
const LONGEST_RUN_MS = 3_600_000;

/** What is wrong now, in a Danish sentence; undefined when the job has run as it should. */
export function lateness(
  latest: LastRun | undefined,
  now: number,
  { timeZone }: Pick<Config, 'timeZone'>,
): string | undefined {
  if (latest === undefined) return 'Jobbet har aldrig kørt.';
  const startedAt = Date.parse(latest.startedAt);
  const ran = datoAt(startedAt, timeZone);
  if (latest.finishedAt === null && now - startedAt > LONGEST_RUN_MS)
    return `Kørslen, der begyndte den ${datoText(ran)}, er ikke blevet færdig.`;
  const days = missedSince(ran, datoAt(now, timeZone), minutesOfDay(now, timeZone)).length;
  if (days === 0) return undefined;
  return `Jobbet har ikke kørt i ${plural(days, 'hverdag', 'hverdage')}; den seneste kørsel begyndte den ${datoText(ran)}.`;
}

function minutesOfDay(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const [hours = 0, minutes = 0] = parts.format(instant).split(':').map(Number);
  return hours * 60 + minutes;
}
