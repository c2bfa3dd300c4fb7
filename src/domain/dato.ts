// A calendar date without time or zone. The only file of the domain that imports luxon; every distinct
// text is parsed once, because luxon is far too slow to be asked for each row.
import { DateTime } from 'luxon';

/** A calendar date as `YYYY-MM-DD`; compares correctly as text. */
export type Dato = string & { readonly brand: 'Dato' };

/** Day, month and year all differ from each other and from what luxon puts in for a part that is missing. */
const SAMPLE = '2013-11-24' as Dato;
const FIRST_OF_SAMPLE_MONTH = '2013-11-01' as Dato;
const MS_PER_DAY = 86_400_000;
const dayNumbers = new Map<string, number>();
const datoer = new Map<number, Dato>();

const known = new Set<string>();

/** The date written as `YYYY-MM-DD`. Throws a RangeError when there is no such day: a programmer's mistake. */
export function dato(text: string): Dato {
  if (known.has(text)) return text as Dato;
  const parsed = parseDato(text, ['yyyy-MM-dd']);
  if (parsed === undefined) throw new RangeError(`not a date: ${text}`);
  known.add(text);
  return parsed;
}

/** The date that `text` names in the first of the luxon `formats` that fits exactly, or undefined (31-02 is no date). */
export function parseDato(text: string, formats: readonly string[]): Dato | undefined {
  for (const format of formats) {
    const parsed = DateTime.fromFormat(text, format, { zone: 'utc', locale: 'da' });
    if (parsed.isValid) return parsed.toFormat('yyyy-MM-dd') as Dato;
  }
  return undefined;
}

/** The date written in a luxon `format`. */
export function formatDato(day: Dato, format: string): string {
  return DateTime.fromISO(day, { zone: 'utc', locale: 'da' }).toFormat(format);
}

/** Whether a luxon `format` names a date, or at least the month, completely: what is written in it is read back as the same. */
export function namesEvery(unit: 'day' | 'month', format: string): boolean {
  const sample = unit === 'day' ? SAMPLE : FIRST_OF_SAMPLE_MONTH;
  try {
    return parseDato(formatDato(sample, format), [format]) === sample;
  } catch {
    // Luxon refuses letters that contradict each other by throwing.
    return false;
  }
}

/** Days since 1970-01-01. */
export function dayNumber(day: Dato): number {
  const known = dayNumbers.get(day);
  if (known !== undefined) return known;
  const number = Math.round(DateTime.fromISO(day, { zone: 'utc' }).toMillis() / MS_PER_DAY);
  dayNumbers.set(day, number);
  return number;
}

function fromDayNumber(number: number): Dato {
  const known = datoer.get(number);
  if (known !== undefined) return known;
  const day = DateTime.fromMillis(number * MS_PER_DAY, { zone: 'utc' }).toFormat('yyyy-MM-dd') as Dato;
  datoer.set(number, day);
  return day;
}

/** The date `days` later (earlier when negative). */
export function addDays(day: Dato, days: number): Dato {
  return fromDayNumber(dayNumber(day) + days);
}

/** Whole days from `from` to `to`; negative when `to` is the earlier one. */
export function daysBetween(from: Dato, to: Dato): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO weekday: 1 Monday … 7 Sunday. */
export function weekday(day: Dato): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

/** ISO 8601 week, as `{ year, week }`; the year is the week's own, which can differ from the date's. */
export function isoWeek(day: Dato): { readonly year: number; readonly week: number } {
  const { weekYear, weekNumber } = DateTime.fromISO(day, { zone: 'utc' });
  return { year: weekYear, week: weekNumber };
}

/** Every date from `from` to `to`, both included; empty when `to` is earlier. */
export function datesBetween(from: Dato, to: Dato): Dato[] {
  const last = dayNumber(to);
  const dates: Dato[] = [];
  for (let number = dayNumber(from); number <= last; number += 1) dates.push(fromDayNumber(number));
  return dates;
}

/** The later of two dates. */
export function laterOf(a: Dato, b: Dato): Dato {
  return a >= b ? a : b;
}

/** The earlier of two dates. */
export function earlierOf(a: Dato, b: Dato): Dato {
  return a <= b ? a : b;
}

/** The calendar date in `timeZone` at an instant (milliseconds since 1970). The instant comes from the caller: no clock here. */
export function datoAt(instant: number, timeZone: string): Dato {
  return DateTime.fromMillis(instant, { zone: timeZone }).toFormat('yyyy-MM-dd') as Dato;
}
