// A workbook that a team sends back -> the rows of its sheets to fill in, whatever has been sorted, filtered, inserted or
// deleted in between (R43). Rows are found by their key, columns by their heading. Read-only: the file stays as it is.
import type { Cell, Row, Worksheet } from 'exceljs';
import { systemCode } from '../errors.ts';
import { addDays, dato } from '../domain/dato.ts';
import type { CellContent, ReturnedCell } from '../domain/forloeb/returned-row.ts';
import { forloebColumnOf, INITIALS_HEADING, KEY_HEADING } from '../domain/forloeb/sheet-columns.ts';
import type { ForloebColumn } from '../domain/forloeb/sheet-columns.ts';
import { readBytes } from './bytes.ts';
import { openZip, unpackEntry } from './xlsx/zip.ts';

export interface ReturnedRow {
  /** Sheet and row, for messages: `Forløb, række 9`. */
  readonly place: string;
  /** As it stands in the file; empty when a person has inserted the row. */
  readonly key: string;
  readonly initials: string;
  readonly cells: readonly ReturnedCell[];
}

export type WorkbookFault = 'unreadable' | 'not-a-workbook' | 'too-large' | 'no-sheet';

/** A team's workbook has a few hundred rows; more than this is something else. */
const MAX_BYTES = 20_000_000;
const MAX_UNPACKED_BYTES = 100_000_000;
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 200;
/** The heading stands near the top, below a title and a few lines. */
const MAX_HEADING_ROW = 40;
const EXCEL_EPOCH = dato('1899-12-30');

/** The file's bytes; `unreadable` when it cannot be opened, `too-large` before it fills the memory. */
export async function readWorkbookBytes(path: string): Promise<Buffer | WorkbookFault> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of readBytes(path)) {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) return 'too-large';
      chunks.push(Buffer.from(chunk));
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return 'unreadable';
  }
  return Buffer.concat(chunks);
}

/** The rows to be matched, or why the file holds none. */
export async function readForloebWorkbook(bytes: Buffer): Promise<readonly ReturnedRow[] | WorkbookFault> {
  if (!(await unpacksWell(bytes))) return 'not-a-workbook';
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  try {
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
  } catch {
    // Whatever a parser makes of it: it is no workbook that a team has filled in.
    return 'not-a-workbook';
  }
  const tables = workbook.worksheets.flatMap((sheet) => findTable(sheet) ?? []);
  if (tables.length === 0) return 'no-sheet';
  return tables.flatMap(rowsOf);
}

/** Whether the zip is whole and unfolds to no more than a workbook can hold; exceljs itself would unfold it without end. */
async function unpacksWell(zip: Buffer): Promise<boolean> {
  let left = MAX_UNPACKED_BYTES;
  try {
    for (const entry of openZip(zip).values()) {
      for await (const chunk of unpackEntry(entry, left)) left -= chunk.length;
    }
    return left >= 0;
  } catch {
    // Whatever is wrong with it, it is no workbook that a team has filled in.
    return false;
  }
}

interface Table {
  readonly sheet: Worksheet;
  readonly headingRow: number;
  readonly key: number;
  readonly initials: number | undefined;
  readonly columns: ReadonlyMap<number, ForloebColumn>;
}

function findTable(sheet: Worksheet): Table | undefined {
  const last = Math.min(sheet.rowCount, MAX_HEADING_ROW);
  for (let number = 1; number <= last; number += 1) {
    const headings = headingsOf(sheet.getRow(number));
    const key = headings.findIndex((heading) => heading === KEY_HEADING);
    if (key < 0) continue;
    const initials = headings.indexOf(INITIALS_HEADING);
    const columns = headings.flatMap((heading, index) => {
      const column = forloebColumnOf(heading);
      return column === undefined ? [] : [[index + 1, column] as const];
    });
    return {
      sheet,
      headingRow: number,
      key: key + 1,
      initials: initials < 0 ? undefined : initials + 1,
      columns: new Map(columns),
    };
  }
  return undefined;
}

function headingsOf(row: Row): string[] {
  const width = Math.min(row.cellCount, MAX_COLUMNS);
  return Array.from({ length: width }, (_, index) => plainText(row.getCell(index + 1)));
}

function rowsOf({ sheet, headingRow, key, initials, columns }: Table): ReturnedRow[] {
  const rows: ReturnedRow[] = [];
  const last = Math.min(sheet.rowCount, headingRow + MAX_ROWS);
  for (let number = headingRow + 1; number <= last; number += 1) {
    const row = sheet.findRow(number);
    if (row === undefined) continue;
    const cells = [...columns].map(([index, column]): ReturnedCell => {
      const cell = row.getCell(index);
      return { column, address: `${sheet.name}, ${cell.address}`, content: contentOf(cell, column) };
    });
    const keyText = plainText(row.getCell(key));
    if (keyText === '' && cells.every(({ content }) => content.kind === 'empty')) continue;
    rows.push({
      place: `${sheet.name}, række ${number}`,
      key: keyText,
      initials: initials === undefined ? '' : plainText(row.getCell(initials)).slice(0, 10),
      cells,
    });
  }
  return rows;
}

function contentOf(cell: Cell, column: ForloebColumn): CellContent {
  const { value } = cell;
  if (value instanceof Date) {
    // Excel keeps no time zone: the date is the one that stands in the cell.
    return Number.isNaN(value.getTime())
      ? { kind: 'text', text: 'ugyldig dato' }
      : { kind: 'dato', dato: dato(value.toISOString().slice(0, 10)) };
  }
  if (typeof value === 'object' && value !== null && ('formula' in value || 'sharedFormula' in value)) {
    return { kind: 'formula' };
  }
  if (typeof value === 'number' && isSerialDate(value, column)) {
    return { kind: 'dato', dato: addDays(EXCEL_EPOCH, Math.floor(value)) };
  }
  const text = plainText(cell);
  return text === '' ? { kind: 'empty' } : { kind: 'text', text };
}

/** A date whose number format was lost: a plain number between the years 2000 and 2100. */
function isSerialDate(value: number, { field }: ForloebColumn): boolean {
  return field !== 'tovholder' && value >= 36_526 && value < 73_051;
}

/** What a person sees in the cell, without space around it. */
function plainText(cell: Cell): string {
  const { value } = cell;
  if (value === null || value === undefined) return '';
  if (typeof value === 'object' && 'error' in value) return value.error;
  return cell.text.replace(/\s+/g, ' ').trim();
}
