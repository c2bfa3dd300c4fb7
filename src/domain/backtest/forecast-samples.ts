// R54: what a forecast would have been made from, week by week, and how the kvartal then ended. The backtest judges the
// forecast by them; the fit on other kommuner uses the same ones.
import { addDays, earlierOf, laterOf } from '../dato.ts';
import type { Dato } from '../dato.ts';
import { situationOf } from '../forecast.ts';
import type { ForecastSituation } from '../forecast.ts';
import { forecastParameters } from '../forecast-parameters.ts';
import type { ForecastParameters, ForecastTrin } from '../forecast-parameters.ts';
import type { Fravaersdag } from '../fravaer.ts';
import { sumDays } from '../fravaer.ts';
import { findCrossings, isReached } from '../indsatstrin.ts';
import type { Ladder } from '../indsatstrin.ts';
import { firstDayOf, lastDayOf } from '../kvartal.ts';
import type { Kvartal } from '../kvartal.ts';
import { countUpTo } from '../skoledag-axis.ts';
import { isComplete, kvartalerOf } from './replay.ts';
import type { BacktestPeriod, ElevReplay } from './replay.ts';

export interface ForecastSample {
  readonly trin: ForecastTrin;
  readonly limit: number;
  /** 1 for the first seven days of the kvartal. */
  readonly week: number;
  readonly night: Dato;
  readonly situation: ForecastSituation;
  readonly passed: boolean;
  /** Skoledage from the night to the one on which the limit was passed. */
  readonly skoledageToPassing: number | undefined;
}

export interface SampleSettings {
  readonly ladder: Ladder;
  readonly period: BacktestPeriod;
  readonly parameters?: ForecastParameters;
}

/** The samples of one elev in the kvartaler that are over: at the end of each week, per limit that is not yet passed. */
export function visitSamples(
  elev: ElevReplay,
  { ladder, period, parameters = forecastParameters }: SampleSettings,
  visit: (sample: ForecastSample) => void,
): void {
  for (const kvartal of kvartalerOf(period)) {
    const end = lastDayOf(kvartal);
    if (!isComplete(elev, kvartal, period) || elev.skoleAt(earlierOf(end, period.to)) === undefined) continue;
    const first = laterOf(firstDayOf(kvartal), elev.knownFrom);
    for (
      let week = 1, night = addDays(firstDayOf(kvartal), 6);
      night <= end;
      week += 1, night = addDays(night, 7)
    ) {
      const isReplayed = night >= period.from && night <= period.to && night >= first;
      if (isReplayed && elev.skoleAt(night) !== undefined) {
        samplesOn({ elev, ladder, parameters, kvartal, week, night }).forEach(visit);
      }
    }
  }
}

interface Moment {
  readonly elev: ElevReplay;
  readonly ladder: Ladder;
  readonly parameters: ForecastParameters;
  readonly kvartal: Kvartal;
  readonly week: number;
  readonly night: Dato;
}

function samplesOn({ elev, ladder, parameters, kvartal, week, night }: Moment): ForecastSample[] {
  const ofKvartal = elev.byKvartal.get(kvartal) ?? [];
  const { total } = sumDays(upTo(ofKvartal, night));
  const { axis, knownFrom, days } = elev;
  const situation = situationOf({ kvartal, axis, knownTo: night, knownFrom, days, total }, parameters);
  if (situation.skoledageLeft === 0) return [];
  const crossings = findCrossings({ days: ofKvartal }, ladder);
  return ladder.steps.flatMap(({ trin, days: limit, reached }): ForecastSample[] => {
    if (trin === 'tidlig-indsats' || isReached({ days: limit, reached }, total)) return [];
    const passedOn = crossings.find((crossing) => crossing.trin === trin)?.dato;
    const skoledageToPassing =
      passedOn === undefined ? undefined : countUpTo(axis, passedOn) - countUpTo(axis, night);
    return [{ trin, limit, week, night, situation, passed: passedOn !== undefined, skoledageToPassing }];
  });
}

function upTo(days: readonly Fravaersdag[], night: Dato): Fravaersdag[] {
  return days.filter(({ dato }) => dato <= night);
}
