import { describe, expect, it } from 'vitest';
import {
  ABSALON,
  eksportOf,
  FREDAG,
  indmeldelseOf,
  K3,
  K4,
  memoryOf,
  rowOf,
  rowsOn,
  settingsOf,
  skoledageFrom,
} from '../test/arbitraries.ts';
import { dato } from './dato.ts';
import { forecastKey } from './elev-forecast.ts';
import type { ElevForecast } from './elev-forecast.ts';
import { screenNight } from './night.ts';
import type { Memory, NightSettings } from './night.ts';
import type { Registrering } from './registrering.ts';
import type { Indmeldelse } from './skole.ts';

/** Eight days up to FREDAG in 5A, and somebody else with a row in August. */
const rows = [rowOf({ elevId: 'E2', dato: dato('2026-08-10') }), ...rowsOn(skoledageFrom('2026-11-11', 8))];

interface Given {
  readonly settings?: Partial<NightSettings>;
  readonly memory?: Partial<Memory>;
  readonly indmeldelser?: readonly Indmeldelse[];
}

function forecastsOf(
  own: readonly Registrering[],
  { settings = {}, memory = {}, indmeldelser = [] }: Given = {},
): readonly ElevForecast[] {
  const night = screenNight(
    eksportOf({ rows: own, indmeldelser }),
    settingsOf(settings),
    memoryOf([], memory),
  );
  return night.skoler[0]?.current.elever.find(({ elevId }) => elevId === 'E1')?.forecasts ?? [];
}

describe('the forecasts of an elev (R54)', () => {
  it('stand beside the trin, and have not been told at first', () => {
    expect(forecastsOf(rows)).toMatchObject([{ trin: 'bekymrende', limit: 10, isTold: false }]);
  });

  it('are told once to a skole for each limit and kvartal (R32)', () => {
    const told = forecastKey(K4, { trin: 'bekymrende' });
    const isTold = (skole: string, elevId: string, key: string): boolean =>
      skole === ABSALON.institutionsnummer && elevId === 'E1' && key === told;

    expect(forecastsOf(rows, { memory: { isTold } })).toMatchObject([{ isTold: true }]);
    expect(forecastKey(K3, { trin: 'bekymrende' })).not.toBe(told);
    expect(forecastKey(K4, { trin: 'massivt' })).not.toBe(told);
  });

  it('look no further than the kvartal of the as-of date', () => {
    expect(forecastsOf(rows, { settings: { kvartal: K3 } })).toEqual([]);
  });

  it('are none where days have no date', () => {
    const sum = rowOf({ dato: dato('2026-10-01'), isMonthSum: true });

    expect(forecastsOf([...rows, sum])).toEqual([]);
  });

  it('end with the rows of the skole (R14): silence is no attendance', () => {
    const early = rows.slice(0, 8);
    const silent = forecastsOf(early);
    const attended = forecastsOf([...early, rowOf({ elevId: 'E2', dato: FREDAG })]);

    expect(silent[0]!.chance).toBeGreaterThan(attended[0]?.chance ?? 0);
  });

  it('do not take the time before the arrival for attended', () => {
    const chanceOf = (indmeldt: string): number =>
      forecastsOf(rows, { indmeldelser: [indmeldelseOf({ indmeldt: dato(indmeldt) })] })[0]?.chance ?? 0;

    expect(chanceOf('2026-11-09')).toBeGreaterThan(chanceOf('2020-08-10'));
  });
});
