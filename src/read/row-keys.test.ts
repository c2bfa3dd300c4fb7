import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markOf } from './plain-rows.ts';
import type { Dialect } from './plain-rows.ts';
import { LONGEST_KEYED_ROW, rowKeys } from './row-keys.ts';

const groups = [
  [0, 2],
  [1, 4],
] as const;
const CELLS = 5;

const cell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('', 'a', 'b', 'ab', ' ', '  ') },
  fc.string({ unit: fc.constantFrom('a', ' ', '¢', '¤', ';'), maxLength: 9 }),
);

describe('the keys of a row', () => {
  it('are the same exactly when the cells of the group are, and stand only for rows of the right number of cells', () => {
    const delimiters = fc.constantFrom<Dialect['delimiter']>(';', '¤');
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: CELLS + 1 }), {
      maxLength: 40,
      size: 'max',
    });

    fc.assert(
      fc.property(rows, delimiters, (all, delimiter) => {
        const keys = rowKeys({ cells: CELLS, groups, mark: markOf({ encoding: 'utf-8', delimiter }) });
        const texts = all.map((cells) => cells.join(delimiter));
        const bytes = Buffer.from(`${texts.join('\r\n')}\r\n`);
        const saidBy = new Map<string, string>();
        const keyOf = new Map<string, string>();
        let start = 0;
        for (const text of texts) {
          const fields = text.split(delimiter);
          const end = start + Buffer.byteLength(text);
          expect(keys.read(bytes, start)).toBe(fields.length === CELLS ? end : -1);
          start = end + 2;
          if (fields.length !== CELLS) continue;
          for (const [group, columns] of groups.entries()) {
            const key = `${group} ${keys.words.subarray(keys.from(group), keys.to(group)).join()}`;
            const said = JSON.stringify(columns.map((column) => fields[column]));
            expect([key, saidBy.get(key) ?? said]).toEqual([key, said]);
            expect([said, keyOf.get(`${group} ${said}`) ?? key]).toEqual([said, key]);
            saidBy.set(key, said);
            keyOf.set(`${group} ${said}`, key);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are of no row that is too long', () => {
    const keys = rowKeys({
      cells: 2,
      groups: [[0], [1]],
      mark: markOf({ encoding: 'utf-8', delimiter: ';' }),
    });
    const lengths = [LONGEST_KEYED_ROW - 1, LONGEST_KEYED_ROW, LONGEST_KEYED_ROW + 1, 5000];

    const ends = lengths.map((length) => keys.read(Buffer.from(`${'x'.repeat(length - 2)};y\n`), 0));

    expect(ends).toEqual([LONGEST_KEYED_ROW - 1, -1, -1, -1]);
  });
});
