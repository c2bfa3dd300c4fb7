import { describe, expect, it } from 'vitest';
import { chanceOfPassing } from '../forecast.ts';
import type { ForecastSituation } from '../forecast.ts';
import { paceSaysPassing, tallyQuality } from './forecast-quality.ts';
import type { ForecastQuality } from './forecast-quality.ts';
import type { ForecastSample } from './forecast-samples.ts';
import { dato } from '../dato.ts';

function situationOf(fields: Partial<ForecastSituation> = {}): ForecastSituation {
  return {
    daysSoFar: 6,
    skoledageSoFar: 20,
    skoledageLeft: 30,
    recentDays: 6,
    recentSkoledage: 20,
    ...fields,
  };
}

function sampleOf(fields: Partial<ForecastSample> = {}): ForecastSample {
  return {
    trin: 'bekymrende',
    limit: 10,
    week: 5,
    night: dato('2026-11-04'),
    situation: situationOf(),
    passed: true,
    skoledageToPassing: 20,
    ...fields,
  };
}

function qualityOf(...samples: readonly ForecastSample[]): ForecastQuality {
  const tally = tallyQuality();
  samples.forEach(tally.add);
  return tally.figures();
}

const likely = situationOf({ daysSoFar: 9.5, recentDays: 12 });
const unlikely = situationOf({ daysSoFar: 0, recentDays: 0 });

describe('the plain pace', () => {
  it('goes on as the kvartal has gone, and says yes only above the limit', () => {
    expect(paceSaysPassing(10, situationOf({ daysSoFar: 4 }))).toBe(false);
    expect(paceSaysPassing(10, situationOf({ daysSoFar: 4.5 }))).toBe(true);
    expect(paceSaysPassing(10, situationOf({ skoledageSoFar: 0, daysSoFar: 0 }))).toBe(false);
  });
});

describe('the quality of the forecast (R54)', () => {
  it('counts hits, misses and false alarms of the model and of the plain pace', () => {
    const { total } = qualityOf(
      sampleOf({ situation: likely }),
      sampleOf({ situation: likely, passed: false, skoledageToPassing: undefined }),
      sampleOf({ situation: unlikely }),
      sampleOf({ situation: unlikely, passed: false, skoledageToPassing: undefined }),
    );

    expect(total.model).toMatchObject({ samples: 4, hits: 1, misses: 1, falseAlarms: 1 });
    expect(total.pace).toMatchObject({ samples: 4, hits: 1, misses: 1, falseAlarms: 1, brier: 0.5 });
  });

  it('measures how far the chance lay from what happened', () => {
    const chance = chanceOfPassing('bekymrende', 10, likely);

    expect(qualityOf(sampleOf({ situation: likely })).total.model.brier).toBeCloseTo((1 - chance) ** 2, 10);
    expect(qualityOf().total.model.brier).toBe(0);
  });

  it('is told per week and limit, in order', () => {
    const { weeks } = qualityOf(
      sampleOf({ week: 7 }),
      sampleOf({ week: 2, trin: 'massivt', limit: 20 }),
      sampleOf({ week: 2 }),
    );

    expect(weeks.map(({ week, trin, model }) => [week, trin, model.samples])).toEqual([
      [2, 'bekymrende', 1],
      [2, 'massivt', 1],
      [7, 'bekymrende', 1],
    ]);
  });

  it('sets what was said beside what happened', () => {
    const chance = chanceOfPassing('bekymrende', 10, likely);
    const { calibration } = qualityOf(
      sampleOf({ situation: likely }),
      sampleOf({ situation: likely, passed: false }),
    );
    const bin = calibration.find(({ samples }) => samples > 0);

    expect(bin).toMatchObject({ samples: 2, passed: 1 });
    expect(bin!.from).toBeLessThanOrEqual(chance);
    expect(bin!.to).toBeGreaterThan(chance);
    expect(bin!.meanChance).toBeCloseTo(chance, 10);
    expect(calibration.reduce((sum, { samples }) => sum + samples, 0)).toBe(2);
  });

  it('measures how far off the day was', () => {
    const soon = situationOf({ daysSoFar: 9.5, recentDays: 20 });

    expect(qualityOf(sampleOf({ situation: soon, skoledageToPassing: 11 })).dateError?.median).toBe(10);
    expect(qualityOf(sampleOf({ situation: unlikely })).dateError).toBeUndefined();
  });

  it('looks only at what would be shown: not at the first skoledage', () => {
    expect(qualityOf(sampleOf({ situation: situationOf({ skoledageSoFar: 4 }) })).total.model.samples).toBe(
      0,
    );
    expect(qualityOf(sampleOf({ situation: situationOf({ skoledageSoFar: 5 }) })).total.model.samples).toBe(
      1,
    );
  });
});
