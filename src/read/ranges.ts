// A large text file is cut where rows end, and its ranges are read in threads of their own, which begin while the file is still
// being looked over. Whatever is not quite ordinary is not read so but in one go, so that one reader alone decides what goes
// wrong where.
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
import type { ScanPlace } from './scan.ts';
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

export interface InRanges {
  /** Smaller files are better read in one go. */
  readonly leastBytes: number;
  /** Undefined when the file can only be read in one go. */
  readonly begin: (file: RangedFile) => Promise<RangesBegun | undefined>;
}

/** A file whose ranges are being read elsewhere, but for the first. */
export interface RangesBegun {
  readonly file: RangedFile;
  /** Reads the first range and waits for the others; undefined when the file must be read in one go. */
  readonly finish: () => Promise<PackedHarvest | undefined>;
  /** Ends what is still being read. */
  readonly abandon: () => void;
}

type ReadElsewhere = (range: Range, stop: AbortSignal) => Promise<HarvestPart | undefined>;

/** As many ranges as there are processors: one is read here, the others in threads. */
export const inThreads: InRanges = {
  leastBytes: LEAST_BYTES,
  begin: (file) => {
    const count = Math.min(availableParallelism(), MAX_THREADS, Math.floor(file.bytes / (LEAST_BYTES / 2)));
    return beginRanges(file, count, readInThread);
  },
};

/** Begins to read a file in `count` ranges. */
export async function beginRanges(
  file: RangedFile,
  count: number,
  readElsewhere: ReadElsewhere,
): Promise<RangesBegun | undefined> {
  const [first, ...others] = count < 2 ? [] : await cutAtRows(file, count);
  if (first === undefined) return undefined;
  const stop = new AbortController();
  const elsewhere = Promise.all(others.map((range) => readElsewhere(range, stop.signal)));
  // What goes wrong there is told to the one who waits for it, if anybody does.
  elsewhere.catch(() => {});
  return {
    file,
    finish: async () => {
      const here = await readRange(first);
      const parts = [here, ...(await elsewhere)].filter((part) => part !== undefined);
      return parts.length === count ? joinHarvests(parts) : undefined;
    },
    abandon: () => stop.abort(),
  };
}

/** While the others are read, the file is looked over here; less what a thread takes to start, that is so much of reading it. */
const SHARE_OF_LOOKING = 0.06;

/**
 * Ranges that begin where a line does, the first smaller than the others, so that all are done at the same time; none when
 * lines are unusually long.
 */
async function cutAtRows(file: RangedFile, count: number): Promise<Range[]> {
  const cuts = [0];
  const handle = await open(file.path, AS_FOUND);
  try {
    const look = Buffer.alloc(LONGEST_ROW);
    const share = Math.min((1 + SHARE_OF_LOOKING) / count, 1 / (count - 1));
    for (let number = 1; number < count; number += 1) {
      const from = Math.floor(file.bytes * (1 - share * (count - number)));
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
  const place: ScanPlace = { line: 1, isStart: start === 0 };
  const harvest = newHarvest();
  let isFaulty = false;
  const all = scanRows(readBytes(path, { start, end: end - 1 }), dialect, place);
  async function* untilFault() {
    isFaulty = (yield* all) !== undefined;
  }
  const rows = rowsBelow(untilFault(), header, start === 0 ? above : 0);
  const reading = { ...range, serials: undefined, skoleOf: skoleLookup(skoler), isWatched: undefined };
  await gatherRows({ rows, scan: { dialect, place } }, reading, harvest);
  // A first range that ends above the rows would leave the rest of the heading to the next one.
  const isBelow = start > 0 || (place.line ?? 0) > above;
  if (isFaulty || place.line === undefined || !isBelow) return undefined;
  return { harvest: packHarvest(harvest), lines: place.line - 1 };
}

/** In a thread of its own. Compiled, this file lies elsewhere, but as deep. */
export async function readInThread(range: Range, stop: AbortSignal): Promise<HarvestPart | undefined> {
  const program = new URL(
    `../read/range-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`,
    import.meta.url,
  );
  const worker = new Worker(program, { workerData: range });
  return new Promise((resolve, reject) => {
    stop.addEventListener('abort', () => {
      resolve(undefined);
      void worker.terminate();
    });
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('a thread ended without an answer')));
  });
}
