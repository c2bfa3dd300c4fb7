import { describe, expect, it } from 'vitest';
import { FREDAG, ordinary, rowsOn } from '../../test/arbitraries.ts';
import { signalViewOf } from '../../test/signals.ts';
import { addDays } from '../dato.ts';
import { drypvistRule } from './drypvist.ts';
import type { FoundSignal } from './signal.ts';

const past = ordinary.between(addDays(FREDAG, -181), FREDAG);

/** Spells of a length, each followed by one skoledag at skole, the last of them at the end. */
function find(spells: number, length = 1): FoundSignal | undefined {
  const days = past.slice(-spells * (length + 1)).filter((_, index) => index % (length + 1) < length);
  return drypvistRule.find(signalViewOf(rowsOn(days)));
}

describe('drypvist fravær (R53)', () => {
  it('is found from 5 spells on', () => {
    expect(find(4)).toBeUndefined();
    expect(find(5)).toEqual({ id: 'drypvist', spells: 5, strong: false });
  });

  it('does not take one long spell for many', () => {
    expect(drypvistRule.find(signalViewOf(rowsOn(past.slice(-30))))).toBeUndefined();
  });

  it('stands out when the spells are many and short', () => {
    expect(find(9)).toMatchObject({ strong: false });
    expect(find(10)).toMatchObject({ strong: true });
    expect(find(10, 2)).toMatchObject({ strong: true });
    expect(find(10, 3)).toMatchObject({ strong: false });
  });

  it('forgets after six months', () => {
    const early = ordinary
      .between(addDays(FREDAG, -250), addDays(FREDAG, -182))
      .filter((_, i) => i % 2 === 0);

    expect(early.length).toBeGreaterThan(10);
    expect(drypvistRule.find(signalViewOf(rowsOn(early)))).toBeUndefined();
  });
});
