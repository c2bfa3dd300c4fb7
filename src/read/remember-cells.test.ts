import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rememberCells } from './remember-cells.ts';

describe('cells that are read once', () => {
  it('come to what they come to alone, whatever rows stand before', () => {
    const cell = fc.constantFrom('', 'a', 'b', 'ab');
    const read = (fields: readonly string[]): string => JSON.stringify([fields[2] ?? '', fields[0] ?? '']);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 4 })), (rows) => {
        const remembered = rememberCells([2, 0], read, (answer) => answer !== '["ab","b"]');

        expect(rows.map(remembered)).toEqual(rows.map(read));
      }),
    );
  });

  it('are looked at once for the same texts, unless the answer is not to be kept', () => {
    const seen: string[] = [];
    const remembered = rememberCells(
      [0, 1],
      (fields) => {
        seen.push(fields.join(' '));
        return { own: fields[1] === 'own' };
      },
      ({ own }) => !own,
    );
    const rows = [
      ['a', 'x', '1'],
      ['a', 'x', '2'],
      ['b', 'x', '3'],
      ['a', 'x', '4'],
      ['a', 'own', '5'],
      ['a', 'own', '6'],
    ];

    const answers = rows.map(remembered);

    expect(seen).toEqual(['a x 1', 'b x 3', 'a own 5', 'a own 6']);
    expect(answers[0]).toBe(answers[3]);
    expect(answers[4]).not.toBe(answers[5]);
  });

  it('of no column are the same in every row', () => {
    const remembered = rememberCells([], () => ({}));

    expect(remembered(['a'])).toBe(remembered(['b']));
  });
});
