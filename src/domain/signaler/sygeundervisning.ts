// R51: how long it is since the elev last took part.
import type { SignalRule } from './signal-rule.ts';
import type { AbsentDay, SignalView } from './signal-view.ts';

const SHOWN_FROM = 10;
const DUE_AT = 15;

export const sygeundervisningRule: SignalRule = {
  nummer: 'R51',
  tekst: `Sygeundervisning: Det vises, når en elev ikke har deltaget i undervisningen i ${SHOWN_FROM} skoledage. Senest efter ${DUE_AT} skoledage skal skolen have kontaktet forældrene om sygeundervisning. Ekstraordinær frihed alene tæller ikke her.`,
  scope: 'recent',
  find: (view) => {
    const away = daysSinceTakingPart(view);
    const first = away[0];
    if (first === undefined || away.length < SHOWN_FROM || away.every(({ isLeave }) => isLeave))
      return undefined;
    return {
      id: 'sygeundervisning',
      skoledage: away.length,
      since: first.dato,
      dueOn: view.axis.days[first.position + DUE_AT - 1],
      isDue: away.length >= DUE_AT,
      strong: true,
    };
  },
};

/** The whole days away up to the last known skoledag, earliest first; empty when the elev took part that day. */
function daysSinceTakingPart({ absent, known }: SignalView): readonly AbsentDay[] {
  let position = known - 1;
  let index = absent.length - 1;
  while (absent[index]?.position === position && absent[index]?.isWhole === true) {
    position -= 1;
    index -= 1;
  }
  return absent.slice(index + 1);
}
