// A file of unknown form -> its columns and what stands in them. What the columns mean is decided in assign.ts.
import type { RawRow } from '../csv.ts';
import { cleanCell, fold } from '../fold.ts';
import { headingWords } from './heading-words.ts';
import { proposeAarsag } from './code-words.ts';

export interface Column {
  /** 0-based. */
  readonly index: number;
  /** As the file has it; empty without headings. */
  readonly heading: string;
  /** Cells in which something stands. */
  readonly filled: number;
  /** How often each distinct text stands there, in order of appearance; the first 20,000 of them. */
  readonly values: ReadonlyMap<string, number>;
}

export interface Grid {
  /** Undefined when no row near the top is a heading. */
  readonly headingLine: number | undefined;
  readonly columns: readonly Column[];
  readonly rows: number;
}

const MAX_DISTINCT = 20_000;
const MAX_ROWS_ABOVE = 20;
/** A heading row holds at least so many words that are known to head a column. */
const LEAST_HEADINGS = 2;

const knownWords: ReadonlySet<string> = new Set(
  Object.values(headingWords).flatMap((words) => [...words.values()].flat()),
);

/** A heading as the words are written: folded, without anything but letters and digits. */
export function headingWord(heading: string): string {
  return fold(heading).replace(/[^\p{L}\p{N}]/gu, '');
}

/** Reads all rows once. Blank rows have been left out. */
export async function readColumns(pieces: AsyncIterable<readonly RawRow[]>): Promise<Grid> {
  const above: RawRow[] = [];
  const cells: Map<string, number>[] = [];
  const filled: number[] = [];
  let heading: RawRow | undefined;
  let rows = 0;
  const add = ({ fields }: RawRow): void => {
    rows += 1;
    for (const [index, field] of fields.entries()) {
      const text = cleanCell(field);
      if (text === '') continue;
      filled[index] = (filled[index] ?? 0) + 1;
      const values = (cells[index] ??= new Map());
      const count = values.get(text);
      if (count !== undefined || values.size < MAX_DISTINCT) values.set(text, (count ?? 0) + 1);
    }
  };
  const begin = (): void => {
    heading = findHeading(above);
    const from = heading === undefined ? firstDataRow(above) : above.indexOf(heading) + 1;
    above.slice(from).forEach(add);
  };
  let isBegun = false;
  for await (const piece of pieces) {
    for (const row of piece) {
      if (isBegun) add(row);
      else if (above.push(row) === MAX_ROWS_ABOVE) {
        begin();
        isBegun = true;
      }
    }
  }
  if (!isBegun) begin();
  const headings = heading?.fields.map((field) => cleanCell(field)) ?? [];
  const width = Math.max(cells.length, headings.findLastIndex((text) => text !== '') + 1);
  const columns = Array.from({ length: width }, (_, index) => ({
    index,
    heading: headings[index] ?? '',
    filled: filled[index] ?? 0,
    values: cells[index] ?? new Map<string, number>(),
  }));
  return { headingLine: heading?.line, columns, rows };
}

/** The row near the top with the most words that head columns; a title or a data row has none or one by chance. */
function findHeading(rows: readonly RawRow[]): RawRow | undefined {
  const scores = rows.map(({ fields }) => fields.filter((field) => isHeading(field)).length);
  const best = Math.max(...scores);
  return best >= LEAST_HEADINGS ? rows[scores.indexOf(best)] : undefined;
}

function isHeading(field: string): boolean {
  const word = headingWord(field);
  return knownWords.has(word) || /^\d{1,2}$/.test(word) || proposeAarsag(field) !== undefined;
}

/** Without a heading: the first row that is no title, in which a single text stands. */
function firstDataRow(rows: readonly RawRow[]): number {
  return Math.max(
    0,
    rows.findIndex((row) => !isTitle(row)),
  );
}

function isTitle({ fields }: RawRow): boolean {
  return fields.filter((field) => field.trim() !== '').length <= 1;
}

/** The share of the filled cells whose text passes; 1 for a column without any text. */
export function shareOf({ values }: Column, passes: (text: string) => boolean): number {
  let all = 0;
  let passed = 0;
  for (const [text, count] of values) {
    all += count;
    if (passes(text)) passed += count;
  }
  return all === 0 ? 1 : passed / all;
}
