import { describe, expect, it } from 'vitest';
import { counterText } from './counters.ts';

describe('counters in Danish (R61)', () => {
  it.each([
    ['counted', 'Talt med'],
    ['superseded', 'Erstattet af en nyere fil'],
    ['quarantined-aarsag-unknown', 'Sat til side: ukendt fraværskode'],
    ['quarantined-brand-new', 'Sat til side: brand-new'],
    ['brand-new', 'brand-new'],
  ])('%s is %s', (counter, expected) => {
    expect(counterText(counter)).toBe(expected);
  });
});
