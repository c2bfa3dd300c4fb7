import { describe, expect, it } from 'vitest';
import { rowsOn, rowsWorth, skoledageFrom } from '../../test/arbitraries.ts';
import { K4_NIGHTS, replayOf } from '../../test/replay.ts';
import { dato } from '../dato.ts';
import { policyLimits, roskildeLadder } from '../indsatstrin.ts';
import { tallyLead } from './lead-time.ts';
import type { LeadTime } from './lead-time.ts';
import type { BacktestPeriod, ElevReplay } from './replay.ts';

const ladder = roskildeLadder(policyLimits);

function leadOf(elever: readonly ElevReplay[], period: BacktestPeriod = K4_NIGHTS): LeadTime {
  const tally = tallyLead(['tidlig-indsats', 'massivt'], ladder, period);
  elever.forEach(tally.add);
  return tally.figures();
}

describe('from tidlig indsats to massivt', () => {
  it('is the skoledage and days between the two crossings', () => {
    expect(leadOf([replayOf(rowsWorth(25))])).toEqual({
      from: 'tidlig-indsats',
      to: 'massivt',
      elever: 1,
      skoledage: { lower: 16, median: 16, upper: 16 },
      days: { lower: 29, median: 29, upper: 29 },
      judged: 1,
      stayed: 0,
    });
  });

  it('knows how many never got so far', () => {
    expect(leadOf([5, 10, 20, 21].map((days) => replayOf(rowsWorth(days))))).toMatchObject({
      elever: 1,
      judged: 4,
      stayed: 3,
    });
    expect(leadOf([replayOf(rowsWorth(4))])).toMatchObject({ elever: 0, judged: 0, skoledage: undefined });
  });

  it('looks at the period alone', () => {
    const late = { ...K4_NIGHTS, from: dato('2026-11-01') };
    const early = { ...K4_NIGHTS, to: dato('2026-11-04') };

    expect(leadOf([replayOf(rowsWorth(25), { period: late })], late)).toMatchObject({ elever: 1, judged: 0 });
    expect(leadOf([replayOf(rowsWorth(25), { period: early })], early)).toMatchObject({
      elever: 0,
      judged: 0,
    });
  });

  it('takes each kvartal by itself', () => {
    const rows = [...rowsOn(skoledageFrom('2026-09-10', 14)), ...rowsWorth(6)];

    expect(leadOf([replayOf(rows)])).toMatchObject({ elever: 0, judged: 1, stayed: 1 });
  });
});
