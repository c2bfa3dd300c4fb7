// R20-R23: the ladder. This is where it is decided that exactly ten days are not bekymrende: the policy's text says
// "overstiger 10 dage", and the text decides over its figure ("10-20").
import type { Dato } from './dato.ts';
import type { Fravaer } from './fravaer.ts';
import { addFravaersdage, fromDays, NO_DAYS } from './fravaersdage.ts';
import type { Fravaersdage } from './fravaersdage.ts';
import { fravaersaarsager } from './fravaersaarsag.ts';
import type { Fravaersaarsag } from './fravaersaarsag.ts';

/** From lowest to highest. */
export const indsatstrin = ['ingen', 'tidlig-indsats', 'bekymrende', 'massivt'] as const;

export type Indsatstrin = (typeof indsatstrin)[number];
/** A trin that the team is told about. */
export type TrinMedIndsats = Exclude<Indsatstrin, 'ingen'>;

/** R21: whether the days or the school's own judgement gave the trin. */
export type Basis = 'dage' | 'vurdering';

/** R22: the three limits in days; settings, with the policy's as default. */
export interface Limits {
  readonly tidligIndsats: number;
  readonly bekymrende: number;
  readonly massivt: number;
}

export const policyLimits: Limits = { tidligIndsats: 5, bekymrende: 10, massivt: 20 };

/** Whether each limit is higher than the one below it. */
export function areRising({ tidligIndsats, bekymrende, massivt }: Limits): boolean {
  return tidligIndsats < bekymrende && bekymrende < massivt;
}

/** Three limits written `5,10,20`, rising, at most 200 with up to six decimals (`7.5,10,20`); undefined for anything else. */
export function parseLimits(text: string): Limits | undefined {
  const days = text
    .split(',')
    .map((part) => (/^\d{1,3}(\.\d{1,6})?$/.test(part) ? Number(part) : Number.NaN));
  const [tidligIndsats, bekymrende, massivt] = days;
  if (tidligIndsats === undefined || bekymrende === undefined || massivt === undefined) return undefined;
  const limits = { tidligIndsats, bekymrende, massivt };
  return days.length === 3 && areRising(limits) && massivt <= 200 ? limits : undefined;
}

/** One step of a ladder: reached from `days` on (`at-least`) or only by more than `days` (`over`). */
export interface LadderStep<Trin extends string = TrinMedIndsats> {
  readonly trin: Trin;
  readonly days: number;
  readonly reached: 'at-least' | 'over';
  readonly rule: string;
  /** The policy's own words. */
  readonly policy: string;
}

/** A rule set over the counts; another municipality's or a national one is another value of this type. */
export interface Ladder<Trin extends string = TrinMedIndsats> {
  readonly id: string;
  readonly navn: string;
  /** The categories whose days are added (R3). */
  readonly counts: readonly Fravaersaarsag[];
  /** Highest trin first. */
  readonly steps: readonly LadderStep<Trin>[];
}

/** R20: Roskilde's ladder, "Koncept for forløbspakker" of 11 November 2024. */
export function roskildeLadder(limits: Limits): Ladder {
  return {
    id: 'roskilde',
    navn: 'Roskilde Kommune, Koncept for forløbspakker',
    counts: fravaersaarsager,
    steps: [
      {
        trin: 'massivt',
        days: limits.massivt,
        reached: 'over',
        rule: 'R20',
        policy: 'det samlede skolefravær overstiger 20 dage i et kvartal',
      },
      {
        trin: 'bekymrende',
        days: limits.bekymrende,
        reached: 'over',
        rule: 'R20',
        policy: 'elevens samlede skolefravær overstiger 10 dage i et kvartal',
      },
      {
        trin: 'tidlig-indsats',
        days: limits.tidligIndsats,
        reached: 'at-least',
        rule: 'R20',
        policy: 'når en elev har 5-10 dages fravær i et kvartal',
      },
    ],
  };
}

/** R21: the school has marked the elev as bekymrende; it lasts until withdrawn, across kvartaler. */
export interface Vurdering {
  readonly dato: Dato;
}

/** R23: why the elev has this trin; the days and dates stand in the elev's `Fravaer`. */
export interface Placering {
  readonly trin: Indsatstrin;
  readonly basis: Basis;
  /** The step whose limit the days have crossed, also when a vurdering lifted the trin above it. */
  readonly step: LadderStep | undefined;
  /** When each limit was crossed, lowest first; empty when some of the days are a month's sum without dates. */
  readonly crossings: readonly Crossing[];
  /** The date on which the present trin was reached: its limit's crossing, or the vurdering's date; undefined when unknown. */
  readonly crossed: Dato | undefined;
}

export interface Crossing<Trin extends string = TrinMedIndsats> {
  readonly trin: Trin;
  readonly dato: Dato;
}

/** Places one elev on the ladder by the days counted, lifted to bekymrende by a vurdering (R20, R21). */
export function placeOnLadder(fravaer: Fravaer, ladder: Ladder, vurdering?: Vurdering): Placering {
  const total = countedBy(ladder, fravaer);
  const step = ladder.steps.find((candidate) => isReached(candidate, total));
  // Where some of the days have no date, nobody knows when a limit was crossed.
  const crossings = fravaer.undated > 0 ? [] : findCrossings(fravaer, ladder);
  const byDays = step?.trin ?? 'ingen';
  if (vurdering !== undefined && rank(byDays) < rank('bekymrende')) {
    return { trin: 'bekymrende', basis: 'vurdering', step, crossings, crossed: vurdering.dato };
  }
  return { trin: byDays, basis: 'dage', step, crossings, crossed: crossings.at(-1)?.dato };
}

export function isReached(step: Pick<LadderStep, 'days' | 'reached'>, total: Fravaersdage): boolean {
  const limit = fromDays(step.days);
  return step.reached === 'over' ? total > limit : total >= limit;
}

/** The place of a trin on the ladder: 0 for ingen, 3 for massivt. */
export function rank(trin: Indsatstrin): number {
  return indsatstrin.indexOf(trin);
}

/** The days that this ladder adds up. */
export function countedBy(
  ladder: Pick<Ladder, 'counts'>,
  { perAarsag }: Pick<Fravaer, 'perAarsag'>,
): Fravaersdage {
  return ladder.counts.reduce((sum, aarsag) => addFravaersdage(sum, perAarsag[aarsag]), NO_DAYS);
}

/** When each step of the ladder was reached, lowest first. */
export function findCrossings<Trin extends string>(
  { days }: Pick<Fravaer, 'days'>,
  ladder: Ladder<Trin>,
): Crossing<Trin>[] {
  const ahead = ladder.steps.toReversed();
  const crossings: Crossing<Trin>[] = [];
  let sum = NO_DAYS;
  for (const day of days) {
    sum = addFravaersdage(sum, countedBy(ladder, day));
    while (ahead[0] !== undefined && isReached(ahead[0], sum)) {
      crossings.push({ trin: ahead[0].trin, dato: day.dato });
      ahead.shift();
    }
  }
  return crossings;
}
