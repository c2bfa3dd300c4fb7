// R52: the national aftale of 2026 as a rule set of its own over the same counts. Off unless the configuration turns it
// on: the date on which it comes into force is not known.
import type { Ladder } from './indsatstrin.ts';

export type NationaltTrin = 'foraeldrekontakt' | 'stoetteplan';

export const nationalLadder: Ladder<NationaltTrin> = {
  id: 'national-2026',
  navn: 'Aftale i folkeskoleforligskredsen, 2026',
  counts: ['sygdom', 'ulovligt'],
  steps: [
    {
      trin: 'stoetteplan',
      days: 15,
      reached: 'at-least',
      rule: 'R52',
      policy: 'støtteplan med inddragelse af PPR ved 15 dages sygefravær og ulovligt fravær i et kvartal',
    },
    {
      trin: 'foraeldrekontakt',
      days: 10,
      reached: 'over',
      rule: 'R52',
      policy:
        'skolelederen kontakter forældrene ved mere end 10 dages sygefravær og ulovligt fravær i et kvartal',
    },
  ],
};
