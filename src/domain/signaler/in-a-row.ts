// R53: absent skoledage in a row.
import type { SignalRule } from './signal-rule.ts';

export const IN_A_ROW = 5;
/** A row that has ended is worth a line only when it was this long. */
const LONG_ROW = 10;
/** Rows that ended longer ago are history. */
const RECENT_SKOLEDAGE = 60;

export const inARowRule: SignalRule = {
  nummer: 'R53',
  tekst: `mindst ${IN_A_ROW} skoledage i træk`,
  scope: 'recent',
  find: ({ spells, known }) => {
    const spell = spells.findLast(({ skoledage }) => skoledage >= IN_A_ROW);
    if (spell === undefined || spell.last.position < known - RECENT_SKOLEDAGE) return undefined;
    const { first, last, skoledage } = spell;
    const isOngoing = last.position === known - 1;
    return {
      id: 'in-a-row',
      skoledage,
      from: first.dato,
      to: last.dato,
      isOngoing,
      strong: isOngoing || skoledage >= LONG_ROW,
    };
  },
};
