import { describe, expect, it } from 'vitest';
import { exceedsShare } from './share.ts';

describe('exceedsShare (R60)', () => {
  it.each([
    { part: 2, whole: 100, share: 0.02, expected: false },
    { part: 3, whole: 100, share: 0.02, expected: true },
    { part: 20_001, whole: 1_000_000, share: 0.02, expected: true },
    { part: 20_000, whole: 1_000_000, share: 0.02, expected: false },
    { part: 30, whole: 100, share: 0.3, expected: false },
    { part: 31, whole: 100, share: 0.3, expected: true },
    { part: 3, whole: 10, share: 0.3, expected: false },
    { part: 29, whole: 100, share: 0.29, expected: false },
    { part: 7, whole: 100, share: 0.07, expected: false },
    { part: 0, whole: 0, share: 0.02, expected: false },
    { part: 1, whole: 100, share: 0, expected: true },
    { part: -5, whole: 0, share: 0.3, expected: false },
  ])('says $expected for $part of $whole against $share', ({ part, whole, share, expected }) => {
    expect(exceedsShare(part, whole, share)).toBe(expected);
  });
});
