// Plain data -> the bytes of an xlsx. This file and draw-table.ts alone know exceljs, so that another writer is little work. No
// decisions about content here.
import type { Workbook, Worksheet } from 'exceljs';
import type { Dato } from '../domain/dato.ts';
import { renderPng } from '../picture/png.ts';
import type { Picture } from '../picture/svg.ts';
import { cleanText, utcDate } from './cell-value.ts';
import { BOLD, drawTable, sum } from './draw-table.ts';
import type { HeadingRows, Links } from './draw-table.ts';
import { heightOf, lineCount } from './row-height.ts';
import type { SheetModel, TableModel, WorkbookModel } from './sheet.ts';
import { createStyles, headingStyle, lineStyle } from './styles.ts';
import type { Styles } from './styles.ts';
import { partChanges } from './xlsx-parts.ts';
import { packZip } from './zip.ts';

const CREATOR = 'Fravaersscreening';
const A4 = 9;
/** Inches. */
const MARGINS = { left: 0.4, right: 0.4, top: 0.6, bottom: 0.55, header: 0.3, footer: 0.25 };
/** Points and pixels of the empty rows that a picture stands on. */
const PICTURE_ROW = { points: 15, pixels: 20 };

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
  const links: Links = { places: new Map(), cells: [] };
  for (const sheet of model.sheets) await drawSheet(sheet, { workbook, model, styles, links });
  connect(links);
  const stored = await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } });
  return packZip(Buffer.from(stored), asOf, partChanges(model.sheets));
}

interface Context {
  readonly workbook: Workbook;
  readonly model: WorkbookModel;
  readonly styles: Styles;
  readonly links: Links;
}

async function drawSheet(sheet: SheetModel, { workbook, model, styles, links }: Context): Promise<void> {
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
  const isList = sheet.layout === 'list' || sheet.layout === 'strip';
  drawTitle(page, sheet);
  if (sheet.picture !== undefined) await drawPicture(workbook, page, sheet.picture, sheet.widths);
  sheet.tables.forEach((table, index) => {
    if (index > 0 && sheet.layout === 'pages') page.lastRow?.addPageBreak();
    const headings = drawTable(table, { page, sheet, styles, links });
    if (index === 0 && isList) makeList(page, sheet, headings, table);
  });
  if (!isList) page.views = [{ showGridLines: false }];
  if (sheet.tables.some(({ columns }) => columns.some(({ input }) => input !== undefined))) {
    // Without a password: it guards against slips, not against people.
    await page.protect('', { autoFilter: true, sort: true, formatColumns: true, formatRows: true });
  }
}

/** A cell leads to its anchor's row; one whose row is not in the workbook stays a text. */
function connect({ places, cells }: Links): void {
  for (const { cell, anchor } of cells) {
    const hyperlink = places.get(anchor);
    if (hyperlink !== undefined) cell.value = { text: cell.text, hyperlink };
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

/** Puts the picture on empty rows. Placed by both corners: with a size instead, exceljs writes what other programs drop. */
async function drawPicture(
  workbook: Workbook,
  page: Worksheet,
  { svg, width, height }: Picture,
  widths: readonly number[],
): Promise<void> {
  const png = await renderPng(svg);
  const imageId = workbook.addImage({ buffer: toArrayBuffer(png), extension: 'png' });
  const first = page.rowCount + 1;
  const rows = Math.ceil(height / PICTURE_ROW.pixels);
  for (let row = 0; row <= rows; row += 1) page.addRow([]).height = PICTURE_ROW.points;
  page.addImage(imageId, {
    tl: { col: 0, row: first } as never,
    br: { col: columnAt(width, widths), row: first + height / PICTURE_ROW.pixels } as never,
    editAs: 'oneCell',
  });
}

/** Where so many pixels from the left lie, in columns. */
function columnAt(pixels: number, widths: readonly number[]): number {
  let left = pixels;
  for (const [index, width] of widths.entries()) {
    const column = width * 7 + 5;
    if (left <= column) return index + left / column;
    left -= column;
  }
  return widths.length;
}

function toArrayBuffer(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function makeList(page: Worksheet, sheet: SheetModel, headings: HeadingRows, { rows }: TableModel): void {
  const { first, last } = headings;
  if (sheet.layout === 'list') {
    page.autoFilter = {
      from: { row: last, column: 1 },
      to: { row: last + Math.max(1, rows.length), column: sheet.widths.length },
    };
    // Room for the filter buttons under the words.
    page.getRow(last).height += 13;
  }
  page.pageSetup.printTitlesRow = `${first}:${last}`;
  if (sheet.pagesWide !== undefined && sheet.frozenColumns > 0) {
    page.pageSetup.printTitlesColumn = `A:${page.getColumn(sheet.frozenColumns).letter}`;
    // The lines above would be cut off on the second page across; the page's own heading says whose sheet it is.
    const lastColumn = page.getColumn(sheet.widths.length).letter;
    page.pageSetup.printArea = `A$${first}:${lastColumn}$${page.rowCount}`;
  }
  page.views = [{ state: 'frozen', xSplit: sheet.frozenColumns, ySplit: last, showGridLines: false }];
}
