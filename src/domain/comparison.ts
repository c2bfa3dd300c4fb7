// R30-R36: what has changed since the team was last told.
import type { Dato } from './dato.ts';
import type { Fravaersdage } from './fravaersdage.ts';
import { rank } from './indsatstrin.ts';
import type { Basis, Indsatstrin, Placering } from './indsatstrin.ts';

/** R31, in the order in which changes are shown. */
export const changes = ['new', 'escalated', 'eased', 'ended', 'unchanged'] as const;

export type Change = (typeof changes)[number];

/** R30: what a skole's team was told about an elev in a kvartal, in the newest report that was delivered. */
export interface Told {
  readonly trin: Indsatstrin;
  readonly basis: Basis;
  readonly total: Fravaersdage;
  readonly asOf: Dato;
}

export interface Comparison {
  readonly change: Change;
  readonly told: Told | undefined;
  /** R31: the case fell or vanished because old rows were corrected; old and new days stand in `told` and the count. */
  readonly corrected: boolean;
  /** R33: the trin in the previous kvartal, when the elev is new again in this one. */
  readonly recurringFrom: Indsatstrin | undefined;
}

export interface Situation {
  readonly placering: Pick<Placering, 'trin'>;
  readonly total: Fravaersdage;
  readonly asOf: Dato;
  readonly told: Told | undefined;
  readonly previousTrin: Indsatstrin;
}

/** Compares an elev's present trin with what the team was last told (R30, R31, R33). */
export function compareWithTold(situation: Situation): Comparison {
  const { placering, told, previousTrin } = situation;
  const change = changeOf(situation);
  const isFall = change === 'eased' || change === 'ended';
  return {
    change,
    told,
    corrected: isFall && told !== undefined && situation.total < told.total,
    recurringFrom:
      placering.trin !== 'ingen' && change === 'new' && previousTrin !== 'ingen' ? previousTrin : undefined,
  };
}

function changeOf({ placering, told, asOf }: Situation): Change {
  const now = rank(placering.trin);
  const before = rank(told?.trin ?? 'ingen');
  if (now === before) return 'unchanged';
  if (before === 0) return 'new';
  if (now > before) return 'escalated';
  // Seen from an earlier date than the report, a lower trin is no fall: those days had not happened yet.
  if (told !== undefined && asOf < told.asOf) return 'unchanged';
  return now === 0 ? 'ended' : 'eased';
}
