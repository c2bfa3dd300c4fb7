import { describe, expect, it } from 'vitest';
import { MANDAG, rowsOn } from '../../test/arbitraries.ts';
import { signalViewOf } from '../../test/signals.ts';
import { addDays } from '../dato.ts';
import type { Dato } from '../dato.ts';
import type { FoundSignal } from './signal.ts';
import { weekdayRule } from './weekday.ts';

/** Every second Monday back from MANDAG, before and after the autumn holiday. */
const mondays = [0, -14, -42, -56, -70].map((days) => addDays(MANDAG, days));
const others = [1, 2, 3].map((days) => addDays(MANDAG, days));

function find(days: readonly Dato[]): FoundSignal | undefined {
  return weekdayRule.find(signalViewOf(rowsOn(days.toSorted())));
}

describe('absence that keeps to one weekday (R53)', () => {
  it('needs 4 days', () => {
    expect(find(mondays.slice(0, 3))).toBeUndefined();
    expect(find(mondays.slice(0, 4))).toEqual({
      id: 'weekday',
      weekday: 1,
      onWeekday: 4,
      absent: 4,
      strong: true,
    });
  });

  it('needs 60 % on the weekday', () => {
    expect(find([...mondays.slice(0, 3), ...others.slice(0, 2)])).toMatchObject({ onWeekday: 3, absent: 5 });
    expect(find([...mondays.slice(0, 3), ...others])).toBeUndefined();
  });

  it('stands out from 4 of the same weekday on: 3 happen by chance', () => {
    expect(find([...mondays.slice(0, 3), ...others.slice(0, 1)])).toMatchObject({ strong: false });
    expect(find([...mondays.slice(0, 4), ...others.slice(0, 2)])).toMatchObject({ strong: true });
  });

  it('looks at the last 60 skoledage', () => {
    const longAgo = [-91, -98].map((days) => addDays(MANDAG, days));

    expect(find([...mondays.slice(0, 3), ...longAgo])).toBeUndefined();
  });
});
