// R76: the same elever divided in two ways. Who knows the count of every row and of every column of a table can work out
// some of what is inside: where a column lies in one row alone, the rest of that row. Such sums must be fit to show too.

/** The elever of one row and one column, and how many of them are counted. */
export interface CrossCell {
  readonly elever: number;
  readonly count: number;
}

/** Row by row; every row has all columns. */
export type CrossTable = readonly (readonly CrossCell[])[];

/**
 * Whether the sums of all rows and columns may be shown side by side: no cell is settled by them, no row or column less
 * its settled cells, and no block that two overlapping sums leave over, unless it is `isFit` to show. Errs towards no.
 */
export function isCrossSafe(table: CrossTable, isFit: (cell: CrossCell) => boolean): boolean {
  const settled = table.map((row, r) => row.map((_, c) => !canChange(table, r, c)));
  const open = table.map((row, r) => row.map((cell, c) => (settled[r]?.[c] === true ? NOBODY : cell)));
  const known = table.flatMap((row, r) => row.filter((_, c) => settled[r]?.[c] === true));
  const lines = [...open, ...transpose(open)].map(total);
  return [...known, ...lines, ...leftOver(open), ...leftOver(transpose(open))].every((cell) => isFit(cell));
}

const NOBODY: CrossCell = { elever: 0, count: 0 };

/** Whether two elever could change places with the cell in it, so that no sum changes and the cell does. */
function canChange(table: CrossTable, row: number, column: number): boolean {
  const cell = table[row]?.[column] ?? NOBODY;
  return table.some((other, r) =>
    other.some((across, c) => {
      if (r === row || c === column) return false;
      const [beside, below] = [table[row]?.[c] ?? NOBODY, other[column] ?? NOBODY];
      return (
        (canSwap(cell, across) && canSwap(flip(beside), flip(below))) ||
        (canSwap(flip(cell), flip(across)) && canSwap(beside, below))
      );
    }),
  );
}

/** Whether both cells could count one more. */
function canSwap(...cells: readonly CrossCell[]): boolean {
  return cells.every(({ elever, count }) => count < elever);
}

/** The elever who are not counted, counted. */
function flip({ elever, count }: CrossCell): CrossCell {
  return { elever, count: elever - count };
}

/**
 * For every column: the rows in which it lies, less all columns that lie in no other rows. What is left over is known
 * from the sums.
 */
function leftOver(table: CrossTable): CrossCell[] {
  const columns = transpose(table);
  const rowsOf = columns.map((column) => new Set(column.flatMap(({ elever }, r) => (elever > 0 ? [r] : []))));
  return rowsOf.map((rows) => {
    const block = columns.filter((_, c) => [...(rowsOf[c] ?? [])].some((r) => !rows.has(r)));
    return total(block.flatMap((column) => column.filter((_, r) => rows.has(r))));
  });
}

function total(cells: readonly CrossCell[]): CrossCell {
  return cells.reduce(
    (sum, { elever, count }) => ({ elever: sum.elever + elever, count: sum.count + count }),
    NOBODY,
  );
}

function transpose(table: CrossTable): CrossTable {
  return (table[0] ?? []).map((_, c) => table.map((row) => row[c] ?? NOBODY));
}
