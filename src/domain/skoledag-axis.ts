// R53, R54: the skoledage of one elev in a line. A weekend or a holiday takes no room on it, so it never breaks a row of
// absent skoledage, and "the last 20 skoledage" are the last 20 positions.
import { addDays, daysBetween, earlierOf } from './dato.ts';
import type { Dato } from './dato.ts';
import { firstDayOf, kvartalOf, lastDayOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import { klassetrinThen } from './row-fate.ts';
import { lastDayOfSkoleaar } from './skolekalender.ts';
import type { Kalendersted, SkoledageLookup } from './skolekalender.ts';

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

const axes = new WeakMap<SkoledageLookup, Map<string, SkoledagAxis>>();

/** The skoledage of a place in a period, both ends included; elever of the same place share one answer. */
export function skoledagAxis(
  skoledage: SkoledageLookup,
  place: Kalendersted,
  period: AxisPeriod,
): SkoledagAxis {
  const known = axes.get(skoledage) ?? new Map<string, SkoledagAxis>();
  axes.set(skoledage, known);
  const { from, to, asOf } = period;
  const key = `${place.institutionsnumre.join(',')}|${place.klassetrin ?? ''}|${from}|${to}|${asOf}`;
  const axis = known.get(key) ?? lineUp(daysOf(skoledage, place, period));
  known.set(key, axis);
  return axis;
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

function daysOf(skoledage: SkoledageLookup, place: Kalendersted, { from, to, asOf }: AxisPeriod): Dato[] {
  const days: Dato[] = [];
  let first = from;
  while (first <= to) {
    const last = earlierOf(lastDayOfSkoleaar(first), to);
    const klassetrin = klassetrinThen(first, { klassetrin: place.klassetrin, asOf });
    days.push(...skoledage({ ...place, klassetrin }).between(first, last));
    first = addDays(last, 1);
  }
  return days;
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
