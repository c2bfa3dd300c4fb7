// R54: a forecast as a sentence, the same everywhere (R83) and always marked as what it is.
import type { Forecast } from '../domain/forecast.ts';
import { fromDays } from '../domain/fravaersdage.ts';
import { dageText, datoText } from './da.ts';

/** Of those said to be surer than this, no more than about this share came true (docs/prognose.md). */
const SUREST = 0.85;

/** `Prognose: Kan passere 10 dage omkring 04-12-2026 (ca. 40 % sandsynligt).` */
export function forecastText({
  limit,
  chance,
  around,
}: Pick<Forecast, 'limit' | 'chance' | 'around'>): string {
  const when = around === undefined ? ', før kvartalet slutter' : ` omkring ${datoText(around)}`;
  return `Prognose: Kan passere ${dageText(fromDays(limit))}${when} (${chanceText(chance)} sandsynligt).`;
}

/** In tens of per cent: more than that nobody can say. */
function chanceText(chance: number): string {
  return chance >= SUREST ? 'over 80 %' : `ca. ${Math.round(chance * 10) * 10} %`;
}

/** All forecasts of an elev; empty without any. */
export function forecastsText(forecasts: readonly Forecast[]): string {
  return forecasts.map(forecastText).join(' ');
}
