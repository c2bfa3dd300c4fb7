// A file's bytes -> the same rows as csv.ts gives, several times as fast: lines are split as bytes, and each distinct
// field is decoded once. Only plain text is read here: a piece of the file with a quote, or with a row of unusual
// length, is left to csv-parse, so that there is one place that knows what a quote means.
import { TextDecoder } from 'node:util';
import { readRows } from './csv.ts';
import type { CsvFault, RawRow } from './csv.ts';
import type { Encoding } from './decode.ts';
import { CR, createSplitter, isPlain, LF, nextRow, splitRow } from './plain-rows.ts';
import type { Dialect, RowPlace, Splitter } from './plain-rows.ts';

/** The rows of each piece, to be gone through before the next is asked for. */
type Rows = AsyncGenerator<Iterable<RawRow>, CsvFault | undefined>;

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
/** More than a row that csv.ts bears: what has grown so far without an end is given as it is, and refused there. */
const MAX_HELD = 1 << 20;
/** Above the bytes of the longest field that csv.ts bears, whatever its letters. */
const LONGEST_BEGUN = 1 << 20;

/** How far the bytes have been read. */
export interface ScanPlace {
  /** The line that comes next; undefined where csv-parse alone knows. */
  line: number | undefined;
  /** Whether a byte order mark may stand here. */
  isStart: boolean;
  /** Asked before a row of plain text is decoded: moves along over those that need not be, which are not given then. */
  recognise?: ((at: RowPlace) => void) | undefined;
}

/**
 * All rows that are not blank, as csv.ts gives them, of bytes that come in pieces of any size. Lines are counted on from
 * `place`, which is moved along.
 */
export async function* scanRows(
  chunks: AsyncIterable<Buffer>,
  dialect: Dialect,
  place: ScanPlace = { line: 1, isStart: true },
): Rows {
  const decoder = new TextDecoder(dialect.encoding, { ignoreBOM: true });
  const decode = (bytes: Uint8Array): string => decoder.decode(bytes);
  const splitter = createSplitter(dialect);
  const pieces = wholeRows(chunks, dialect.encoding, place);
  for await (const piece of pieces) {
    const line = place.line ?? 1;
    if (isPlain(piece)) {
      const rows = plainRows(piece, place, splitter);
      yield place.recognise === undefined ? [...rows] : rows;
      continue;
    }
    const read = await readAlone(decode(piece), dialect, line);
    // What csv-parse cannot finish within the piece it reads to the end of the file.
    place.line = read?.nextLine;
    if (read === undefined) return yield* readRest(decodeAll(piece, pieces, decode), dialect, line);
    if (read.rows.length > 0) yield read.rows;
  }
  return undefined;
}

/**
 * The bytes again, cut where rows end; only the last piece may end otherwise. Each piece holds until the next is asked for.
 */
async function* wholeRows(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
  place: ScanPlace,
): AsyncGenerator<Buffer> {
  let begun: Buffer = Buffer.alloc(0);
  let room: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    [begun, room] = append(begun, chunk, room);
    if (place.isStart && begun.length < BYTE_ORDER_MARK.length) continue;
    if (place.isStart) begun = withoutByteOrderMark(begun, encoding);
    place.isStart = false;
    const end = lastRowEnd(begun) || (begun.length > MAX_HELD ? begun.length : 0);
    if (end > 0) yield begun.subarray(0, end);
    begun = begun.subarray(end);
    if (begun.length > LONGEST_BEGUN) {
      // No row is so long: csv-parse says so, and nothing more is gathered.
      yield begun;
      begun = Buffer.alloc(0);
    }
  }
  if (place.isStart) begun = withoutByteOrderMark(begun, encoding);
  if (begun.length > 0) yield begun;
}

/** What stands in `room`, moved to its beginning, and more behind it; in a larger room when there is not enough. */
function append(begun: Buffer, more: Buffer, room: Buffer): [whole: Buffer, room: Buffer] {
  const length = begun.length + more.length;
  const roomy = length > room.length ? Buffer.allocUnsafeSlow(length * 2) : room;
  begun.copy(roomy, 0);
  more.copy(roomy, begun.length);
  return [roomy.subarray(0, length), roomy];
}

function withoutByteOrderMark(bytes: Buffer, encoding: Encoding): Buffer {
  const isMarked = encoding === 'utf-8' && bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  return isMarked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
}

/** Where the last whole row ends. A carriage return at the very end may have its line feed in the next chunk. */
function lastRowEnd(bytes: Buffer): number {
  return Math.max(bytes.lastIndexOf(LF), bytes.lastIndexOf(CR, -2)) + 1;
}

/** The rows of a piece of plain text, split as they are asked for. */
function* plainRows(bytes: Buffer, place: ScanPlace, splitter: Splitter): Generator<RawRow> {
  const at = { bytes, start: 0, line: place.line ?? 1 };
  for (;;) {
    place.recognise?.(at);
    const { start, line } = at;
    if (start >= bytes.length) break;
    const fields = splitRow(bytes, start, splitter);
    at.start = nextRow(bytes, splitter.end);
    at.line += 1;
    if (fields.length > 1 || fields[0] !== '') yield { line, fields };
  }
  place.line = at.line;
}

interface Piece {
  readonly rows: readonly RawRow[];
  /** The line on which the next piece begins. */
  readonly nextLine: number;
}

/** A piece read by csv-parse; undefined when it ends within a row, or before. */
async function readAlone(text: string, dialect: Dialect, firstLine: number): Promise<Piece | undefined> {
  const rows: RawRow[] = [];
  const pieces = readRest(only(text), dialect, firstLine);
  for (let next = await pieces.next(); ; next = await pieces.next()) {
    if (next.done) {
      const nextLine = firstLine + (text.match(/\r\n|\n|\r/g)?.length ?? 0);
      return next.value === undefined ? { rows, nextLine } : undefined;
    }
    for (const row of next.value) rows.push(row);
  }
}

/** Text that begins on `firstLine`, read by csv-parse. */
async function* readRest(text: AsyncIterable<string>, { delimiter }: Dialect, firstLine: number): Rows {
  const rows = readRows(text, delimiter);
  const before = firstLine - 1;
  for (let next = await rows.next(); ; next = await rows.next()) {
    if (next.done)
      return next.value === undefined ? undefined : { ...next.value, line: next.value.line + before };
    yield next.value.map(({ line, fields }) => ({ line: line + before, fields }));
  }
}

async function* only(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}

async function* decodeAll(
  first: Buffer,
  rest: AsyncIterable<Buffer>,
  decode: (bytes: Uint8Array) => string,
): AsyncGenerator<string> {
  yield decode(first);
  for await (const piece of rest) yield decode(piece);
}
