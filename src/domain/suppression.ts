// R76: which counts may leave a skole. A count of 1-4 may point at an elev, so it is withheld unless it is of many; and
// what can be worked out from the counts that are shown, by subtracting groups from the group that holds them, must
// itself be fit to show. Why that is enough: docs/adr/0420-suppression.md.

/** A count that may be shown, or that it may not. */
export type PublicCount = number | 'withheld';

/** A group of elever with counts and the groups that it consists of; a klasse has none. */
export interface CountedGroup<K extends string> {
  readonly elever: number;
  readonly counts: Readonly<Record<K, number>>;
  readonly parts: readonly CountedGroup<K>[];
}

type Counts<K extends string> = Pick<CountedGroup<K>, 'elever' | 'counts'>;

export interface SuppressionLimits {
  /** Counts below this may identify ... */
  readonly lowestShown: number;
  /** ... unless the group has at least so many elever. */
  readonly largeGroup: number;
}

/** **default** figures of R76. */
export const policySuppression: SuppressionLimits = { lowestShown: 5, largeGroup: 100 };

export interface Showable<K extends string> {
  /** Groups whose `sum` may be shown. */
  readonly sum: ReadonlySet<CountedGroup<K>>;
  /** Groups whose `parts` may be shown, and with them the sum. */
  readonly split: ReadonlySet<CountedGroup<K>>;
}

/**
 * Where a sum of counts (elever on a trin) and where its terms (elever on each trin) may be shown: the terms only
 * where the sum may, and the sum not where it would give away a term.
 */
export function showableSplit<K extends string>(
  whole: CountedGroup<K>,
  { sum, terms }: { readonly sum: NoInfer<K>; readonly terms: readonly NoInfer<K>[] },
  limits = policySuppression,
): Showable<K> {
  const barred = new Set<CountedGroup<K>>();
  for (;;) {
    const summed = showable(whole, [sum], { limits, among: (group) => !barred.has(group) });
    const split = showable(whole, terms, { limits, among: (group) => summed.has(group) });
    const exposed = [...summed].filter(
      (group) => !split.has(group) && givesAwayTerm(group, { whole, split, sum, terms, limits }),
    );
    if (exposed.length === 0) return { sum: summed, split };
    for (const group of exposed) barred.add(group);
  }
}

interface Choice<K extends string> {
  readonly limits?: SuppressionLimits;
  /** Which groups come into question; all unless given. */
  readonly among?: (group: CountedGroup<NoInfer<K>>) => boolean;
}

/** The groups whose counts `keys` may be shown, together. A group is shown only within a group that is shown. */
export function showable<K extends string>(
  whole: CountedGroup<K>,
  keys: readonly NoInfer<K>[],
  { limits = policySuppression, among = () => true }: Choice<K> = {},
): ReadonlySet<CountedGroup<K>> {
  const fit = (group: Counts<K>): boolean => isFit(group, keys, limits);
  const shown = new Set<CountedGroup<K>>();
  const show = (group: CountedGroup<K>): void => {
    shown.add(group);
    const candidates = group.parts.filter((part) => among(part) && fit(part));
    for (const part of withFitRest(group, candidates, fit)) show(part);
  };
  if (among(whole) && fit(whole)) show(whole);
  return shown;
}

function isFit<K extends string>(
  { elever, counts }: Counts<K>,
  keys: readonly K[],
  limits: SuppressionLimits,
): boolean {
  return keys.every((key) => isFitCount({ elever, count: counts[key] }, limits));
}

/** Whether a count of so many elever may be shown. */
export function isFitCount(
  { elever, count }: { readonly elever: number; readonly count: number },
  { lowestShown, largeGroup }: SuppressionLimits = policySuppression,
): boolean {
  // Nearly everybody is as telling as nearly nobody.
  return count === 0 || ((count >= lowestShown || elever >= largeGroup) && elever - count >= lowestShown);
}

/** As many of the parts as can be shown when the rest, which is then known as a whole, must be fit to show as well. */
function withFitRest<K extends string>(
  group: CountedGroup<K>,
  candidates: readonly CountedGroup<K>[],
  fit: (group: Counts<K>) => boolean,
): readonly CountedGroup<K>[] {
  let shown = candidates.toSorted((a, b) => a.elever - b.elever);
  let rest = restOf(group, shown);
  const isFitWithout = (hidden: number, sum: Counts<K>): boolean => hidden === 0 || (hidden > 1 && fit(sum));
  for (;;) {
    const hidden = group.parts.length - shown.length;
    if (isFitWithout(hidden, rest)) return shown;
    // The smallest one that covers the rest, or else the smallest and then another.
    const cover = shown.find((part) => isFitWithout(hidden + 1, joined(rest, part))) ?? shown[0];
    if (cover === undefined) return shown;
    shown = shown.filter((part) => part !== cover);
    rest = joined(rest, cover);
  }
}

/** A group without some of the groups in it. */
function restOf<K extends string>(
  { elever, counts }: Counts<K>,
  without: readonly CountedGroup<K>[],
): Counts<K> {
  const left: Record<K, number> = { ...counts };
  for (const part of without) for (const key in left) left[key] -= part.counts[key];
  return { elever: without.reduce((sum, part) => sum - part.elever, elever), counts: left };
}

/** Two groups as one. */
function joined<K extends string>(one: Counts<K>, other: Counts<K>): Counts<K> {
  const counts: Record<K, number> = { ...one.counts };
  for (const key in counts) counts[key] += other.counts[key];
  return { elever: one.elever + other.elever, counts };
}

interface Split<K extends string> {
  readonly whole: CountedGroup<K>;
  readonly split: ReadonlySet<CountedGroup<K>>;
  readonly sum: K;
  readonly terms: readonly K[];
  readonly limits: SuppressionLimits;
}

/**
 * Whether the group's sum tells one of its small terms. It does not as long as two elever could change places: one
 * with the term in the group and one with another term in the rest around it, or the other way round.
 */
function givesAwayTerm<K extends string>(
  group: CountedGroup<K>,
  { whole, split, sum, terms, limits }: Split<K>,
): boolean {
  const rest = restAround(group, whole, split);
  if (rest === undefined) return false;
  return terms.some((term) => {
    const inside = group.counts[term];
    if (inside === 0 || inside >= limits.lowestShown) return false;
    const otherInside = group.counts[sum] - inside;
    const outside = rest.counts[term] - inside;
    const otherOutside = rest.counts[sum] - rest.counts[term] - otherInside;
    return !((outside > 0 && otherInside > 0) || otherOutside > 0);
  });
}

/** What is known as a whole and holds the group: the nearest group around it that is split, less the parts that are. */
function restAround<K extends string>(
  group: CountedGroup<K>,
  whole: CountedGroup<K>,
  split: ReadonlySet<CountedGroup<K>>,
): Counts<K> | undefined {
  if (!split.has(whole)) return undefined;
  const next = whole.parts.find((part) => split.has(part) && holds(part, group));
  if (next !== undefined) return restAround(group, next, split);
  return restOf(
    whole,
    whole.parts.filter((part) => split.has(part)),
  );
}

function holds<K extends string>(outer: CountedGroup<K>, inner: CountedGroup<K>): boolean {
  return outer === inner || outer.parts.some((part) => holds(part, inner));
}
