// How long the program takes to say what it is: `--version`, `--help` and the help of every command beside `node -e 0`, in
// turn, so that a machine that slows down slows all of them.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { machine, median, table } from './figures.ts';
import { PROJECT } from './full-night.ts';

const PAIRS = 40;
const MS_PER_TICK = 10;
const PROGRAM = path.join(PROJECT, 'bin/fravaer.js');
const COMMANDS = (
  'run, init, check, explain, overview, forloeb, forloeb list, forloeb set, forloeb read, send, history, ' +
  'backtest, person, person show, person erase, purge, backup, state, state copy, demo'
).split(', ');

interface Start {
  readonly wallMs: number;
  readonly cpuMs: number;
}

export interface Started {
  readonly what: string;
  /** Medians; the kernel counts cpu in hundredths of a second, so that is a mean over all pairs. */
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly wallRatio: number;
  readonly cpuRatio: number;
}

export function measureStart(): Started[] {
  const asked: [string, string[]][] = [
    ['node -e 0', ['-e', '0']],
    ['fravaer --version', [PROGRAM, '--version']],
    ['fravaer --help', [PROGRAM, '--help']],
    ...COMMANDS.map((name): [string, string[]] => [
      `fravaer ${name} --help`,
      [PROGRAM, ...name.split(' '), '--help'],
    ]),
  ];
  // Once uncounted: the first start of a build fills the cache of compiled code.
  for (const [, args] of asked) start(args);
  const rounds = Array.from({ length: PAIRS }, () => asked.map(([, args]) => start(args)));
  const bare = rounds.map((round) => round[0] ?? { wallMs: 0, cpuMs: 0 });
  return asked.map(([what], index) => {
    const own = rounds.map((round) => round[index] ?? { wallMs: 0, cpuMs: 0 });
    return {
      what,
      wallMs: median(own.map(({ wallMs }) => wallMs)),
      cpuMs: mean(own.map(({ cpuMs }) => cpuMs)),
      wallRatio: median(own.map(({ wallMs }, round) => wallMs / (bare[round]?.wallMs ?? 0))),
      cpuRatio: mean(own.map(({ cpuMs }) => cpuMs)) / mean(bare.map(({ cpuMs }) => cpuMs)),
    };
  });
}

/** The figures as Markdown; of the commands' helps only the slowest. */
export function reportStart(all: readonly Started[]): string {
  const [bare, version, help, ...commands] = all;
  const slowest = commands.toSorted((a, b) => b.cpuRatio - a.cpuRatio)[0];
  const shown = [
    bare,
    version,
    help,
    slowest === undefined
      ? undefined
      : { ...slowest, what: `the slowest of ${commands.length} others: ${slowest.what}` },
  ].filter((one) => one !== undefined);
  const rows = shown.map(({ what, wallMs, cpuMs, wallRatio, cpuRatio }) => [
    what,
    wallMs.toFixed(0),
    cpuMs.toFixed(0),
    wallRatio.toFixed(2),
    cpuRatio.toFixed(2),
  ]);
  return [
    `${PAIRS} rounds in turn; ${machine()}.`,
    '',
    ...table(['', 'wall ms', 'cpu ms', 'wall / node', 'cpu / node'], rows),
    '',
  ].join('\n');
}

function start(args: readonly string[]): Start {
  const [cpuBefore, begin] = [cpuOfChildren(), performance.now()];
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  const wallMs = performance.now() - begin;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
  return { wallMs, cpuMs: cpuOfChildren() - cpuBefore };
}

/** Of all that have ended. */
function cpuOfChildren(): number {
  const fields = readFileSync('/proc/self/stat', 'latin1').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) * MS_PER_TICK;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
