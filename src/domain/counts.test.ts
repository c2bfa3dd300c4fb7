import { describe, expect, it } from 'vitest';
import { caseOf } from '../test/arbitraries.ts';
import type { Change } from './comparison.ts';
import { countCases } from './counts.ts';
import type { ElevCase } from './night.ts';

describe('the counts of a skole (R31)', () => {
  it('counts cases by trin and by change', () => {
    const elev = (trin: ElevCase['placering']['trin'], change: Change): ElevCase => {
      const base = caseOf();
      return { ...base, placering: { ...base.placering, trin }, change };
    };

    const counts = countCases([
      elev('massivt', 'new'),
      elev('massivt', 'escalated'),
      elev('bekymrende', 'unchanged'),
      elev('tidlig-indsats', 'eased'),
      elev('ingen', 'ended'),
      elev('ingen', 'unchanged'),
    ]);

    expect(counts).toEqual({
      'tidlig-indsats': 1,
      bekymrende: 1,
      massivt: 2,
      new: 1,
      escalated: 1,
      eased: 1,
      ended: 1,
    });
  });
});
