// How a night grows with the municipality: more and more copies of it in one export, each stage's cpu per copy. A
// stage that grows in step with the data is a level line.
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { table } from './figures.ts';
import { PROJECT, rowsRead, runNight } from './full-night.ts';
import { growMunicipality } from './grow.ts';
import type { Measured } from './measure.ts';
import { plotGrowth } from './plot.ts';

const COPIES = [1, 3, 10, 30];

export interface Grown {
  readonly copies: number;
  readonly rows: number;
  readonly night: Measured;
}

export async function measureGrowth(): Promise<Grown[]> {
  const all: Grown[] = [];
  for (const copies of COPIES) {
    const folder = await growMunicipality(copies);
    try {
      const night = await runNight(folder);
      all.push({ copies, rows: rowsRead(night), night });
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  return all;
}

/** The figures as Markdown, with the plot beside the document. */
export async function reportGrowth(all: readonly Grown[]): Promise<string> {
  await writeFile(path.join(PROJECT, 'docs/ydelse-vaekst.svg'), plotGrowth(all));
  const first = all[0];
  const stages = first?.night.stages.map(({ name }) => name) ?? [];
  const rows = all.map(({ copies, rows, night }) => [
    String(copies),
    rows.toLocaleString('en'),
    (night.cpuMs / 1000).toFixed(1),
    (night.cpuMs / copies / (first?.night.cpuMs ?? 1)).toFixed(2),
    night.peakMiB.toFixed(0),
    ...night.stages.map(({ cpuMs }) => `${Math.round((cpuMs / night.cpuMs) * 100)} %`),
  ]);
  return [
    ...table(['copies', 'rows', 'cpu s', 'cpu per copy', 'peak MiB', ...stages], rows),
    '',
    '![cpu per copy and stage](ydelse-vaekst.svg)',
  ].join('\n');
}
