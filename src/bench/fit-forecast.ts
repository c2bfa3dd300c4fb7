// npm run fit-forecast: fits the numbers of the forecast (R54) on two invented kommuner and judges them on a third, so
// that nothing is fitted on the kommune that docs/prognose.md shows. Prints candidates from the simplest on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createFullMunicipality } from '../../fixtures/generator/municipality.ts';
import { writeFull } from '../../fixtures/generator/write.ts';
import { replayElever } from '../domain/backtest/backtest.ts';
import { visitSamples } from '../domain/backtest/forecast-samples.ts';
import type { ForecastSample } from '../domain/backtest/forecast-samples.ts';
import { paceSaysPassing } from '../domain/backtest/forecast-quality.ts';
import { dato } from '../domain/dato.ts';
import { chanceOfPassing, SHOWN_FROM_CHANCE, SHOWN_FROM_SKOLEDAG } from '../domain/forecast.ts';
import type { ForecastParameters } from '../domain/forecast-parameters.ts';
import { policyLimits, roskildeLadder } from '../domain/indsatstrin.ts';
import { prepare } from '../job/prepare.ts';
import { readEksport } from '../read/read-eksport.ts';
import { minimise } from './nelder-mead.ts';

const FITTED_ON = ['9001', '9002'];
const JUDGED_ON = '9101';
const PERIOD = { from: dato('2025-08-01'), to: dato('2026-09-30') };
const STEPS = 200;
const NO_FADING = 100_000;

async function samplesOf(seed: string, parameters: ForecastParameters): Promise<ForecastSample[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fit-forecast-'));
  try {
    writeFull(folder, createFullMunicipality(seed), PERIOD.to);
    const configFile = path.join(folder, 'fravaer.config.yaml');
    const prepared = await prepare({ configFile, dato: PERIOD.to, kvartal: undefined, accept: [], now: 0 });
    const { eksport } = await readEksport(prepared.loaded);
    const samples: ForecastSample[] = [];
    const settings = { ladder: roskildeLadder(policyLimits), period: PERIOD, parameters };
    for (const elev of replayElever(eksport, { screening: prepared.settings, period: PERIOD })) {
      visitSamples(elev, settings, (sample) => samples.push(sample));
    }
    return samples.filter(isOpen);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Samples that say something about the parameters: the limit can be passed, and a forecast would be shown. */
function isOpen({ situation, limit }: ForecastSample): boolean {
  const { daysSoFar, skoledageLeft, skoledageSoFar } = situation;
  return skoledageSoFar >= SHOWN_FROM_SKOLEDAG && daysSoFar + skoledageLeft > limit;
}

/** Six free numbers; the amounts are kept positive by their logarithms. */
function parametersAt(at: readonly number[], halfLife: number): ForecastParameters {
  const [days = 0, skoledage = 0, offset = 0, slope = 0, offsetMassivt = 0, slopeMassivt = 0] = at;
  return {
    halfLife,
    ordinaryDays: Math.exp(days),
    ordinarySkoledage: Math.exp(skoledage),
    chance: {
      bekymrende: { offset, slope },
      massivt: { offset: offsetMassivt, slope: slopeMassivt },
    },
  };
}

function meanLoss(samples: readonly ForecastSample[], parameters: ForecastParameters): number {
  let sum = 0;
  for (const { trin, limit, situation, passed } of samples) {
    const chance = Math.min(1 - 1e-7, Math.max(1e-7, chanceOfPassing(trin, limit, situation, parameters)));
    sum -= Math.log(passed ? chance : 1 - chance);
  }
  return sum / samples.length;
}

function judge(samples: readonly ForecastSample[], chanceOf: (sample: ForecastSample) => number): string {
  let [hits, misses, falseAlarms, squares] = [0, 0, 0, 0];
  for (const sample of samples) {
    const chance = chanceOf(sample);
    squares += (chance - (sample.passed ? 1 : 0)) ** 2;
    if (chance >= SHOWN_FROM_CHANCE && sample.passed) hits += 1;
    else if (chance >= SHOWN_FROM_CHANCE) falseAlarms += 1;
    else if (sample.passed) misses += 1;
  }
  return `hit ${share(hits, hits + misses)}, false ${share(falseAlarms, hits + falseAlarms)}, Brier ${(squares / samples.length).toFixed(4)}`;
}

/**
 * The same number of elever as the plain pace names, on each night and for each limit: does the model name the right
 * ones more often? This takes away what a model gains by naming fewer.
 */
function judgeAsManyAsPace(
  samples: readonly ForecastSample[],
  chanceOf: (sample: ForecastSample) => number,
): string {
  let [named, byPace, byModel] = [0, 0, 0];
  for (const group of Map.groupBy(samples, ({ night, trin }) => `${night} ${trin}`).values()) {
    const paced = group.filter(({ limit, situation }) => paceSaysPassing(limit, situation));
    const likeliest = group
      .map((sample) => ({ sample, chance: chanceOf(sample) }))
      .toSorted((a, b) => b.chance - a.chance)
      .slice(0, paced.length);
    named += paced.length;
    byPace += paced.filter(({ passed }) => passed).length;
    byModel += likeliest.filter(({ sample }) => sample.passed).length;
  }
  return `of the ${named} that the pace names ${byPace} pass, of as many likeliest ${byModel}`;
}

/** The Brier score of saying nothing but the share that passes, on each night and for each limit. */
function brierOfShare(samples: readonly ForecastSample[]): string {
  let squares = 0;
  for (const group of Map.groupBy(samples, ({ night, trin }) => `${night} ${trin}`).values()) {
    const passing = group.filter(({ passed }) => passed).length / group.length;
    squares += group.length * passing * (1 - passing);
  }
  return (squares / samples.length).toFixed(4);
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(0)} %`;
}

/** From the simplest on: what the pace is taken from, and how fast it is forgotten. */
const CANDIDATES: readonly Candidate[] = [
  { name: 'the pace of this kvartal, drawn to the ordinary', halfLife: NO_FADING, isKvartalOnly: true },
  { name: 'the pace of a year, drawn to the ordinary', halfLife: NO_FADING, isKvartalOnly: false },
  { name: 'the recent pace, half-life 40 skoledage', halfLife: 40, isKvartalOnly: false },
  { name: 'the recent pace, half-life 20 skoledage', halfLife: 20, isKvartalOnly: false },
  { name: 'the recent pace, half-life 10 skoledage', halfLife: 10, isKvartalOnly: false },
];

interface Candidate {
  readonly name: string;
  readonly halfLife: number;
  readonly isKvartalOnly: boolean;
}

function asSeenBy(
  { isKvartalOnly }: Candidate,
  samples: readonly ForecastSample[],
): readonly ForecastSample[] {
  if (!isKvartalOnly) return samples;
  return samples.map((sample) => {
    const { daysSoFar, skoledageSoFar } = sample.situation;
    const situation = { ...sample.situation, recentDays: daysSoFar, recentSkoledage: skoledageSoFar };
    return { ...sample, situation };
  });
}

console.log(`fitted on seeds ${FITTED_ON.join(' and ')}, judged on seed ${JUDGED_ON}`);
for (const candidate of CANDIDATES) {
  const { name, halfLife } = candidate;
  const shape = parametersAt([], halfLife);
  const fitted = (await Promise.all(FITTED_ON.map((seed) => samplesOf(seed, shape)))).flatMap((samples) =>
    asSeenBy(candidate, samples),
  );
  const start = [1, 2.5, -1.5, 1.2, -1, 1.4];
  const found = minimise(start, (at) => meanLoss(fitted, parametersAt(at, halfLife)), STEPS);
  const best = parametersAt(found, halfLife);
  const judged = asSeenBy(candidate, await samplesOf(JUDGED_ON, shape));
  if (candidate === CANDIDATES[0]) {
    const byPace = judge(judged, ({ limit, situation }) => (paceSaysPassing(limit, situation) ? 1 : 0));
    console.log(`plain pace: ${byPace}`);
    console.log(`nothing but the share that passes: Brier ${brierOfShare(judged)}`);
  }
  const chanceOf = ({ trin, limit, situation }: ForecastSample): number =>
    chanceOfPassing(trin, limit, situation, best);
  console.log(
    `${name}: ${judge(judged, chanceOf)}; ${judgeAsManyAsPace(judged, chanceOf)}\n  ${JSON.stringify(best, threeDigits)}`,
  );
}

function threeDigits(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(3)) : value;
}
