// Draws the tables of a sheet model with exceljs, and remembers where rows are that cells lead to.
import type { Cell, DataValidation, Worksheet } from 'exceljs';
import { cleanText, valueOf } from './cell-value.ts';
import type { CellValue } from './cell-value.ts';
import { heightOf, lineCount } from './row-height.ts';
import type {
  CellModel,
  ColumnInput,
  ColumnModel,
  GroupModel,
  RowModel,
  SheetModel,
  TableModel,
} from './sheet.ts';
import { blank } from './sheet.ts';
import { emptyStyle, groupStyle, tableHeadingStyle } from './styles.ts';
import type { Styles } from './styles.ts';

declare module 'exceljs' {
  interface Worksheet {
    /** There, but not in the library's types. */
    readonly dataValidations: { readonly add: (range: string, validation: DataValidation) => unknown };
  }
}

/** How much of a column's width is left for bold letters, which are wider. */
export const BOLD = 0.94;
/** A narrower column holds a letter or a day of the month, which is never wrapped. */
const NARROW = 4;

/** The rows that can be led to, and the cells that lead somewhere. */
export interface Links {
  /** Anchor -> place, `'Alle på trin'!A12`. */
  readonly places: Map<string, string>;
  readonly cells: { readonly cell: Cell; readonly anchor: string }[];
}

export interface Drawing {
  readonly page: Worksheet;
  readonly sheet: SheetModel;
  readonly styles: Styles;
  readonly links: Links;
}

/** The rows of a table's column headings: the first is that of the groups, if there are any. */
export interface HeadingRows {
  readonly first: number;
  readonly last: number;
}

/** Draws a table below what is there. */
export function drawTable(table: TableModel, drawing: Drawing): HeadingRows {
  const { page, sheet, styles } = drawing;
  page.addRow([]).height = 9;
  if (table.heading !== undefined) {
    const row = page.addRow([cleanText(table.heading)]);
    row.getCell(1).style = tableHeadingStyle;
    row.height = 20;
  }
  if (table.groups !== undefined) drawGroups(page, table.groups);
  const columns = placeColumns(table.columns, sheet.widths);
  const headings = page.addRow([]);
  for (const { column, first, last } of columns) {
    const cell = headings.getCell(first);
    cell.value = cleanText(column.heading);
    cell.style = styles.columnHeading(column, sheet.layout);
    if (column.note !== undefined) cell.note = cleanText(column.note);
    if (last > first) page.mergeCells(headings.number, first, headings.number, last);
  }
  headings.height = heightOf(headingLines(columns));
  for (const row of table.rows) drawRow(row, columns, drawing);
  for (const column of columns) limitInput(page, column, headings.number + 1);
  if (table.rows.length === 0) {
    const empty = page.addRow([cleanText(table.emptyText)]);
    empty.getCell(1).style = emptyStyle;
    empty.height = 20;
  }
  return { first: headings.number - (table.groups === undefined ? 0 : 1), last: headings.number };
}

function drawGroups(page: Worksheet, groups: readonly GroupModel[]): void {
  const row = page.addRow([]);
  let next = 1;
  for (const { heading, span } of groups) {
    const cell = row.getCell(next);
    cell.value = cleanText(heading);
    cell.style = groupStyle;
    if (span > 1) page.mergeCells(row.number, next, row.number, next + span - 1);
    next += span;
  }
  row.height = 16;
}

interface PlacedColumn {
  readonly column: ColumnModel;
  readonly first: number;
  readonly last: number;
  readonly width: number;
}

function placeColumns(columns: readonly ColumnModel[], widths: readonly number[]): PlacedColumn[] {
  let next = 1;
  return columns.map((column) => {
    const first = next;
    next += column.span ?? 1;
    return { column, first, last: next - 1, width: sum(widths.slice(first - 1, next - 1)) };
  });
}

function headingLines(columns: readonly PlacedColumn[]): number {
  return Math.max(
    1,
    ...columns
      .filter(({ width }) => width >= NARROW)
      .map(({ column, width }) => lineCount(column.heading, width * BOLD)),
  );
}

function drawRow(
  row: RowModel,
  columns: readonly PlacedColumn[],
  { page, sheet, styles, links }: Drawing,
): void {
  const drawn = page.addRow([]);
  const values = columns.map((_, index) => valueOf(row.cells[index] ?? blank));
  const lines = rowLines(row, columns, values);
  const look = { look: row.look, isTall: lines > 1 };
  columns.forEach(({ column, first, last }, index) => {
    const model = row.cells[index] ?? blank;
    const cell = drawn.getCell(first);
    cell.value = values[index] ?? null;
    cell.style = styles.cell(model, column, look);
    if (last > first) page.mergeCells(drawn.number, first, drawn.number, last);
    if (model.kind === 'text' && model.note !== undefined) cell.note = cleanText(model.note);
    if (model.kind === 'text' && model.link !== undefined) links.cells.push({ cell, anchor: model.link });
  });
  drawn.height = heightOf(lines);
  for (const anchor of row.anchors ?? [])
    if (!links.places.has(anchor)) links.places.set(anchor, `'${sheet.name}'!A${drawn.number}`);
}

/** The lines of the row's longest text. */
function rowLines(row: RowModel, columns: readonly PlacedColumn[], values: readonly CellValue[]): number {
  const lines = columns.map(({ width }, index) => {
    const cell = row.cells[index];
    const value = values[index];
    if (cell === undefined || cell.kind === 'day' || typeof value !== 'string') return 1;
    return lineCount(value, isBold(cell, row) ? width * BOLD : width);
  });
  return Math.max(row.room ?? 1, ...lines);
}

function isBold(cell: CellModel, { look }: RowModel): boolean {
  return look === 'total' || cell.kind === 'trin' || (cell.kind === 'text' && cell.look !== undefined);
}

/**
 * One rule for what may be typed into a column's rows, from `from` to the last. Set cell by cell, exceljs makes ranges of
 * them that overlap, which Excel repairs.
 */
function limitInput(page: Worksheet, { column: { input }, first }: PlacedColumn, from: number): void {
  if (input === undefined || input === 'text' || page.rowCount < from) return;
  const { letter } = page.getColumn(first);
  const range = page.rowCount === from ? `${letter}${from}` : `${letter}${from}:${letter}${page.rowCount}`;
  page.dataValidations.add(range, validationFor(input));
}

function validationFor(input: Exclude<ColumnInput, 'text'>): DataValidation {
  const common = { allowBlank: true, showErrorMessage: true, errorTitle: 'Kan ikke bruges' };
  if (input === 'date') {
    return {
      ...common,
      type: 'date',
      operator: 'greaterThan',
      formulae: [new Date(Date.UTC(2000, 0, 1))],
      error: 'Skriv en dato, for eksempel 20-11-2026.',
    };
  }
  return {
    ...common,
    type: 'list',
    formulae: [`"${input.oneOf.join(',')}"`],
    error: 'Vælg en af mulighederne på listen.',
  };
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
