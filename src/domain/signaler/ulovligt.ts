// R50: the share of ulovligt fravær in the kvartal.
import { ONE_DAY } from '../fravaersdage.ts';
import type { Fravaersdage } from '../fravaersdage.ts';
import type { SignalRule } from './signal-rule.ts';

/** Per cent of the kvartal's skoledage. */
export const VARSLING = 10;
export const UNDERRETNING = 15;

const HALF_DAY = ONE_DAY / 2;

export const ulovligtRule: SignalRule = {
  nummer: 'R50',
  tekst: `Ulovligt fravær rundes op til hele og halve dage og måles mod alle elevens skoledage i kvartalet, også dem, der ikke er nået endnu. Fra ${VARSLING} % skal forældrene varsles, fra ${UNDERRETNING} % skal skolelederen underrette kommunen.`,
  scope: 'kvartal',
  find: ({ fravaer, skoledageInKvartal: skoledage }) => {
    const halfDays = Math.ceil(fravaer.perAarsag.ulovligt / HALF_DAY);
    const reaches = (percent: number): boolean => halfDays * 100 >= 2 * percent * skoledage;
    if (halfDays === 0 || !reaches(VARSLING)) return undefined;
    return {
      id: 'ulovligt',
      level: reaches(UNDERRETNING) ? 'underretning' : 'varsling',
      days: (halfDays * HALF_DAY) as Fravaersdage,
      skoledage,
      strong: true,
    };
  },
};
