// R53, R54: the skoledage of one elev in a line. A weekend or a holiday takes no room on it, so it never breaks a row of
// absent skoledage, and "the last 20 skoledage" are the last 20 positions.
import { addDays, daysBetween, earlierOf } from './dato.ts';
import type { Dato } from './dato.ts';
import { firstDayOf, kvartalOf, lastDayOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import { klassetrinThen } from './row-fate.ts';
import { lastDayOfSkoleaar } from './skolekalender.ts';
import type { Kalendersted, Skoledage, SkoledageLookup } from './skolekalender.ts';

/** What is looked at lies at most a year back; frister that follow from it lie at most so many days ahead. */
const LOOKBACK_DAYS = 365;
const LOOKAHEAD_DAYS = 100;

/** Neighbouring skoledage at least so many days apart have a ferie or a long weekend between them. */
export const FERIE_DAYS = 5;

export interface SkoledagAxis {
  readonly days: readonly Dato[];
  readonly positionOf: ReadonlyMap<Dato, number>;
  /** Positions of the first skoledag after a ferie or a long weekend. */
  readonly afterFerie: ReadonlySet<number>;
}

export interface AxisPeriod {
  readonly from: Dato;
  readonly to: Dato;
  /** When the place's klassetrin holds; in another skoleår it was another one (R2). */
  readonly asOf: Dato;
}

/** The axes of a period. Few places have a calendar of their own, so most of them share an axis. */
interface PeriodAxes {
  readonly period: AxisPeriod;
  readonly byCalendars: { readonly calendars: readonly Skoledage[]; readonly axis: SkoledagAxis }[];
  readonly byPlace: PlaceAxes;
}

/** What is known of places, number after number. */
interface PlaceAxes {
  readonly behind: Map<string, PlaceAxes>;
  readonly byKlassetrin: Map<number | undefined, SkoledagAxis>;
}

const known = new WeakMap<SkoledageLookup, PeriodAxes[]>();

/** The skoledage of a place in a period, both ends included; elever of the same calendar share one answer. */
export function skoledagAxis(
  skoledage: SkoledageLookup,
  place: Kalendersted,
  period: AxisPeriod,
): SkoledagAxis {
  const axes = axesOf(skoledage, period);
  let atPlace = axes.byPlace;
  for (const number of place.institutionsnumre) atPlace = follow(atPlace, number);
  const axis = atPlace.byKlassetrin.get(place.klassetrin) ?? findAxis(skoledage, place, axes);
  atPlace.byKlassetrin.set(place.klassetrin, axis);
  return axis;
}

/** A night asks about few periods, and for every elev. */
function axesOf(skoledage: SkoledageLookup, period: AxisPeriod): PeriodAxes {
  const periods = known.get(skoledage) ?? [];
  const same = periods.find((one) => isSamePeriod(one.period, period));
  if (same !== undefined) return same;
  const axes = { period, byCalendars: [], byPlace: newPlaceAxes() };
  known.set(skoledage, [...periods, axes]);
  return axes;
}

function isSamePeriod(one: AxisPeriod, other: AxisPeriod): boolean {
  return one.from === other.from && one.to === other.to && one.asOf === other.asOf;
}

function follow({ behind }: PlaceAxes, number: string): PlaceAxes {
  const next = behind.get(number) ?? newPlaceAxes();
  behind.set(number, next);
  return next;
}

function newPlaceAxes(): PlaceAxes {
  return { behind: new Map(), byKlassetrin: new Map() };
}

function findAxis(
  skoledage: SkoledageLookup,
  place: Kalendersted,
  { period, byCalendars }: PeriodAxes,
): SkoledagAxis {
  const parts = partsOf(period).map(({ from, to }) => {
    const klassetrin = klassetrinThen(from, { klassetrin: place.klassetrin, asOf: period.asOf });
    return { from, to, calendar: skoledage({ ...place, klassetrin }) };
  });
  const same = byCalendars.find(({ calendars }) =>
    parts.every(({ calendar }, index) => calendar === calendars[index]),
  );
  if (same !== undefined) return same.axis;
  const axis = lineUp(parts.flatMap(({ from, to, calendar }) => calendar.between(from, to)));
  byCalendars.push({ calendars: parts.map(({ calendar }) => calendar), axis });
  return axis;
}

/** The period, cut where a skoleår ends (R2). */
function partsOf({ from, to }: AxisPeriod): { readonly from: Dato; readonly to: Dato }[] {
  const parts: { readonly from: Dato; readonly to: Dato }[] = [];
  for (let first = from; first <= to;) {
    const last = earlierOf(lastDayOfSkoleaar(first), to);
    parts.push({ from: first, to: last });
    first = addDays(last, 1);
  }
  return parts;
}

/** The line on which an elev is looked at when `kvartal` is screened: a year back, the whole kvartal, and some way ahead. */
export function axisAround(
  skoledage: SkoledageLookup,
  place: Kalendersted,
  { asOf, kvartal }: { readonly asOf: Dato; readonly kvartal: Kvartal },
): SkoledagAxis {
  const from = earlierOf(addDays(asOf, -LOOKBACK_DAYS), firstDayOf(kvartal));
  return skoledagAxis(skoledage, place, { from, to: addDays(asOf, LOOKAHEAD_DAYS), asOf });
}

/** The line for a replay of the nights `from`-`to`: a year back from the first, and to the end of the last one's kvartal. */
export function axisBetween(
  skoledage: SkoledageLookup,
  place: Kalendersted,
  { from, to, asOf }: AxisPeriod,
): SkoledagAxis {
  const end = lastDayOf(kvartalOf(to));
  return skoledagAxis(skoledage, place, { from: addDays(from, -LOOKBACK_DAYS), to: end, asOf });
}

function lineUp(days: readonly Dato[]): SkoledagAxis {
  const afterFerie = days.flatMap((day, position) => {
    const before = days[position - 1];
    return before !== undefined && daysBetween(before, day) >= FERIE_DAYS ? [position] : [];
  });
  return {
    days,
    positionOf: new Map(days.map((day, position) => [day, position])),
    afterFerie: new Set(afterFerie),
  };
}

/** How many skoledage of the axis lie up to and including `day`. */
export function countUpTo({ days, positionOf }: SkoledagAxis, day: Dato): number {
  const position = positionOf.get(day);
  if (position !== undefined) return position + 1;
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? '') <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}
