// R82: what to do next, and who does it, for an elev on a trin where no forløb runs yet. From the policy's phase
// "opsporing"; the clock of the frister starts only at the samtale with the parents.
import type { Indsatstrin, TrinMedIndsats } from './indsatstrin.ts';

export interface NextStep {
  readonly what: string;
  readonly who: string;
  readonly when: string;
  readonly rule: string;
}

export const nextSteps: Readonly<Record<TrinMedIndsats, NextStep>> = {
  massivt: {
    what: 'Hold samtale med forældrene. Tag stilling til kortlægning, og udpeg en tovholder',
    who: 'Skoleleder',
    when: 'Straks',
    rule: 'R20, F1',
  },
  bekymrende: {
    what: 'Hold samtale med forældrene. Tag stilling til kortlægning, og udpeg en tovholder',
    who: 'Skoleleder',
    when: 'Inden næste teammøde',
    rule: 'R20, F1',
  },
  'tidlig-indsats': {
    what: 'Kontakt forældrene, og tal om trivsel og fravær',
    who: 'Klasselærer',
    when: 'Inden næste teammøde',
    rule: 'R20',
  },
};

/** R54: what to do before the limit is passed. */
export const forecastStep: NextStep = {
  what: 'Tal med eleven og forældrene, før grænsen nås',
  who: 'Klasselærer',
  when: 'Inden næste teammøde',
  rule: 'R54',
};

/** The next step for an elev on `trin`, or undefined when there is nothing to do. */
export function nextStepFor(trin: Indsatstrin): NextStep | undefined {
  return trin === 'ingen' ? undefined : nextSteps[trin];
}
