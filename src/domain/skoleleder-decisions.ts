// What the policy and the law leave to the skoleleder alone about an elev (F1, F2C, F2D, R50-R52), and what stands still so long
// that the skoleleder must step in. One rule for the mail to the skoleleder and for what state remembers of it (R32).
import { daysBetween } from './dato.ts';
import type { Dato } from './dato.ts';
import { fristKey } from './forloeb/elev-forloeb.ts';
import type { ElevForloeb, ForloebView, FristView } from './forloeb/elev-forloeb.ts';
import type { Placering } from './indsatstrin.ts';
import type { Kvartal } from './kvartal.ts';
import type {
  NationalAftaleSignal,
  Signal,
  SygeundervisningSignal,
  UlovligtSignal,
} from './signaler/signal.ts';

/** A frist of somebody else that has passed by more than so many days is the skoleleder's. **default** */
export const STUCK_DAYS = 14;

/** Begins every key of a decision, so that state can tell what was told to whom. */
export const DECISION_KEY = 'leder|';

type LederSignal = UlovligtSignal | SygeundervisningSignal | NationalAftaleSignal;

type Matter =
  /** F1: talk with the parents, decide on kortlægning, appoint a tovholder. */
  | { readonly kind: 'samtale'; readonly trin: 'bekymrende' | 'massivt' }
  /** F1: the samtale has been held, and nobody at the elev's present skole is tovholder. */
  | { readonly kind: 'tovholder' }
  /** A step of the skoleleder's own (F2C, F2D) that is near or overdue. */
  | { readonly kind: 'step'; readonly frist: FristView }
  /** A step of somebody else that has been overdue for long. */
  | { readonly kind: 'stuck'; readonly frist: FristView }
  | { readonly kind: 'signal'; readonly signal: LederSignal };

export type Decision = Matter & {
  /** Names the decision, as state remembers what was told. */
  readonly key: string;
  /** R32: a delivered mail to the skoleleder has named it. */
  readonly isTold: boolean;
};

interface Facts {
  readonly placering: Pick<Placering, 'trin'>;
  readonly forloeb: ElevForloeb;
  readonly signaler: readonly Signal[];
}

interface Context {
  readonly asOf: Dato;
  readonly kvartal: Kvartal;
  readonly isTold: (key: string) => boolean;
}

/** The decisions that wait for the skoleleder. What is done leaves by itself once it is recorded, or when the trin falls. */
export function decisionsOf(elev: Facts, { asOf, kvartal, isTold }: Context): readonly Decision[] {
  const matters = [...forloebMatters(elev, asOf), ...signalMatters(elev)];
  return matters.map((matter) => {
    const key = keyOf(matter, elev.forloeb, kvartal);
    // Whoever was told of massivt fravær knows enough when the trin falls to bekymrende.
    const higher =
      matter.kind === 'samtale' ? keyOf({ ...matter, trin: 'massivt' }, elev.forloeb, kvartal) : key;
    return { ...matter, key, isTold: isTold(key) || isTold(higher) };
  });
}

/**
 * Whether the skoleleder is reminded of it for as long as it is so. What nobody records as done is said once: it would stand there
 * for the rest of the kvartal.
 */
export function isRecorded({ kind }: Pick<Decision, 'kind'>): boolean {
  return kind !== 'signal';
}

function forloebMatters({ placering, forloeb }: Facts, asOf: Dato): Matter[] {
  if (forloeb.awaitingSince !== undefined) {
    return [{ kind: 'samtale', trin: placering.trin === 'massivt' ? 'massivt' : 'bekymrende' }];
  }
  const { running } = forloeb;
  if (running?.samtaledato === undefined) return [];
  return [
    ...(running.tovholder === undefined ? [{ kind: 'tovholder' as const }] : []),
    ...fristMatters(running, asOf),
  ];
}

function fristMatters({ frister }: ForloebView, asOf: Dato): Matter[] {
  return frister.flatMap((frist): Matter[] => {
    const isOverdue = frist.status === 'overdue';
    if (frist.step.who.startsWith('Skoleled')) {
      return isOverdue || frist.status === 'due-soon' ? [{ kind: 'step', frist }] : [];
    }
    const isStuck = isOverdue && frist.frist !== undefined && daysBetween(frist.frist, asOf) > STUCK_DAYS;
    return isStuck ? [{ kind: 'stuck', frist }] : [];
  });
}

function signalMatters({ signaler }: Facts): Matter[] {
  return signaler.flatMap((signal): Matter[] =>
    signal.id === 'ulovligt' || signal.id === 'sygeundervisning' || signal.id === 'national-aftale'
      ? [{ kind: 'signal', signal }]
      : [],
  );
}

function keyOf(matter: Matter, { all, running }: ElevForloeb, kvartal: Kvartal): string {
  const number = running?.forloeb.number ?? all.length;
  switch (matter.kind) {
    case 'samtale':
      return `${DECISION_KEY}samtale|${number}|${kvartal}|${matter.trin}`;
    case 'tovholder':
      return `${DECISION_KEY}tovholder|${number}`;
    case 'step':
    case 'stuck':
      return `${DECISION_KEY}${matter.kind}|${fristKey(number, matter.frist)}`;
    case 'signal':
      return `${DECISION_KEY}${signalKey(matter.signal, kvartal)}`;
  }
}

function signalKey(signal: LederSignal, kvartal: Kvartal): string {
  switch (signal.id) {
    case 'ulovligt':
      return `${signal.id}|${kvartal}|${signal.level}`;
    case 'sygeundervisning':
      return `${signal.id}|${signal.since}|${signal.isDue ? 'due' : 'near'}`;
    case 'national-aftale':
      return `${signal.id}|${kvartal}|${signal.trin}`;
  }
}
