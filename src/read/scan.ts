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

/** All rows that are not blank, as csv.ts gives them, of bytes that come in pieces of any size. */
export async function* scanRows(chunks: AsyncIterable<Buffer>, dialect: Dialect): Rows {
  const decoder = new TextDecoder(dialect.encoding, { ignoreBOM: true });
  const decode = (bytes: Uint8Array): string => decoder.decode(bytes);
  const splitter: Splitter = { delimiter: delimiterBytes(dialect), interner: createInterner(decode) };
  const pieces = wholeRows(chunks, dialect.encoding);
  let line = 1;
  for await (const piece of pieces) {
    const read = splitPlain(piece, line, splitter) ?? (await readAlone(decode(piece), dialect, line));
    // What csv-parse cannot finish within the piece it reads to the end of the file.
    if (read === undefined) return yield* readRest(decodeAll(piece, pieces, decode), dialect, line);
    if (read.rows.length > 0) yield read.rows;
    line = read.nextLine;
  }
  return undefined;
}

/** The bytes again, cut where rows end; only the last piece may end otherwise. */
async function* wholeRows(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  let isStart = true;
  let begun: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    begun = begun.length === 0 ? chunk : Buffer.concat([begun, chunk]);
    if (isStart && begun.length < BYTE_ORDER_MARK.length) continue;
    if (isStart) begun = withoutByteOrderMark(begun, encoding);
    isStart = false;
    const end = lastRowEnd(begun) || (begun.length > MAX_HELD ? begun.length : 0);
    if (end > 0) yield begun.subarray(0, end);
    begun = begun.subarray(end);
    if (begun.length > LONGEST_BEGUN) {
      // No row is so long: csv-parse says so, and nothing more is gathered.
      yield begun;
      begun = Buffer.alloc(0);
    }
  }
  if (isStart) begun = withoutByteOrderMark(begun, encoding);
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
  readonly delimiter: readonly [number, number | undefined];
  readonly interner: Interner;
}

/** The delimiter as it stands in the file: one byte, or two for `¤` in UTF-8. ISO-8859-15 has no `¤`: no byte is one. */
function delimiterBytes({ encoding, delimiter }: Dialect): Splitter['delimiter'] {
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
    const { fields, end } = splitRow(bytes, start, splitter);
    if (end - start > MAX_PLAIN_ROW) return undefined;
    if (fields.length > 1 || fields[0] !== '') rows.push({ line, fields });
    start = bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1;
  }
  return { rows, nextLine: line };
}

/** The fields of the row that begins at `start`, and where its line ends. The hash of each field is made on the way. */
function splitRow(bytes: Buffer, start: number, { delimiter: [mark, second], interner }: Splitter) {
  const fields: string[] = [];
  const { length } = bytes;
  let from = start;
  let hash = HASH_SEED;
  let at = start;
  for (; at < length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === LF || byte === CR) break;
    if (byte === mark && (second === undefined || bytes[at + 1] === second)) {
      fields.push(interner.textOf(bytes, from, at, hash));
      if (second !== undefined) at += 1;
      from = at + 1;
      hash = HASH_SEED;
    } else hash = Math.imul(hash ^ byte, HASH_PRIME);
  }
  fields.push(interner.textOf(bytes, from, at, hash));
  return { fields, end: at };
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
