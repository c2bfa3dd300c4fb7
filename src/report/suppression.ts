// R76: counts of a few elever may identify them. Decides which cells of a column of counts are withheld when the
// column's sum is public, so that no withheld cell can be found by subtraction.

/** A count that may be shown; `under-5`, withheld because it is 0-4; or `withheld`, to protect another cell. */
export type PublicCount = number | 'under-5' | 'withheld';

const LOWEST_SHOWN = 5;

/**
 * What may be shown of `counts` when their sum is known. Nothing is withheld when no count is 1-4. Else all below 5
 * are, zeros too, because a lone 3 among shown zeros is the sum itself. When that leaves one possible answer, or
 * nearly, one larger count is withheld as well; when there is none, the whole column is. One count alone is its sum,
 * so there is nothing to protect: leave such a column out.
 */
export function suppress(counts: readonly number[]): readonly PublicCount[] {
  if (!counts.some(isSmall)) return counts;
  const low = counts.filter((count) => count < LOWEST_SHOWN);
  if (!isNearlyKnown(low)) return counts.map((count) => (count < LOWEST_SHOWN ? 'under-5' : count));
  const cover = counts.findIndex((count) => count >= LOWEST_SHOWN);
  if (cover === -1) return counts.map(() => 'withheld');
  return counts.map((count, index) => {
    if (index === cover) return 'withheld';
    return count < LOWEST_SHOWN ? 'under-5' : count;
  });
}

function isSmall(count: number): boolean {
  return count > 0 && count < LOWEST_SHOWN;
}

/** Whether the sum of cells known to be 0-4 gives them away: a single cell, or a sum that needs nearly all to be 4. */
function isNearlyKnown(low: readonly number[]): boolean {
  const sum = low.reduce((total, count) => total + count, 0);
  return low.length === 1 || sum >= low.length * (LOWEST_SHOWN - 1) - 1;
}
