// Cell text -> checked value. Each distinct text is parsed once per file: an export repeats a few hundred dates and
// codes over hundreds of thousands of rows.
import { fromDays, fractionOfDay, ONE_DAY, smallerOf } from '../domain/fravaersdage.ts';
import type { Fravaersdage } from '../domain/fravaersdage.ts';
import type { Aarsagskode } from '../domain/fravaersaarsag.ts';
import type { Dato } from '../domain/dato.ts';
import { parseDays } from './amounts.ts';
import { parseDay, parseMonth } from './dates.ts';
import { cleanCell, fold } from './fold.ts';
import type { Profile } from './profile.ts';
import { remember } from './remember.ts';
import { excelDato } from './xlsx/serial.ts';

const MAX_DAYS_OF_MONTH = fromDays(31);

export interface Values {
  readonly dato: (text: string) => Dato | undefined;
  /** R4: undefined for a code that the profile does not map. */
  readonly aarsag: (text: string) => Aarsagskode | undefined;
  /** R5: a part of a day from 0 to 1; an empty text is a whole day. */
  readonly omfang: (text: string) => Fravaersdage | undefined;
  /** Days of a month, 0 to 31. */
  readonly monthDays: (text: string) => Fravaersdage | undefined;
  /** R5: one lesson of a day of so many; an empty text is the profile's number of lessons. */
  readonly lesson: (lessonsThatDay: string) => Fravaersdage | undefined;
  /** The first of the month of a date or month, by the profile's formats. */
  readonly monthOf: (text: string) => Dato | undefined;
  /** The first of the month given by year and month. */
  readonly month: (year: string, month: string) => Dato | undefined;
  readonly klassetrin: (text: string) => number | undefined;
  /** Which lesson of the day: undefined for none, and for several at once. */
  readonly lektion: (text: string) => string | undefined;
}

/** How a sheet counts the days of its dates; undefined for text. */
export type Serials = 'from-1900' | 'from-1904' | undefined;

export function valuesFor(profile: Profile, serials?: Serials): Values {
  const { dates, decimal, lessonsPerDay } = profile;
  const aarsager = codeLookup(profile.aarsager);
  const amounts = codeLookup(profile.amounts);
  const days = (text: string): Fravaersdage | undefined => {
    const amount = amounts(text);
    return amount === undefined ? parseDays(text, decimal) : fromDays(amount);
  };
  const atMost = (most: Fravaersdage, amount: Fravaersdage | undefined): Fravaersdage | undefined =>
    amount === undefined || amount > most ? undefined : smallerOf(amount, most);
  const dato = remember((text) => parseDay(text, dates) ?? parseSerial(text, serials));
  return {
    dato,
    aarsag: remember(aarsager),
    omfang: remember((text) => (text === '' ? ONE_DAY : atMost(ONE_DAY, days(text)))),
    monthDays: remember((text) => atMost(MAX_DAYS_OF_MONTH, days(text))),
    lesson: remember((text) => parseLesson(text === '' ? String(lessonsPerDay ?? '') : text)),
    monthOf: (text) => firstOfMonth(dato(text)),
    month: (year, month) => parseMonth(year, month),
    klassetrin: remember(parseKlassetrin),
    lektion: remember(lessonName),
  };
}

/** Looks a code up as written, else in any other form that means the same and no other code. */
function codeLookup<T>(codes: Readonly<Record<string, T>>): (text: string) => T | undefined {
  const exact = new Map(Object.entries(codes).map(([code, value]) => [cleanCell(code), value]));
  const folded = new Map([...exact].map(([code, value]) => [fold(code), value]));
  for (const [code, value] of exact) if (folded.get(fold(code)) !== value) folded.delete(fold(code));
  return (text) => exact.get(text) ?? folded.get(fold(text));
}

/** Excel writes a date as a number when its cell has no date format. */
function parseSerial(text: string, serials: Serials): Dato | undefined {
  if (serials === undefined || !/^\d{5}([.,]\d+)?$/.test(text)) return undefined;
  return excelDato(Number(text.replace(',', '.')), serials === 'from-1904');
}

function firstOfMonth(day: Dato | undefined): Dato | undefined {
  return day === undefined ? undefined : parseMonth(day.slice(0, 4), day.slice(5, 7));
}

function parseLesson(text: string): Fravaersdage | undefined {
  const number = /^(\d{1,2})([.,]0+)?$/.exec(text)?.[1];
  return number === undefined ? undefined : fractionOfDay(1, Number(number));
}

/** 0-10, written as a number, perhaps with a point or the word klasse after it; a specialklasse has none. */
function parseKlassetrin(text: string): number | undefined {
  const match = /^(\d{1,2})\.?(\s*klasse)?$/i.exec(text);
  const number = match === null ? undefined : Number(match[1]);
  return number !== undefined && number <= 10 ? number : undefined;
}

/**
 * One form of the lesson's name or number, by which two lessons of a day are told from one row twice (R7). Undefined for
 * none, and for several at once (`1-3`, `2,4`): how many lessons that is would be a guess.
 */
function lessonName(text: string): string | undefined {
  const number = /^0*(\d{1,2})\.?(?: ?lektion)?$/i.exec(text)?.[1];
  if (number !== undefined) return number;
  return text === '' || text.length > 40 || /\d *[-–,;+/&] *\d| og /.test(text) ? undefined : text;
}
