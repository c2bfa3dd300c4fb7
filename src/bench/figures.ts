// Medians, ratios and tables of what was measured.
import { cpus, totalmem } from 'node:os';
import type { Usage } from './measure.ts';

export interface Line extends Usage {
  readonly what: string;
  readonly rowsPerSecond?: number;
}

/** How one thing compares with another; 1 is equal, less is better. */
export interface Ratio {
  readonly what: string;
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
}

export interface Figures {
  readonly title: string;
  readonly rows: number;
  readonly rounds: number;
  readonly lines: readonly Line[];
  readonly ratios: readonly Ratio[];
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

export function medianUsage(all: readonly Usage[]): Usage {
  return {
    wallMs: median(all.map(({ wallMs }) => wallMs)),
    cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
    peakMiB: median(all.map(({ peakMiB }) => peakMiB)),
  };
}

/** Only ratios within a round count: the speed of a machine drifts. */
export function medianRatio(what: string, pairs: readonly (readonly [Usage, Usage])[]): Ratio {
  const of = (figure: keyof Usage): number =>
    median(pairs.map(([one, other]) => one[figure] / other[figure]));
  return { what, wall: of('wallMs'), cpu: of('cpuMs'), memory: of('peakMiB') };
}

export function machine(): string {
  const processors = cpus();
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  return `Node ${process.version}, ${processors.length} x ${processors[0]?.model ?? '?'}, ${memoryGiB} GiB`;
}

/** The figures as Markdown. */
export function toMarkdown({ title, rows, rounds, lines, ratios }: Figures): string {
  const measured = lines.map(({ what, wallMs, cpuMs, peakMiB, rowsPerSecond }) => [
    what,
    (wallMs / 1000).toFixed(2),
    (cpuMs / 1000).toFixed(2),
    peakMiB.toFixed(0),
    rowsPerSecond === undefined ? '' : Math.round(rowsPerSecond).toLocaleString('en'),
  ]);
  const compared = ratios.map(({ what, wall, cpu, memory }) => [
    what,
    ...[wall, cpu, memory].map((ratio) => ratio.toFixed(2)),
  ]);
  return [
    `${title}: ${rows.toLocaleString('en')} rows; ${machine()}; medians of ${rounds} rounds.`,
    '',
    ...table(['', 'wall s', 'cpu s', 'peak MiB', 'rows/s'], measured),
    '',
    ...table(['ratio within a round', 'wall', 'cpu', 'memory'], compared),
    '',
  ].join('\n');
}

export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const rule = heading.map((_, column) => (column === 0 ? '---' : '---:'));
  return [heading, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
