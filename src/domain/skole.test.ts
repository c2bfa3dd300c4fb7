import { describe, expect, it } from 'vitest';
import { klassetrinOf } from './skole.ts';

describe('klassetrinOf', () => {
  it.each([
    ['5A', 5],
    ['5.A', 5],
    [' 5 A', 5],
    ['0B', 0],
    ['05A', 5],
    ['10.X', 10],
    ['10', 10],
    ['9', 9],
    ['11A', undefined],
    ['99', undefined],
    ['2026A', undefined],
    ['Spec B', undefined],
    ['A5', undefined],
    ['', undefined],
  ])('reads %j as klassetrin %s', (klasse, expected) => {
    expect(klassetrinOf(klasse)).toBe(expected);
  });
});
