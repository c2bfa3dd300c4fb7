// The benchmark: a whole night of the full-size municipality, twice, beside the plain sum and plain workbooks of
// pandas + XlsxWriter when this machine has them.
//   npm run bench [-- --rounds N] [--json]
import { cpus, totalmem } from 'node:os';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { copyFullMunicipality, KVARTAL, measureOrThrow, NIGHT, PROJECT, runNight } from './full-night.ts';
import { median } from './measure.ts';
import type { Measured, Usage } from './measure.ts';
import { findPython } from './python.ts';

interface Line extends Usage {
  readonly what: string;
  readonly rowsPerSecond?: number;
}

interface Ratio {
  readonly what: string;
  readonly wall: number;
  readonly cpu: number;
}

interface Round {
  readonly first: Measured;
  readonly second: Measured;
  readonly pandas: Measured | undefined;
}

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } },
});

const python = findPython(['pandas', 'xlsxwriter']);
const rounds: Round[] = [];
for (let round = 0; round < Number(values.rounds); round += 1) rounds.push(await measureRound());
const rows = rowsRead(rounds[0]);
const lines = [
  ...linesOf('night', rounds, ({ first }) => first),
  ...linesOf('same night again', rounds, ({ second }) => second),
  ...(python === undefined ? [] : linesOf('pandas + XlsxWriter, plain', rounds, ({ pandas }) => pandas)),
];
const ratios = [
  ratioOf('again / night', ({ first, second }) => [second, first]),
  ratioOf('night / pandas + XlsxWriter', ({ first, pandas }) => [first, pandas]),
].filter((ratio) => ratio !== undefined);
if (values.json)
  console.log(JSON.stringify({ ...machine(), night: NIGHT, rows, lines, ratios }, undefined, 2));
else printTable();

/** The night, the same night again and the peer, in turn, so that a machine that slows down slows all of them. */
async function measureRound(): Promise<Round> {
  const folder = await copyFullMunicipality();
  try {
    const first = await runNight(folder, false);
    const second = await runNight(folder, true);
    return { first, second, pandas: await runPandas(folder) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function runPandas(folder: string): Promise<Measured | undefined> {
  if (python === undefined) return Promise.resolve(undefined);
  const script = path.join(PROJECT, 'src/bench/peers/pandas_plain.py');
  const args = [script, path.join(folder, 'indbakke/fravaer.csv'), KVARTAL, path.join(folder, 'plain')];
  return measureOrThrow({ file: python, args });
}

function rowsRead(round: Round | undefined): number {
  return (JSON.parse(round?.first.stdout ?? '') as { rows: { read: number } }).rows.read;
}

/** Medians over the rounds: the whole, then each stage. */
function linesOf(what: string, all: readonly Round[], pick: (round: Round) => Measured | undefined): Line[] {
  const measured = all.map(pick).filter((one) => one !== undefined);
  const names = measured[0]?.stages.map(({ name }) => name) ?? [];
  const stages = names.map((name, index) => ({
    what: `  ${name}`,
    ...medianUsage(measured.map(({ stages }) => stages[index]).filter((stage) => stage !== undefined)),
  }));
  return [{ what, ...medianUsage(measured) }, ...stages].map((line) =>
    line.what === '  read' ? { ...line, rowsPerSecond: (rows / line.wallMs) * 1000 } : line,
  );
}

function medianUsage(all: readonly Usage[]): Usage {
  return {
    wallMs: median(all.map(({ wallMs }) => wallMs)),
    cpuMs: median(all.map(({ cpuMs }) => cpuMs)),
    peakMiB: median(all.map(({ peakMiB }) => peakMiB)),
  };
}

/** Only ratios within a round count: the speed of a machine drifts. */
function ratioOf(
  what: string,
  pick: (round: Round) => readonly [Usage, Usage | undefined],
): Ratio | undefined {
  const pairs = rounds.map(pick).filter((pair): pair is [Usage, Usage] => pair[1] !== undefined);
  if (pairs.length === 0) return undefined;
  return {
    what,
    wall: median(pairs.map(([one, other]) => one.wallMs / other.wallMs)),
    cpu: median(pairs.map(([one, other]) => one.cpuMs / other.cpuMs)),
  };
}

function machine() {
  const processors = cpus();
  return {
    node: process.version,
    processor: processors[0]?.model ?? '',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
}

function printTable(): void {
  const { node, processor, cores, memoryGiB } = machine();
  console.log(
    `Node ${node}, ${cores} x ${processor}, ${memoryGiB} GiB; medians of ${rounds.length} rounds\n`,
  );
  console.log(`| ${rows} rows | wall s | cpu s | peak MiB | rows/s |\n| --- | ---: | ---: | ---: | ---: |`);
  for (const { what, wallMs, cpuMs, peakMiB, rowsPerSecond } of lines) {
    const seconds = [wallMs, cpuMs].map((ms) => (ms / 1000).toFixed(2));
    const speed = rowsPerSecond === undefined ? '' : Math.round(rowsPerSecond).toString();
    console.log(`| ${[what.replace('  ', '– '), ...seconds, peakMiB.toFixed(0), speed].join(' | ')} |`);
  }
  console.log('\nratios within a round (wall, cpu):');
  for (const { what, wall, cpu } of ratios) console.log(`${what}: ${wall.toFixed(2)}, ${cpu.toFixed(2)}`);
}
