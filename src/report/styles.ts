// How cells look. One style object per kind of cell, shared by all of them: exceljs then works each out once, which
// takes a third off the writing. Colours run from light to dark, so they can be told apart in print and by the
// colour-blind; every colour also has a word or a number in the cell.
import type { Alignment, Borders, Fill, Font, Style } from 'exceljs';
import type { Indsatstrin } from '../domain/indsatstrin.ts';
import type {
  CellModel,
  ColumnModel,
  InputCell,
  LineModel,
  RowModel,
  SheetModel,
  TextCell,
  WeekCell,
} from './sheet.ts';

const INK = 'FF222B33';
const MUTED = 'FF5F6B76';
const WHITE = 'FFFFFFFF';
const HAIRLINE = 'FFD5DBE1';
const RULE = 'FF7A8894';

const FONT = { name: 'Calibri', size: 10, color: { argb: INK } } satisfies Partial<Font>;

const trinColour: Readonly<Record<Indsatstrin, { readonly fill: string; readonly ink: string }>> = {
  ingen: { fill: WHITE, ink: MUTED },
  'tidlig-indsats': { fill: 'FFFFF1C9', ink: INK },
  bekymrende: { fill: 'FFFBC884', ink: INK },
  massivt: { fill: 'FF9C4A1A', ink: WHITE },
};

/** From a part of a day to a whole week. */
const weekColours = [
  { below: 1, fill: 'FFEAF2F8', ink: INK },
  { below: 2, fill: 'FFCFE1EF', ink: INK },
  { below: 3.5, fill: 'FF94BFDD', ink: INK },
  { below: Infinity, fill: 'FF2B6CA3', ink: WHITE },
] as const;
const NO_SKOLEDAGE = 'FFD9D9D9';
const INPUT_FILL = 'FFFFFDE7';
const INPUT_EDGE = { style: 'thin' as const, color: { argb: 'FFC9C3A0' } };

/** How the step stands that a cell is filled in for (R41); the column "Status" says it in words. */
const statusFills: Readonly<Record<NonNullable<InputCell['status']>, string>> = {
  overdue: 'FFF3C2B5',
  'due-soon': 'FFFFE08A',
  done: 'FFDCEBE2',
  'not-needed': NO_SKOLEDAGE,
};

const lineLooks: Readonly<Record<LineModel['look'], Partial<Style>>> = {
  period: { font: { ...FONT, size: 11, color: { argb: MUTED } } },
  plain: { font: { ...FONT, color: { argb: MUTED } }, alignment: { wrapText: true, vertical: 'middle' } },
  advice: banner('FFE6F0EA', 'FF2F7D5B'),
  warning: banner('FFFFF1C9', 'FFC98A00'),
  error: banner('FFF7DDD6', 'FF9C3A1A'),
};

function banner(fill: string, edge: string): Partial<Style> {
  return {
    font: { ...FONT, bold: true },
    fill: solid(fill),
    border: { left: { style: 'thick', color: { argb: edge } } },
    alignment: { wrapText: true, vertical: 'middle', horizontal: 'left', indent: 1 },
  };
}

export const headingStyle: Partial<Style> = { font: { ...FONT, size: 16, bold: true } };
export const tableHeadingStyle: Partial<Style> = { font: { ...FONT, size: 12, bold: true } };
export const emptyStyle: Partial<Style> = {
  font: { ...FONT, italic: true, color: { argb: MUTED } },
  alignment: { vertical: 'middle' },
};

export function lineStyle({ look }: LineModel): Partial<Style> {
  return lineLooks[look];
}

/** A sum or the first of a group, and whether texts in the row take several lines. */
export interface RowLook {
  readonly look: RowModel['look'];
  readonly isTall: boolean;
}

/** Looks up the style of a cell; equal cells get the very same object. */
export interface Styles {
  readonly columnHeading: (column: ColumnModel, layout: SheetModel['layout']) => Partial<Style>;
  readonly cell: (cell: CellModel, column: ColumnModel, row: RowLook) => Partial<Style>;
}

/** Styles for one workbook. */
export function createStyles(): Styles {
  const known = new Map<string, Partial<Style>>();
  const share = (key: string, make: () => Partial<Style>): Partial<Style> => {
    const style = known.get(key) ?? make();
    known.set(key, style);
    return style;
  };
  return {
    columnHeading: (column, layout) =>
      share(`heading ${column.align ?? ''} ${layout}`, () => columnHeadingStyle(column, layout)),
    cell: (cell, column, row) => {
      const input = typeof column.input === 'object' ? 'choice' : column.input;
      const key = [lookKey(cell), column.align, row.look, row.isTall, input].join(' ');
      return share(key, () => cellStyle(cell, column, row));
    },
  };
}

function columnHeadingStyle({ align }: ColumnModel, layout: SheetModel['layout']): Partial<Style> {
  return {
    font: { ...FONT, bold: true },
    fill: solid('FFE4EAF0'),
    border: { bottom: { style: 'medium', color: { argb: RULE } } },
    alignment: {
      ...aligned(align ?? 'left'),
      wrapText: true,
      // The filter buttons of a list stand at the bottom.
      vertical: layout === 'list' ? 'top' : 'middle',
    },
  };
}

/** A little room on both sides, so that neighbouring columns do not run into each other. */
function aligned(horizontal: Exclude<Alignment['horizontal'], undefined>): Partial<Alignment> {
  return horizontal === 'center' ? { horizontal } : { horizontal, indent: 1 };
}

/** All that tells one look from another: not the value, but how it is coloured and formatted. */
function lookKey(cell: CellModel): string {
  switch (cell.kind) {
    case 'text':
      return `text ${cell.look ?? ''}`;
    case 'days':
      return `days ${daysFormat(cell.days)}`;
    case 'count':
      return `count ${cell.count === 0}`;
    case 'trin':
      return `trin ${cell.trin}`;
    case 'change':
      return `change ${cell.change === 'new' || cell.change === 'escalated'}`;
    case 'input':
      return `input ${cell.status ?? ''}`;
    case 'week':
      return `week ${weekColour(cell).fill} ${weekFormat(cell)}`;
    default:
      return cell.kind;
  }
}

function cellStyle(cell: CellModel, column: ColumnModel, row: RowLook): Partial<Style> {
  const look = lookOf(cell);
  const font: Partial<Font> = { ...FONT, ...look.font, ...(row.look === 'total' ? { bold: true } : {}) };
  const horizontal = column.align ?? look.alignment?.horizontal ?? 'left';
  const isInput = column.input !== undefined;
  return {
    ...look,
    font,
    alignment: {
      ...aligned(horizontal),
      vertical: row.isTall ? 'top' : 'middle',
      // LibreOffice forgets the indent of wrapped numbers.
      wrapText: cell.kind === 'text' || cell.kind === 'trin' || cell.kind === 'change',
    },
    border: bordersOf(row, look.border),
    ...(isInput ? { ...inputLook(cell, column), protection: { locked: false } } : {}),
  };
}

function bordersOf({ look }: RowLook, own: Partial<Borders> | undefined): Partial<Borders> {
  const top = look === undefined ? {} : { top: { style: 'thin' as const, color: { argb: RULE } } };
  return { ...top, bottom: { style: 'thin', color: { argb: HAIRLINE } }, ...own };
}

function lookOf(cell: CellModel): Partial<Style> {
  switch (cell.kind) {
    case 'text':
      return textLook(cell);
    case 'days':
      return { numFmt: daysFormat(cell.days), alignment: { horizontal: 'right' } };
    case 'decimal':
      return { numFmt: '0.0', alignment: { horizontal: 'right' } };
    case 'count':
      return countLook(cell.count);
    case 'date':
      return { numFmt: 'dd\\-mm\\-yyyy', alignment: { horizontal: 'center' } };
    case 'trin':
      return coloured(trinColour[cell.trin], { bold: cell.trin !== 'ingen' });
    case 'change':
      return { font: { bold: cell.change === 'new' || cell.change === 'escalated' } };
    case 'week':
      return weekLook(cell);
    case 'input':
    case 'blank':
      return {};
  }
}

/** Zeros step back, so that the eye finds what is there. */
function countLook(count: number): Partial<Style> {
  const font = count === 0 ? { font: { color: { argb: MUTED } } } : {};
  return { numFmt: '#,##0', alignment: { horizontal: 'right' }, ...font };
}

function inputLook(cell: CellModel, { input }: ColumnModel): Partial<Style> {
  const status = cell.kind === 'input' ? cell.status : undefined;
  return {
    fill: solid(status === undefined ? INPUT_FILL : statusFills[status]),
    border: { left: INPUT_EDGE, right: INPUT_EDGE, bottom: INPUT_EDGE },
    // Text stays text as typed, a date becomes a date.
    numFmt: input === 'date' ? 'dd\\-mm\\-yyyy' : '@',
  };
}

function textLook({ look }: TextCell): Partial<Style> {
  if (look === 'protected') {
    const edge = { style: 'medium' as const, color: { argb: INK } };
    return { font: { bold: true, italic: true }, border: { left: edge, right: edge } };
  }
  if (look === 'muted') return { font: { color: { argb: MUTED } } };
  return look === 'strong' ? { font: { bold: true } } : {};
}

/** Two decimals at most and no idle comma: the decimals are chosen by the value, `_` keeps the place of those missing. */
function daysFormat(days: number): string {
  const hundredths = Math.round(days * 100);
  if (hundredths / 100 !== days) return '0.00';
  if (hundredths % 100 === 0) return '0_,_0_0';
  return hundredths % 10 === 0 ? '0.0_0' : '0.00';
}

function weekLook(cell: WeekCell): Partial<Style> {
  const colour = weekColour(cell);
  const edge = { style: 'thin' as const, color: { argb: WHITE } };
  return {
    ...coloured(colour, { size: 9 }),
    numFmt: weekFormat(cell),
    alignment: { horizontal: 'center' },
    border: { left: edge, right: edge },
  };
}

/** A week without absence is a dash: nothing registered is not the same as 0 (R14). */
function weekFormat(cell: WeekCell): string {
  if (cell.week !== 'counted') return 'General';
  const hundredths = Math.round(cell.days * 100);
  if (hundredths === 0) return '0;;"–"';
  return hundredths % 100 === 0 ? '0' : hundredths % 10 === 0 ? '0.0' : '0.00';
}

function weekColour(cell: WeekCell): { readonly fill: string; readonly ink: string } {
  if (cell.week !== 'counted') return { fill: cell.week === 'later' ? WHITE : NO_SKOLEDAGE, ink: INK };
  if (cell.days === 0) return { fill: WHITE, ink: MUTED };
  return weekColours.find(({ below }) => cell.days < below) ?? weekColours[3];
}

function coloured(
  colour: { readonly fill: string; readonly ink: string },
  font: Partial<Font>,
): Partial<Style> {
  return {
    font: { ...font, color: { argb: colour.ink } },
    ...(colour.fill === WHITE ? {} : { fill: solid(colour.fill) }),
  };
}

function solid(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}
