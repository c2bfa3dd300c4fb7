// The colours of a workbook. They run from light to dark, so that they can be told apart in print and by the colour-blind; the cell
// says the same with a word, a letter or a number.
import type { StripDay } from '../domain/day-strip.ts';
import type { HeatCell } from '../domain/development.ts';
import type { Fravaersaarsag } from '../domain/fravaersaarsag.ts';
import type { Indsatstrin } from '../domain/indsatstrin.ts';
import type { InputCell } from './sheet.ts';

export const INK = 'FF222B33';
export const MUTED = 'FF5F6B76';
export const WHITE = 'FFFFFFFF';
export const LINK = 'FF1B5E94';
export const HAIRLINE = 'FFD5DBE1';
export const RULE = 'FF7A8894';

export interface Colour {
  readonly fill: string;
  readonly ink: string;
}

export const trinColour: Readonly<Record<Indsatstrin, Colour>> = {
  ingen: { fill: WHITE, ink: MUTED },
  'tidlig-indsats': { fill: 'FFFFF1C9', ink: INK },
  bekymrende: { fill: 'FFFBC884', ink: INK },
  massivt: { fill: 'FF9C4A1A', ink: WHITE },
};

/** From light to dark, so that they tell apart in print; the letter in the cell says the same. */
const dayColour: Readonly<Record<Fravaersaarsag, Colour>> = {
  'ekstraordinaer-frihed': { fill: 'FFFFF1C9', ink: INK },
  sygdom: { fill: 'FFA9CBE8', ink: INK },
  ulovligt: { fill: 'FF7A2E0E', ink: WHITE },
};

/** Percent of a klasse's skoledage that are absence: light, then darker. */
const heatColours = [
  { below: 5, fill: WHITE, ink: MUTED },
  { below: 10, fill: 'FFEAF2F8', ink: INK },
  { below: 15, fill: 'FFCFE1EF', ink: INK },
  { below: 25, fill: 'FF94BFDD', ink: INK },
  { below: Infinity, fill: 'FF2B6CA3', ink: WHITE },
] as const;
const NO_SKOLEDAGE = 'FFD9D9D9';
export const INPUT_FILL = 'FFFFFDE7';

/** How the step stands that a cell is filled in for (R41); the column "Status" says it in words. */
export const statusFills: Readonly<Record<NonNullable<InputCell['status']>, string>> = {
  overdue: 'FFF3C2B5',
  'due-soon': 'FFFFE08A',
  done: 'FFDCEBE2',
  'not-needed': NO_SKOLEDAGE,
};

export function dayColourOf(day: StripDay | undefined): Colour {
  if (day?.kind === 'absent') return dayColour[day.aarsag];
  return { fill: day?.kind === 'closed' ? NO_SKOLEDAGE : WHITE, ink: MUTED };
}

export function heatColour(heat: HeatCell): Colour {
  if (heat.kind !== 'percent') return { fill: heat.kind === 'closed' ? NO_SKOLEDAGE : WHITE, ink: MUTED };
  return heatColours.find(({ below }) => heat.percent < below) ?? heatColours[4];
}
