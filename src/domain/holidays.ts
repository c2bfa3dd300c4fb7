// R9: the Danish public holidays of a year, and Grundlovsdag, when schools are closed too. Half of them move with Easter.
import { addDays, dato } from './dato.ts';
import type { Dato } from './dato.ts';

/** Month and day. */
const fixed = [
  { navn: 'Nytårsdag', day: '01-01' },
  { navn: 'Grundlovsdag', day: '06-05' },
  { navn: 'Juledag', day: '12-25' },
  { navn: 'Anden Juledag', day: '12-26' },
] as const;

interface Moveable {
  readonly navn: string;
  readonly daysAfterEaster: number;
  /** The last year in which it was a holiday. */
  readonly until?: number;
}

const moveable: readonly Moveable[] = [
  { navn: 'Skærtorsdag', daysAfterEaster: -3 },
  { navn: 'Langfredag', daysAfterEaster: -2 },
  { navn: 'Påskedag', daysAfterEaster: 0 },
  { navn: 'Anden påskedag', daysAfterEaster: 1 },
  { navn: 'Store Bededag', daysAfterEaster: 26, until: 2023 },
  { navn: 'Kristi Himmelfartsdag', daysAfterEaster: 39 },
  { navn: 'Pinsedag', daysAfterEaster: 49 },
  { navn: 'Anden Pinsedag', daysAfterEaster: 50 },
];

/** Of years that a date can be written of. */
const YEARS = { first: 1, last: 9999 };

/** The name of every holiday by its date, from the year `from` to the year `to`, both included. */
export function danishHolidays(from: number, to: number): ReadonlyMap<Dato, string> {
  const holidays = new Map<Dato, string>();
  for (let year = Math.max(from, YEARS.first); year <= Math.min(to, YEARS.last); year += 1) {
    const easter = easterSunday(year);
    for (const { navn, daysAfterEaster, until = year } of moveable) {
      if (year <= until) holidays.set(addDays(easter, daysAfterEaster), navn);
    }
    // Last, so that Grundlovsdag keeps its name when it is Pinsedag too.
    for (const { navn, day } of fixed) holidays.set(datoOf(year, day), navn);
  }
  return holidays;
}

function datoOf(year: number, day: string): Dato {
  return dato(`${String(year).padStart(4, '0')}-${day}`);
}

/**
 * The Sunday after the first full moon of spring, as the Gregorian calendar reckons it: Gauss's rule in the form without
 * exceptions (Meeus, Astronomical Algorithms, chapter 8; the names are the usual single letters in words).
 */
export function easterSunday(year: number): Dato {
  const goldenYear = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const moon = (19 * goldenYear + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - moon - (yearOfCentury % 4)) % 7;
  const lateMoon = Math.floor((goldenYear + 11 * moon + 22 * toSunday) / 451);
  return addDays(datoOf(year, '03-22'), moon + toSunday - 7 * lateMoon);
}
