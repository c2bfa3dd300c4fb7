import { describe, expect, it } from 'vitest';
import { rowsOn, rowsWorth, skoledageFrom } from '../../test/arbitraries.ts';
import { K4_NIGHTS, replayOf } from '../../test/replay.ts';
import { policyLimits, roskildeLadder } from '../indsatstrin.ts';
import type { ElevReplay } from './replay.ts';
import { tallyRule } from './rule-figures.ts';
import type { RuleFigures } from './rule-figures.ts';
import { limitsRule, otherRules } from './warning-rules.ts';
import type { WarningRule } from './warning-rules.ts';

const inForce = limitsRule('limits', policyLimits);
const [whatIf, , , inARow] = otherRules({ tidligIndsats: 3, bekymrende: 6, massivt: 12 }, []);

function figuresOf(rule: WarningRule, ...elever: readonly ElevReplay[]): RuleFigures {
  const tally = tallyRule(rule, { inForce, ladder: roskildeLadder(policyLimits) }, K4_NIGHTS);
  elever.forEach(tally.add);
  return tally.figures();
}

describe('what a rule would have given', () => {
  const massivt = replayOf(rowsWorth(25));

  it('is how many skoledage before massivt it warned', () => {
    expect(figuresOf(inForce, massivt)).toMatchObject({
      messages: 3,
      massivt: 1,
      caught: 1,
      lead: { median: 16 },
      earlier: 0,
      gain: undefined,
    });
  });

  it('is measured against the limits in force', () => {
    expect(figuresOf(whatIf!, massivt)).toMatchObject({
      caught: 1,
      lead: { median: 18 },
      earlier: 1,
      gain: { median: 2 },
    });
    expect(figuresOf(inARow!, massivt)).toMatchObject({ caught: 1, lead: { median: 16 }, earlier: 0 });
  });

  it('credits a warning before the turn of the kvartal, but no older one than 60 skoledage', () => {
    const before = [...rowsOn(skoledageFrom('2026-09-21', 8)), ...rowsWorth(25)];
    const longBefore = [...rowsOn(skoledageFrom('2026-05-04', 5)), ...rowsWorth(25)];

    expect(figuresOf(inARow!, replayOf(before)).lead).toMatchObject({ median: 24 });
    expect(figuresOf(inARow!, replayOf(longBefore)).lead).toMatchObject({ median: 16 });
  });

  it('does not count as caught who was warned of on the day itself', () => {
    const never: WarningRule = { ...inARow!, warnings: () => [] };
    const sameDay: WarningRule = { ...inARow!, warnings: () => skoledageFrom('2026-10-01', 21).slice(20) };

    expect(figuresOf(never, massivt)).toMatchObject({ massivt: 1, caught: 0, lead: undefined });
    expect(figuresOf(sameDay, massivt)).toMatchObject({ massivt: 1, caught: 0 });
  });

  it('is how often a warning was for nothing', () => {
    expect(figuresOf(inForce, replayOf(rowsWorth(6)), replayOf(rowsWorth(11)), massivt)).toMatchObject({
      judged: 3,
      neverWorse: 1,
    });
    expect(figuresOf(whatIf!, replayOf(rowsWorth(4)), replayOf(rowsWorth(6)))).toMatchObject({
      judged: 2,
      neverWorse: 2,
    });
  });

  it('leaves kvartaler out that are not over', () => {
    const period = { ...K4_NIGHTS, to: skoledageFrom('2026-10-01', 30).at(-1)! };
    const tally = tallyRule(inForce, { inForce, ladder: roskildeLadder(policyLimits) }, period);
    tally.add(replayOf(rowsWorth(6), { period }));

    expect(tally.figures()).toMatchObject({ judged: 0, neverWorse: 0, messages: 1 });
  });
});
