import { describe, expect, it } from 'vitest';
import { fravaersprocentOf, isOverTiProcent } from './fravaersprocent.ts';
import { caseOf, fravaerOf } from '../test/arbitraries.ts';

describe('more than 10 % of the own skoledage', () => {
  it.each([
    [3, 30, false],
    [3.01, 30, true],
    [0, 0, false],
    [1, 9, true],
    [1, 10, false],
  ])('%d days of %d skoledage: %s', (days, skoledage, expected) => {
    expect(isOverTiProcent(caseOf({ fravaer: fravaerOf(days), skoledage }))).toBe(expected);
  });
});

describe('absence as a share of skoledage', () => {
  it('adds days and skoledage before it divides', () => {
    const elever = [
      caseOf({ fravaer: fravaerOf(10), skoledage: 20 }),
      caseOf({ fravaer: fravaerOf(0), skoledage: 80 }),
    ];

    expect(fravaersprocentOf(elever)).toBe(10);
  });

  it('has no answer for elever without a skoledag', () => {
    expect(fravaersprocentOf([caseOf({ skoledage: 0 })])).toBeUndefined();
  });
});
