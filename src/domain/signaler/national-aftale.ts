// R52: the national aftale of 2026, when the configuration turns it on.
import { countedBy, findCrossings, isReached } from '../indsatstrin.ts';
import type { SignalRule } from './signal-rule.ts';

export const nationalAftaleRule: SignalRule = {
  nummer: 'R52',
  tekst:
    'National aftale fra 2026, hvis kommunen har slået den til: Ved over 10 dages sygdom og ulovligt fravær i kvartalet kontakter skolelederen forældrene; fra 15 dage laves en støtteplan med PPR. Ekstraordinær frihed tæller ikke med i denne regel.',
  scope: 'kvartal',
  find: ({ fravaer, nationalAftale }) => {
    if (nationalAftale === undefined) return undefined;
    const total = countedBy(nationalAftale, fravaer);
    const step = nationalAftale.steps.find((candidate) => isReached(candidate, total));
    if (step === undefined) return undefined;
    const crossings = fravaer.undated > 0 ? [] : findCrossings(fravaer, nationalAftale);
    return { id: 'national-aftale', trin: step.trin, total, crossed: crossings.at(-1)?.dato, strong: true };
  },
};
