// R54: how good the forecast is, beside the plain pace: what was hit, what was a false alarm, and whether a chance of
// one in three comes true one time in three.
import { chanceOfPassing, passingIn, SHOWN_FROM_CHANCE, SHOWN_FROM_SKOLEDAG } from '../forecast.ts';
import type { ForecastSituation } from '../forecast.ts';
import type { ForecastTrin } from '../forecast-parameters.ts';
import type { ForecastSample } from './forecast-samples.ts';
import { quartilesOf } from './quartiles.ts';
import type { Quartiles } from './quartiles.ts';

const BINS = 10;

/** Of so many samples: forecast and passed, not forecast and passed, forecast and not passed. */
export interface Score {
  readonly samples: number;
  readonly hits: number;
  readonly misses: number;
  readonly falseAlarms: number;
  /** Mean squared distance between the chance and what happened (Brier); the plain pace knows only 0 and 1. */
  readonly brier: number;
}

export interface WeekQuality {
  readonly trin: ForecastTrin;
  readonly week: number;
  readonly model: Score;
  readonly pace: Score;
}

/** Chances in a range, and how often the limit was then passed. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly samples: number;
  readonly meanChance: number;
  readonly passed: number;
}

export interface ForecastQuality {
  readonly shownFrom: number;
  readonly weeks: readonly WeekQuality[];
  readonly total: { readonly model: Score; readonly pace: Score };
  readonly calibration: readonly CalibrationBin[];
  /** Skoledage between the day named and the day of passing, of the forecasts that named one and came true. */
  readonly dateError: Quartiles | undefined;
}

/** "Same pace as so far": the kvartal ends as it has gone. The measure that a forecast has to beat. */
export function paceSaysPassing(limit: number, situation: ForecastSituation): boolean {
  const { daysSoFar, skoledageSoFar, skoledageLeft } = situation;
  return skoledageSoFar > 0 && daysSoFar + (skoledageLeft * daysSoFar) / skoledageSoFar > limit;
}

export interface QualityTally {
  readonly add: (sample: ForecastSample) => void;
  readonly figures: () => ForecastQuality;
}

/** Judges samples one by one, where a forecast would be shown at all. */
export function tallyQuality(): QualityTally {
  const weeks = new Map<string, { trin: ForecastTrin; week: number; model: Tally; pace: Tally }>();
  const bins = Array.from({ length: BINS }, () => ({ samples: 0, chance: 0, passed: 0 }));
  const dateErrors: number[] = [];
  return {
    add: (sample) => {
      const { trin, limit, week, situation, passed } = sample;
      if (situation.skoledageSoFar < SHOWN_FROM_SKOLEDAG) return;
      const key = `${trin} ${week}`;
      const entry = weeks.get(key) ?? { trin, week, model: newTally(), pace: newTally() };
      weeks.set(key, entry);
      const chance = chanceOfPassing(trin, limit, situation);
      const isShown = chance >= SHOWN_FROM_CHANCE;
      addTo(entry.model, { isShown, passed, chance });
      const pace = paceSaysPassing(limit, situation);
      addTo(entry.pace, { isShown: pace, passed, chance: pace ? 1 : 0 });
      const bin = bins[Math.min(BINS - 1, Math.floor(chance * BINS))];
      if (bin !== undefined) {
        bin.samples += 1;
        bin.chance += chance;
        bin.passed += passed ? 1 : 0;
      }
      const named = isShown ? passingIn(limit, situation) : undefined;
      if (named !== undefined && sample.skoledageToPassing !== undefined) {
        dateErrors.push(Math.abs(named - sample.skoledageToPassing));
      }
    },
    figures: () => {
      const entries = [...weeks.values()].toSorted((a, b) => a.week - b.week || (a.trin < b.trin ? -1 : 1));
      return {
        shownFrom: SHOWN_FROM_CHANCE,
        weeks: entries.map(({ model, pace, ...entry }) => ({
          ...entry,
          model: scoreOf([model]),
          pace: scoreOf([pace]),
        })),
        total: {
          model: scoreOf(entries.map(({ model }) => model)),
          pace: scoreOf(entries.map(({ pace }) => pace)),
        },
        calibration: bins.map(({ samples, chance, passed }, index) => ({
          from: index / BINS,
          to: (index + 1) / BINS,
          samples,
          meanChance: samples === 0 ? 0 : chance / samples,
          passed,
        })),
        dateError: quartilesOf(dateErrors),
      };
    },
  };
}

interface Tally {
  samples: number;
  hits: number;
  misses: number;
  falseAlarms: number;
  squares: number;
}

function newTally(): Tally {
  return { samples: 0, hits: 0, misses: 0, falseAlarms: 0, squares: 0 };
}

interface Judged {
  readonly isShown: boolean;
  readonly passed: boolean;
  readonly chance: number;
}

function addTo(tally: Tally, { isShown, passed, chance }: Judged): void {
  tally.samples += 1;
  tally.squares += (chance - (passed ? 1 : 0)) ** 2;
  if (isShown && passed) tally.hits += 1;
  else if (isShown) tally.falseAlarms += 1;
  else if (passed) tally.misses += 1;
}

function scoreOf(tallies: readonly Tally[]): Score {
  const sum = newTally();
  for (const tally of tallies) {
    for (const key of ['samples', 'hits', 'misses', 'falseAlarms', 'squares'] as const)
      sum[key] += tally[key];
  }
  const { squares, ...counts } = sum;
  return { ...counts, brier: sum.samples === 0 ? 0 : squares / sum.samples };
}
