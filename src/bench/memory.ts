// How peak memory grows: more elever with the same absence each, and the same elever with more of it.
import { rm } from 'node:fs/promises';
import { table } from './figures.ts';
import { fravaer, measureOrThrow, NIGHT, rowsRead } from './full-night.ts';
import { growMunicipality } from './grow.ts';

/** Copies of the municipality of 8,700 elever, and how many times two skoleår their absence reaches back. */
const sizes = [
  { copies: 1, periods: 1 },
  { copies: 5, periods: 1 },
  { copies: 27, periods: 1 },
  { copies: 5, periods: 5 },
] as const;

const ELEVER = 8700;

export interface MemoryFigures {
  readonly elever: number;
  readonly rows: number;
  readonly peakMiB: number;
  readonly wallMs: number;
}

export async function measureMemory(): Promise<MemoryFigures[]> {
  const all: MemoryFigures[] = [];
  for (const { copies, periods } of sizes) {
    const folder = await growMunicipality(copies, 'lesson', periods);
    try {
      const run = await measureOrThrow(fravaer(['run', '--dry-run', '--json', '--dato', NIGHT], folder));
      all.push({ elever: copies * ELEVER, rows: rowsRead(run), peakMiB: run.peakMiB, wallMs: run.wallMs });
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  return all;
}

export function reportMemory(all: readonly MemoryFigures[]): string {
  const rows = all.map(({ elever, rows, peakMiB, wallMs }) => [
    elever.toLocaleString('en'),
    rows.toLocaleString('en'),
    String(Math.round(rows / elever)),
    peakMiB.toFixed(0),
    (wallMs / 1000).toFixed(1),
  ]);
  return table(['elever', 'lesson rows', 'rows per elev', 'peak MiB', 'wall s'], rows).join('\n');
}
