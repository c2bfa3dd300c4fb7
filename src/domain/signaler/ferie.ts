// R53: absence next to holidays.
import type { SignalRule } from './signal-rule.ts';
import type { Spell } from './signal-view.ts';
import { FERIE_DAYS } from '../skoledag-axis.ts';
import type { SkoledagAxis } from '../skoledag-axis.ts';

const TIMES = 2;
/** A pattern and no coincidence: so often, and at least every second spell. */
const OFTEN = 3;

export const ferieRule: SignalRule = {
  nummer: 'R53',
  tekst: `fravær lige op til eller lige efter ferier og lange weekender (mindst ${FERIE_DAYS - 1} dage uden skole), mindst ${TIMES} gange på et år`,
  scope: 'recent',
  find: ({ spells, axis }) => {
    const perSpell = spells.map((spell) => ferierAt(spell, axis)).filter((ferier) => ferier.length > 0);
    const ferier = new Set(perSpell.flat());
    const newest = axis.days[Math.max(...ferier)];
    if (newest === undefined || ferier.size < TIMES) return undefined;
    const strong = ferier.size >= OFTEN && perSpell.length * 2 >= spells.length;
    return { id: 'ferie', times: ferier.size, newest, strong };
  },
};

/** The ferier that the spell lies before, after or around, by the position of the first skoledag after each. */
function ferierAt({ first, last }: Spell, { afterFerie }: SkoledagAxis): number[] {
  const positions = [];
  for (let position = first.position; position <= last.position + 1; position += 1) {
    if (afterFerie.has(position)) positions.push(position);
  }
  return positions;
}
