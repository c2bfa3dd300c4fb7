// R80: a skoleleder's decisions in the order in which they matter: what is new since the last delivered mail, what still waits, and
// whether the skole registers at all.
import type { Dato } from './dato.ts';
import { firstDayOf } from './kvartal.ts';
import type { ElevCase, SkoleNight } from './night.ts';
import { compareText } from './row-fate.ts';
import type { KlasseSignal } from './signaler/klasse.ts';
import { isRecorded } from './skoleleder-decisions.ts';
import type { Decision } from './skoleleder-decisions.ts';
import type { SkoledageLookup } from './skolekalender.ts';

export interface DecisionRow {
  readonly elev: ElevCase;
  readonly decision: Decision;
  /** R34: of the kvartal just ended. */
  readonly isLate: boolean;
}

/** Absence that is perhaps not registered: of the whole skole, or of one klasse (R14, R53, R60). */
export type RegistrationDoubt =
  | { readonly kind: 'no-data' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'klasse'; readonly signal: KlasseSignal };

export interface SkolelederAgenda {
  /** Not named by any mail that was delivered; only these make a mail due before the week is over. */
  readonly fresh: readonly DecisionRow[];
  readonly waiting: readonly DecisionRow[];
  readonly doubts: readonly RegistrationDoubt[];
}

export function buildSkolelederAgenda(
  skole: SkoleNight,
  asOf: Dato,
  skoledage: SkoledageLookup,
): SkolelederAgenda {
  const rows = decisionRows(skole).toSorted(mostUrgentFirst);
  return {
    fresh: rows.filter(({ decision }) => !decision.isTold),
    waiting: rows.filter(({ decision }) => decision.isTold && isRecorded(decision)),
    doubts: doubtsOf(skole, asOf, skoledage),
  };
}

/**
 * All decisions about the skole's elever. A samtale that the kvartal just ended calls for waits on while late registrations are
 * awaited (R34): the sums begin again, the parents have not been talked with.
 */
export function decisionRows({ current, late }: Pick<SkoleNight, 'current' | 'late'>): DecisionRow[] {
  const own = rowsOf(current.elever, false);
  const awaiting = new Set(own.filter(isSamtale).map(({ elev }) => elev.elevId));
  const ofLate = rowsOf(late?.elever ?? [], true).filter(
    (row) => isSamtale(row) && !awaiting.has(row.elev.elevId),
  );
  return [...own, ...ofLate];
}

function rowsOf(elever: readonly ElevCase[], isLate: boolean): DecisionRow[] {
  return elever.flatMap((elev) => elev.decisions.map((decision) => ({ elev, decision, isLate })));
}

function isSamtale({ decision }: DecisionRow): boolean {
  return decision.kind === 'samtale';
}

/** Whether there is anything to decide; a skoleleder with nothing to decide hears nothing. */
export function hasDecisions({ fresh, waiting, doubts }: SkolelederAgenda): boolean {
  return fresh.length + waiting.length + doubts.length > 0;
}

/** Before a kvartal's first skoledag nobody can have registered anything. */
export function hasBegun({ skole, current }: SkoleNight, asOf: Dato, skoledage: SkoledageLookup): boolean {
  const own = skoledage({ institutionsnumre: [skole.institutionsnummer], klassetrin: undefined });
  return own.between(firstDayOf(current.kvartal), asOf).length > 0;
}

function doubtsOf(skole: SkoleNight, asOf: Dato, skoledage: SkoledageLookup): RegistrationDoubt[] {
  if (skole.status === 'no-data') return hasBegun(skole, asOf, skoledage) ? [{ kind: 'no-data' }] : [];
  return [
    ...(skole.notices.some(({ code }) => code === 'skole-silent') ? [{ kind: 'silent' as const }] : []),
    ...skole.klasseSignaler
      .filter(({ id }) => id === 'registration-missing')
      .map((signal) => ({ kind: 'klasse' as const, signal })),
  ];
}

function mostUrgentFirst(a: DecisionRow, b: DecisionRow): number {
  return (
    urgencyOf(a.decision) - urgencyOf(b.decision) ||
    compareText(waitsSince(a), waitsSince(b)) ||
    compareText(a.elev.placement.klasse, b.elev.placement.klasse) ||
    compareText(a.elev.elevId, b.elev.elevId)
  );
}

/** The law's own frist first, then massivt before bekymrende fravær, then the forløb, then what comes near. */
function urgencyOf(decision: Decision): number {
  switch (decision.kind) {
    case 'signal':
      return signalUrgency(decision.signal);
    case 'samtale':
      return decision.trin === 'massivt' ? 1 : 2;
    case 'tovholder':
      return 3;
    case 'step':
      return decision.frist.status === 'overdue' ? 4 : 7;
    case 'stuck':
      return 6;
  }
}

function signalUrgency(signal: Extract<Decision, { kind: 'signal' }>['signal']): number {
  if (signal.id === 'ulovligt') return signal.level === 'underretning' ? 0 : 8;
  return signal.id === 'sygeundervisning' ? 5 : 9;
}

function waitsSince({ elev, decision }: DecisionRow): string {
  if (decision.kind === 'step' || decision.kind === 'stuck') return decision.frist.frist ?? '';
  return decision.kind === 'samtale' ? (elev.forloeb.awaitingSince ?? '') : '';
}
