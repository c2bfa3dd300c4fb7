import { describe, expect, it } from 'vitest';
import { FREDAG, ordinary, rowsOn } from '../../test/arbitraries.ts';
import { signalViewOf } from '../../test/signals.ts';
import { addDays } from '../dato.ts';
import { backRule } from './back.ts';
import type { FoundSignal } from './signal.ts';

const past = ordinary.between(addDays(FREDAG, -120), FREDAG);

/** Away for so many skoledage, then at skole for so many up to FREDAG. */
function find(away: number, back: number): FoundSignal | undefined {
  return backRule.find(signalViewOf(rowsOn(past.slice(-away - back, past.length - back))));
}

describe('back after a long time away (R53)', () => {
  it('is found on the first day back after 10 skoledage', () => {
    expect(find(9, 1)).toBeUndefined();
    expect(find(10, 1)).toEqual({ id: 'back', skoledage: 10, since: FREDAG, strong: true });
  });

  it('is not yet when the elev is still away', () => {
    expect(find(12, 0)).toBeUndefined();
  });

  it('is shown for the first week', () => {
    expect(find(12, 5)).toMatchObject({ since: '2026-11-16' });
    expect(find(12, 6)).toBeUndefined();
  });

  it("waits for the skole's rows: silence is no return (R14)", () => {
    const rows = rowsOn(past.slice(-12, -2));

    expect(backRule.find(signalViewOf(rows, { newestRow: addDays(FREDAG, -2) }))).toBeUndefined();
    expect(backRule.find(signalViewOf(rows, { newestRow: addDays(FREDAG, -1) }))).toMatchObject({
      since: '2026-11-19',
    });
  });
});
