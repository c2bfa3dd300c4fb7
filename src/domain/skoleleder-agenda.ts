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
  const rows = skole.current.elever
    .flatMap((elev) => elev.decisions.map((decision): DecisionRow => ({ elev, decision })))
    .toSorted(mostUrgentFirst);
  return {
    fresh: rows.filter(({ decision }) => !decision.isTold),
    waiting: rows.filter(({ decision }) => decision.isTold && isRecorded(decision)),
    doubts: doubtsOf(skole, asOf, skoledage),
  };
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
