// What a replay steps over, for an elev of 5A at Absalons Skole with the rows given.
import { replayElev } from '../domain/backtest/replay.ts';
import type { BacktestPeriod, ElevReplay } from '../domain/backtest/replay.ts';
import { dato } from '../domain/dato.ts';
import type { Registrering } from '../domain/registrering.ts';
import type { Indmeldelse } from '../domain/skole.ts';
import { indmeldelseOf, settingsOf } from './arbitraries.ts';
import { stretchesOf } from './packed.ts';

/** The fourth kvartal of 2026. */
export const K4_NIGHTS: BacktestPeriod = { from: dato('2026-10-01'), to: dato('2026-12-31') };

export function replayOf(
  rows: readonly Registrering[],
  {
    period = K4_NIGHTS,
    indmeldelser = [indmeldelseOf()],
  }: { readonly period?: BacktestPeriod; readonly indmeldelser?: readonly Indmeldelse[] } = {},
): ElevReplay {
  const elev = replayElev({ elevId: 'E1', stretches: stretchesOf(rows), indmeldelser }, period, {
    settings: settingsOf({ asOf: period.to }),
    firstRow: dato('2026-08-10'),
  });
  if (elev === undefined) throw new RangeError('nothing is known of the elev');
  return elev;
}
