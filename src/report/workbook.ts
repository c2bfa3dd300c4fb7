// Plain data -> the bytes of an xlsx. The only file that knows exceljs, so that another writer is one file's work. No
// decisions about content here; values are written as values, never as formulas.
import type { Cell, DataValidation, Workbook, Worksheet } from 'exceljs';
import { dayNumber } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import { changeText, trinText } from '../text/da.ts';
import { heightOf, lineCount } from './row-height.ts';
import type {
  CellModel,
  ColumnInput,
  ColumnModel,
  InputCell,
  RowModel,
  SheetModel,
  TableModel,
  WorkbookModel,
} from './sheet.ts';
import { createStyles, emptyStyle, headingStyle, lineStyle, tableHeadingStyle } from './styles.ts';
import type { Styles } from './styles.ts';
import { packZip } from './zip.ts';

const CREATOR = 'Fravaersscreening';
const MS_PER_DAY = 86_400_000;
const A4 = 9;
const MAX_CELL_TEXT = 32_767;
/** How much of a column's width is left for bold letters, which are wider. */
const BOLD = 0.94;
/** Inches. */
const MARGINS = { left: 0.4, right: 0.4, top: 0.6, bottom: 0.55, header: 0.3, footer: 0.25 };

/** Draws the workbook. The same model and date give the same bytes, whenever it is done. */
export async function renderWorkbook(
  model: WorkbookModel,
  { asOf }: { readonly asOf: Dato },
): Promise<Buffer> {
  // Loaded here because it takes long and many commands never write a workbook.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  const clock = utcDate(asOf);
  workbook.creator = CREATOR;
  workbook.lastModifiedBy = CREATOR;
  workbook.created = clock;
  workbook.modified = clock;
  workbook.title = cleanText(model.title);
  const styles = createStyles();
  for (const sheet of model.sheets) await drawSheet(workbook, sheet, model, styles);
  const stored = await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } });
  return packZip(Buffer.from(stored), asOf);
}

async function drawSheet(
  workbook: Workbook,
  sheet: SheetModel,
  model: WorkbookModel,
  styles: Styles,
): Promise<void> {
  const page = workbook.addWorksheet(sheet.name, {
    pageSetup: {
      paperSize: A4,
      orientation: sheet.layout === 'pages' ? 'portrait' : 'landscape',
      // Excel heeds page breaks only when nothing is fitted.
      fitToPage: sheet.layout !== 'pages',
      // Room for fonts that run wider than the one asked for.
      scale: sheet.layout === 'pages' ? 85 : 100,
      fitToWidth: sheet.pagesWide ?? 1,
      fitToHeight: sheet.layout === 'page' ? 1 : 0,
      margins: MARGINS,
    },
    headerFooter: headerFooter(sheet, model),
  });
  // exceljs takes 9 for "no width given" and leaves such a column out.
  const shown = sheet.widths.length - (sheet.hiddenColumns ?? 0);
  page.columns = sheet.widths.map((width, index) => ({
    width: width === 9 ? 9.01 : width,
    hidden: index >= shown,
  }));
  drawTitle(page, sheet);
  sheet.tables.forEach((table, index) => {
    if (index > 0 && sheet.layout === 'pages') page.lastRow?.addPageBreak();
    const headingRow = drawTable(page, table, sheet, styles);
    if (index === 0 && sheet.layout === 'list') makeList(page, sheet, headingRow, table);
  });
  if (sheet.layout !== 'list') page.views = [{ showGridLines: false }];
  if (sheet.tables.some(({ columns }) => columns.some(({ input }) => input !== undefined))) {
    // Without a password: it guards against slips, not against people.
    await page.protect('', { autoFilter: true, sort: true, formatColumns: true, formatRows: true });
  }
}

/** In these texts `&` begins a code, so a real one is doubled. */
function headerFooter(sheet: SheetModel, model: WorkbookModel): { oddHeader: string; oddFooter: string } {
  const literal = (value: string): string => cleanText(value).replaceAll('&', '&&');
  const font = '&"Calibri,Regular"&9 ';
  return {
    oddHeader: `&L${font}${literal(model.title)}&C${font}${literal(sheet.name)}&R${font}${literal(model.period)}`,
    oddFooter: `&L${font}${literal(model.confidentiality)}&R${font}Side &P af &N`,
  };
}

function drawTitle(page: Worksheet, { heading, lines, widths }: SheetModel): void {
  const title = page.addRow([cleanText(heading)]);
  title.height = 24;
  title.getCell(1).style = headingStyle;
  for (const line of lines) {
    const row = page.addRow([cleanText(line.text)]);
    const style = lineStyle(line);
    row.getCell(1).style = style;
    if (line.look === 'period') row.height = 19;
    if (style.alignment?.wrapText !== true) continue;
    page.mergeCells(row.number, 1, row.number, widths.length);
    row.height = heightOf(lineCount(line.text, sum(widths) * BOLD)) + 3;
  }
}

/** Draws a table below what is there, and returns the number of its row of column headings. */
function drawTable(page: Worksheet, table: TableModel, sheet: SheetModel, styles: Styles): number {
  page.addRow([]).height = 9;
  if (table.heading !== undefined) {
    const row = page.addRow([cleanText(table.heading)]);
    row.getCell(1).style = tableHeadingStyle;
    row.height = 20;
  }
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
  for (const row of table.rows) drawRow(page, row, columns, styles);
  if (table.rows.length === 0) {
    const empty = page.addRow([cleanText(table.emptyText)]);
    empty.getCell(1).style = emptyStyle;
    empty.height = 20;
  }
  return headings.number;
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
  return Math.max(1, ...columns.map(({ column, width }) => lineCount(column.heading, width * BOLD)));
}

function drawRow(page: Worksheet, row: RowModel, columns: readonly PlacedColumn[], styles: Styles): void {
  const drawn = page.addRow([]);
  const lines = rowLines(row, columns);
  const look = { look: row.look, isTall: lines > 1 };
  columns.forEach(({ column, first, last }, index) => {
    const model = row.cells[index] ?? { kind: 'blank' };
    const cell = drawn.getCell(first);
    cell.value = valueOf(model);
    cell.style = styles.cell(model, column, look);
    if (last > first) page.mergeCells(drawn.number, first, drawn.number, last);
    finishCell(cell, model, column);
  });
  drawn.height = heightOf(lines);
}

/** The lines of the row's longest text. */
function rowLines(row: RowModel, columns: readonly PlacedColumn[]): number {
  const lines = columns.map(({ width }, index) => {
    const cell = row.cells[index];
    const value = cell === undefined ? null : valueOf(cell);
    if (cell === undefined || typeof value !== 'string') return 1;
    return lineCount(value, isBold(cell, row) ? width * BOLD : width);
  });
  return Math.max(1, ...lines);
}

function isBold(cell: CellModel, { look }: RowModel): boolean {
  return look === 'total' || cell.kind === 'trin' || (cell.kind === 'text' && cell.look !== undefined);
}

function finishCell(cell: Cell, model: CellModel, { input }: ColumnModel): void {
  if (model.kind === 'text' && model.note !== undefined) cell.note = cleanText(model.note);
  if (input !== undefined && input !== 'text') cell.dataValidation = validationFor(input);
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

/** What Excel keeps in the cell. Texts are texts, also those that begin with `=`. */
function valueOf(cell: CellModel): string | number | Date | null {
  switch (cell.kind) {
    case 'text':
      return cleanText(cell.text);
    case 'days':
      return cell.days;
    case 'count':
      return cell.count;
    case 'decimal':
      return cell.value;
    case 'date':
      return utcDate(cell.dato);
    case 'trin':
      return trinText[cell.trin];
    case 'change':
      return changeText[cell.change];
    case 'input':
      return inputValue(cell);
    case 'week':
      return cell.week === 'counted' ? cell.days : null;
    case 'blank':
      return null;
  }
}

function inputValue({ value }: InputCell): string | Date | null {
  if (value === undefined) return null;
  return 'dato' in value ? utcDate(value.dato) : cleanText(value.text);
}

function makeList(page: Worksheet, sheet: SheetModel, headingRow: number, { rows }: TableModel): void {
  const from = { row: headingRow, column: 1 };
  const to = { row: headingRow + Math.max(1, rows.length), column: sheet.widths.length };
  page.autoFilter = { from, to };
  // Room for the filter buttons under the words.
  page.getRow(headingRow).height += 13;
  page.pageSetup.printTitlesRow = `${headingRow}:${headingRow}`;
  if (sheet.pagesWide !== undefined && sheet.frozenColumns > 0) {
    page.pageSetup.printTitlesColumn = `A:${page.getColumn(sheet.frozenColumns).letter}`;
  }
  page.views = [{ state: 'frozen', xSplit: sheet.frozenColumns, ySplit: headingRow, showGridLines: false }];
}

/** Without the characters that XML, and so Excel, cannot hold; `_x0041_`, which Excel would read as a code for A, stays as it is. */
export function cleanText(value: string): string {
  return value
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .toWellFormed()
    .slice(0, MAX_CELL_TEXT);
}

function utcDate(day: Dato): Date {
  return new Date(dayNumber(day) * MS_PER_DAY);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
