import { describe, expect, it } from 'vitest';
import { indsatstrin } from './indsatstrin.ts';
import { nextStepFor } from './next-step.ts';

describe('nextStepFor (R82)', () => {
  it('has nothing to do without a trin', () => {
    expect(nextStepFor('ingen')).toBeUndefined();
  });

  it.each(indsatstrin.filter((trin) => trin !== 'ingen'))('says what, who and when for %s', (trin) => {
    const step = nextStepFor(trin);

    expect(step?.what).toMatch(/forældrene/);
    expect(step?.who).toMatch(/^[A-ZÆØÅ]/);
    expect(step?.when).toMatch(/^[A-ZÆØÅ]/);
    expect(step?.rule).toContain('R20');
  });

  it('lets the skoleleder hold the samtale from bekymrende on (F1)', () => {
    const steps = (['bekymrende', 'massivt'] as const).map(nextStepFor);

    expect(steps.map((step) => step?.who)).toEqual(['Skoleleder', 'Skoleleder']);
    expect(steps.every((step) => step?.what.includes('samtale'))).toBe(true);
    expect(steps.every((step) => step?.rule.includes('F1'))).toBe(true);
  });

  it('hurries most with massivt', () => {
    expect(nextStepFor('massivt')?.when).toBe('Straks');
    expect(nextStepFor('bekymrende')?.when).not.toBe('Straks');
  });
});
