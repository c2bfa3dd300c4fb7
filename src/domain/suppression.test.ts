import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policySuppression, showable, showableSplit } from './suppression.ts';
import type { CountedGroup, SuppressionLimits } from './suppression.ts';

type Key = 'onTrin' | 'low' | 'high';
type Group = CountedGroup<Key>;

const terms = ['low', 'high'] as const;
const split = { sum: 'onTrin', terms } as const;

function leaf(elever: number, low: number, high: number): Group {
  return { elever, counts: { low, high, onTrin: low + high }, parts: [] };
}

function group(...parts: readonly Group[]): Group {
  const add = (key: Key): number => parts.reduce((sum, part) => sum + part.counts[key], 0);
  return {
    elever: parts.reduce((sum, part) => sum + part.elever, 0),
    counts: { low: add('low'), high: add('high'), onTrin: add('onTrin') },
    parts,
  };
}

describe('which groups may be shown (R76)', () => {
  it('shows everything when no count is small', () => {
    const kommune = group(leaf(40, 5, 0), leaf(40, 6, 7));

    expect(showable(kommune, ['low', 'high'])).toEqual(new Set([kommune, ...kommune.parts]));
  });

  it('withholds a small count and the next smallest group, so that it cannot be subtracted', () => {
    const small = leaf(20, 3, 0);
    const next = leaf(30, 7, 0);
    const large = leaf(90, 9, 0);
    const kommune = group(large, small, next);

    expect(showable(kommune, ['low'])).toEqual(new Set([kommune, large]));
  });

  it('withholds two small groups together when their sum is fit to show', () => {
    const large = leaf(90, 9, 0);
    const kommune = group(leaf(20, 3, 0), leaf(20, 4, 0), large);

    expect(showable(kommune, ['low'])).toEqual(new Set([kommune, large]));
  });

  it('withholds more until the rest is no small count of its own', () => {
    const kommune = group(leaf(20, 1, 0), leaf(20, 1, 0), leaf(25, 5, 0), leaf(30, 6, 0));

    expect(showable(kommune, ['low'])).toEqual(new Set([kommune, kommune.parts[3]]));
  });

  it('shows a small count of many elever', () => {
    const kommune = group(leaf(100, 1, 0), leaf(200, 2, 0));

    expect(showable(kommune, ['low'])).toEqual(new Set([kommune, ...kommune.parts]));
  });

  it('withholds a count of nearly everybody', () => {
    const nearlyAll = leaf(120, 118, 0);

    expect(showable(nearlyAll, ['low']).size).toBe(0);
  });

  it('shows nothing inside a group that is withheld', () => {
    const inner = leaf(30, 6, 0);
    const skole = group(inner, leaf(40, 0, 3));

    expect(showable(group(skole, leaf(500, 9, 9)), ['high']).has(inner)).toBe(false);
  });

  it('shows the sum of a group whose terms are too small', () => {
    const klasse = leaf(25, 5, 3);
    const kommune = group(klasse, leaf(100, 50, 40), leaf(100, 40, 30));

    const shown = showableSplit(kommune, split);

    expect(shown.sum.has(klasse)).toBe(true);
    expect(shown.split.has(klasse)).toBe(false);
  });

  it('withholds a sum that would tell a term, because nobody else is on a trin', () => {
    const klasse = leaf(40, 5, 2);
    const kommune = group(klasse, leaf(40, 0, 0), leaf(40, 0, 0));

    const shown = showableSplit(kommune, split);

    expect(shown.split.has(kommune)).toBe(true);
    expect(shown.sum.has(klasse)).toBe(false);
    // Nor may it be what is left when the others are shown.
    expect(kommune.parts.filter((part) => shown.sum.has(part))).toHaveLength(1);
  });
});

/** Small numbers for municipalities so small that every table of them can be tried. */
const smallLimits: readonly SuppressionLimits[] = [
  { lowestShown: 2, largeGroup: 6 },
  { lowestShown: 3, largeGroup: 7 },
  { lowestShown: 2, largeGroup: 99 },
];

const anyLeaf = fc
  .record({ elever: fc.integer({ min: 1, max: 4 }), low: fc.nat({ max: 4 }), high: fc.nat({ max: 4 }) })
  .filter(({ elever, low, high }) => low + high <= elever)
  .map(({ elever, low, high }) => leaf(elever, low, high));

const anyKommune = fc
  .array(fc.array(anyLeaf, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .filter((skoler) => skoler.flat().length <= 4)
  .map((skoler) => group(...skoler.map((klasser) => group(...klasser))));

describe('what a reader can work out', () => {
  it('never gives a withheld count below the limit one possible value', () => {
    fc.assert(
      fc.property(anyKommune, fc.constantFrom(...smallLimits), (kommune, limits) => {
        const shown = showableSplit(kommune, split, limits);
        const hidden = [...everyGroup(kommune)].flatMap((of) => hiddenCells(of, shown, limits));
        fc.pre(hidden.length > 0);
        const possible = hidden.map(() => new Set<number>());
        for (const table of tablesLike(kommune, shown)) {
          hidden.forEach(({ of, key }, index) => possible[index]?.add(countIn(of, key, table)));
        }
        expect(possible.map(({ size }) => size)).not.toContain(1);
      }),
      { numRuns: 300 },
    );
  });

  it('never leaves one withheld part beside parts that are shown, nor a rest that is a small count', () => {
    const anyLarge = fc
      .array(
        fc.array(
          fc
            .record({ elever: fc.integer({ min: 15, max: 160 }), low: fc.nat({ max: 12 }) })
            .map(({ elever, low }) => leaf(elever, low, 0)),
          { minLength: 1, maxLength: 6 },
        ),
        { minLength: 1, maxLength: 6 },
      )
      .map((skoler) => group(...skoler.map((klasser) => group(...klasser))));
    fc.assert(
      fc.property(anyLarge, (kommune) => {
        const shown = showable(kommune, ['low']);
        for (const of of shown) {
          const rest = of.parts.filter((part) => !shown.has(part));
          const low = rest.reduce((sum, part) => sum + part.counts.low, 0);
          const elever = rest.reduce((sum, part) => sum + part.elever, 0);
          expect(rest.length === 1 && of.parts.length > 1).toBe(false);
          expect(low > 0 && low < 5 && elever < 100).toBe(false);
        }
      }),
    );
  });

  it('has the policy figures as its default', () => {
    expect(policySuppression).toEqual({ lowestShown: 5, largeGroup: 100 });
  });
});

type Shown = ReturnType<typeof showableSplit<Key>>;
/** A value of each term for each leaf. */
type Table = ReadonlyMap<Group, readonly [low: number, high: number]>;

function* everyGroup(of: Group): Generator<Group> {
  yield of;
  for (const part of of.parts) yield* everyGroup(part);
}

function hiddenCells(
  of: Group,
  { sum, split: terms_ }: Shown,
  { lowestShown, largeGroup }: SuppressionLimits,
): { of: Group; key: Key }[] {
  const keys: Key[] = [...(sum.has(of) ? [] : (['onTrin'] as const)), ...(terms_.has(of) ? [] : terms)];
  return keys
    .filter((key) => of.counts[key] > 0 && of.counts[key] < lowestShown && of.elever < largeGroup)
    .map((key) => ({ of, key }));
}

function leavesOf(of: Group): Group[] {
  return of.parts.length === 0 ? [of] : of.parts.flatMap(leavesOf);
}

function countIn(of: Group, key: Key, table: Table): number {
  return leavesOf(of).reduce((sum, one) => {
    const [low, high] = table.get(one)!;
    return sum + (key === 'low' ? low : key === 'high' ? high : low + high);
  }, 0);
}

/** Every table with the same group sizes and the same shown counts, tried one after the other. */
function* tablesLike(kommune: Group, { sum, split: terms_ }: Shown): Generator<Table> {
  const leaves = leavesOf(kommune);
  const table = new Map<Group, readonly [number, number]>();
  const fits = (): boolean =>
    [...sum].every((of) => countIn(of, 'onTrin', table) === of.counts.onTrin) &&
    [...terms_].every((of) => terms.every((key) => countIn(of, key, table) === of.counts[key]));
  function* fill(index: number): Generator<Table> {
    const one = leaves[index];
    if (one === undefined) {
      if (fits()) yield table;
      return;
    }
    for (let low = 0; low <= one.elever; low += 1) {
      for (let high = 0; low + high <= one.elever; high += 1) {
        table.set(one, [low, high]);
        yield* fill(index + 1);
      }
    }
  }
  yield* fill(0);
}
