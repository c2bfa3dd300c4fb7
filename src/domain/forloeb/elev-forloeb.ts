// How an elev stands in the forløbspakke at the as-of date: what runs, what is due, who must act, and whether the trin
// is already known from a running forløb (R41-R44). Computed once per night for every output (R83).
import { earlierOf } from '../dato.ts';
import type { Dato } from '../dato.ts';
import { rank } from '../indsatstrin.ts';
import type { Placering, TrinMedIndsats, Vurdering } from '../indsatstrin.ts';
import { kvartalOf, nextKvartal, previousKvartal } from '../kvartal.ts';
import type { Kvartal } from '../kvartal.ts';
import type { Placement } from '../placement.ts';
import { datoBy, foldForloeb, isClosed, isRunning, standingVurdering } from './forloeb.ts';
import type { Forloeb, ForloebEntry } from './forloeb.ts';
import { faseOf, fristerFor, isDue } from './frister.ts';
import type { Frist, FristContext } from './frister.ts';
import type { Fase } from './steps.ts';

/** When a team was told of a trin for the first time in a kvartal. */
export interface FirstTold {
  readonly skole: string;
  readonly kvartal: Kvartal;
  readonly trin: TrinMedIndsats;
  readonly asOf: Dato;
}

/** What state knows of one elev's forløb. */
export interface ForloebMemory {
  readonly entries: readonly ForloebEntry[];
  readonly firstTold: readonly FirstTold[];
  /** R32: whether a skole's team has been told of a frist as it stands; see `fristKey`. */
  readonly isFristTold: (skole: string, key: string) => boolean;
}

export const noForloebMemory: ForloebMemory = { entries: [], firstTold: [], isFristTold: () => false };

/** One forløb as it stands. */
export interface ForloebView {
  readonly forloeb: Forloeb;
  readonly isRunning: boolean;
  readonly fase: Fase;
  readonly frister: readonly FristView[];
  readonly samtaledato: Dato | undefined;
  /** The tovholder at the elev's present skole; an elev who moves needs a new one (R43). */
  readonly tovholder: string | undefined;
  /** When the skole was first told of bekymrende fravær, or voiced concern itself, before the samtale. */
  readonly flaggedOn: Dato | undefined;
}

export interface FristView extends Frist {
  /** R32: the team has been told that this frist is near, or that it has passed. */
  readonly isTold: boolean;
}

export interface ElevForloeb {
  /** Every forløb of the elev, the oldest first. */
  readonly all: readonly ForloebView[];
  readonly running: ForloebView | undefined;
  /** Bekymrende or worse, and no samtale yet: since when the skole has known. */
  readonly awaitingSince: Dato | undefined;
  /** R44: the trin is no alarm: a forløb runs, and the team has been told of this trin or a higher one already. */
  readonly isKnown: boolean;
}

export const noForloeb: ElevForloeb = {
  all: [],
  running: undefined,
  awaitingSince: undefined,
  isKnown: false,
};

export interface ElevContext extends FristContext {
  readonly placement: Pick<Placement, 'skole'>;
  readonly placering: Pick<Placering, 'trin' | 'crossed'>;
}

/** How the elev stands, from what was recorded and told (R41-R44). */
export function standOfElev(memory: ForloebMemory, context: ElevContext): ElevForloeb {
  const { asOf, placering } = context;
  const isBekymrende = rank(placering.trin) >= rank('bekymrende');
  if (memory.entries.length === 0 && !isBekymrende) return noForloeb;
  const folded = foldForloeb(memory.entries);
  const all = folded.map((forloeb, index) => viewOf(forloeb, folded[index - 1], memory, context));
  const running = all.findLast((view) => view.isRunning);
  const closed = all.findLast(({ forloeb }) => isClosed(forloeb, asOf))?.forloeb;
  const awaitingSince =
    isBekymrende && isAwaiting(running, closed, context)
      ? (running?.flaggedOn ?? flaggedBetween(memory.firstTold, closed, asOf) ?? asOf)
      : undefined;
  return {
    all,
    running,
    awaitingSince,
    isKnown: running !== undefined && isTrinKnown(running, closed, memory, context),
  };
}

/** Names a frist and how it stands, as state remembers what was told (R32); another frist or status is something new. */
export function fristKey(forloeb: number, { step, round, frist, status }: Frist): string {
  return [forloeb, step.id, round, frist ?? '', status].join('|');
}

/** The keys of the frister that a report on the elev names. */
export function dueFristKeys({ running }: ElevForloeb): string[] {
  if (running === undefined) return [];
  return running.frister.filter(isDue).map((frist) => fristKey(running.forloeb.number, frist));
}

/** How many frister have come near or passed that the team has not been told of (R32, R81). */
export function untoldFrister({ running }: ElevForloeb): number {
  return running?.frister.filter((frist) => isDue(frist) && !frist.isTold).length ?? 0;
}

/** R21: the skole's vurdering that stands at `asOf`; it ends when it is withdrawn or its forløb is closed. */
export function vurderingOf({ entries }: ForloebMemory, asOf: Dato): Vurdering | undefined {
  const standing = foldForloeb(entries)
    .map((forloeb) => standingVurdering(forloeb, asOf))
    .filter((made) => made !== undefined);
  const newest = standing.at(-1);
  return newest === undefined ? undefined : { dato: newest };
}

function viewOf(
  forloeb: Forloeb,
  before: Forloeb | undefined,
  { firstTold, isFristTold }: ForloebMemory,
  context: ElevContext,
): ForloebView {
  const { asOf, placement } = context;
  const samtaledato = datoBy(forloeb, 'samtaledato', asOf);
  const tovholder = forloeb.latest.get('tovholder');
  const until = samtaledato ?? asOf;
  const vurdering = datoBy(forloeb, 'vurdering', until);
  const told = flaggedBetween(firstTold, before, until);
  return {
    forloeb,
    isRunning: isRunning(forloeb, asOf),
    fase: faseOf(forloeb, asOf),
    frister: fristerFor(forloeb, context).map((frist) => ({
      ...frist,
      isTold: isFristTold(placement.skole, fristKey(forloeb.number, frist)),
    })),
    samtaledato,
    tovholder: tovholder?.skole === placement.skole ? tovholder.value : undefined,
    flaggedOn:
      told === undefined || vurdering === undefined ? (told ?? vurdering) : earlierOf(told, vurdering),
  };
}

/** A closed forløb has dealt with the trin it was closed on; only a later crossing asks for a new samtale. */
function isAwaiting(
  running: ForloebView | undefined,
  closed: Forloeb | undefined,
  { asOf, placering }: ElevContext,
): boolean {
  if (running !== undefined) return running.samtaledato === undefined;
  const closedOn = closed === undefined ? undefined : datoBy(closed, 'afsluttet', asOf);
  return closedOn === undefined || placering.crossed === undefined || placering.crossed > closedOn;
}

/**
 * When the skole was first told of bekymrende fravær in the unbroken row of kvartaler that ends at `to`, leaving out
 * what an earlier forløb has dealt with.
 */
function flaggedBetween(
  firstTold: readonly FirstTold[],
  before: Forloeb | undefined,
  to: Dato,
): Dato | undefined {
  const after = before === undefined ? undefined : datoBy(before, 'afsluttet', to);
  const flags = firstTold.filter(
    ({ trin, asOf }) =>
      rank(trin) >= rank('bekymrende') && asOf <= to && (after === undefined || asOf > after),
  );
  let kvartal = kvartalOf(to);
  if (!flags.some((flag) => flag.kvartal === kvartal)) kvartal = previousKvartal(kvartal);
  let earliest: Dato | undefined;
  for (;;) {
    const ofKvartal = flags.filter((flag) => flag.kvartal === kvartal).map(({ asOf }) => asOf);
    if (ofKvartal.length === 0) return earliest;
    earliest = ofKvartal.toSorted()[0];
    kvartal = previousKvartal(kvartal);
  }
}

/** R44: told to this skole's team in this forløb, or in the kvartal before it was opened. */
function isTrinKnown(
  { forloeb, samtaledato }: ForloebView,
  closed: Forloeb | undefined,
  { firstTold }: ForloebMemory,
  { asOf, placement, placering }: ElevContext,
): boolean {
  if (placering.trin === 'ingen') return false;
  const openedOn = samtaledato ?? standingVurdering(forloeb, asOf) ?? asOf;
  const closedOn = closed === undefined ? undefined : datoBy(closed, 'afsluttet', asOf);
  return firstTold.some(
    (told) =>
      told.skole === placement.skole &&
      rank(told.trin) >= rank(placering.trin) &&
      nextKvartal(told.kvartal) >= kvartalOf(openedOn) &&
      (closedOn === undefined || told.asOf > closedOn),
  );
}
