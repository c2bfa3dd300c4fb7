// R54 for one elev of a night: the forecasts, and which of them the team has been told already (R32).
import { earlierOf, laterOf } from './dato.ts';
import type { Dato } from './dato.ts';
import { forecastElev } from './forecast.ts';
import type { Forecast } from './forecast.ts';
import type { Ladder } from './indsatstrin.ts';
import { kvartalOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import type { RowSpan } from './skole-rows.ts';
import type { Elevhistorik, ElevScreening } from './screening.ts';
import { axisAround } from './skoledag-axis.ts';
import type { SkoledageLookup } from './skolekalender.ts';

export interface ElevForecast extends Forecast {
  /** The team has been told that the elev may pass this limit in this kvartal. */
  readonly isTold: boolean;
}

export interface ForecastContext {
  readonly asOf: Dato;
  readonly kvartal: Kvartal;
  readonly ladder: Ladder;
  readonly skoledage: SkoledageLookup;
  /** The rows of the elev's skole. */
  readonly span: RowSpan | undefined;
  readonly isTold: (key: string) => boolean;
}

/** Names a forecast, as state remembers what was told. */
export function forecastKey(kvartal: Kvartal, { trin }: Pick<Forecast, 'trin'>): string {
  return `R54|${kvartal}|${trin}`;
}

/** None for a kvartal that is over, nor where some of the days have no date. */
export function forecastCase(
  { days, placement }: Elevhistorik,
  { fravaer }: Pick<ElevScreening, 'fravaer'>,
  { asOf, kvartal, ladder, skoledage, span, isTold }: ForecastContext,
): readonly ElevForecast[] {
  const first = days[0]?.dato;
  if (first === undefined || span === undefined || fravaer.undated > 0 || kvartalOf(asOf) !== kvartal)
    return [];
  const arrived = earlierOf(placement.since ?? span.oldest, first);
  const facts = {
    kvartal,
    axis: axisAround(skoledage, placement, { asOf, kvartal }),
    knownTo: earlierOf(asOf, span.newest),
    knownFrom: laterOf(arrived, span.oldest),
    days,
    total: fravaer.total,
  };
  return forecastElev(facts, ladder).map((forecast) => ({
    ...forecast,
    isTold: isTold(forecastKey(kvartal, forecast)),
  }));
}
