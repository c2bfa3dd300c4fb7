// Plain text, in which no quote stands: its rows are split as bytes, and each distinct field is decoded once.
import { TextDecoder } from 'node:util';
import type { Delimiter, RawRow } from './csv.ts';
import type { Encoding } from './decode.ts';
import { createInterner, HASH_PRIME, HASH_SEED } from './intern.ts';
import type { Interner } from './intern.ts';

export interface Dialect {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
}

export const LF = 0x0a;
export const CR = 0x0d;
const QUOTE = 0x22;
/** Far below what csv.ts bears: longer rows are left to it. */
const MAX_PLAIN_ROW = 50_000;

/** Whether whole rows are plain: without a quote, and none of unusual length. */
export function isPlain(bytes: Buffer): boolean {
  if (bytes.includes(QUOTE)) return false;
  let start = 0;
  while (bytes.length - start > MAX_PLAIN_ROW) {
    const end = lastRowEnd(bytes.subarray(start, start + MAX_PLAIN_ROW + 1));
    if (end === 0) return false;
    start += end;
  }
  return true;
}

/** Behind the last line end; 0 when there is none. */
function lastRowEnd(bytes: Buffer): number {
  return Math.max(bytes.lastIndexOf(LF), bytes.lastIndexOf(CR)) + 1;
}

/** Where the row begins that follows the one that ends at `end`. */
export function nextRow(bytes: Uint8Array, end: number): number {
  return bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1;
}

/** The delimiter as it stands in the file: one byte, or two for `¤` in UTF-8. ISO-8859-15 has no `¤`: no byte is one. */
export interface Mark {
  readonly byte: number;
  /** Undefined when it has but one. */
  readonly second: number | undefined;
  readonly length: 1 | 2;
}

export function markOf({ encoding, delimiter }: Dialect): Mark {
  if (delimiter !== '¤') return { byte: delimiter.charCodeAt(0), second: undefined, length: 1 };
  if (encoding === 'utf-8') return { byte: 0xc2, second: 0xa4, length: 2 };
  return { byte: encoding === 'windows-1252' ? 0xa4 : -1, second: undefined, length: 1 };
}

export interface Splitter {
  readonly mark: Mark;
  readonly interner: Interner;
  /** Where the row that was split last ends. */
  end: number;
  /** Of the field whose end was found last. */
  hash: number;
}

export function createSplitter(dialect: Dialect): Splitter {
  const decoder = new TextDecoder(dialect.encoding, { ignoreBOM: true });
  const interner = createInterner((bytes) => decoder.decode(bytes));
  return { mark: markOf(dialect), interner, end: 0, hash: HASH_SEED };
}

/** The fields of the row that begins at `start`. */
export function splitRow(bytes: Uint8Array, start: number, splitter: Splitter): string[] {
  const { mark, interner } = splitter;
  const fields: string[] = [];
  for (let from = start; ; from = splitter.end + mark.length) {
    const end = findEnd(bytes, from, splitter);
    fields.push(interner.textOf(bytes, from, end, splitter.hash));
    splitter.end = end;
    if (end === bytes.length || isLineEnd(bytes[end])) return fields;
  }
}

/** Where the field that begins at `from` ends; the hash of its bytes stands in the splitter. */
function findEnd(bytes: Uint8Array, from: number, splitter: Splitter): number {
  const { length } = bytes;
  const { byte: first, second } = splitter.mark;
  let hash = HASH_SEED;
  let at = from;
  for (; at < length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isLineEnd(byte)) break;
    if (byte === first && (second === undefined || bytes[at + 1] === second)) break;
    hash = Math.imul(hash ^ byte, HASH_PRIME);
  }
  splitter.hash = hash;
  return at;
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}

/** Where a row begins; moved along from row to row. */
export interface RowPlace {
  bytes: Uint8Array;
  start: number;
  line: number;
}

/** A single row of plain text. */
export function rowAt({ bytes, start, line }: RowPlace, splitter: Splitter): RawRow {
  return { line, fields: splitRow(bytes, start, splitter) };
}
