import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCrossSafe } from './cross-suppression.ts';
import type { CrossCell, CrossTable } from './cross-suppression.ts';
import { isFitCount } from './suppression.ts';

/** Cells as `[elever, counted]`. */
function tableOf(...rows: readonly (readonly (readonly [number, number])[])[]): CrossTable {
  return rows.map((row) => row.map(([elever, count]) => ({ elever, count })));
}

const isSafe = (table: CrossTable): boolean => isCrossSafe(table, (cell) => isFitCount(cell));

describe('a table of two ways to divide the same elever (R76)', () => {
  it('is safe when small cells can change places', () => {
    expect(
      isSafe(
        tableOf(
          [
            [20, 3],
            [20, 8],
          ],
          [
            [20, 4],
            [20, 9],
          ],
        ),
      ),
    ).toBe(true);
  });

  it('is safe when a column lies in one skole alone, and that skole in it alone', () => {
    expect(
      isSafe(
        tableOf(
          [
            [20, 3],
            [20, 8],
            [0, 0],
          ],
          [
            [20, 4],
            [20, 9],
            [0, 0],
          ],
          [
            [0, 0],
            [0, 0],
            [45, 21],
          ],
        ),
      ),
    ).toBe(true);
  });

  it('is not safe when the rest of a skole is a small count, for a klassetrin lies there alone', () => {
    expect(
      isSafe(
        tableOf(
          [
            [20, 3],
            [20, 8],
            [0, 0],
          ],
          [
            [20, 4],
            [20, 9],
            [0, 0],
          ],
          [
            [20, 2],
            [0, 0],
            [45, 21],
          ],
        ),
      ),
    ).toBe(false);
  });

  it('is not safe when the rest of two skoler is a small count, for they alone share a klassetrin', () => {
    const others = [
      [
        [20, 12],
        [0, 0],
        [20, 8],
      ],
      [
        [20, 9],
        [0, 0],
        [20, 9],
      ],
    ] as const;
    const sharing = [
      [9, 1],
      [20, 8],
      [0, 0],
    ] as const;

    expect(
      isSafe(
        tableOf(...others, sharing, [
          [9, 2],
          [20, 9],
          [0, 0],
        ]),
      ),
    ).toBe(false);
    expect(
      isSafe(
        tableOf(...others, sharing, [
          [19, 6],
          [20, 9],
          [0, 0],
        ]),
      ),
    ).toBe(true);
  });
});

const limits = { lowestShown: 2, largeGroup: 99 };
const isFit = (cell: CrossCell): boolean => isFitCount(cell, limits);

const anyTable = fc
  .record({ rows: fc.integer({ min: 2, max: 4 }), columns: fc.integer({ min: 2, max: 3 }) })
  .chain(({ rows, columns }) => {
    const cell = fc
      .record({ elever: fc.integer({ min: 0, max: 3 }), share: fc.nat({ max: 3 }) })
      .map(({ elever, share }) => ({ elever, count: Math.min(elever, share) }));
    const row = fc.array(cell, { minLength: columns, maxLength: columns });
    return fc.array(row, { minLength: rows, maxLength: rows });
  });

describe('what a reader can work out from both sums', () => {
  it('is never a small count of a cell, nor of any cells of one skole or klassetrin together', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        fc.pre(isCrossSafe(table, isFit));
        const others = tablesLike(table);
        const columns = table[0]!.map((_, c) => table.map((_row, r) => [r, c] as const));
        const rows = table.map((row, r) => row.map((_, c) => [r, c] as const));
        for (const line of [...rows, ...columns]) {
          for (const places of subsetsOf(line)) {
            const sum = (counts: readonly (readonly number[])[]): number =>
              places.reduce((all, [r, c]) => all + counts[r]![c]!, 0);
            const possible = new Set(others.map(sum));
            const elever = places.reduce((all, [r, c]) => all + table[r]![c]!.elever, 0);
            if (possible.size === 1) expect(isFit({ elever, count: [...possible][0]! })).toBe(true);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

/** The counts of every table with the same elever and the same sums. */
function tablesLike(table: CrossTable): (readonly (readonly number[])[])[] {
  const sums = table[0]!.map((_, c) => table.reduce((sum, row) => sum + row[c]!.count, 0));
  let partial: { readonly rows: readonly (readonly number[])[]; readonly left: readonly number[] }[] = [
    { rows: [], left: sums },
  ];
  for (const row of table) {
    const choices = rowsLike(row);
    partial = partial.flatMap(({ rows, left }) =>
      choices
        .filter((counts) => counts.every((count, c) => count <= left[c]!))
        .map((counts) => ({ rows: [...rows, counts], left: left.map((sum, c) => sum - counts[c]!) })),
    );
  }
  return partial.filter(({ left }) => left.every((sum) => sum === 0)).map(({ rows }) => rows);
}

function rowsLike(row: readonly CrossCell[]): number[][] {
  const sum = row.reduce((all, { count }) => all + count, 0);
  return row
    .reduce<number[][]>(
      (choices, { elever }) =>
        choices.flatMap((counts) => Array.from({ length: elever + 1 }, (_, count) => [...counts, count])),
      [[]],
    )
    .filter((counts) => counts.reduce((all, count) => all + count, 0) === sum);
}

function subsetsOf<Item>(items: readonly Item[]): Item[][] {
  return items
    .reduce<Item[][]>((subsets, item) => subsets.flatMap((subset) => [subset, [...subset, item]]), [[]])
    .filter((subset) => subset.length > 0);
}
