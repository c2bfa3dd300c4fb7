// What a workbook holds, as plain data: no exceljs, no colours, no fonts. Built by skole-report.ts and
// forvaltning-report.ts, compared as JSON in tests, drawn by workbook.ts.
import type { Change } from '../domain/comparison.ts';
import type { Dato } from '../domain/dato.ts';
import type { StripDay } from '../domain/day-strip.ts';
import type { HeatCell } from '../domain/development.ts';
import type { Indsatstrin } from '../domain/indsatstrin.ts';
import type { Picture } from '../picture/svg.ts';
import type { PublicCount } from '../domain/suppression.ts';
import { WITHHELD } from '../text/overview.ts';

export interface WorkbookModel {
  /** Stands at the top left of every printed page; never an elev's name. */
  readonly title: string;
  /** At the top right of every printed page. */
  readonly period: string;
  /** At the bottom left: who may see this. */
  readonly confidentiality: string;
  readonly sheets: readonly SheetModel[];
}

export interface SheetModel {
  readonly name: string;
  readonly heading: string;
  /** The lines under the heading, each across the whole width. */
  readonly lines: readonly LineModel[];
  /** Stands between the lines and the tables; what it shows stands in the cells as well. */
  readonly picture?: Picture;
  /** One per column, in characters. */
  readonly widths: readonly number[];
  /** Tables, one under the other on the same columns. */
  readonly tables: readonly TableModel[];
  /**
   * `list`: the first table's column headings are frozen, filtered and repeated on every printed page.
   * `strip`: a list with many narrow columns, so without filter buttons.
   * `page`: everything is printed on one page.
   * `pages`: every table is printed on a page of its own, upright.
   */
  readonly layout: 'list' | 'strip' | 'page' | 'pages';
  /** Columns that stay in view when scrolling to the right; not for a page. */
  readonly frozenColumns: number;
  /** Columns for the program, not for people: the last so many are hidden. */
  readonly hiddenColumns?: number;
  /** How many printed pages the columns may take side by side; 1 unless given. */
  readonly pagesWide?: number;
}

export interface LineModel {
  readonly text: string;
  readonly look: 'period' | 'advice' | 'warning' | 'error' | 'plain';
}

export interface TableModel {
  readonly heading?: string;
  /** A row above the column headings that gathers some of them; the spans add up to the columns. */
  readonly groups?: readonly GroupModel[];
  readonly columns: readonly ColumnModel[];
  readonly rows: readonly RowModel[];
  /** Stands in place of the rows when there are none. */
  readonly emptyText: string;
}

export interface GroupModel {
  readonly heading: string;
  readonly span: number;
}

export interface ColumnModel {
  readonly heading: string;
  /** Sheet columns that a cell of this table column takes; 1 unless given. */
  readonly span?: number;
  /** Shown when the pointer rests on the heading. */
  readonly note?: string;
  readonly align?: 'left' | 'center' | 'right';
  /** People type here: the cells are unlocked, everything else on the sheet is locked. */
  readonly input?: ColumnInput;
}

/** What may be typed into a column: anything, a date, or one of some words. */
export type ColumnInput = 'text' | 'date' | { readonly oneOf: readonly string[] };

export interface RowModel {
  readonly cells: readonly CellModel[];
  /** `total`: a sum; `first-of-group`: a line above parts it from the rows before. */
  readonly look?: 'total' | 'first-of-group';
  /** Names by which other cells can lead here. */
  readonly anchors?: readonly string[];
  /** So many lines high at least: room to write on by hand. */
  readonly room?: number;
}

export type CellModel =
  | { readonly kind: 'blank' }
  | TextCell
  /** Days of absence, unrounded; shown with at most two decimals. */
  | { readonly kind: 'days'; readonly days: number }
  /** A mean or a percentage, shown with one decimal. */
  | { readonly kind: 'decimal'; readonly value: number }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'date'; readonly dato: Dato }
  | { readonly kind: 'trin'; readonly trin: Indsatstrin }
  | { readonly kind: 'change'; readonly change: Change }
  | InputCell
  /** One day of one elev. */
  | { readonly kind: 'day'; readonly day: StripDay | undefined }
  /** One week of one klasse. */
  | { readonly kind: 'heat'; readonly heat: HeatCell };

export interface TextCell {
  readonly kind: 'text';
  readonly text: string;
  /** `strong` stands out, `muted` steps back, `protected` marks a protected elev (R74). */
  readonly look?: 'strong' | 'muted' | 'protected';
  readonly note?: string;
  /** The anchor of a row that a click leads to. */
  readonly link?: string;
}

/** A cell that people fill in, with what is recorded so far. */
export interface InputCell {
  readonly kind: 'input';
  readonly value: { readonly dato: Dato } | { readonly text: string } | undefined;
  /** How the step stands whose cell this is (R41); said in words elsewhere in the row. */
  readonly status?: 'overdue' | 'due-soon' | 'done' | 'not-needed';
}

export const blank: CellModel = { kind: 'blank' };

export function text(value: string, look?: TextCell['look'], note?: string): TextCell {
  return {
    kind: 'text',
    text: value,
    ...(look === undefined ? {} : { look }),
    ...(note === undefined ? {} : { note }),
  };
}

/** The text, leading to the row with the anchor. */
export function linked(cell: TextCell, link: string): TextCell {
  return { ...cell, link };
}

export function count(value: number): CellModel {
  return { kind: 'count', count: value };
}

/** A count that may be withheld (R76); blank where nothing is counted. */
export function publicCount(value: PublicCount | undefined): CellModel {
  if (value === undefined) return blank;
  return value === 'withheld' ? text(WITHHELD, 'muted') : count(value);
}

export function percent(value: number | undefined): CellModel {
  return value === undefined ? blank : { kind: 'decimal', value };
}

/** A date, or the words that stand where none is known. */
export function date(value: Dato | undefined, otherwise = ''): CellModel {
  return value === undefined ? text(otherwise, 'muted') : { kind: 'date', dato: value };
}
