// R53: much absence within few skoledage, also across the turn of the kvartal.
import { fromDays } from '../fravaersdage.ts';
import type { OfLastSignal } from './signal.ts';
import type { SignalRule } from './signal-rule.ts';
import { absentOfLast } from './signal-view.ts';
import type { SignalView } from './signal-view.ts';

export const ofLast20Rule = ofLast('of-last-20', { limit: 7, of: 20 }, () => true);

/** A window as long as a kvartal says more than the kvartal's own sum only across the turn (R33). */
export const ofLast60Rule = ofLast(
  'of-last-60',
  { limit: 15, of: 60 },
  ({ fravaer }) => fravaer.total < fromDays(15),
);

function ofLast(
  id: OfLastSignal['id'],
  { limit, of }: { readonly limit: number; readonly of: number },
  isStrong: (view: SignalView) => boolean,
): SignalRule {
  return {
    nummer: 'R53',
    tekst: `mindst ${limit} af de sidste ${of} skoledage`,
    scope: 'recent',
    find: (view) => {
      const absent = absentOfLast(view, of).length;
      return absent < limit ? undefined : { id, absent, of, strong: isStrong(view) };
    },
  };
}
