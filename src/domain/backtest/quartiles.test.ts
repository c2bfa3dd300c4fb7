import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quartilesOf } from './quartiles.ts';

it.each([
  [[7], { lower: 7, median: 7, upper: 7 }],
  [[3, 1, 2, 4], { lower: 1, median: 2, upper: 3 }],
  [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], { lower: 3, median: 5, upper: 8 }],
])('the quartiles of %j', (numbers, expected) => {
  expect(quartilesOf(numbers)).toEqual(expected);
});

it('are numbers of the list, in order, and none for an empty list', () => {
  expect(quartilesOf([])).toBeUndefined();
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (numbers) => {
      const { lower, median, upper } = quartilesOf(numbers)!;

      expect(lower).toBeLessThanOrEqual(median);
      expect(median).toBeLessThanOrEqual(upper);
      expect(numbers).toEqual(expect.arrayContaining([lower, median, upper]));
    }),
  );
});
