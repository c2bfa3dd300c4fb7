// Workbooks for the tests of the reader: real ones by the library that writes ours, and raw ones, made part by part, to
// hold what no library would write.
import ExcelJS from 'exceljs';
import { zipOf } from './zip-of.ts';
import type { RawPart } from './zip-of.ts';

export type CellValue =
  string | number | boolean | Date | null | { readonly formula: string; readonly result: string | number };

/** A workbook of one sheet. A date is shown as one, a whole number of `serials` is not. */
export async function workbookOf(rows: readonly (readonly CellValue[])[], sheet = 'Fravær'): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const worksheet = workbook.addWorksheet(sheet);
  for (const row of rows) worksheet.addRow([...row]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** A date cell: Excel knows no time zones, and the library takes UTC for what is shown. */
export function excelDate(text: string): Date {
  return new Date(`${text}T00:00:00Z`);
}

const relations = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>';
const workbookXml = '<workbook xmlns:r="x"><sheets><sheet name="Fravær" r:id="rId1"/></sheets></workbook>';

/** A workbook whose sheet has the XML given inside its sheetData. */
export function rawWorkbook(sheetData: string, others: readonly RawPart[] = []): Buffer {
  const parts = new Map<string, RawPart>();
  for (const part of [
    { name: 'xl/workbook.xml', content: workbookXml },
    { name: 'xl/_rels/workbook.xml.rels', content: relations },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    },
    ...others,
  ]) {
    parts.set(part.name, part);
  }
  return zipOf([...parts.values()]);
}

/** A row of cells with their text in them. */
export function rawRow(...cells: readonly string[]): string {
  return `<row>${cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
}
