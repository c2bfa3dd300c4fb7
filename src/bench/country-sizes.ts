// How big the 98 kommuner are: inhabitants in thousands, the greatest first, as Danmarks Statistik has them in round numbers
// (2024). Elever follow inhabitants; the kommuner themselves are invented.

const INHABITANTS = [
  660, 367, 223, 210, 122, 116, 105, 101, 100, 97, 97, 95, 91, 90, 84, 80, 75, 74, 74, 70, 65, 64, 64, 63, 59,
  59, 59, 59, 59, 59, 58, 57, 56, 55, 55, 54, 52, 52, 52, 52, 50, 48, 48, 46, 46, 45, 45, 44, 43, 43, 43, 43,
  43, 42, 42, 42, 42, 41, 40, 40, 39, 39, 39, 39, 37, 37, 37, 36, 36, 36, 36, 33, 32, 32, 31, 30, 30, 30, 29,
  28, 27, 26, 25, 24, 24, 24, 24, 24, 24, 21, 20, 19, 17, 15, 12, 6, 3.7, 1.8,
];

/** Elever in the folkeskoler of the country. */
const ELEVER = 540_000;

export interface KommuneSize {
  /** `Kommune 01` is the greatest. */
  readonly name: string;
  readonly elever: number;
}

/** All kommuner, or so many of them, one from each part of the list: a sample without the greatest, which is a tenth of the country. */
export function kommuneSizes(count = INHABITANTS.length): KommuneSize[] {
  const perThousand = ELEVER / INHABITANTS.reduce((sum, thousands) => sum + thousands, 0);
  const all = INHABITANTS.map((thousands, index) => ({
    name: `Kommune ${String(index + 1).padStart(2, '0')}`,
    elever: Math.round(thousands * perThousand),
  }));
  const part = all.length / count;
  return Array.from({ length: count }, (_, index) => all[Math.floor((index + 0.5) * part)]).filter(
    (one) => one !== undefined,
  );
}
