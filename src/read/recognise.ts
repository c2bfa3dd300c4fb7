// Most rows say what rows before them said, of an elev and of a date: such a row is known by its bytes, and is never made
// into fields. Only what is wholly ordinary is remembered; every other row is decoded and read as if nothing were known.
import type { RowElev } from '../domain/rows.ts';
import type { RawRow } from './csv.ts';
import { isText } from './fold.ts';
import type { Header } from './header.ts';
import { createKeyTable } from './key-table.ts';
import { createSplitter, markOf, nextRow, rowAt } from './plain-rows.ts';
import type { Dialect, RowPlace } from './plain-rows.ts';
import type { RowPart } from './row-context.ts';
import { rowKeys } from './row-keys.ts';
import type { RowKeys } from './row-keys.ts';
import { elevColumns, partColumns } from './row-reader.ts';
import type { RowOutcome } from './row-reader.ts';

/** Told of each row that is recognised. */
export type OnRecognised = (elev: RowElev, part: RowPart, line: number) => void;

export interface Recogniser {
  /** Moves along over the rows that are recognised, up to one that is not or to the end of the bytes. */
  readonly recognise: (at: RowPlace) => void;
  /**
   * Remembers what a row comes to that `recognise` stopped at. It must be neither blank nor a heading nor a line with a
   * total, and nothing of it may be sorted out.
   */
  readonly learn: (row: RawRow, outcome: RowOutcome) => void;
  /** The last two rows that were recognised, in their order. */
  readonly lastRows: () => readonly RawRow[];
}

/** A recogniser of the rows of one file, which knows nothing before it has learnt. */
export function rowRecogniser(header: Header, dialect: Dialect, onRecognised: OnRecognised): Recogniser {
  let known: Known | undefined;
  /** The line of the row that was looked at last, if it has keys. */
  let lookedAt: number | undefined;
  let newer: RowPlace = { bytes: Buffer.alloc(0), start: 0, line: 0 };
  let older: RowPlace = { ...newer };
  const splitter = createSplitter(dialect);
  let last: readonly RawRow[] = [];

  function passed(at: RowPlace): void {
    [older, newer] = [newer, older];
    newer.bytes = at.bytes;
    newer.start = at.start;
    newer.line = at.line;
  }

  /** The bytes are gone once more are asked for. */
  function keepLast(bytes: Uint8Array): void {
    const here = [older, newer].filter((place) => place.bytes === bytes);
    last = [...last, ...here.map((place) => rowAt(place, splitter))].slice(-2);
  }

  return {
    recognise: (at) => {
      if (known === undefined) return;
      const { layout, keys, elever, parts } = known;
      const { bytes } = at;
      while (at.start < bytes.length) {
        const end = keys.read(bytes, at.start);
        lookedAt = end === -1 ? undefined : at.line;
        if (end === -1) return;
        const elev = elever.find();
        const part = parts.find();
        const beginsRight = !layout.isNumbered || isDigit(bytes[at.start]);
        if (elev === undefined || part === undefined || !beginsRight) return;
        onRecognised(elev, part, at.line);
        passed(at);
        at.start = nextRow(bytes, end);
        at.line += 1;
      }
      keepLast(bytes);
    },
    learn: ({ line, fields }, { who, parts: [part, ...others] }) => {
      const isOrdinary = part !== undefined && others.length === 0 && part.said.spanning === undefined;
      if (!isOrdinary || who.elev === undefined || !isText(fields[0] ?? '')) return;
      if (known === undefined) known = beginWith(fields, header, dialect);
      else if (line === lookedAt && !isLikeHeading(fields, known.layout, header)) {
        known.elever.learn(who.elev);
        known.parts.learn(part);
      }
    },
    lastRows: () => last,
  };
}

interface Known {
  readonly layout: Layout;
  readonly keys: RowKeys;
  readonly elever: KnownCells<RowElev>;
  readonly parts: KnownCells<RowPart>;
}

/** Rows are expected to be laid out as the first one. Undefined when they cannot be recognised. */
function beginWith(fields: readonly string[], header: Header, dialect: Dialect): Known | undefined {
  const layout = layoutOf(fields, header);
  if (layout === undefined) return undefined;
  const keys = rowKeys({ cells: fields.length, groups: layout.groups, mark: markOf(dialect) });
  return { layout, keys, elever: knownCells(keys, ELEV), parts: knownCells(keys, PART) };
}

const ELEV = 0;
const PART = 1;

/** The cells that decide what a row comes to. What stands in the others makes no difference. */
interface Layout {
  /** Those about the elev, and those about when and why. */
  readonly groups: readonly [elev: readonly number[], part: readonly number[]];
  /** Rows begin with a number that is of no use: no line with a total begins so. */
  readonly isNumbered: boolean;
}

/** Undefined for rows that cannot be recognised. */
function layoutOf(fields: readonly string[], header: Header): Layout | undefined {
  const part = inOrder(partColumns(header));
  const elev = new Set(elevColumns(header));
  if (header.named.length > 0 || part.length === 0 || elev.size === 0) return undefined;
  if (part.some((column) => elev.has(column))) return undefined;
  const isOfUse = elev.has(0) || part.includes(0);
  const isNumbered = !isOfUse && isDigit(fields[0]?.charCodeAt(0));
  // A total is told by the text that its line begins with.
  if (!isOfUse && !isNumbered) elev.add(0);
  // What stands beyond the width must go on being blank.
  const beyond = header.isOpen ? fields.length : header.width;
  for (let column = beyond; column < fields.length; column += 1) elev.add(column);
  return { groups: [inOrder(elev), part], isNumbered };
}

function inOrder(columns: Iterable<number>): number[] {
  return [...new Set(columns)].toSorted((a, b) => a - b);
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}

/** Whether another row with the same cells about the elev could be the heading once more. */
function isLikeHeading(fields: readonly string[], { groups }: Layout, { headings }: Header): boolean {
  return groups[ELEV].every((column) => fields[column] === headings[column]);
}

interface KnownCells<T> {
  /** What the cells of the row that was read last come to, if rows before it had the same. */
  readonly find: () => T | undefined;
  /** To be remembered for the cells that `find` was asked for last. */
  readonly learn: (value: T) => void;
}

function knownCells<T>(keys: RowKeys, group: number): KnownCells<T> {
  const table = createKeyTable(keys.words);
  const values: T[] = [];
  let number = -1;
  return {
    find: () => {
      if (!keys.isAsAbove(group)) number = table.find(keys.from(group), keys.to(group));
      return number === -1 ? undefined : values[number];
    },
    learn: (value) => {
      if (number !== -1) return;
      number = table.add(keys.from(group), keys.to(group));
      // As many are forgotten as the table forgets.
      values.length = number;
      values.push(value);
    },
  };
}
