// R52: the national aftale of 2026, when the configuration turns it on.
import { countedBy, findCrossings } from '../indsatstrin.ts';
import type { SignalRule } from './signal-rule.ts';

export const nationalAftaleRule: SignalRule = {
  nummer: 'R52',
  tekst:
    'National aftale fra 2026, hvis kommunen har slået den til: Ved over 10 dages sygdom og ulovligt fravær i kvartalet kontakter skolelederen forældrene; fra 15 dage laves en støtteplan med PPR. Ekstraordinær frihed tæller ikke med i denne regel.',
  scope: 'kvartal',
  find: ({ fravaer, nationalAftale }) => {
    if (nationalAftale === undefined) return undefined;
    const reached = findCrossings(fravaer, nationalAftale).at(-1);
    if (reached === undefined) return undefined;
    const total = countedBy(nationalAftale, fravaer);
    return { id: 'national-aftale', trin: reached.trin, total, crossed: reached.dato, strong: true };
  },
};
