// How a night grows with the municipality: more and more copies of it in one export, each stage's share. A night that grows
// in step with the data costs the same for every row.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { table } from './figures.ts';
import { copyFullMunicipality, measureOrThrow, PROJECT, rowsRead, runNight } from './full-night.ts';
import { growMunicipality } from './grow.ts';
import type { Measured } from './measure.ts';
import { plotGrowth } from './plot.ts';

/** A tenth of the full size; a hundred copies of it have as many rows as ten of the full size, and twelve times the skoler. */
const SMALL = 870;

const series = [
  { what: 'a tenth', source: makeSmall, copies: [1, 10, 100] },
  { what: 'full size', source: copyFullMunicipality, copies: [1, 3, 10, 30] },
] as const;

export interface Grown {
  readonly what: (typeof series)[number]['what'];
  readonly copies: number;
  readonly rows: number;
  readonly night: Measured;
}

export async function measureGrowth(): Promise<Grown[]> {
  const all: Grown[] = [];
  for (const { what, source, copies: numbers } of series) {
    for (const copies of numbers) {
      const folder = await growMunicipality(copies, 'day', 1, source);
      try {
        const night = await runNight(folder);
        all.push({ what, copies, rows: rowsRead(night), night });
      } finally {
        await rm(folder, { recursive: true });
      }
    }
  }
  return all;
}

async function makeSmall(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fravaer-small-'));
  const args = [
    'fixtures/generate.ts',
    '--elever',
    String(SMALL),
    '--kommune',
    'Lille Kommune',
    '--out',
    folder,
  ];
  await measureOrThrow({ file: process.execPath, args, cwd: PROJECT });
  return folder;
}

/** The figures as Markdown, with the plot of the full size beside the document. */
export async function reportGrowth(all: readonly Grown[]): Promise<string> {
  const plotted = all.filter(({ what }) => what === 'full size');
  await writeFile(path.join(PROJECT, 'docs/ydelse-vaekst.svg'), plotGrowth(plotted));
  const stages = all[0]?.night.stages.map(({ name }) => name) ?? [];
  const rows = all.map(({ what, copies, rows, night }) => [
    `${copies} x ${what}`,
    rows.toLocaleString('en'),
    (night.wallMs / 1000).toFixed(1),
    (night.cpuMs / 1000).toFixed(1),
    (night.cpuMs / 1000 / (rows / 100_000)).toFixed(2),
    night.peakMiB.toFixed(0),
    ...night.stages.map(({ cpuMs }) => `${Math.round((cpuMs / night.cpuMs) * 100)} %`),
  ]);
  return [
    ...table(['', 'rows', 'wall s', 'cpu s', 'cpu s / 100,000 rows', 'peak MiB', ...stages], rows),
    '',
    '![cpu per copy and stage](ydelse-vaekst.svg)',
  ].join('\n');
}
