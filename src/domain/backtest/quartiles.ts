// The middle of a list of whole numbers and the range of its middle half.

export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** By nearest rank, so that each is one of the numbers; undefined for none. */
export function quartilesOf(numbers: readonly number[]): Quartiles | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share: number): number | undefined => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  const [lower, median, upper] = [at(0.25), at(0.5), at(0.75)];
  return lower === undefined || median === undefined || upper === undefined
    ? undefined
    : { lower, median, upper };
}
