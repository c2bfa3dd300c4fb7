import { describe, expect, it } from 'vitest';
import { ordinary, rowsOn, rowsWorth, skoledageFrom } from '../../test/arbitraries.ts';
import { K4_NIGHTS, replayOf } from '../../test/replay.ts';
import { addDays, dato } from '../dato.ts';
import type { Dato } from '../dato.ts';
import { policyLimits } from '../indsatstrin.ts';
import { limitsRule, otherRules, parseWindow } from './warning-rules.ts';
import type { WarningRule, WarningRuleId } from './warning-rules.ts';

const low = { tidligIndsats: 3, bekymrende: 6, massivt: 12 };
const days = skoledageFrom('2026-09-01', 75);

function ruleOf(id: WarningRuleId): WarningRule {
  return [limitsRule('limits', policyLimits), ...otherRules(low, [{ limit: 3, of: 10 }])].find(
    (rule) => rule.id === id,
  )!;
}

function warnings(id: WarningRuleId, absent: readonly Dato[]): readonly Dato[] {
  return ruleOf(id).warnings(replayOf(rowsOn(absent)));
}

describe('limits as a rule', () => {
  it('warn at the lowest limit of each kvartal and send a message at every limit', () => {
    const elev = replayOf([...rowsOn(skoledageFrom('2026-09-14', 6)), ...rowsWorth(13)]);

    expect(ruleOf('limits').warnings(elev)).toEqual(['2026-09-18', '2026-10-07']);
    expect(ruleOf('what-if').warnings(elev)).toEqual(['2026-09-16', '2026-10-05']);
    expect(ruleOf('limits').messages(elev, K4_NIGHTS)).toBe(2);
    expect(ruleOf('what-if').messages(elev, K4_NIGHTS)).toBe(3);
  });

  it('are compared with a what-if only when there is one', () => {
    expect(otherRules(undefined, []).map(({ id }) => id)).toEqual(['of-last-20', 'of-last-60', 'in-a-row']);
  });
});

describe('windows of skoledage as rules (R53)', () => {
  it('warn on the day on which the limit is reached', () => {
    const everySecond = days.filter((_, index) => index % 2 === 0);

    expect(warnings('of-last-20', everySecond)[0]).toBe(days[12]);
    expect(warnings('of-last-60', everySecond)[0]).toBe(days[28]);
    expect(warnings('in-a-row', days.slice(0, 7))).toEqual([days[4]]);
    expect(warnings('in-a-row', everySecond)).toEqual([]);
  });

  it('can be others than those', () => {
    expect(warnings('window', [...days.slice(0, 2), ...days.slice(9, 10)])).toEqual([days[9]]);
    expect(warnings('window', [...days.slice(0, 2), ...days.slice(10, 11)])).toEqual([]);
  });

  it('are written as absent of the last skoledage', () => {
    expect(parseWindow('7/20')).toEqual({ limit: 7, of: 20 });
    expect(['21/20', '0/5', '7', '7/20/1', '7/201', '-1/5', '7,20'].map(parseWindow)).toEqual(
      Array.from({ length: 7 }, () => undefined),
    );
  });

  it('warn once while it lasts, and again after it was over', () => {
    expect(warnings('of-last-20', days.slice(0, 30))).toEqual([days[6]]);
    expect(warnings('of-last-20', [...days.slice(0, 7), ...days.slice(40, 47)])).toEqual([days[6], days[46]]);
    expect(warnings('in-a-row', [...days.slice(0, 5), ...days.slice(6, 11)])).toEqual([days[4], days[10]]);
  });

  it('agree with counting each window anew', () => {
    const absent = days.filter((_, index) => index % 25 < 8 && index % 5 < 4);
    const line = ordinary.between(addDays(dato('2026-10-01'), -365), dato('2026-12-31'));
    const countAt = (end: number): number =>
      line.slice(Math.max(0, end - 19), end + 1).filter((day) => absent.includes(day)).length;
    const expected = line.filter((_, position) => countAt(position) >= 7 && countAt(position - 1) < 7);

    expect(warnings('of-last-20', absent)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(1);
  });

  it('send a message only within the period and while the elev is at a skole', () => {
    const absent = [...days.slice(0, 5), ...skoledageFrom('2026-11-02', 5)];

    expect(ruleOf('in-a-row').messages(replayOf(rowsOn(absent)), K4_NIGHTS)).toBe(1);
    expect(ruleOf('in-a-row').messages(replayOf(rowsOn(absent), { indmeldelser: [] }), K4_NIGHTS)).toBe(1);
  });
});
