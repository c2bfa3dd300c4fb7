// Finds the lowest point of a function of a few numbers without its slope (Nelder and Mead, 1965).

interface Point {
  readonly at: readonly number[];
  readonly value: number;
}

/** The lowest point found from `start` on in so many steps. */
export function minimise(
  start: readonly number[],
  valueAt: (at: readonly number[]) => number,
  steps: number,
): readonly number[] {
  const point = (at: readonly number[]): Point => ({ at, value: valueAt(at) });
  const moved = start.map((_, axis) =>
    start.map((number, index) => (index === axis ? number + 0.5 : number)),
  );
  let simplex = [start, ...moved].map(point).toSorted(byValue);
  for (let step = 0; step < steps; step += 1) simplex = improve(simplex, point).toSorted(byValue);
  return simplex[0]?.at ?? start;
}

function byValue(a: Point, b: Point): number {
  return a.value - b.value;
}

function improve(simplex: readonly Point[], point: (at: readonly number[]) => Point): Point[] {
  const kept = simplex.slice(0, -1);
  const [best, worst, secondWorst] = [simplex[0], simplex.at(-1), kept.at(-1)];
  if (best === undefined || worst === undefined || secondWorst === undefined) return [...simplex];
  const centre = best.at.map(
    (_, axis) => kept.reduce((sum, { at }) => sum + (at[axis] ?? 0), 0) / kept.length,
  );
  const along = (factor: number): Point =>
    point(centre.map((number, axis) => number + factor * ((worst.at[axis] ?? 0) - number)));
  const reflected = along(-1);
  if (reflected.value < best.value) {
    const expanded = along(-2);
    return [...kept, expanded.value < reflected.value ? expanded : reflected];
  }
  if (reflected.value < secondWorst.value) return [...kept, reflected];
  const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
  if (contracted.value < Math.min(worst.value, reflected.value)) return [...kept, contracted];
  const shrunk = kept.slice(1).concat(worst);
  return [
    best,
    ...shrunk.map(({ at }) => point(at.map((number, axis) => (number + (best.at[axis] ?? 0)) / 2))),
  ];
}
