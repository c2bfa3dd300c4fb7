// Workbooks for the tests of the reader: real ones by the library that writes ours, and raw ones, made part by part, to
// hold what no library would write.
import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';

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

export interface RawPart {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the directory claims that it unpacks to, when that is not the truth. */
  readonly claimedBytes?: number;
}

/** A zip of the parts, packed. */
export function zipOf(parts: readonly RawPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedBytes } of parts) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claimedBytes ?? data.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += local.length + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
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
