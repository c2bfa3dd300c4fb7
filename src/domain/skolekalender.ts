// R9: which dates are skoledage, for whom. The public holidays are in holidays.ts.
import { dato, datesBetween, weekday } from './dato.ts';
import type { Dato } from './dato.ts';

export interface ClosedPeriod {
  readonly navn: string;
  readonly from: Dato;
  readonly to: Dato;
}

export interface Skoleaar {
  /** Written `2026/2027`. */
  readonly skoleaar: string;
  readonly first: Dato;
  readonly last: Dato;
  readonly closed: readonly ClosedPeriod[];
}

/** What differs for some skoler or klassetrin; an absent list means all. */
export interface Kalenderundtagelse {
  readonly skoler: readonly string[] | undefined;
  readonly klassetrin: readonly number[] | undefined;
  readonly closed: readonly ClosedPeriod[];
  /** Last ordinary day, within the skoleår that it lies in. */
  readonly last: Dato | undefined;
}

export interface Skolekalender {
  readonly skoleaar: readonly Skoleaar[];
  readonly exceptions: readonly Kalenderundtagelse[];
  readonly holidays: ReadonlyMap<Dato, string>;
}

/** Whose calendar: the numbers of the skole (its own and, for a row, the exported one) and the klassetrin. */
export interface Kalendersted {
  readonly institutionsnumre: readonly string[];
  readonly klassetrin: number | undefined;
}

/** A calendar for one kind of elev. Answers are remembered, so asking for every row is cheap. */
export interface Skoledage {
  readonly has: (day: Dato) => boolean;
  /** All skoledage from `from` to `to`, both included. */
  readonly between: (from: Dato, to: Dato) => readonly Dato[];
  /** How many there are from `from` to `to`, both included. */
  readonly count: (from: Dato, to: Dato) => number;
}

/** Looks up the skoledage of a place; places with the same exceptions share one answer. */
export type SkoledageLookup = (place: Kalendersted) => Skoledage;

/** Prepares look-ups in a calendar (R9): weekends, holidays, closed periods and the exceptions that concern the place. */
export function skoledageLookup(kalender: Skolekalender): SkoledageLookup {
  const byPlace = new Map<string, Skoledage>();
  const byExceptions = new Map<string, Skoledage>();
  const find = (place: Kalendersted): Skoledage => {
    const placeKey = `${place.institutionsnumre.join(',')}|${place.klassetrin ?? ''}`;
    const known = byPlace.get(placeKey);
    if (known !== undefined) return known;
    const exceptions = kalender.exceptions.filter((exception) => concerns(exception, place));
    const exceptionsKey = exceptions.map((exception) => kalender.exceptions.indexOf(exception)).join(',');
    const skoledage = byExceptions.get(exceptionsKey) ?? skoledageWith(kalender, exceptions);
    byPlace.set(placeKey, skoledage);
    byExceptions.set(exceptionsKey, skoledage);
    return skoledage;
  };
  // The rows of one elev ask for the same place one after the other.
  let last: { readonly place: Kalendersted; readonly skoledage: Skoledage } | undefined;
  return (place) => {
    if (last === undefined || !isSamePlace(last.place, place)) last = { place, skoledage: find(place) };
    return last.skoledage;
  };
}

function isSamePlace(a: Kalendersted, b: Kalendersted): boolean {
  const [ones, others] = [a.institutionsnumre, b.institutionsnumre];
  return (
    a.klassetrin === b.klassetrin &&
    ones.length === others.length &&
    ones.every((number, index) => number === others[index])
  );
}

function concerns(exception: Kalenderundtagelse, place: Kalendersted): boolean {
  const skoleFits =
    exception.skoler === undefined ||
    exception.skoler.some((number) => place.institutionsnumre.includes(number));
  const klassetrinFits =
    exception.klassetrin === undefined ||
    (place.klassetrin !== undefined && exception.klassetrin.includes(place.klassetrin));
  return skoleFits && klassetrinFits;
}

function skoledageWith(kalender: Skolekalender, exceptions: readonly Kalenderundtagelse[]): Skoledage {
  const answers = new Map<Dato, boolean>();
  const has = (day: Dato): boolean => {
    const known = answers.get(day);
    if (known !== undefined) return known;
    const answer = isSkoledag(kalender, exceptions, day);
    answers.set(day, answer);
    return answer;
  };
  const periods = new Map<string, readonly Dato[]>();
  const between = (from: Dato, to: Dato): readonly Dato[] => {
    const key = `${from} ${to}`;
    const days = periods.get(key) ?? datesBetween(from, to).filter(has);
    periods.set(key, days);
    return days;
  };
  return { has, between, count: (from, to) => between(from, to).length };
}

function isSkoledag(kalender: Skolekalender, exceptions: readonly Kalenderundtagelse[], day: Dato): boolean {
  if (weekday(day) > 5 || kalender.holidays.has(day)) return false;
  if (exceptions.some((exception) => isIn(exception.closed, day))) return false;
  const skoleaar = kalender.skoleaar.find((year) => year.skoleaar === skoleaarOf(day));
  // A skoleår that the calendar does not list: weekdays count, and checkCalendar has warned about it.
  if (skoleaar === undefined) return true;
  if (day < skoleaar.first || day > skoleaar.last || isIn(skoleaar.closed, day)) return false;
  return !exceptions.some((exception) => endedEarlier(exception, day));
}

function endedEarlier(exception: Kalenderundtagelse, day: Dato): boolean {
  return (
    exception.last !== undefined && day > exception.last && skoleaarOf(day) === skoleaarOf(exception.last)
  );
}

function isIn(periods: readonly ClosedPeriod[], day: Dato): boolean {
  return periods.some((period) => period.from <= day && day <= period.to);
}

/** The skoleår of a date, 1 August to 31 July, written `2026/2027`. */
export function skoleaarOf(day: Dato): string {
  const year = Number(day.slice(0, 4));
  return day.slice(5) >= '08-01' ? `${year}/${year + 1}` : `${year - 1}/${year}`;
}

/** 1 August of the skoleår that a date lies in. */
export function firstDayOfSkoleaar(day: Dato): Dato {
  return dato(`${skoleaarOf(day).slice(0, 4)}-08-01`);
}

/** 31 July of the skoleår that a date lies in. */
export function lastDayOfSkoleaar(day: Dato): Dato {
  return dato(`${skoleaarOf(day).slice(5)}-07-31`);
}
