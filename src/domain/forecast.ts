// R54: who may pass the limits of bekymrende and massivt before the kvartal's last skoledag, about when, and how sure.
// An estimate and no count, so it is the one place of the domain where days are floating point; never a trin.
import { addDays } from './dato.ts';
import type { Dato } from './dato.ts';
import { forecastParameters } from './forecast-parameters.ts';
import type { ForecastParameters, ForecastTrin } from './forecast-parameters.ts';
import type { Fravaersdag } from './fravaer.ts';
import { toDays } from './fravaersdage.ts';
import type { Fravaersdage } from './fravaersdage.ts';
import { isReached } from './indsatstrin.ts';
import type { Ladder } from './indsatstrin.ts';
import { firstDayOf, lastDayOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import { countUpTo } from './skoledag-axis.ts';
import type { SkoledagAxis } from './skoledag-axis.ts';

/** A forecast is shown from this chance on: about every second one shown comes true (docs/prognose.md). */
export const SHOWN_FROM_CHANCE = 0.25;
/** The kvartal is too young to say anything before so many skoledage. */
export const SHOWN_FROM_SKOLEDAG = 5;

export interface Forecast {
  readonly trin: ForecastTrin;
  /** The limit that may be passed, in days. */
  readonly limit: number;
  /** From 0 to 1. */
  readonly chance: number;
  /** When it would be passed at the present pace; undefined when that is only just before the kvartal ends, or after. */
  readonly around: Dato | undefined;
}

/** Where an elev stands in the kvartal: what a forecast is made from. */
export interface ForecastSituation {
  readonly daysSoFar: number;
  readonly skoledageSoFar: number;
  /** Skoledage to come, the kvartal's last one included. */
  readonly skoledageLeft: number;
  /** Days of absence and skoledage before now, across the turn of the kvartal; recent ones weigh more. */
  readonly recentDays: number;
  readonly recentSkoledage: number;
}

export interface ForecastFacts {
  readonly kvartal: Kvartal;
  readonly axis: SkoledagAxis;
  /** Up to when absence is known: the as-of date, or the skole's newest row before it (R14). */
  readonly knownTo: Dato;
  /** From when absence is known: the first date of the export, or the elev's arrival. */
  readonly knownFrom: Dato;
  /** Every day of absence in the export, earliest first. */
  readonly days: readonly Fravaersdag[];
  /** The sum of the kvartal. */
  readonly total: Fravaersdage;
}

/** The limits that the elev has not passed and may pass, the lower one first; empty when nothing is worth showing. */
export function forecastElev(facts: ForecastFacts, ladder: Ladder): readonly Forecast[] {
  const situation = situationOf(facts);
  const { axis, knownTo } = facts;
  if (situation.skoledageSoFar < SHOWN_FROM_SKOLEDAG) return [];
  return ladder.steps.toReversed().flatMap(({ trin, days: limit, reached }): Forecast[] => {
    if (trin === 'tidlig-indsats' || isReached({ days: limit, reached }, facts.total)) return [];
    const chance = chanceOfPassing(trin, limit, situation);
    if (chance < SHOWN_FROM_CHANCE) return [];
    const skoledage = passingIn(limit, situation);
    const around = skoledage === undefined ? undefined : axis.days[countUpTo(axis, knownTo) + skoledage - 1];
    return [{ trin, limit, chance, around }];
  });
}

/** The situation on the day up to which absence is known; days after it are not looked at. */
export function situationOf(
  { kvartal, axis, knownTo, knownFrom, days, total }: ForecastFacts,
  { halfLife }: ForecastParameters = forecastParameters,
): ForecastSituation {
  const known = countUpTo(axis, knownTo);
  const start = countUpTo(axis, addDays(knownFrom, -1));
  const first = countUpTo(axis, addDays(firstDayOf(kvartal), -1));
  const fade = 0.5 ** (1 / halfLife);
  let recentDays = 0;
  for (const day of days) {
    const position = axis.positionOf.get(day.dato);
    if (position === undefined || position >= known) continue;
    recentDays += toDays(day.total) * fade ** (known - 1 - position);
  }
  return {
    daysSoFar: toDays(total),
    skoledageSoFar: known - first,
    skoledageLeft: countUpTo(axis, lastDayOf(kvartal)) - known,
    recentDays,
    recentSkoledage: (1 - fade ** Math.max(0, known - start)) / (1 - fade),
  };
}

/** Days of absence per skoledag to be expected: the recent pace, drawn towards what is ordinary. */
function paceOf(
  { recentDays, recentSkoledage }: ForecastSituation,
  { ordinaryDays, ordinarySkoledage }: ForecastParameters,
): number {
  return Math.min(1, (recentDays + ordinaryDays) / (recentSkoledage + ordinarySkoledage));
}

/** The chance, 0-1, that the kvartal ends above `limit` days; 0 when too few skoledage are left, 1 when it is passed. */
export function chanceOfPassing(
  trin: ForecastTrin,
  limit: number,
  situation: ForecastSituation,
  parameters: ForecastParameters = forecastParameters,
): number {
  const needed = limit - situation.daysSoFar;
  if (needed < 0) return 1;
  if (situation.skoledageLeft <= needed) return 0;
  const expected = situation.skoledageLeft * paceOf(situation, parameters);
  const { offset, slope } = parameters.chance[trin];
  // How far the expected days lie from the needed ones, in units of how much such numbers scatter.
  const distance = (expected - needed) / Math.sqrt(expected + needed + 1);
  return 1 / (1 + Math.exp(-(offset + slope * distance)));
}

/** In how many skoledage the limit is passed at the present pace; undefined when only on the kvartal's last one, or after. */
export function passingIn(limit: number, situation: ForecastSituation): number | undefined {
  const needed = limit - situation.daysSoFar;
  const skoledage = Math.floor(needed / paceOf(situation, forecastParameters)) + 1;
  return skoledage < situation.skoledageLeft ? skoledage : undefined;
}
