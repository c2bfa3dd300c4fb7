// An xlsx as text that can be read in a review: what a person would see in each sheet, read back by exceljs from the
// finished bytes; and the parts of the file itself, to be sure that Excel opens it without a repair.
import { inflateRawSync } from 'node:zlib';
import exceljs from 'exceljs';
import type { Cell, Worksheet } from 'exceljs';

/** The rules: they stand in docs/regler.md, which has a test of its own. */
const RULES_SHEET = 'Sådan er der talt';

/**
 * Sheet by sheet: used range, frozen rows, filter, widths, then one line per cell with value and number format; without
 * the sheet of the rules.
 */
export async function workbookText(bytes: Buffer): Promise<string> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes as never);
  const sheets = workbook.worksheets.filter(({ name }) => name !== RULES_SHEET);
  return sheets.map(sheetText).join('\n');
}

function sheetText(sheet: Worksheet): string {
  const [view] = sheet.views;
  const frozen = view?.state === 'frozen' ? `${view.ySplit} rækker, ${view.xSplit} kolonner` : 'intet';
  const { paperSize, orientation, printTitlesRow, fitToWidth, fitToHeight } = sheet.pageSetup;
  const widths = Array.from(
    { length: sheet.columnCount },
    (_, index) => sheet.getColumn(index + 1).width ?? '-',
  );
  const lines = [
    `=== ${sheet.name}`,
    `område ${sheet.dimensions.range}; frosset ${frozen}; filter ${filterText(sheet)}`,
    `papir ${paperSize} ${orientation}, ${fitToWidth} x ${fitToHeight}, gentager ${printTitlesRow ?? 'intet'}`,
    `bredder ${widths.join(' ')}`,
  ];
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      if (!cell.isMerged || cell.master === cell) lines.push(cellText(cell));
    }),
  );
  return `${lines.join('\n')}\n`;
}

function filterText({ autoFilter }: Worksheet): string {
  return typeof autoFilter === 'string' ? autoFilter : 'intet';
}

function cellText(cell: Cell): string {
  const { value, numFmt } = cell;
  const shown =
    value instanceof Date
      ? value.toISOString().slice(0, 10)
      : JSON.stringify(typeof value === 'object' && value !== null ? { ...value } : value);
  const note =
    typeof cell.note === 'object' ? ` (note: ${cell.note.texts?.map(({ text }) => text).join('')})` : '';
  return `${cell.address} ${shown}${numFmt === undefined || numFmt === 'General' ? '' : ` [${numFmt}]`}${note}`;
}

/** The parts of an xlsx by their name, unpacked. */
export function zipParts(zip: Buffer): Map<string, string> {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const parts = new Map<string, string>();
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      zip.readUInt16LE(entry + field),
    );
    const name = zip.toString('utf8', entry + 46, entry + 46 + nameLength!);
    const local = zip.readUInt32LE(entry + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
    const content = zip.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed);
    if (parts.has(name)) throw new Error(`twice in the zip: ${name}`);
    const isFolder = name.endsWith('/');
    if (!isFolder) parts.set(name, content.toString('utf8'));
    entry += 46 + nameLength! + extraLength! + commentLength!;
  }
  return parts;
}

/** What Excel would repair or refuse: broken XML, parts without a type, relations that lead nowhere. Empty when all is well. */
export function findXlsxFaults(zip: Buffer): string[] {
  const parts = zipParts(zip);
  return [...parts].flatMap(([name, text]) => findPartFaults(name, text, parts)).concat(findUntyped(parts));
}

function findPartFaults(name: string, text: string, parts: ReadonlyMap<string, string>): string[] {
  const faults: string[] = [];
  if (/\.(xml|rels|vml)$/.test(name) && !isWellFormed(text)) faults.push(`${name}: not well-formed`);
  if (name.startsWith('xl/worksheets/') && /<f[ >]/.test(text)) faults.push(`${name}: a formula`);
  if (name.startsWith('xl/worksheets/')) faults.push(...findOverlaps(name, text));
  return name.endsWith('.rels') ? [...faults, ...findDeadRelations(name, text, parts)] : faults;
}

/** Merged cells, or cells with a rule for what may be typed, that overlap: Excel takes them out and says so. */
function findOverlaps(name: string, text: string): string[] {
  return [/<mergeCell ref="([^"]+)"/g, /<dataValidation [^>]*sqref="([^"]+)"/g].flatMap((pattern) => {
    const ranges = [...text.matchAll(pattern)].map(([, range]) => rectangleOf(range!));
    return ranges.flatMap((one, index) =>
      ranges
        .slice(index + 1)
        .filter((other) => overlap(one, other))
        .map((other) => `${name}: ${one.range} overlaps ${other.range}`),
    );
  });
}

interface Rectangle {
  readonly range: string;
  readonly columns: readonly [number, number];
  readonly rows: readonly [number, number];
}

function rectangleOf(range: string): Rectangle {
  const [first = '', last = first] = range.split(':');
  const column = (cell: string): number =>
    Array.from(cell.replace(/\d+/, '')).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  const row = (cell: string): number => Number(cell.replace(/\D+/, ''));
  return { range, columns: [column(first), column(last)], rows: [row(first), row(last)] };
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  const meet = (one: readonly [number, number], other: readonly [number, number]): boolean =>
    one[0] <= other[1] && other[0] <= one[1];
  return meet(a.columns, b.columns) && meet(a.rows, b.rows);
}

/** Parts whose content type is not stated, and stated types of parts that are not there. */
function findUntyped(parts: ReadonlyMap<string, string>): string[] {
  const types = parts.get('[Content_Types].xml') ?? '';
  const untyped = [...parts.keys()].filter((name) => {
    const extension = name.slice(name.lastIndexOf('.') + 1);
    return !types.includes(`PartName="/${name}"`) && !types.includes(`Extension="${extension}"`);
  });
  const stated = [...types.matchAll(/PartName="\/([^"]+)"/g)].map(([, name]) => name!);
  return [
    ...untyped.map((name) => `${name}: no content type`),
    ...stated.filter((name) => !parts.has(name)).map((name) => `${name}: has a type but is not there`),
  ];
}

function findDeadRelations(name: string, text: string, parts: ReadonlyMap<string, string>): string[] {
  const base = name.replace(/_rels\/[^/]+$/, '');
  return [...text.matchAll(/<Relationship [^>]*Target="([^"]+)"/g)]
    .map(([, target]) => new URL(target!, `zip:///${base}`).pathname.slice(1))
    .filter((target) => !parts.has(target))
    .map((target) => `${name}: leads to ${target}, which is not there`);
}

/** Every tag is closed in order and `&` and control characters stand only where XML lets them. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  const text = xml.replace(/<\?[^]*?\?>|<!--[^]*?-->/g, '');
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) return false;
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/.test(text)) return false;
  for (const [, closing, name, rest] of text.matchAll(/<(\/?)([\w:.-]+)((?:[^<>"]|"[^"<]*")*)>/g)) {
    if (closing === '/') {
      if (open.pop() !== name) return false;
    } else if (!rest!.endsWith('/')) open.push(name!);
  }
  const outside = text.replace(/<\/?[\w:.-]+(?:[^<>"]|"[^"<]*")*>/g, '');
  return open.length === 0 && !/[<]/.test(outside);
}
