import { describe, expect, it } from 'vitest';
import { dato } from '../domain/dato.ts';
import { forecastsText, forecastText } from './forecast.ts';

const around = dato('2026-12-04');

describe('a forecast in Danish (R54)', () => {
  it('says what it is, which limit, about when and how sure', () => {
    expect(forecastText({ limit: 10, chance: 0.42, around })).toBe(
      'Prognose: Kan passere 10 dage omkring 04-12-2026 (ca. 40 % sandsynligt).',
    );
    expect(forecastText({ limit: 7.5, chance: 0.25, around: undefined })).toBe(
      'Prognose: Kan passere 7,5 dage, før kvartalet slutter (ca. 30 % sandsynligt).',
    );
  });

  it('claims no more than it can keep', () => {
    expect(forecastText({ limit: 10, chance: 0.84, around })).toContain('ca. 80 %');
    expect(forecastText({ limit: 10, chance: 0.99, around })).toContain('over 80 %');
  });

  it('is empty without a forecast', () => {
    expect(forecastsText([])).toBe('');
  });
});
