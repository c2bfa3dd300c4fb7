// Tortures the weeks: several folders at a time, each with its own undisturbed week, share the points of one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { effectsOf, momentsOf, openBench, pointsOf, tryPoint } from './crash-matrix.ts';
import type { Bench, Point, Tried } from './crash-matrix.ts';
import type { Progress } from './progress.ts';
import type { OpenScenario } from './scenarios.ts';

export interface WeekFigures {
  readonly name: string;
  readonly nights: number;
  readonly effects: number;
  readonly moments: number;
  readonly kills: number;
  readonly starts: number;
  readonly differences: number;
  readonly twice: number;
}

export interface WeekWishes {
  /** Try every nth point only. */
  readonly every: number;
  /** So many at a time. */
  readonly workers: number;
  readonly progress: Progress;
}

interface Place extends OpenScenario {
  readonly root: string;
  readonly bench: Bench;
}

export async function tortureWeek(
  open: () => OpenScenario | Promise<OpenScenario>,
  { every, workers, progress }: WeekWishes,
): Promise<WeekFigures> {
  const places = await Promise.all(Array.from({ length: workers }, () => openPlace(open)));
  try {
    const { bench } = places[0]!;
    const { name, nights } = bench.scenario;
    const points = pointsOf(bench).filter((_, index) => index % every === 0);
    const tried: Tried[] = [];
    const left = [...points];
    const work = async (place: Place): Promise<void> => {
      for (let point = left.shift(); point !== undefined; point = left.shift()) {
        const result = await tryPoint(place.bench, point);
        tried.push(result);
        for (const difference of result.differences) progress.say(`  ${describe(point)}, ${difference}`);
        progress.step(name, tried.length, points.length);
      }
    };
    await Promise.all(places.map(work));
    const sum = (of: (result: Tried) => number): number => tried.reduce((all, one) => all + of(one), 0);
    return {
      name,
      nights: nights.length,
      effects: effectsOf(bench),
      moments: momentsOf(bench).length,
      kills: tried.length,
      starts: sum(({ point }) => point.nexts.length),
      differences: sum(({ differences }) => differences.length),
      twice: sum(({ twice }) => twice),
    };
  } finally {
    for (const { close, root } of places) {
      await close();
      rmSync(root, { recursive: true, force: true });
    }
  }
}

async function openPlace(open: () => OpenScenario | Promise<OpenScenario>): Promise<Place> {
  const opened = await open();
  const root = mkdtempSync(path.join(tmpdir(), 'fravaer-torture-'));
  return { ...opened, root, bench: await openBench(root, opened.scenario) };
}

function describe({ night, effect, label, moment }: Point): string {
  return `night ${night + 1}, effect ${effect} (${label}), ${moment}`;
}
