// The same rules by us and by others on the same files: R2-R12 and the trin. All must give the same answer before any
// time counts. What is not installed is left out.
import { createRequire } from 'node:module';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { ONE_DAY } from '../domain/fravaersdage.ts';
import { medianRatio, medianUsage } from './figures.ts';
import type { Figures } from './figures.ts';
import { fravaer, measureOrThrow, NIGHT, PROJECT } from './full-night.ts';
import { growMunicipality } from './grow.ts';
import type { RowShape } from './grow.ts';
import type { Command, Measured } from './measure.ts';
import { findPython } from './python.ts';
import { writeSetup } from './setup.ts';

interface Peer {
  readonly name: string;
  readonly command: (setup: string) => Command;
}

/** Plain Python needs minutes for millions of rows; it is left out from so many copies of the municipality on. */
const TOO_MANY_FOR_PLAIN_PYTHON = 10;
/** Rows that one copy of the municipality has as lessons. */
const LESSON_ROWS = 1_290_000;
const AARSAGER = ['sygdom', 'ekstraordinaer-frihed', 'ulovligt'] as const;

/** So many copies of the municipality in one export, by the day or by the lesson. */
export interface Size {
  readonly copies: number;
  readonly shape: RowShape;
}

/** About so many million rows of lessons. */
export function ofLessons(millions: number): Size {
  return { copies: Math.max(1, Math.round((millions * 1_000_000) / LESSON_ROWS)), shape: 'lesson' };
}

export async function measurePeers(rounds: number, size: Size): Promise<Figures> {
  const folder = await growMunicipality(size.copies, size.shape);
  try {
    const setup = await writeSetup(folder, NIGHT, size.shape);
    const peers = findPeers(size);
    const rows = await expectSameAnswers(folder, setup, peers);
    const ours: Measured[] = [];
    const theirs: Measured[][] = peers.map(() => []);
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await measureOrThrow(fravaer(['run', '--dry-run', '--dato', NIGHT], folder)));
      for (const [index, peer] of peers.entries())
        theirs[index]?.push(await measureOrThrow(peer.command(setup)));
    }
    return {
      title:
        'The same rules on the same files: read, dedupe, calendar, cap, categories, kvartal, trin, skole',
      rows,
      rounds,
      lines: [
        { what: 'fravaer run --dry-run', ...medianUsage(ours) },
        ...peers.map(({ name }, index) => ({ what: name, ...medianUsage(theirs[index] ?? []) })),
      ],
      ratios: peers.map(({ name }, index) =>
        medianRatio(`fravaer / ${name}`, pairsOf(ours, theirs[index] ?? [])),
      ),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function pairsOf<T>(ones: readonly T[], others: readonly T[]): (readonly [T, T])[] {
  return others.flatMap((other, index) => {
    const one = ones[index];
    return one === undefined ? [] : [[one, other] as const];
  });
}

function findPeers({ copies, shape }: Size): Peer[] {
  const script = (name: string): string => path.join(PROJECT, 'src/bench/peers', name);
  const peers: Peer[] = [];
  if (hasDuckDb())
    peers.push({
      name: 'DuckDB',
      command: (setup) => ({ file: process.execPath, args: [script('duckdb.ts'), setup] }),
    });
  const pandas = findPython(['pandas']);
  if (pandas !== undefined)
    peers.push({
      name: 'pandas',
      command: (setup) => ({ file: pandas, args: [script('pandas_rules.py'), setup] }),
    });
  const isFew = copies < TOO_MANY_FOR_PLAIN_PYTHON && shape === 'day';
  const python = isFew ? findPython([]) : undefined;
  if (python !== undefined)
    peers.push({
      name: 'plain Python',
      command: (setup) => ({ file: python, args: [script('plain_python.py'), setup] }),
    });
  return peers;
}

/** DuckDB is no dependency: it is used when NODE_PATH or a node_modules folder has it. */
function hasDuckDb(): boolean {
  try {
    createRequire(import.meta.url).resolve('@duckdb/node-api');
    return true;
  } catch {
    // Not found is an answer.
    return false;
  }
}

/** Throws when a peer's answer is not ours; returns how many rows were read. */
async function expectSameAnswers(folder: string, setup: string, peers: readonly Peer[]): Promise<number> {
  const own = await measureOrThrow(fravaer(['run', '--dry-run', '--json', '--dato', NIGHT], folder));
  const result = JSON.parse(own.stdout) as Result;
  const ours = linesOf(result);
  for (const { name, command } of peers) {
    const theirs = (await measureOrThrow(command(setup))).stdout.trimEnd().split('\n').toSorted();
    const other = theirs.findIndex((line, index) => line !== ours[index]);
    if (other !== -1 || theirs.length !== ours.length)
      throw new Error(
        `${name} disagrees: ${theirs[other]} is ${ours[other]} here (${theirs.length} of ${ours.length})`,
      );
  }
  return result.rows.read;
}

interface Result {
  readonly rows: { readonly read: number };
  readonly skoler: readonly {
    readonly institutionsnummer: string;
    readonly elever: readonly {
      readonly elevId: string;
      readonly perAarsag: Readonly<Record<(typeof AARSAGER)[number], number>>;
      readonly indsatstrin: string;
      readonly crossed: string | null;
    }[];
  }[];
}

/** The lines that the peers print: one for each elev on a trin. */
function linesOf({ skoler }: Result): string[] {
  return skoler
    .flatMap(({ institutionsnummer, elever }) =>
      elever
        .filter(({ indsatstrin }) => indsatstrin !== 'ingen')
        .map(({ elevId, perAarsag, indsatstrin, crossed }) => {
          const parts = AARSAGER.map((aarsag) => Math.round(perAarsag[aarsag] * ONE_DAY));
          return [elevId, institutionsnummer, ...parts, indsatstrin, crossed].join(';');
        }),
    )
    .toSorted();
}
