// Whether what stands in a column can be what its heading says. A heading alone is not trusted: "Period" may head
// lessons, half days or months.
import { parseDays } from '../amounts.ts';
import type { ProfileField } from '../profile.ts';
import { proposeAmount } from './amount-words.ts';
import { shareOf } from './columns.ts';
import type { Column } from './columns.ts';

/** What is looked up about a column beside its cells. */
export interface ColumnContext {
  readonly rows: number;
  readonly isDate: (column: Column) => boolean;
}

/** Most cells must pass; a total line or a typing error may stand among them. */
const MOST = 0.9;
const MAX_CODES = 100;
const MAX_AMOUNTS = 40;

type Fit = (column: Column, context: ColumnContext) => boolean;

const isText: Fit = (column, { isDate }) =>
  !isDate(column) && shareOf(column, (text) => /\p{L}/u.test(text)) >= MOST;
const isDay: Fit = (column, { isDate }) => column.filled === 0 || isDate(column);

const fits: Readonly<Record<ProfileField, Fit>> = {
  institutionsnummer: (column, { isDate, rows }) =>
    column.filled > 0 &&
    !isDate(column) &&
    column.values.size <= Math.max(60, rows / 10) &&
    shareOf(column, (text) => /^[0-9A-Za-z_-]{1,20}$/.test(text)) >= MOST,
  elevId: (column, { isDate }) =>
    column.filled > 0 && !isDate(column) && shareOf(column, (text) => /^\S{1,60}$/.test(text)) >= MOST,
  cpr: (column) => column.filled > 0 && shareOf(column, isCpr) >= MOST,
  navn: isText,
  fornavn: isText,
  efternavn: isText,
  alias: isText,
  beskyttet: ({ values }) => values.size <= 6,
  klasse: (column, { isDate }) =>
    !isDate(column) && shareOf(column, (text) => text.length <= 20 && !isCpr(text)) >= MOST,
  klassetrin: (column) => shareOf(column, (text) => /^(10|\d)\.?( ?klasse)?$/i.test(text)) >= 0.5,
  dato: isDay,
  fra: isDay,
  til: isDay,
  aarsag: (column, { isDate }) => column.filled > 0 && !isDate(column) && column.values.size <= MAX_CODES,
  omfang: (column) =>
    !isHalfDays(column) && column.values.size <= MAX_AMOUNTS && shareOf(column, isAmount) >= 0.5,
  lektion: (column) => column.filled > 0 && (shareOf(column, isLesson) >= MOST || isHalfDays(column)),
  lektionerIAlt: (column) => column.filled > 0 && shareOf(column, isLesson) >= MOST,
  aar: (column) => column.filled > 0 && shareOf(column, (text) => /^(19|20)\d{2}$/.test(text)) >= MOST,
  maaned: (column) => column.filled > 0 && shareOf(column, isMonth) >= MOST,
  dag1: () => false,
  registreret: isDay,
  indmeldt: isDay,
  udmeldt: isDay,
};

export function fitsField(field: ProfileField, column: Column, context: ColumnContext): boolean {
  return fits[field](column, context);
}

export function isCpr(text: string): boolean {
  return /^\d{6}[- ]?[\dX]{4}$/.test(text) || /^\d{9}$/.test(text);
}

function isAmount(text: string): boolean {
  return (
    proposeAmount(text) !== undefined || isYesNo(text) || parseDays(text.replace('.', ','), ',') !== undefined
  );
}

export function isYesNo(text: string): boolean {
  return /^(ja|nej|yes|no|true|false|sand|falsk|j|n|y|x)$/i.test(text);
}

function isLesson(text: string): boolean {
  return /^0*(\d|1[0-6])\.?( ?lektion)?$/i.test(text);
}

/** Morning and afternoon: two lessons of a day, for two halves on one date are not one row twice (R7). */
export function isHalfDays(column: Column): boolean {
  return column.filled > 0 && shareOf(column, isHalfDay) === 1;
}

export function hasHalfDays({ values }: Column): boolean {
  return [...values.keys()].some(isHalfDay);
}

function isHalfDay(text: string): boolean {
  return /^(am|pm|morning|afternoon|formiddag|eftermiddag)$/i.test(text);
}

function isMonth(text: string): boolean {
  return (
    /^0*([1-9]|1[0-2])$/.test(text) || /^(jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[kc]t|nov|dec)/i.test(text)
  );
}
