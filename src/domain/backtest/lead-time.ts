// From tidlig indsats to worse: how long teams had, and how many never got worse.
import { daysBetween } from '../dato.ts';
import { findCrossings } from '../indsatstrin.ts';
import type { Ladder, TrinMedIndsats } from '../indsatstrin.ts';
import { countUpTo } from '../skoledag-axis.ts';
import { quartilesOf } from './quartiles.ts';
import type { Quartiles } from './quartiles.ts';
import { isComplete } from './replay.ts';
import type { BacktestPeriod, ElevReplay } from './replay.ts';

/** The course of an elev through the trin of one kvartal; an elev with two such kvartaler counts twice. */
export interface LeadTime {
  readonly from: TrinMedIndsats;
  readonly to: TrinMedIndsats;
  /** Reached `to` in the period. */
  readonly elever: number;
  readonly skoledage: Quartiles | undefined;
  readonly days: Quartiles | undefined;
  /** Reached `from` in the period, in a kvartal that is over; and never reached `to` in it. */
  readonly judged: number;
  readonly stayed: number;
}

export interface LeadTally {
  readonly add: (elev: ElevReplay) => void;
  readonly figures: () => LeadTime;
}

export function tallyLead(
  [from, to]: readonly [from: TrinMedIndsats, to: TrinMedIndsats],
  ladder: Ladder,
  period: BacktestPeriod,
): LeadTally {
  const skoledage: number[] = [];
  const days: number[] = [];
  const sum = { judged: 0, stayed: 0 };
  return {
    add: (elev) => {
      for (const [kvartal, ofKvartal] of elev.byKvartal) {
        const crossings = findCrossings({ days: ofKvartal }, ladder);
        const begun = crossings.find(({ trin }) => trin === from)?.dato;
        const reached = crossings.find(({ trin }) => trin === to)?.dato;
        if (begun === undefined) continue;
        if (begun >= period.from && isComplete(elev, kvartal, period)) {
          sum.judged += 1;
          sum.stayed += reached === undefined ? 1 : 0;
        }
        if (reached === undefined || reached < period.from || reached > period.to) continue;
        skoledage.push(countUpTo(elev.axis, reached) - countUpTo(elev.axis, begun));
        days.push(daysBetween(begun, reached));
      }
    },
    figures: () => ({
      from,
      to,
      elever: skoledage.length,
      skoledage: quartilesOf(skoledage),
      days: quartilesOf(days),
      ...sum,
    }),
  };
}
