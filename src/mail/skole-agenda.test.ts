import { expect, it } from 'vitest';
import type { ElevForecast } from '../domain/elev-forecast.ts';
import { forecastLines } from './skole-agenda.ts';

const forecast = (limit: number, isTold = false): ElevForecast => ({
  trin: limit === 10 ? 'bekymrende' : 'massivt',
  limit,
  chance: 0.4,
  around: undefined,
  isTold,
});

it('counts forecasts in one line without names, marked as a forecast, with the next step (R54, R71, R82)', () => {
  const cases = [
    { forecasts: [forecast(10)] },
    { forecasts: [forecast(10), forecast(20)] },
    { forecasts: [forecast(10, true), forecast(20)] },
  ];

  expect(forecastLines(cases)).toEqual([
    '2 elever kan passere 10 dage og 2 elever kan passere 20 dage, før kvartalet slutter. Det er en prognose; se arket. Klasselærer: Tal med eleven og forældrene, før grænsen nås. Inden næste teammøde.',
  ]);
  expect(forecastLines([])).toEqual([]);
});
