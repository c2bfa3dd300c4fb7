// R53: drypvist fravær, many short stays away.
import { addDays } from '../dato.ts';
import type { SignalRule } from './signal-rule.ts';

const SPELLS = 5;
/** Every elev has some spells; a line is for the many and short. */
const MANY = 10;
const SHORT_SKOLEDAGE = 2;
/** Six months. */
const PERIOD_DAYS = 182;

export const drypvistRule: SignalRule = {
  nummer: 'R53',
  tekst: `drypvist fravær, mindst ${SPELLS} adskilte perioder på 6 måneder`,
  scope: 'recent',
  find: ({ spells: all, asOf }) => {
    const from = addDays(asOf, 1 - PERIOD_DAYS);
    const recent = all.filter(({ last }) => last.dato >= from);
    if (recent.length < SPELLS) return undefined;
    const skoledage = recent.reduce((sum, spell) => sum + spell.skoledage, 0);
    const strong = recent.length >= MANY && skoledage <= SHORT_SKOLEDAGE * recent.length;
    return { id: 'drypvist', spells: recent.length, strong };
  },
};
