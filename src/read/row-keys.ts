// A row's bytes -> a key for each group of its cells: equal keys are of equal cells. What the row above says too is not
// looked at again.
import { CR, LF } from './plain-rows.ts';
import type { Mark } from './plain-rows.ts';

/** Longer rows have no keys. */
export const LONGEST_KEYED_ROW = 1020;
/** A row that is all one key, with the end of its last cell, in whole words. */
const KEY_BYTES = LONGEST_KEYED_ROW + 4;

export interface Layout {
  /** So many cells has a row. */
  readonly cells: number;
  /** The columns of each group, from left to right. */
  readonly groups: readonly (readonly number[])[];
  readonly mark: Mark;
}

export interface RowKeys {
  /** Reads the row that begins at `start` and returns where it ends; -1 for one of another number of cells, or too long. */
  readonly read: (bytes: Uint8Array, start: number) => number;
  /** Whether the row read last says in a group what the row read before it says. */
  readonly isAsAbove: (group: number) => boolean;
  /** The key of each group stands in these words, cells one behind the other, from `from` to `to`. */
  readonly words: Int32Array;
  readonly from: (group: number) => number;
  readonly to: (group: number) => number;
}

/** What is known of rows of one layout, and of the row above. */
interface Cells extends Layout {
  /** The keys, with room behind them for what is in none. */
  readonly keyBytes: Uint8Array;
  readonly keyEnds: Int32Array;
  readonly before: Int32Array;
  /** Marks the bytes at which a cell may end. */
  readonly isEnd: Uint8Array;
  /** Where each cell of the row above ends, from the beginning of its row. */
  readonly ends: Int32Array;
  above: Uint8Array;
  aboveStart: number;
  aboveLength: number;
  /** Behind the last byte that the row may have. */
  limit: number;
}

/** Reads rows of one layout. */
export function rowKeys(layout: Layout): RowKeys {
  const { cells, groups, mark } = layout;
  const keyBytes = new Uint8Array(KEY_BYTES * (groups.length + 1));
  const known: Cells = {
    ...layout,
    ...chained(cells, groups),
    keyBytes,
    isEnd: endsOfCells(mark),
    ends: new Int32Array(cells),
    above: new Uint8Array(),
    aboveStart: 0,
    aboveLength: 0,
    limit: 0,
  };
  const lastColumns = groups.map((columns) => columns.at(-1) ?? -1);
  /** So many cells at the beginning are those of the row above. */
  let same = 0;
  return {
    read: (bytes, start) => {
      same = countSame(known, bytes, start);
      const end = readCells(known, same, bytes, start);
      known.above = bytes;
      known.aboveStart = start;
      known.aboveLength = end === -1 ? 0 : end - start;
      if (end !== -1) for (const column of lastColumns) finishKey(known, column);
      return end;
    },
    isAsAbove: (group) => (lastColumns[group] ?? 0) < same,
    words: new Int32Array(keyBytes.buffer),
    from: (group) => (KEY_BYTES / 4) * group,
    to: (group) => ((known.keyEnds[lastColumns[group] ?? 0] ?? 0) + 3) >> 2,
  };
}

/** The first row of other bytes has none above it that could still be looked at. */
function countSame(known: Cells, bytes: Uint8Array, start: number): number {
  const { above, aboveStart, aboveLength, cells, ends, mark } = known;
  if (bytes !== above) return 0;
  const limit = Math.min(bytes.length, start + aboveLength);
  const shift = aboveStart - start;
  let at = start;
  while (at < limit && bytes[at] === bytes[at + shift]) at += 1;
  const common = at - start - mark.length;
  let column = 0;
  while (column < cells - 1 && (ends[column] ?? 0) <= common) column += 1;
  return column;
}

/** Reads the cells from the column `first` on; returns where the row ends, or -1. */
function readCells(known: Cells, first: number, bytes: Uint8Array, start: number): number {
  const { cells, mark, keyBytes, keyEnds, before, ends } = known;
  const limit = Math.min(bytes.length, start + LONGEST_KEYED_ROW);
  known.limit = limit;
  let at = first === 0 ? start : start + (ends[first - 1] ?? 0) + mark.length;
  for (let column = first; column < cells; column += 1) {
    const shift = (keyEnds[before[column] ?? 0] ?? 0) - at;
    at = copyCell(known, bytes, at, shift);
    keyBytes[at + shift] = LF;
    keyEnds[column] = at + shift + 1;
    ends[column] = at - start;
    if (at === limit || bytes[at] !== mark.byte) {
      const isWhole = column === cells - 1 && (at < limit || at === bytes.length);
      return isWhole ? at : -1;
    }
    at += mark.length;
  }
  return -1;
}
/** Copies a cell so many bytes on, into its key; returns where it ends. */
function copyCell(
  { keyBytes, isEnd, limit, mark }: Cells,
  bytes: Uint8Array,
  from: number,
  shift: number,
): number {
  let at = from;
  for (; at < limit; at += 1) {
    const byte = bytes[at] ?? 0;
    // Of a delimiter of two bytes the first may be another letter's.
    if (isEnd[byte] === 1 && (byte !== mark.byte || isMark(mark, bytes, at))) break;
    keyBytes[at + shift] = byte;
  }
  return at;
}

function isMark({ second }: Mark, bytes: Uint8Array, at: number): boolean {
  return second === undefined || bytes[at + 1] === second;
}

/** Fills the last word of the key that ends with a column. */
function finishKey({ keyBytes, keyEnds }: Cells, column: number): void {
  for (let at = keyEnds[column] ?? 0; (at & 3) !== 0; at += 1) keyBytes[at] = 0;
}

/**
 * Where the key of a group ends after each column, `keyEnds`, and the place in it where each column's own cell goes on,
 * `before`: after the column to the left in the group, or where the group's key begins. What is in no group is written
 * where nobody looks.
 */
function chained(
  cells: number,
  groups: readonly (readonly number[])[],
): { readonly keyEnds: Int32Array; readonly before: Int32Array } {
  const keyEnds = new Int32Array(cells + groups.length + 1);
  const before = new Int32Array(cells).fill(cells + groups.length);
  for (let group = 0; group <= groups.length; group += 1) keyEnds[cells + group] = KEY_BYTES * group;
  for (const [group, columns] of groups.entries()) {
    for (const [index, column] of columns.entries()) before[column] = columns[index - 1] ?? cells + group;
  }
  return { keyEnds, before };
}

/** Marks the bytes at which a cell may end. */
function endsOfCells({ byte }: Mark): Uint8Array {
  const isEnd = new Uint8Array(256);
  for (const end of [CR, LF, byte]) if (end >= 0) isEnd[end] = 1;
  return isEnd;
}
