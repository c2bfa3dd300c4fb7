// Cell text -> date or month, by the profile's formats.
import { parseDato } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';

/** A time of day after a date, perhaps with a zone. */
const TIME = /^(.*\d)(?:[ T]| kl\.? ?)(\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?) ?(Z|[+-]\d{2}:?\d{2})?$/;
const MIDNIGHT = /^[0:.,]+$/;

/** A date by the first of `formats` that fits exactly; a time of day after it is dropped. */
export function parseDay(text: string, formats: readonly string[]): Dato | undefined {
  const day = parseDato(text, formats);
  if (day !== undefined) return day;
  const [, date, time, zone] = TIME.exec(text) ?? [];
  if (date === undefined || time === undefined) return undefined;
  // With a zone, any other time may lie on another date in Denmark.
  return zone === undefined || MIDNIGHT.test(time) ? parseDato(date, formats) : undefined;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];

/** The first of the month that is given by year and number or Danish name (`10`, `okt.`, `oktober`). */
export function parseMonth(year: string, month: string): Dato | undefined {
  const named = monthNames.indexOf(month.toLowerCase().slice(0, 3)) + 1;
  const number = /^\d{1,2}$/.test(month) ? Number(month) : named;
  if (!/^(19|20)\d{2}$/.test(year) || number < 1 || number > 12) return undefined;
  return parseDato(`${year}-${String(number).padStart(2, '0')}-01`, ['yyyy-MM-dd']);
}
