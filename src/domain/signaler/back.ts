// R53: back after a long time away, so that somebody is there to welcome the elev.
import type { SignalRule } from './signal-rule.ts';

const AWAY = 10;
/** Shown for the first week back: a team does not meet every day. */
const SHOWN_SKOLEDAGE = 5;

export const backRule: SignalRule = {
  nummer: 'R53',
  tekst: `første uge tilbage efter mindst ${AWAY} skoledage i træk`,
  scope: 'recent',
  find: ({ spells, known, axis }) => {
    const spell = spells.findLast(({ skoledage }) => skoledage >= AWAY);
    if (spell === undefined) return undefined;
    const back = spell.last.position + 1;
    const since = axis.days[back];
    if (since === undefined || back >= known || back < known - SHOWN_SKOLEDAGE) return undefined;
    return { id: 'back', skoledage: spell.skoledage, since, strong: true };
  },
};
