// What a night came to, for cron and for operations.
import type { Finding } from '../domain/finding.ts';
import type { CountedNight } from '../domain/night.ts';
import { exceedsShare } from '../domain/share.ts';
import { exitCodes } from '../errors.ts';

export type Outcome = 'done' | 'incomplete' | 'refused';

export type SkoleMailStatus = 'sent' | 'pending' | 'failed' | 'not-due' | 'withheld';

export interface OutcomeFacts {
  readonly night: CountedNight;
  /** Reports that could not be written, mails that did not get through or were held back although due. */
  readonly failures: number;
  readonly rejectedShare: number;
}

export function outcomeOf({ night, failures, rejectedShare }: OutcomeFacts): Outcome {
  const statuses = new Set(night.skoler.map(({ status }) => status));
  if (!statuses.has('screened') && (statuses.has('refused') || nothingUsable(night))) return 'refused';
  // A file or a source that is missing or broken may have held rows of any skole.
  const lacksData = night.findings.some(({ severity }) => severity === 'error');
  const isIncomplete = statuses.has('refused') || failures > 0 || lacksData;
  return isIncomplete || exceedsShare(quarantined(night), night.rowsRead, rejectedShare)
    ? 'incomplete'
    : 'done';
}

export function exitCodeOf(outcome: Outcome): number {
  const codes = { done: exitCodes.done, incomplete: exitCodes.incomplete, refused: exitCodes.refused };
  return codes[outcome];
}

function quarantined({ rows }: CountedNight): number {
  return [...rows].reduce(
    (sum, [counter, count]) => (counter.startsWith('quarantined-') ? sum + count : sum),
    0,
  );
}

/** Rows were read, and every one belongs to another skole or was set aside. */
function nothingUsable(night: CountedNight): boolean {
  const sortedOut = quarantined(night) + (night.rows.get('other-skole') ?? 0);
  return night.rowsRead > 0 && sortedOut === night.rowsRead;
}

/**
 * The warnings of a night in one text, without places and dates: operations are told when it differs from the last
 * run's (R81). Empty when there is nothing to warn about.
 */
export function noticesText(night: CountedNight): string {
  const all: Finding[] = [...night.findings, ...night.skoler.flatMap(({ notices }) => notices)];
  const told = all.filter(({ severity }) => severity !== 'info');
  const kinds = Map.groupBy(
    told,
    ({ code, institutionsnummer, detail }) =>
      `${code} ${institutionsnummer ?? detail?.['institutionsnummer'] ?? ''}`,
  );
  const noData = night.skoler
    .filter(({ status }) => status === 'no-data')
    .map(({ skole }) => `no-data ${skole.institutionsnummer}`);
  return [...[...kinds].map(([kind, findings]) => `${kind} ${findings.length}`), ...noData]
    .toSorted()
    .join('\n');
}
