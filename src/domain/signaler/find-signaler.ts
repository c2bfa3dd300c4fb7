// R50-R53: all rules about one elev, in the order in which they are shown.
import { kvartalOf } from '../kvartal.ts';
import { backRule } from './back.ts';
import { drypvistRule } from './drypvist.ts';
import { ferieRule } from './ferie.ts';
import { inARowRule } from './in-a-row.ts';
import { nationalAftaleRule } from './national-aftale.ts';
import { ofLast20Rule, ofLast60Rule } from './of-last.ts';
import type { Signal, SignalId } from './signal.ts';
import type { SignalRule } from './signal-rule.ts';
import { viewSignals } from './signal-view.ts';
import type { ViewFacts } from './signal-view.ts';
import { sygeundervisningRule } from './sygeundervisning.ts';
import { ulovligtRule } from './ulovligt.ts';
import { weekdayRule } from './weekday.ts';

/** What calls for a step comes before what only describes. */
export const signalRules: readonly SignalRule[] = [
  sygeundervisningRule,
  ulovligtRule,
  nationalAftaleRule,
  backRule,
  inARowRule,
  ofLast20Rule,
  ofLast60Rule,
  weekdayRule,
  ferieRule,
  drypvistRule,
];

/** The signals of one elev; those about recent days only when the as-of date lies in the kvartal that is screened. */
export function findSignaler(facts: ViewFacts): readonly Signal[] {
  if (facts.days.length === 0) return [];
  const view = viewSignals(facts);
  const isCurrent = kvartalOf(facts.asOf) === facts.kvartal;
  return signalRules
    .filter(({ scope }) => isCurrent || scope === 'kvartal')
    .flatMap(({ find, nummer }) => {
      const found = find(view);
      return found === undefined ? [] : [{ ...found, rule: nummer }];
    });
}

/** What a signal says is also said by these. */
const saidBy: Partial<Record<SignalId, readonly SignalId[]>> = {
  'in-a-row': ['sygeundervisning', 'back'],
  'of-last-20': ['sygeundervisning', 'back', 'in-a-row'],
};

/** Those worth a line in a report, without what another one of them already says. */
export function strongSignaler(signaler: readonly Signal[]): readonly Signal[] {
  const strong = signaler.filter((signal) => signal.strong);
  const ids = new Set(strong.map(({ id }) => id));
  return strong.filter(({ id }) => saidBy[id]?.some((other) => ids.has(other)) !== true);
}
