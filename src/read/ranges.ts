// A large text file is cut where rows end, and its ranges are read in threads of their own. Whatever is not quite ordinary
// is not read so but in one go, so that one reader alone decides what goes wrong where.
import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Skole } from '../domain/skole.ts';
import { AS_FOUND, readBytes } from './bytes.ts';
import { gatherRows, joinHarvests, newHarvest, packHarvest } from './harvest.ts';
import type { HarvestPart, PackedHarvest } from './harvest.ts';
import type { Header } from './header.ts';
import type { Profile } from './profile.ts';
import { scanRows } from './scan.ts';
import { skoleLookup } from './skole-lookup.ts';
import { rowsBelow } from './table.ts';
import type { TableText } from './table.ts';

/** A smaller file is read before a thread has begun. */
const LEAST_BYTES = 1 << 25;
const MAX_THREADS = 8;
const LF = 0x0a;
/** Within so many bytes a row ends, or it is no ordinary file. */
const LONGEST_ROW = 1 << 17;

/** Everything that is needed to read a file anywhere. */
export interface RangedFile extends TableText {
  readonly file: string;
  readonly header: Header;
  readonly profile: Profile;
  readonly skoler: readonly Skole[];
  readonly taken: ReadonlySet<string>;
}

export interface Range extends RangedFile {
  readonly start: number;
  /** The first byte after it. */
  readonly end: number;
}

/** Undefined when the file is better read, or can only be read, in one go. */
export type InRanges = (file: RangedFile) => Promise<PackedHarvest | undefined>;

/** As many ranges as there are processors: one is read here, the others in threads. */
export const inThreads: InRanges = (file) => {
  const count = Math.min(availableParallelism(), MAX_THREADS, Math.floor(file.bytes / (LEAST_BYTES / 2)));
  return gatherRanges(file, count, readInThread);
};

/** Reads a file in `count` ranges. */
export async function gatherRanges(
  file: RangedFile,
  count: number,
  readElsewhere: (range: Range) => Promise<HarvestPart | undefined>,
): Promise<PackedHarvest | undefined> {
  const [first, ...others] = count < 2 ? [] : await cutAtRows(file, count);
  if (first === undefined) return undefined;
  const parts = await Promise.all([...others.map(readElsewhere), readRange(first)]);
  const inOrder = [...parts.slice(-1), ...parts.slice(0, -1)].filter((part) => part !== undefined);
  return inOrder.length === parts.length ? joinHarvests(inOrder) : undefined;
}

/** Ranges of about the same size that begin where a line does; none when lines are unusually long. */
async function cutAtRows(file: RangedFile, count: number): Promise<Range[]> {
  const cuts = [0];
  const handle = await open(file.path, AS_FOUND);
  try {
    const look = Buffer.alloc(LONGEST_ROW);
    for (let number = 1; number < count; number += 1) {
      const from = Math.floor((file.bytes * number) / count);
      const { bytesRead } = await handle.read(look, 0, LONGEST_ROW, from);
      const lineEnd = look.subarray(0, bytesRead).indexOf(LF);
      if (lineEnd === -1) return [];
      cuts.push(from + lineEnd + 1);
    }
  } finally {
    await handle.close();
  }
  const ends = [...cuts.slice(1), file.bytes];
  return cuts.map((start, index) => ({ ...file, start, end: ends[index] ?? start }));
}

/** Reads one range; undefined when there is a fault in it, or a row that does not end with it. */
export async function readRange(range: Range): Promise<HarvestPart | undefined> {
  const { path, start, end, dialect, header, above, skoler } = range;
  if (start === end) return { harvest: packHarvest(newHarvest()), lines: 0 };
  const place = { line: 1, isStart: start === 0 };
  const harvest = newHarvest();
  let isFaulty = false;
  const rows = scanRows(readBytes(path, { start, end: end - 1 }), dialect, place);
  async function* untilFault() {
    isFaulty = (yield* rows) !== undefined;
  }
  const reading = { ...range, serials: undefined, skoleOf: skoleLookup(skoler), isWatched: undefined };
  await gatherRows(rowsBelow(untilFault(), header, start === 0 ? above : 0), reading, harvest);
  // A first range that ends above the rows would leave the rest of the heading to the next one.
  const isBelow = start > 0 || (place.line ?? 0) > above;
  if (isFaulty || place.line === undefined || !isBelow) return undefined;
  return { harvest: packHarvest(harvest), lines: place.line - 1 };
}

/** In a thread of its own. Compiled, this file lies elsewhere, but as deep. */
export async function readInThread(range: Range): Promise<HarvestPart | undefined> {
  const program = new URL(
    `../read/range-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
    import.meta.url,
  );
  const worker = new Worker(program, { workerData: range });
  return new Promise((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('a thread ended without an answer')));
  });
}
