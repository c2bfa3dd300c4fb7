// R54: the numbers of the forecast, as data. Fitted by `npm run fit-forecast` on invented kommuner with other seeds
// than the one the forecast is judged on; docs/prognose.md says how well it does.

/** The trin whose limits are forecast. */
export type ForecastTrin = 'bekymrende' | 'massivt';

export interface ForecastParameters {
  /** Skoledage after which a day of absence counts half as much for the pace. Chosen, not fitted: four weeks. */
  readonly halfLife: number;
  /** What is ordinary, as if every elev had been seen away so many days of so many skoledage. */
  readonly ordinaryDays: number;
  readonly ordinarySkoledage: number;
  /** From how far the pace carries to a chance. */
  readonly chance: Readonly<Record<ForecastTrin, { readonly offset: number; readonly slope: number }>>;
}

export const forecastParameters: ForecastParameters = {
  halfLife: 20,
  ordinaryDays: 2.05,
  ordinarySkoledage: 12,
  chance: {
    bekymrende: { offset: -1.63, slope: 1.23 },
    massivt: { offset: -0.919, slope: 1.39 },
  },
};
