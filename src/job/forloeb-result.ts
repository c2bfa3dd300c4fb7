// The forløb of an elev and the frister of a skole in machine-readable results; the keys are described in docs/forloeb.md.
import { daysBetween } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import { untoldFrister } from '../domain/forloeb/elev-forloeb.ts';
import type { ElevForloeb, ForloebView, FristView } from '../domain/forloeb/elev-forloeb.ts';
import { missingIndsatsforloeb, missingToClose } from '../domain/forloeb/forloeb.ts';
import { buildFristAgenda } from '../domain/forloeb/frist-agenda.ts';
import type { SkoleKvartal } from '../domain/night.ts';

/** Whether a forløb runs, what it has come to, and whether the trin is known from it (R44). */
export function forloebSummary({ running, awaitingSince, isKnown }: ElevForloeb): Record<string, unknown> {
  return {
    running: running !== undefined,
    fase: running?.fase ?? null,
    known: isKnown,
    awaitingSince: awaitingSince ?? null,
  };
}

/** How many frister of the skole call for something, and how many of them are new to the team (R32). */
export function fristCounts(current: SkoleKvartal): Record<string, number> {
  const { overdue, dueSoon } = buildFristAgenda(current);
  const untold = current.elever.reduce((sum, { forloeb }) => sum + untoldFrister(forloeb), 0);
  return { overdue: overdue.length, dueSoon: dueSoon.length, untold };
}

/** One forløb with everything recorded, and every step as it stands. */
export function forloebDetail(view: ForloebView, asOf: Dato): Record<string, unknown> {
  const { forloeb, samtaledato, frister } = view;
  return {
    forloeb: forloeb.number,
    running: view.isRunning,
    fase: view.fase,
    samtaledato: samtaledato ?? null,
    tovholder: view.tovholder ?? null,
    flaggedOn: view.flaggedOn ?? null,
    missingIndsatsforloeb: missingIndsatsforloeb(forloeb, asOf),
    missingToClose: missingToClose(forloeb, asOf),
    frister: frister.map((frist) => fristDetail(frist, asOf)),
    entries: forloeb.entries.map(({ value, forloeb: _number, ...entry }) => ({
      ...entry,
      value: value ?? null,
    })),
  };
}

export function fristDetail(
  { step, round, frist, status, doneOn, isTold }: FristView,
  asOf: Dato,
): Record<string, unknown> {
  return {
    step: step.id,
    round,
    who: step.who,
    frist: frist ?? null,
    status,
    daysOverdue: status === 'overdue' && frist !== undefined ? daysBetween(frist, asOf) : 0,
    doneOn: doneOn ?? null,
    told: isTold,
  };
}
