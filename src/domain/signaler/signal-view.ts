// What the rules R50-R53 look at: one elev's days of absence placed on the line of their skoledage, prepared once.
import { addDays, earlierOf } from '../dato.ts';
import type { Dato } from '../dato.ts';
import type { Fravaer, Fravaersdag } from '../fravaer.ts';
import { ONE_DAY } from '../fravaersdage.ts';
import type { Ladder } from '../indsatstrin.ts';
import { firstDayOf, lastDayOf } from '../kvartal.ts';
import type { Kvartal } from '../kvartal.ts';
import type { Kalendersted, SkoledageLookup } from '../skolekalender.ts';
import type { NationaltTrin } from '../national-ladder.ts';
import { axisAround, countUpTo } from '../skoledag-axis.ts';
import type { SkoledagAxis } from '../skoledag-axis.ts';

/** A skoledag of which the elev was away at least half. */
export interface AbsentDay {
  readonly dato: Dato;
  readonly position: number;
  /** Away all day: the elev took no part. */
  readonly isWhole: boolean;
  /** Ekstraordinær frihed and nothing else. */
  readonly isLeave: boolean;
}

/** Absent skoledage with no other skoledag between them. */
export interface Spell {
  readonly first: AbsentDay;
  readonly last: AbsentDay;
  readonly skoledage: number;
}

export interface SignalView {
  readonly asOf: Dato;
  /** The elev's absence in the kvartal that is screened. */
  readonly fravaer: Fravaer;
  /** All skoledage of that kvartal for the elev's calendar, those to come too. */
  readonly skoledageInKvartal: number;
  readonly nationalAftale: Ladder<NationaltTrin> | undefined;
  readonly axis: SkoledagAxis;
  /** So many skoledage of the line are known: up to the skole's newest row; about later ones nobody can tell (R14). */
  readonly known: number;
  /** Of the last year, earliest first. */
  readonly absent: readonly AbsentDay[];
  readonly spells: readonly Spell[];
}

export interface ViewFacts {
  readonly asOf: Dato;
  readonly kvartal: Kvartal;
  readonly skoledage: SkoledageLookup;
  readonly nationalAftale: Ladder<NationaltTrin> | undefined;
  readonly place: Kalendersted;
  /** The newest date of any row of the elev's skole, up to the as-of date. */
  readonly newestRow: Dato | undefined;
  /** Every day of absence in the export, earliest first. */
  readonly days: readonly Fravaersdag[];
  /** Those of the kvartal, summed. */
  readonly fravaer: Fravaer;
}

export function viewSignals(facts: ViewFacts): SignalView {
  const { asOf, kvartal, newestRow, fravaer, nationalAftale } = facts;
  const axis = axisAround(facts.skoledage, facts.place, facts);
  const known = countUpTo(axis, earlierOf(asOf, newestRow ?? asOf));
  const before = countUpTo(axis, addDays(firstDayOf(kvartal), -1));
  const absent = placeOnAxis(facts.days, axis, known);
  return {
    asOf,
    fravaer,
    skoledageInKvartal: countUpTo(axis, lastDayOf(kvartal)) - before,
    nationalAftale,
    axis,
    known,
    absent,
    spells: joinNeighbours(absent),
  };
}

/** Days that lie on no skoledag of the present calendar (another skole's) neither lengthen nor break a row. */
function placeOnAxis(days: readonly Fravaersdag[], axis: SkoledagAxis, known: number): AbsentDay[] {
  const absent: AbsentDay[] = [];
  for (const { dato, total, perAarsag } of days) {
    const position = axis.positionOf.get(dato);
    if (position === undefined || position >= known || total * 2 < ONE_DAY) continue;
    const isLeave = perAarsag['ekstraordinaer-frihed'] === total;
    absent.push({ dato, position, isWhole: total >= ONE_DAY, isLeave });
  }
  return absent;
}

function joinNeighbours(absent: readonly AbsentDay[]): Spell[] {
  const spells: Spell[] = [];
  let first = absent[0];
  let index = 0;
  for (const last of absent) {
    index += 1;
    const next = absent[index];
    if (first === undefined || next?.position === last.position + 1) continue;
    spells.push({ first, last, skoledage: last.position - first.position + 1 });
    first = next;
  }
  return spells;
}

/** The absent days among the last `skoledage` known ones. */
export function absentOfLast({ absent, known }: SignalView, skoledage: number): readonly AbsentDay[] {
  return absent.filter(({ position }) => position >= known - skoledage);
}
