// A file's bytes -> the same rows as csv.ts gives, several times as fast: lines are split as bytes, and each distinct
// field is decoded once. Only plain text is read here: a piece of the file with a quote, or with a row of unusual
// length, is left to csv-parse, so that there is one place that knows what a quote means.
import { TextDecoder } from 'node:util';
import { readRows } from './csv.ts';
import type { CsvFault, Delimiter, RawRow } from './csv.ts';
import type { Encoding } from './decode.ts';
import { createInterner, HASH_PRIME, HASH_SEED } from './intern.ts';
import type { Interner } from './intern.ts';

export interface Dialect {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
}

type Rows = AsyncGenerator<readonly RawRow[], CsvFault | undefined>;

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
/** More than a row that csv.ts bears: what has grown so far without an end is given as it is, and refused there. */
const MAX_HELD = 1 << 20;
/** Far below what csv.ts bears: longer rows are left to it. */
const MAX_PLAIN_ROW = 50_000;
/** Above the bytes of the longest field that csv.ts bears, whatever its letters. */
const LONGEST_BEGUN = 1 << 20;

/** How far the bytes have been read. */
export interface ScanPlace {
  /** The line that comes next; undefined where csv-parse alone knows. */
  line: number | undefined;
  /** Whether a byte order mark may stand here. */
  isStart: boolean;
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
  const splitter = createSplitter(dialect, decode);
  const pieces = wholeRows(chunks, dialect.encoding, place);
  let line = place.line ?? 1;
  for await (const piece of pieces) {
    const read = splitPlain(piece, line, splitter) ?? (await readAlone(decode(piece), dialect, line));
    // What csv-parse cannot finish within the piece it reads to the end of the file.
    place.line = read?.nextLine;
    if (read === undefined) return yield* readRest(decodeAll(piece, pieces, decode), dialect, line);
    if (read.rows.length > 0) yield read.rows;
    line = read.nextLine;
  }
  return undefined;
}

/** The bytes again, cut where rows end; only the last piece may end otherwise. */
async function* wholeRows(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
  place: ScanPlace,
): AsyncGenerator<Buffer> {
  let begun: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    begun = begun.length === 0 ? chunk : Buffer.concat([begun, chunk]);
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

function withoutByteOrderMark(bytes: Buffer, encoding: Encoding): Buffer {
  const isMarked = encoding === 'utf-8' && bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  return isMarked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
}

/** Where the last whole row ends. A carriage return at the very end may have its line feed in the next chunk. */
function lastRowEnd(bytes: Buffer): number {
  return Math.max(bytes.lastIndexOf(LF), bytes.lastIndexOf(CR, -2)) + 1;
}

interface Splitter {
  /** The first byte of the delimiter, and the second when it has two. */
  readonly mark: number;
  readonly secondMark: number | undefined;
  readonly interner: Interner;
  /** Where each field of the row above begins and ends, in `above`. */
  readonly starts: number[];
  readonly ends: number[];
  /** Of the field whose end was found last. */
  hash: number;
  above: { readonly bytes: Buffer; readonly fields: readonly string[] };
}

function createSplitter(dialect: Dialect, decode: (bytes: Uint8Array) => string): Splitter {
  const [mark, secondMark] = delimiterBytes(dialect);
  const above = { bytes: Buffer.alloc(0), fields: [] };
  return { mark, secondMark, interner: createInterner(decode), starts: [], ends: [], hash: HASH_SEED, above };
}

/** The delimiter as it stands in the file: one byte, or two for `¤` in UTF-8. ISO-8859-15 has no `¤`: no byte is one. */
function delimiterBytes({ encoding, delimiter }: Dialect): readonly [number, number | undefined] {
  if (delimiter !== '¤') return [delimiter.charCodeAt(0), undefined];
  return encoding === 'utf-8' ? [0xc2, 0xa4] : [encoding === 'windows-1252' ? 0xa4 : -1, undefined];
}

interface Piece {
  readonly rows: readonly RawRow[];
  /** The line on which the next piece begins. */
  readonly nextLine: number;
}

/** The rows of a piece of plain text; undefined when it is not plain. */
function splitPlain(bytes: Buffer, firstLine: number, splitter: Splitter): Piece | undefined {
  if (bytes.includes(QUOTE)) return undefined;
  const rows: RawRow[] = [];
  let line = firstLine;
  for (let start = 0; start < bytes.length; line += 1) {
    const fields = splitRow(bytes, start, splitter);
    const end = splitter.ends[fields.length - 1] ?? start;
    if (end - start > MAX_PLAIN_ROW) return undefined;
    if (fields.length > 1 || fields[0] !== '') rows.push({ line, fields });
    start = bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1;
  }
  return { rows, nextLine: line };
}

/**
 * The fields of the row that begins at `start`. Most say what the field above says: their bytes are only compared. The
 * others are hashed on the way to their end.
 */
function splitRow(bytes: Buffer, start: number, splitter: Splitter): string[] {
  const { starts, ends, above, secondMark } = splitter;
  const fields = above.fields.slice();
  let from = start;
  let column = 0;
  for (; ; column += 1) {
    const text = column < above.fields.length ? readSame(bytes, from, column, splitter) : undefined;
    const end =
      text === undefined
        ? findEnd(bytes, from, splitter)
        : from + (ends[column] ?? 0) - (starts[column] ?? 0);
    if (text === undefined) fields[column] = splitter.interner.textOf(bytes, from, end, splitter.hash);
    starts[column] = from;
    ends[column] = end;
    if (!isDelimiter(bytes, end, splitter)) break;
    from = end + (secondMark === undefined ? 1 : 2);
  }
  fields.length = column + 1;
  splitter.above = { bytes, fields };
  return fields;
}

/** The text of a field that says what the field above says. */
function readSame(bytes: Buffer, from: number, column: number, splitter: Splitter): string | undefined {
  const { above } = splitter;
  const aboveStart = splitter.starts[column] ?? 0;
  const length = (splitter.ends[column] ?? 0) - aboveStart;
  for (let at = 0; at < length; at += 1) {
    if (bytes[from + at] !== above.bytes[aboveStart + at]) return undefined;
  }
  const end = from + length;
  const isWhole = isRowEnd(bytes[end]) || isDelimiter(bytes, end, splitter);
  return isWhole ? above.fields[column] : undefined;
}

/** Where the field that begins at `from` ends; the hash of its bytes stands in the splitter. */
function findEnd(bytes: Buffer, from: number, splitter: Splitter): number {
  const { length } = bytes;
  const { mark } = splitter;
  let hash = HASH_SEED;
  let at = from;
  for (; at < length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === LF || byte === CR || (byte === mark && isDelimiter(bytes, at, splitter))) break;
    hash = Math.imul(hash ^ byte, HASH_PRIME);
  }
  splitter.hash = hash;
  return at;
}

function isRowEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR || byte === undefined;
}

function isDelimiter(bytes: Buffer, at: number, { mark, secondMark }: Splitter): boolean {
  return bytes[at] === mark && (secondMark === undefined || bytes[at + 1] === secondMark);
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
