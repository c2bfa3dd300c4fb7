// How cells look. One style object per kind of cell, shared by all of them: exceljs then works each out once, which
// takes a third off the writing.
import type { Alignment, Borders, Fill, Font, Style } from 'exceljs';
import type { Change } from '../domain/comparison.ts';
import type { StripDay } from '../domain/day-strip.ts';
import type { Indsatstrin } from '../domain/indsatstrin.ts';
import {
  INK,
  MUTED,
  WHITE,
  LINK,
  HAIRLINE,
  RULE,
  INPUT_FILL,
  statusFills,
  trinColour,
  dayColourOf,
  heatColour,
} from './colours.ts';
import type { Colour } from './colours.ts';
import type { CellModel, ColumnModel, LineModel, RowModel, SheetModel, TextCell } from './sheet.ts';

const FONT = { name: 'Calibri', size: 10, color: { argb: INK } } satisfies Partial<Font>;

const INPUT_EDGE = { style: 'thin' as const, color: { argb: 'FFC9C3A0' } };

/** The changes that stand out. */
const rises: ReadonlySet<Change> = new Set(['new', 'escalated']);

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

/** Over a group of column headings. */
export const groupStyle: Partial<Style> = {
  font: { ...FONT, bold: true, size: 9 },
  fill: solid('FFE4EAF0'),
  alignment: { horizontal: 'center', vertical: 'middle' },
  border: { left: { style: 'thin', color: { argb: WHITE } } },
};

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
      return `text ${cell.look ?? ''} ${cell.link !== undefined}`;
    case 'days':
      return `days ${daysFormat(cell.days)}`;
    case 'count':
      return `count ${cell.count === 0}`;
    case 'trin':
      return `trin ${cell.trin}`;
    case 'change':
      return `change ${rises.has(cell.change)}`;
    case 'input':
      return `input ${cell.status ?? ''}`;
    case 'day':
      return `day ${dayLookKey(cell.day)}`;
    case 'heat':
      return `heat ${heatColour(cell.heat).fill} ${cell.heat.kind}`;
    default:
      return cell.kind;
  }
}

/** As wide as an indent. LibreOffice forgets the indent of a number beside another that differs in its format alone. */
const ROOM_AT_THE_RIGHT = '_0_.';

function cellStyle(cell: CellModel, column: ColumnModel, row: RowLook): Partial<Style> {
  const look = lookOf(cell);
  const font: Partial<Font> = { ...FONT, ...look.font, ...(row.look === 'total' ? { bold: true } : {}) };
  const horizontal = column.align ?? look.alignment?.horizontal ?? 'left';
  const isInput = column.input !== undefined;
  const { numFmt } = look;
  const isRightNumber = numFmt !== undefined && horizontal === 'right';
  return {
    ...look,
    ...(isRightNumber ? { numFmt: `${numFmt}${ROOM_AT_THE_RIGHT}` } : {}),
    font,
    alignment: {
      ...(isRightNumber ? { horizontal } : aligned(horizontal)),
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
      return rightAligned(daysFormat(cell.days));
    case 'decimal':
      return rightAligned('0.0');
    case 'count':
      return countLook(cell.count);
    case 'date':
      return { numFmt: 'dd\\-mm\\-yyyy', alignment: { horizontal: 'center' } };
    case 'trin':
      return trinLook(cell.trin);
    case 'change':
      return { font: { bold: rises.has(cell.change) } };
    case 'day':
      return narrow(coloured(dayColourOf(cell.day), { size: 8 }));
    case 'heat':
      return { ...narrow(coloured(heatColour(cell.heat), { size: 9 })), numFmt: '0' };
    default:
      return {};
  }
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

function trinLook(trin: Indsatstrin): Partial<Style> {
  return coloured(trinColour[trin], { bold: trin !== 'ingen' });
}

/** Zeros step back, so that the eye finds what is there. */
function countLook(count: number): Partial<Style> {
  return { ...rightAligned('#,##0'), ...(count === 0 ? { font: { color: { argb: MUTED } } } : {}) };
}

function rightAligned(numFmt: string): Partial<Style> {
  return { numFmt, alignment: { horizontal: 'right' } };
}

function textLook({ look, link }: TextCell): Partial<Style> {
  if (look === 'protected') {
    const edge = { style: 'medium' as const, color: { argb: INK } };
    return {
      font: { bold: true, italic: true, underline: link !== undefined },
      border: { left: edge, right: edge },
    };
  }
  if (link !== undefined)
    return { font: { underline: true, color: { argb: LINK }, bold: look === 'strong' } };
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

function dayLookKey(day: StripDay | undefined): string {
  return day?.kind === 'absent' ? day.aarsag : (day?.kind ?? '');
}

/** A cell among its like, with a white edge between them. */
function narrow(look: Partial<Style>): Partial<Style> {
  const edge = { style: 'thin' as const, color: { argb: WHITE } };
  return { ...look, alignment: { horizontal: 'center' }, border: { left: edge, right: edge } };
}

function coloured(colour: Colour, font: Partial<Font>): Partial<Style> {
  return {
    font: { ...font, color: { argb: colour.ink } },
    ...(colour.fill === WHITE ? {} : { fill: solid(colour.fill) }),
  };
}

function solid(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}
