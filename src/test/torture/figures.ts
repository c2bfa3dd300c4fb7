// The figures of a torture as a table for a terminal and for README.
import type { Tally } from '../fuzz/campaign.ts';
import type { Scan } from './least-data.ts';
import type { WeekFigures } from './weeks.ts';

export interface Figures {
  readonly weeks: readonly WeekFigures[];
  readonly faults: FaultFigures;
  readonly fuzz: Tally;
  readonly scan: Scan;
  readonly minutes: number;
}

export interface FaultFigures {
  readonly tried: number;
  /** Those that need more than this machine gives, in words. */
  readonly leftOut: readonly string[];
  readonly wrong: number;
}

type Count = Exclude<keyof WeekFigures, 'name'>;

const COLUMNS: readonly (readonly [heading: string, count: Count])[] = [
  ['nights', 'nights'],
  ['effects', 'effects'],
  ['moments', 'moments'],
  ['killed at', 'kills'],
  ['started again', 'starts'],
  ['differences', 'differences'],
  ['mails twice, one Message-ID', 'twice'],
];

export function toMarkdown({ weeks, faults, fuzz, scan, minutes }: Figures): string {
  const rows = [...weeks, totalOf(weeks)].map(
    (week) => `| ${week.name} | ${COLUMNS.map(([, count]) => written(week[count])).join(' | ')} |`,
  );
  return [
    `| | ${COLUMNS.map(([heading]) => heading).join(' | ')} |`,
    `| - | ${COLUMNS.map(() => '-:').join(' | ')} |`,
    ...rows,
    '',
    `- Faults of drive, state, clock and mail server: ${faults.tried} tried, ${faults.wrong} not as the contract says${leftOut(faults)}.`,
    `- Hostile files: ${written(fuzz.files)}, of which ${written(fuzz.read)} were read (${written(fuzz.rows)} rows) and ${written(fuzz.refused)} refused with a reason; ${fuzz.failures.length} failures.`,
    `- Scan: ${scan.commands} commands and ${scan.files} files (${written(scan.bytes)} characters, the database's pages and log included) searched for ${scan.needles} names, ids, CPR numbers and secrets; ${scan.leaks.length + scan.temporary.length} where they must not be.`,
    `- ${minutes.toFixed(0)} minutes.`,
  ].join('\n');
}

function totalOf(weeks: readonly WeekFigures[]): WeekFigures {
  const sum = (count: Count): number => weeks.reduce((all, week) => all + week[count], 0);
  const counts = Object.fromEntries(COLUMNS.map(([, count]) => [count, sum(count)])) as Record<Count, number>;
  return { name: 'all', ...counts };
}

function leftOut(faults: FaultFigures): string {
  return faults.leftOut.length === 0 ? '' : `; left out here: ${faults.leftOut.join(', ')}`;
}

function written(count: number): string {
  return count.toLocaleString('en');
}

export function isClean({ weeks, faults, fuzz, scan }: Figures): boolean {
  const differences = weeks.reduce((sum, week) => sum + week.differences, 0);
  return differences + faults.wrong + fuzz.failures.length + scan.leaks.length + scan.temporary.length === 0;
}
