// By which formats a column's dates are written. Day and month are told apart by what cannot be, and then by the
// weekend: a register of absence is kept on school days, so the wrong order puts days on Saturdays and Sundays.
import { daysBetween, weekday } from '../../domain/dato.ts';
import { parseDay } from '../dates.ts';
import { shareOf } from './columns.ts';
import type { Column } from './columns.ts';

/** In order of preference: a stricter format before a wider one, Danish order before American. */
const formats = [
  'dd-MM-yyyy',
  'yyyy-MM-dd',
  'dd/MM/yyyy',
  'dd.MM.yyyy',
  'dd/MM-yyyy',
  'yyyyMMdd',
  'yyyy/MM/dd',
  'd/M-yyyy',
  'd-M-yyyy',
  'd/M/yyyy',
  'd.M.yyyy',
  'MM/dd/yyyy',
  'MM-dd-yyyy',
  'M/d/yyyy',
  'M-d-yyyy',
  'dd-MM-yy',
  'dd.MM.yy',
  'dd/MM-yy',
  'dd/MM/yy',
  'd/M-yy',
  'd.M.yy',
  'd/M/yy',
  'MM/dd/yy',
  'M/d/yy',
  'd. MMMM yyyy',
  'd MMMM yyyy',
  'd MMM yyyy',
  'dd-MMM-yyyy',
  'MMM d, yyyy',
  'MMMM d, yyyy',
];

/** A few cells may hold no date: a total line, a typing error. */
const LEAST_SHARE = 0.95;
/** Distinct texts are enough to tell by; a year has a few hundred dates. */
const MAX_LOOKED_AT = 600;

export interface DateFormats {
  readonly formats: readonly string[];
  /** Another order of day and month that fits as well; only a person can tell. */
  readonly otherwise: readonly string[] | undefined;
}

/** How the column writes dates; undefined when it holds none. */
export function findDateFormats(column: Column): DateFormats | undefined {
  if (column.filled === 0) return undefined;
  const sample: Column = { ...column, values: new Map([...column.values].slice(0, MAX_LOOKED_AT)) };
  const fitting = formats.filter(
    (format) => shareOf(sample, (text) => parseDay(text, [format]) !== undefined) >= LEAST_SHARE,
  );
  const [first] = fitting;
  if (first === undefined) return findMixed(sample);
  const swapped = fitting.find((format) => isSwapped(first, format));
  if (swapped === undefined) return { formats: [first], otherwise: undefined };
  const difference = weekendShare(sample, first) - weekendShare(sample, swapped);
  if (difference !== 0) return { formats: [difference < 0 ? first : swapped], otherwise: undefined };
  // The wrong order also spreads a few weeks over the year.
  const [likely, other] = span(sample, first) <= span(sample, swapped) ? [first, swapped] : [swapped, first];
  return { formats: [likely], otherwise: [other] };
}

/** Two or three formats that together read nearly every cell. */
function findMixed(column: Column): DateFormats | undefined {
  const chosen: string[] = [];
  const isRead = (text: string): boolean => parseDay(text, chosen) !== undefined;
  while (chosen.length < 3 && shareOf(column, isRead) < LEAST_SHARE) {
    const left: Column = { ...column, values: new Map([...column.values].filter(([text]) => !isRead(text))) };
    const shares = formats.map((format) => shareOf(left, (text) => parseDay(text, [format]) !== undefined));
    const best = Math.max(...shares);
    const format = formats[shares.indexOf(best)];
    if (best < 0.2 || format === undefined) return undefined;
    chosen.push(format);
  }
  return shareOf(column, isRead) < LEAST_SHARE ? undefined : { formats: chosen, otherwise: undefined };
}

/** Whether two formats differ in the order of day and month alone. */
function isSwapped(a: string, b: string): boolean {
  return order(a) === order(b).replace('D', 'x').replace('M', 'D').replace('x', 'M');
}

function order(format: string): string {
  return format.replace(/d+/, 'D').replace(/M+/, 'M');
}

function weekendShare(column: Column, format: string): number {
  return shareOf(column, (text) => {
    const day = parseDay(text, [format]);
    return day !== undefined && weekday(day) > 5;
  });
}

/** Days from the first date to the last. */
function span({ values }: Column, format: string): number {
  const days = [...values.keys()].map((text) => parseDay(text, [format])).filter((day) => day !== undefined);
  const sorted = days.toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  return first === undefined || last === undefined ? 0 : daysBetween(first, last);
}
