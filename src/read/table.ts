// One file -> its data rows under known columns, whatever they describe. What surrounds them is left out here: titles
// above, the heading, headings repeated, lines without any text.
import type { RawRow } from './csv.ts';
import { inspectFile } from './decode.ts';
import type { FileFacts } from './decode.ts';
import { UnreadableFile } from './file-fault.ts';
import type { SourceFile } from './files.ts';
import { cleanCell, isText } from './fold.ts';
import { countHeadings, isHeader, mapHeader, mapPositions } from './header.ts';
import type { Header, HeaderFault } from './header.ts';
import { openRows } from './open-rows.ts';
import type { Scan } from './open-rows.ts';
import type { Dialect } from './plain-rows.ts';
import type { Profile } from './profile.ts';
import type { SkoleLookup } from './skole-lookup.ts';
import type { Serials } from './values.ts';

/** The text of a table that can be read from any line end on. */
export interface TableText {
  readonly path: string;
  readonly bytes: number;
  readonly dialect: Dialect;
  /** The rows lie below this line. */
  readonly above: number;
}

export interface Table {
  readonly facts: FileFacts;
  /** How the bytes were understood, for people: `UTF-8, ;`. */
  readonly format: string;
  readonly serials: Serials;
  /** How rows are read that are read as bytes, packed or not. */
  readonly scan: Scan | undefined;
  /** Undefined when the rows are not plain text in the file. */
  readonly text: TableText | undefined;
  /** Undefined for a file without any text. */
  readonly header: Header | undefined;
  /** The texts that stand above the rows. */
  readonly titles: readonly string[];
  /** The data rows, a piece of the file at a time; throws UnreadableFile where the file breaks off. */
  readonly rows: AsyncGenerator<Iterable<RawRow>>;
  /** Closes the file when the rows are not wanted. */
  readonly close: () => Promise<unknown>;
}

/** A heading stands among the first so many rows, or nowhere. */
const MAX_ROWS_ABOVE = 20;
/** So many rows decide between the positions that a profile leaves open. */
const SAMPLE_ROWS = 200;

/** With `known` facts the file is not looked over. Throws UnreadableFile for one that cannot be used. */
export async function openTable(
  file: SourceFile,
  profile: Profile,
  skoleOf: SkoleLookup,
  known?: FileFacts,
): Promise<Table> {
  if (file.fault !== undefined) throw new UnreadableFile(file.fault);
  const facts = known ?? (await inspectFile(file.path, profile.encoding));
  const { rows: all, scan, serials, format } = await openRows(file.path, facts, profile);
  const pieces = withoutBlank(all, profile.skipLines);
  const { rows, rest } = await takeRows(pieces, profile.header ? MAX_ROWS_ABOVE : SAMPLE_ROWS);
  const found = profile.header ? underHeading(rows, profile) : underPositions(rows, profile, skoleOf);
  if (found instanceof UnreadableFile) {
    await pieces.return(undefined);
    throw found;
  }
  const { header, titles, below, above } = found;
  return {
    facts,
    format,
    serials,
    close: () => pieces.return(undefined),
    scan,
    text:
      scan === undefined || facts.isPacked
        ? undefined
        : { path: file.path, bytes: facts.bytes, dialect: scan.dialect, above },
    header,
    titles,
    rows: header === undefined ? rest : dataRows(below, rest, { header, isSheet: serials !== undefined }),
  };
}

/** The rows below the lines to skip, without those in which nothing stands. */
async function* withoutBlank(
  pieces: AsyncGenerator<Iterable<RawRow>>,
  skipLines: number,
): AsyncGenerator<Iterable<RawRow>> {
  for await (const rows of pieces) {
    yield chosen(rows, ({ line, fields }) => line > skipLines && fields.some(isText));
  }
}

/** The rows that are wanted, each looked at when it is asked for: a row that is recognised later is never made. */
function* chosen(rows: Iterable<RawRow>, isWanted: (row: RawRow) => boolean): Generator<RawRow> {
  for (const row of rows) if (isWanted(row)) yield row;
}

interface TakenRows {
  readonly rows: readonly RawRow[];
  readonly rest: AsyncGenerator<Iterable<RawRow>>;
}

/** At least so many rows from the beginning, or all there are. Where the file breaks off among them, the rest throws. */
async function takeRows(pieces: AsyncGenerator<Iterable<RawRow>>, wanted: number): Promise<TakenRows> {
  const rows: RawRow[] = [];
  try {
    while (rows.length < wanted) {
      const next = await pieces.next();
      if (next.done) break;
      // Not spread: a piece may hold more rows than a call can have arguments.
      for (const row of next.value) rows.push(row);
    }
    return { rows, rest: pieces };
  } catch (error) {
    if (rows.length === 0 || !(error instanceof Error)) throw error;
    return { rows, rest: broken(error) };
  }
}

async function* broken(fault: Error): AsyncGenerator<Iterable<RawRow>> {
  yield await Promise.resolve([]);
  throw fault;
}

interface Found {
  readonly header: Header | undefined;
  readonly titles: readonly string[];
  /** The line above the rows. */
  readonly above: number;
  readonly below: readonly RawRow[];
}

/** Finds the heading, perhaps below a title; else what the row that comes nearest to it lacks. */
function underHeading(rows: readonly RawRow[], profile: Profile): Found | UnreadableFile {
  const candidates = rows.slice(0, MAX_ROWS_ABOVE);
  for (const [index, { line, fields }] of candidates.entries()) {
    const header = mapHeader(fields, profile);
    if (isHeader(header))
      return { header, titles: titlesOf(rows.slice(0, index)), above: line, below: rows.slice(index + 1) };
  }
  const held = candidates.map(({ fields }) => countHeadings(fields, profile));
  const nearest = candidates[held.indexOf(Math.max(...held))];
  if (nearest === undefined) return { header: undefined, titles: [], above: 0, below: [] };
  const fault = mapHeader(nearest.fields, profile);
  return new UnreadableFile(isHeader(fault) ? '' : describeHeaderFault(fault), nearest.line);
}

/** A file without headings begins with its rows, or with titles: lines in which a single text stands. */
function underPositions(rows: readonly RawRow[], profile: Profile, skoleOf: SkoleLookup): Found {
  const begin = rows.findIndex((row) => !isTitle(row));
  if (begin === -1) return { header: undefined, titles: titlesOf(rows), above: 0, below: [] };
  const below = rows.slice(begin);
  const header = mapPositions(
    below.slice(0, SAMPLE_ROWS).map(({ fields }) => fields),
    profile,
    skoleOf,
  );
  return { header, titles: titlesOf(rows.slice(0, begin)), above: (below[0]?.line ?? 1) - 1, below };
}

function isTitle({ fields }: RawRow): boolean {
  return fields.filter((field) => field.trim() !== '').length === 1;
}

function titlesOf(rows: readonly RawRow[]): string[] {
  return rows.map(({ fields }) => cleanCell(fields.join(' ')));
}

interface RowShape {
  readonly header: Header;
  readonly isSheet: boolean;
}

async function* dataRows(
  first: readonly RawRow[],
  rest: AsyncGenerator<Iterable<RawRow>>,
  { header, isSheet }: RowShape,
): AsyncGenerator<Iterable<RawRow>> {
  const prepare = (rows: Iterable<RawRow>): Iterable<RawRow> => {
    const data = chosen(rows, (row) => !isHeading(row, header));
    return isSheet ? Array.from(data, (row) => padded(row, header.width)) : data;
  };
  yield prepare(first);
  for await (const rows of rest) yield prepare(rows);
}

/** The data rows of a part of a table's text; rows on the line `above` and before it are none. */
export async function* rowsBelow(
  pieces: AsyncGenerator<Iterable<RawRow>>,
  header: Header,
  above: number,
): AsyncGenerator<Iterable<RawRow>> {
  for await (const rows of withoutBlank(pieces, above)) yield chosen(rows, (row) => !isHeading(row, header));
}

/** Whether the heading stands here once more, as between the parts of a file that was put together from several. */
function isHeading({ fields }: RawRow, { headings }: Header): boolean {
  return fields.length === headings.length && fields.every((field, index) => field === headings[index]);
}

/** A sheet has no cells where nothing stands; a row of it is as wide as the heading all the same. */
function padded({ line, fields }: RawRow, width: number): RawRow {
  const missing = width - fields.length;
  return missing <= 0 ? { line, fields } : { line, fields: [...fields, ...Array<string>(missing).fill('')] };
}

function describeHeaderFault({ missing, ambiguous }: HeaderFault): string {
  const parts = [
    ...(missing.length > 0 ? [`overskriften mangler ${missing.map((name) => `»${name}«`).join(', ')}`] : []),
    ...(ambiguous.length > 0
      ? [`overskriften har to kolonner for ${ambiguous.map((name) => `»${name}«`).join(', ')}`]
      : []),
  ];
  return parts.join('; ');
}
