// What somebody waits for at a terminal: one elev, the kommune in counts, a skoleaar played again; beside reading the files.
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { medianRatio, medianUsage } from './figures.ts';
import type { Figures } from './figures.ts';
import { copyFullMunicipality, fravaer, measureOrThrow, NIGHT, PROJECT, rowsRead } from './full-night.ts';
import type { Command, Measured } from './measure.ts';

const READING = 'reading the files';
const SKOLEAAR = ['--from', '2025-08-11', '--to', '2026-06-26'];
/** Some row in the middle of the export. */
const ROW = 90_000;

/** In turn, so that a machine that slows down slows all of them. */
export async function measureAdHoc(rounds: number): Promise<Figures> {
  const folder = await copyFullMunicipality();
  try {
    const script = path.join(PROJECT, 'src/bench/read-only.ts');
    const commands: readonly (readonly [string, Command])[] = [
      [READING, { file: process.execPath, args: [script], cwd: folder }],
      ['explain', fravaer(['explain', await someElev(folder), '--dato', NIGHT], folder)],
      ['overview', fravaer(['overview', '--dato', NIGHT], folder)],
      ['backtest of a skoleår', fravaer(['backtest', ...SKOLEAAR, '--limits', '4,8,15'], folder)],
    ];
    const all: Measured[][] = [];
    for (let round = 0; round < rounds; round += 1) {
      const measured: Measured[] = [];
      for (const [, command] of commands) measured.push(await measureOrThrow(command));
      all.push(measured);
    }
    const of = (index: number): Measured[] =>
      all.map((round) => round[index]).filter((one) => one !== undefined);
    const reading = of(0);
    return {
      title: 'Looking at the full-size municipality',
      rows: rowsRead(reading[0]),
      rounds,
      lines: commands.map(([what], index) => ({ what, ...medianUsage(of(index)) })),
      ratios: commands.slice(1).map(([what], index) =>
        medianRatio(
          `${what} / ${READING}`,
          of(index + 1).flatMap((one, round) => {
            const bare = reading[round];
            return bare === undefined ? [] : [[one, bare] as const];
          }),
        ),
      ),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function someElev(folder: string): Promise<string> {
  const lines = (await readFile(path.join(folder, 'indbakke/fravaer.csv'), 'utf8')).split('\n');
  const elevId = lines[ROW]?.split(';')[1];
  if (elevId === undefined) throw new RangeError(`the export has fewer than ${ROW} rows`);
  return elevId;
}
