// What each rule would have given: how many messages, how much earlier than massivt, how many warnings for nothing.
import type { Dato } from '../dato.ts';
import { findCrossings } from '../indsatstrin.ts';
import type { Ladder, Limits } from '../indsatstrin.ts';
import { kvartalOf } from '../kvartal.ts';
import { countUpTo } from '../skoledag-axis.ts';
import { isComplete } from './replay.ts';
import type { BacktestPeriod, ElevReplay } from './replay.ts';
import type { WarningRule, WarningRuleId, Window } from './warning-rules.ts';
import { quartilesOf } from './quartiles.ts';
import type { Quartiles } from './quartiles.ts';

/** A warning is credited with what happens within so many skoledage after it. */
const CREDIT_SKOLEDAGE = 60;

export interface RuleFigures {
  readonly id: WarningRuleId;
  readonly limits: Limits | undefined;
  readonly window: Window | undefined;
  /** Messages to teams in the period. */
  readonly messages: number;
  /** Of the elever who reached massivt by the limits in force: how many were warned of at least a skoledag before. */
  readonly caught: number;
  readonly massivt: number;
  /** Skoledage from the warning to massivt, of those caught. */
  readonly lead: Quartiles | undefined;
  /** Warned of earlier than by the limits in force, and by how many skoledage. */
  readonly earlier: number;
  readonly gain: Quartiles | undefined;
  /** Warnings in kvartaler that are over, and those after which the elev never reached bekymrende in that kvartal. */
  readonly judged: number;
  readonly neverWorse: number;
}

/** Adds up elev by elev; `figures` gives the sum. */
export interface RuleTally {
  readonly add: (elev: ElevReplay) => void;
  readonly figures: () => RuleFigures;
}

/** `inForce` is the rule that the others are measured against, and `ladder` its limits. */
export function tallyRule(
  rule: WarningRule,
  { inForce, ladder }: { readonly inForce: WarningRule; readonly ladder: Ladder },
  period: BacktestPeriod,
): RuleTally {
  const leads: number[] = [];
  const gains: number[] = [];
  const sum = { messages: 0, massivt: 0, judged: 0, neverWorse: 0 };
  return {
    add: (elev) => {
      const warnings = rule.warnings(elev);
      sum.messages += rule.messages(elev, period);
      for (const [kvartal, days] of elev.byKvartal) {
        const crossings = findCrossings({ days }, ladder);
        const judged = isComplete(elev, kvartal, period)
          ? warnings.filter((day) => kvartalOf(day) === kvartal && day >= period.from)
          : [];
        sum.judged += judged.length;
        sum.neverWorse += crossings.some(({ trin }) => trin === 'bekymrende') ? 0 : judged.length;
        const massivt = crossings.find(({ trin }) => trin === 'massivt')?.dato;
        if (massivt === undefined || massivt < period.from || massivt > period.to) continue;
        sum.massivt += 1;
        const lead = leadOf(elev, warnings, massivt);
        const now = leadOf(elev, inForce.warnings(elev), massivt) ?? 0;
        if (lead !== undefined) leads.push(lead);
        if (lead !== undefined && lead > now) gains.push(lead - now);
      }
    },
    figures: () => ({
      id: rule.id,
      limits: rule.limits,
      window: rule.window,
      ...sum,
      caught: leads.length,
      lead: quartilesOf(leads),
      earlier: gains.length,
      gain: quartilesOf(gains),
    }),
  };
}

/** Skoledage from the first warning that is credited to the day of massivt; undefined when none came before. */
function leadOf({ axis }: ElevReplay, warnings: readonly Dato[], massivt: Dato): number | undefined {
  const end = countUpTo(axis, massivt);
  return warnings
    .map((day) => end - countUpTo(axis, day))
    .find((skoledage) => skoledage >= 1 && skoledage <= CREDIT_SKOLEDAGE);
}
