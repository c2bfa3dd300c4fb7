// R2: the kvartal is the calendar quarter of the date of absence, written 2026K4.
import { addDays, dato, daysBetween } from './dato.ts';
import type { Dato } from './dato.ts';

/** A calendar quarter as `2026K4`; compares correctly as text. */
export type Kvartal = string & { readonly brand: 'Kvartal' };

/** R34: for so many days of a kvartal the previous one is screened too, for registrations that came late. */
export const LATE_REGISTRATION_DAYS = 14;

const PATTERN = /^(\d{4})K([1-4])$/;

/** The kvartal written like `2026K4`, or undefined. */
export function parseKvartal(text: string): Kvartal | undefined {
  return PATTERN.test(text) ? (text as Kvartal) : undefined;
}

const kvartaler = new Map<Dato, Kvartal>();

/** The kvartal that a date lies in (R2). Asked for every row, and answered from memory. */
export function kvartalOf(day: Dato): Kvartal {
  const known = kvartaler.get(day);
  if (known !== undefined) return known;
  const kvartal = `${day.slice(0, 4)}K${Math.ceil(Number(day.slice(5, 7)) / 3)}` as Kvartal;
  kvartaler.set(day, kvartal);
  return kvartal;
}

function yearAndNumber(kvartal: Kvartal): readonly [number, number] {
  return [Number(kvartal.slice(0, 4)), Number(kvartal.slice(5))];
}

const firstDays = new Map<Kvartal, Dato>();

export function firstDayOf(kvartal: Kvartal): Dato {
  const known = firstDays.get(kvartal);
  if (known !== undefined) return known;
  const [year, number] = yearAndNumber(kvartal);
  const first = dato(`${String(year).padStart(4, '0')}-${String(number * 3 - 2).padStart(2, '0')}-01`);
  firstDays.set(kvartal, first);
  return first;
}

const lastDays = new Map<Kvartal, Dato>();

export function lastDayOf(kvartal: Kvartal): Dato {
  const known = lastDays.get(kvartal);
  if (known !== undefined) return known;
  const last = addDays(firstDayOf(nextKvartal(kvartal)), -1);
  lastDays.set(kvartal, last);
  return last;
}

export function nextKvartal(kvartal: Kvartal): Kvartal {
  const [year, number] = yearAndNumber(kvartal);
  return (number === 4 ? `${year + 1}K1` : `${year}K${number + 1}`) as Kvartal;
}

export function previousKvartal(kvartal: Kvartal): Kvartal {
  const [year, number] = yearAndNumber(kvartal);
  return (number === 1 ? `${year - 1}K4` : `${year}K${number - 1}`) as Kvartal;
}

/** R34: whether `asOf` lies in the first 14 days of its kvartal, when the previous one is still screened. */
export function isLateRegistrationWindow(asOf: Dato): boolean {
  return daysBetween(firstDayOf(kvartalOf(asOf)), asOf) < LATE_REGISTRATION_DAYS;
}
