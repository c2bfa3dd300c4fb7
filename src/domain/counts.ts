// How many elever of a skole stand on each trin, and how many have changed since the team was told (R31).
import type { Change } from './comparison.ts';
import type { TrinMedIndsats } from './indsatstrin.ts';
import type { CountedElev } from './night.ts';

export type Counts = Readonly<Record<TrinMedIndsats | Exclude<Change, 'unchanged'>, number>>;

/** How many elever stand on each trin and how many changed in each way. */
export function countCases(cases: readonly Pick<CountedElev, 'placering' | 'change'>[]): Counts {
  const counts: Record<keyof Counts, number> = {
    'tidlig-indsats': 0,
    bekymrende: 0,
    massivt: 0,
    new: 0,
    escalated: 0,
    eased: 0,
    ended: 0,
  };
  for (const { placering, change } of cases) {
    if (placering.trin !== 'ingen') counts[placering.trin] += 1;
    if (change !== 'unchanged') counts[change] += 1;
  }
  return counts;
}
