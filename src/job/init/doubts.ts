// Everything about a source that a person must look at: what the columns left open, and what the trial brought up.
import type { Doubt } from '../../read/inspect/proposal.ts';
import { doubt, essential } from '../../read/inspect/proposal.ts';
import { HIDDEN } from '../../read/quotable.ts';
import { quarantineText } from '../../text/counters.ts';
import type { TriedGroup } from './ask.ts';

/** What the configuration takes as a skole's number. */
const NUMBER = /^[0-9A-Za-z_-]{1,20}$/;

export function findDoubts({ group, trial }: TriedGroup): Doubt[] {
  const { doubts, proposedCodes } = group.proposal;
  const codes = [...trial.unmapped.keys()].filter((code) => code !== HIDDEN).length;
  const waiting = [...trial.unmapped.values()].reduce((sum, rows) => sum + rows, 0);
  return [
    ...doubts,
    ...(trial.unreadable === undefined ? [] : [essential('unreadable', { reason: trial.unreadable })]),
    ...[...trial.numbers]
      .filter((number) => !NUMBER.test(number))
      .map((institutionsnummer) => essential('institutionsnummer-form', { institutionsnummer })),
    ...(waiting === 0 ? [] : [doubt('code-unmapped', { codes, rows: waiting })]),
    ...(proposedCodes.size === 0 ? [] : [doubt('code-proposed', { codes: proposedCodes.size })]),
    ...[...trial.rejected].map(([counter, rows]) =>
      doubt('rows-rejected', { rows, reason: quarantineText(counter) }),
    ),
  ];
}
