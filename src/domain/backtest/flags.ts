// R30, R31, R35: what each night would have told, when every night before it was delivered.
import type { Dato } from '../dato.ts';
import { findCrossings, rank } from '../indsatstrin.ts';
import type { Crossing, Indsatstrin, Ladder, TrinMedIndsats } from '../indsatstrin.ts';
import { kvartalOf } from '../kvartal.ts';
import type { BacktestPeriod, ElevReplay } from './replay.ts';

/** An elev that is news to a skole's team. */
export interface Flag {
  readonly night: Dato;
  readonly skole: string;
  readonly change: 'new' | 'escalated';
  readonly trin: TrinMedIndsats;
}

/**
 * The flags of one elev within the period. An elev changes trin only on a day of absence and skole only on a day of
 * moving, so only those nights are looked at; on the others nothing is new.
 */
export function flagsOf(elev: ElevReplay, ladder: Ladder, { from, to }: BacktestPeriod): Flag[] {
  return [...elev.byKvartal].flatMap(([kvartal, days]) => {
    const crossings = findCrossings({ days }, ladder);
    const nights = [...crossings.map(({ dato }) => dato), ...elev.moves]
      .filter((night) => kvartalOf(night) === kvartal && night <= to)
      .toSorted();
    const told = new Map<string, Indsatstrin>();
    const flags: Flag[] = [];
    for (const night of nights) {
      const flag = flagOn(night, crossings, elev.skoleAt(night), told);
      if (flag === undefined) continue;
      told.set(flag.skole, flag.trin);
      if (night >= from) flags.push(flag);
    }
    return flags;
  });
}

function flagOn(
  night: Dato,
  crossings: readonly Crossing[],
  skole: string | undefined,
  told: ReadonlyMap<string, Indsatstrin>,
): Flag | undefined {
  const trin = crossings.findLast(({ dato }) => dato <= night)?.trin;
  if (skole === undefined || trin === undefined) return undefined;
  const before = told.get(skole) ?? 'ingen';
  if (rank(trin) <= rank(before)) return undefined;
  return { night, skole, trin, change: before === 'ingen' ? 'new' : 'escalated' };
}
