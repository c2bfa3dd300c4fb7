import { describe, expect, it } from 'vitest';
import { indmeldelseOf, rowsWorth } from '../../test/arbitraries.ts';
import { K4_NIGHTS, replayOf } from '../../test/replay.ts';
import { dato } from '../dato.ts';
import { policyLimits, roskildeLadder } from '../indsatstrin.ts';
import { visitSamples } from './forecast-samples.ts';
import type { ForecastSample } from './forecast-samples.ts';
import type { BacktestPeriod, ElevReplay } from './replay.ts';

function samplesOf(elev: ElevReplay, period: BacktestPeriod = K4_NIGHTS): ForecastSample[] {
  const samples: ForecastSample[] = [];
  visitSamples(elev, { ladder: roskildeLadder(policyLimits), period }, (sample) => samples.push(sample));
  return samples;
}

describe('what the forecast is judged on (R54)', () => {
  it('is the end of each week of the kvartal, while skoledage are left', () => {
    const weeks = samplesOf(replayOf([])).filter(({ trin }) => trin === 'massivt');

    expect(weeks.map(({ week, night }) => `${week} ${night}`).slice(0, 2)).toEqual([
      '1 2026-10-07',
      '2 2026-10-14',
    ]);
    expect(weeks.at(-1)).toMatchObject({ week: 11, night: '2026-12-16', situation: { skoledageLeft: 2 } });
  });

  it('knows of a night only what was known on it', () => {
    const [first] = samplesOf(replayOf(rowsWorth(12)));

    expect(first).toMatchObject({
      week: 1,
      trin: 'massivt',
      passed: false,
      situation: { daysSoFar: 5, skoledageSoFar: 5, skoledageLeft: 47 },
    });
  });

  it('is made the same whatever comes afterwards: no forecast sees the future', () => {
    const rows = rowsWorth(30);
    const whole = samplesOf(replayOf(rows));
    const night = dato('2026-10-21');
    const cut = samplesOf(replayOf(rows.filter((row) => row.dato <= night)));
    const situationsUpTo = (samples: readonly ForecastSample[]) =>
      samples.filter((sample) => sample.night <= night).map(({ situation }) => situation);

    expect(situationsUpTo(whole).length).toBeGreaterThan(4);
    expect(situationsUpTo(whole)).toEqual(situationsUpTo(cut));
  });

  it('tells how the kvartal ended, and stops once the limit is passed', () => {
    const samples = samplesOf(replayOf(rowsWorth(12))).filter(({ trin }) => trin === 'bekymrende');

    expect(
      samples.map(({ night, passed, skoledageToPassing }) => [night, passed, skoledageToPassing]),
    ).toEqual([
      ['2026-10-07', true, 6],
      ['2026-10-14', true, 4],
      ['2026-10-21', true, 1],
    ]);
  });

  it('is none in a kvartal that is not over', () => {
    const period = { ...K4_NIGHTS, to: dato('2026-12-01') };

    expect(samplesOf(replayOf(rowsWorth(12), { period }), period)).toEqual([]);
  });

  it('is none of an elev who is not there, or leaves before the end', () => {
    const left = [indmeldelseOf({ udmeldt: dato('2026-12-01') })];
    const came = [indmeldelseOf({ indmeldt: dato('2026-11-20') })];

    expect(samplesOf(replayOf([], { indmeldelser: left }))).toEqual([]);
    expect(samplesOf(replayOf([], { indmeldelser: came }))[0]).toMatchObject({ night: '2026-11-25' });
  });
});
