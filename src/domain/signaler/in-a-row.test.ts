import { describe, expect, it } from 'vitest';
import { rowsOn, skoledageFrom } from '../../test/arbitraries.ts';
import { signalViewOf } from '../../test/signals.ts';
import { inARowRule } from './in-a-row.ts';
import type { FoundSignal } from './signal.ts';

function find(from: string, skoledage: number): FoundSignal | undefined {
  return inARowRule.find(signalViewOf(rowsOn(skoledageFrom(from, skoledage))));
}

describe('skoledage in a row (R53)', () => {
  it('is found from 5 on', () => {
    expect(find('2026-11-16', 4)).toBeUndefined();
    expect(find('2026-11-16', 5)).toEqual({
      id: 'in-a-row',
      skoledage: 5,
      from: '2026-11-16',
      to: '2026-11-20',
      isOngoing: true,
      strong: true,
    });
  });

  it('is not broken by a weekend or a holiday', () => {
    expect(find('2026-10-08', 5)).toMatchObject({ from: '2026-10-08', to: '2026-10-21', isOngoing: false });
  });

  it('is broken by one skoledag at skole', () => {
    const days = skoledageFrom('2026-11-09', 9).toSpliced(4, 1);

    expect(inARowRule.find(signalViewOf(rowsOn(days)))).toBeUndefined();
  });

  it('stands out when it goes on, or was long', () => {
    expect(find('2026-11-09', 9)).toMatchObject({ isOngoing: false, strong: false });
    expect(find('2026-11-02', 10)).toMatchObject({ isOngoing: false, strong: true });
  });

  it('is told of the newest row, and forgotten after 60 skoledage', () => {
    const two = [...skoledageFrom('2026-09-07', 7), ...skoledageFrom('2026-10-26', 5)];

    expect(inARowRule.find(signalViewOf(rowsOn(two)))).toMatchObject({ skoledage: 5, from: '2026-10-26' });
    expect(find('2026-08-17', 5)).toBeUndefined();
  });
});
