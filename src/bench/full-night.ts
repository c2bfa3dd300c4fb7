// A whole night of the full-size municipality, stage by stage, and the same night again; beside it the plain sum and
// plain workbooks of pandas + XlsxWriter when this machine has them.
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { medianRatio, medianUsage } from './figures.ts';
import type { Figures, Line } from './figures.ts';
import { measure } from './measure.ts';
import type { Command, Measured, Stage } from './measure.ts';
import { findPython } from './python.ts';

export const NIGHT = '2026-11-20';
export const PROJECT = path.resolve(import.meta.dirname, '../..');
const KVARTAL = '2026K4';

/** The stages of a night by the log line that ends each; delivery lasts to the end. */
const stages: readonly Stage[] = [
  { name: 'read', endsWith: 'eksport læst' },
  { name: 'screen', endsWith: 'skoler gennemgået' },
  { name: 'build reports', endsWith: 'rapporter bygget' },
  { name: 'save', endsWith: 'kørsel gemt' },
  { name: 'write reports', endsWith: 'rapporter skrevet' },
  { name: 'mail' },
];
/** A night that was run before has nothing to report. */
const stagesAgain: readonly Stage[] = [...stages.slice(0, 2), { name: 'nothing to do' }];

interface Round {
  readonly first: Measured;
  readonly second: Measured;
  readonly pandas: Measured | undefined;
}

export async function measureNight(rounds: number): Promise<Figures> {
  const python = findPython(['pandas', 'xlsxwriter']);
  const all: Round[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(await measureRound(python));
  const rows = rowsRead(all[0]?.first);
  const firsts = all.map(({ first }) => first);
  const seconds = all.map(({ second }) => second);
  const pandas = all.map((round) => round.pandas).filter((one) => one !== undefined);
  const pairs = all.flatMap((round) =>
    round.pandas === undefined ? [] : [[round.first, round.pandas] as const],
  );
  return {
    title: 'The full-size night, read to mails in a folder',
    rows,
    rounds,
    lines: [
      ...linesOf('night', firsts, rows),
      ...linesOf('same night again', seconds, rows),
      ...(pandas.length === 0
        ? []
        : linesOf('pandas + XlsxWriter: plain sum, plain workbooks', pandas, rows)),
    ],
    ratios: [
      medianRatio(
        'same night again / night',
        all.map(({ first, second }) => [second, first]),
      ),
      ...(pairs.length === 0 ? [] : [medianRatio('night / pandas + XlsxWriter', pairs)]),
    ],
  };
}

/** The night, the same night again and the peer, in turn, so that a machine that slows down slows all of them. */
async function measureRound(python: string | undefined): Promise<Round> {
  const folder = await copyFullMunicipality();
  try {
    const first = await runNight(folder);
    const second = await runNight(folder, stagesAgain);
    return { first, second, pandas: python === undefined ? undefined : await runPandas(python, folder) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A fresh copy of fixtures/full, which is made the first time. */
export async function copyFullMunicipality(): Promise<string> {
  const made = path.join(PROJECT, 'fixtures/full');
  if (!existsSync(made)) {
    await measureOrThrow({ file: process.execPath, args: ['fixtures/generate.ts', '--full'], cwd: PROJECT });
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'fravaer-bench-'));
  await cp(path.join(made, 'indbakke'), path.join(folder, 'indbakke'), { recursive: true });
  for (const file of ['fravaer.config.yaml', 'kalender.yaml'])
    await cp(path.join(made, file), path.join(folder, file));
  return folder;
}

/** One night by the built program, from start to exit. */
export function runNight(folder: string, marked: readonly Stage[] = stages): Promise<Measured> {
  return measureOrThrow(fravaer(['run', '--json', '--verbose', '--dato', NIGHT], folder), marked);
}

function runPandas(python: string, folder: string): Promise<Measured> {
  const script = path.join(PROJECT, 'src/bench/peers/pandas_plain.py');
  const args = [script, path.join(folder, 'indbakke/fravaer.csv'), KVARTAL, path.join(folder, 'plain')];
  return measureOrThrow({ file: python, args });
}

export function fravaer(options: readonly string[], cwd: string): Command {
  return { file: process.execPath, args: [path.join(PROJECT, 'bin/fravaer.js'), ...options], cwd };
}

export async function measureOrThrow(command: Command, marked: readonly Stage[] = []): Promise<Measured> {
  const measured = await measure(command, marked);
  if (measured.exitCode !== 0)
    throw new Error(`${command.file} ${command.args.join(' ')} ended with ${measured.exitCode}`);
  return measured;
}

export function rowsRead(measured: Measured | undefined): number {
  return (JSON.parse(measured?.stdout ?? '') as { rows: { read: number } }).rows.read;
}

/** The whole, then each stage. */
function linesOf(what: string, measured: readonly Measured[], rows: number): Line[] {
  const names = measured[0]?.stages.map(({ name }) => name) ?? [];
  const ofStage = names.map((name, index) => ({
    what: `– ${name}`,
    ...medianUsage(measured.map(({ stages }) => stages[index]).filter((stage) => stage !== undefined)),
  }));
  const whole = { what, ...medianUsage(measured) };
  return [whole, ...ofStage].map((line) =>
    line === ofStage[0] ? { ...line, rowsPerSecond: (rows / line.wallMs) * 1000 } : line,
  );
}
