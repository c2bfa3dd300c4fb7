// An Excel sheet -> rows of fields, as if it had been saved as CSV in the profile's way of writing dates and decimals.
// Why this is not left to the library that writes our workbooks: docs/adr/0102.
import { formatDato } from '../../domain/dato.ts';
import type { RawRow } from '../csv.ts';
import { UnreadableFile } from '../file-fault.ts';
import { remember } from '../remember.ts';
import { findSheet, readDateStyles, readStrings, readXmlInPieces, unescapeExcel } from './parts.ts';
import { excelDato } from './serial.ts';
import { attribute } from './xml.ts';
import type { XmlHandler } from './xml.ts';
import { openZip } from './zip.ts';

export interface SheetWriting {
  /** Number, from 1, or name. */
  readonly sheet: number | string;
  readonly dateFormat: string;
  readonly decimal: ',' | '.';
}

export interface SheetRows {
  readonly isFrom1904: boolean;
  readonly rows: AsyncGenerator<readonly RawRow[]>;
}

/** Excel's own limits are a million rows and 16 384 columns; no export is nearly so wide. */
const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 500;
const MAX_SHEET_BYTES = 512_000_000;
const MAX_CELL_CHARACTERS = 40_000;

/** Opens a workbook held in memory. Throws UnreadableFile when it is none. */
export async function openSheet(bytes: Buffer, writing: SheetWriting): Promise<SheetRows> {
  const zip = openZip(bytes);
  const { sheet, isFrom1904 } = await findSheet(zip, writing.sheet);
  const cellText = cellTexts({
    strings: await readStrings(zip),
    dateStyles: await readDateStyles(zip),
    isFrom1904,
    writing,
  });
  const collector = rowCollector(cellText);
  async function* rows(): AsyncGenerator<readonly RawRow[]> {
    for await (const _ of readXmlInPieces(sheet, collector.handler, MAX_SHEET_BYTES)) {
      const batch = collector.take();
      if (batch.length > 0) yield batch;
    }
  }
  return { isFrom1904, rows: rows() };
}

/** A cell as the file has it. */
interface Cell {
  readonly type: string;
  readonly style: number;
  readonly value: string;
}

type CellText = (cell: Cell) => string;

const referenceOf = attribute('r');
const typeOf = attribute('t');
const styleOf = attribute('s');

function rowCollector(cellText: CellText): {
  readonly handler: Partial<XmlHandler>;
  readonly take: () => readonly RawRow[];
} {
  let rows: RawRow[] = [];
  let line = 0;
  let fields: string[] = [];
  let tag = '';
  let value = '';
  let isValue = false;
  const beginRow = (rowTag: string): void => {
    const stated = Number(referenceOf(rowTag));
    line = Number.isInteger(stated) && stated > line ? stated : line + 1;
    if (line > MAX_ROWS) throw new UnreadableFile('arket har flere rækker, end Excel kan have');
    fields = [];
  };
  const endCell = (): void => {
    const column = columnOf(referenceOf(tag)) ?? fields.length;
    if (column >= MAX_COLUMNS) throw new UnreadableFile(`arket har mere end ${MAX_COLUMNS} kolonner`, line);
    while (fields.length < column) fields.push('');
    fields[column] = cellText({ type: typeOf(tag) ?? 'n', style: Number(styleOf(tag) ?? 0), value });
  };
  return {
    take: () => {
      const batch = rows;
      rows = [];
      return batch;
    },
    handler: {
      open: (name, opened) => {
        if (name === 'row') beginRow(opened);
        if (name === 'c') {
          tag = opened;
          value = '';
        }
        // The cached value, or the text that stands in the cell itself; never the formula.
        isValue = name === 'v' || name === 't';
      },
      text: (text) => {
        if (!isValue) return;
        value += text;
        if (value.length > MAX_CELL_CHARACTERS) throw new UnreadableFile('en celle er alt for lang', line);
      },
      close: (name) => {
        if (name === 'v' || name === 't') isValue = false;
        if (name === 'c') endCell();
        if (name === 'row' && fields.some((field) => field !== '')) rows.push({ line, fields });
      },
    },
  };
}

/** The column of a reference like `BC12`, from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d*$/.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  return letters.split('').reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

interface Texts {
  readonly strings: readonly string[];
  readonly dateStyles: readonly boolean[];
  readonly isFrom1904: boolean;
  readonly writing: SheetWriting;
}

function cellTexts({ strings, dateStyles, isFrom1904, writing }: Texts): CellText {
  const dateText = remember((value) => {
    const day = excelDato(Number(value), isFrom1904);
    return day === undefined ? value : formatDato(day, writing.dateFormat);
  });
  const numberText = remember((value) => plainNumber(value).replace('.', writing.decimal));
  return ({ type, style, value }) => {
    switch (type) {
      case 's':
        return strings[Number(value)] ?? '';
      case 'str':
      case 'inlineStr':
        return unescapeExcel(value);
      case 'n':
        if (value === '') return '';
        return dateStyles[style] === true ? dateText(value) : numberText(value);
      default:
        return value;
    }
  };
}

/**
 * A number as a person would write it. What Excel has calculated is shown as the fraction or the six decimals that it
 * stands for: 0.16666666666666666 is 1/6, 0.30000000000000004 is 0.3.
 */
function plainNumber(value: string): string {
  const number = Number(value);
  if (value === '' || !Number.isFinite(number)) return value;
  const micro = Math.round(number * 1e6) / 1e6;
  if (Math.abs(number - micro) < 1e-12 * Math.max(1, Math.abs(number))) return String(micro);
  for (let denominator = 3; denominator <= 16; denominator += 1) {
    const numerator = number * denominator;
    if (Math.abs(numerator - Math.round(numerator)) < 1e-9) return `${Math.round(numerator)}/${denominator}`;
  }
  return String(number);
}
