// R22, R53: rules that could warn a team, side by side: the limits in force, limits of a what-if, and windows of the last
// skoledage, which have no blind spot at the turn of the kvartal.
import type { Dato } from '../dato.ts';
import { ONE_DAY } from '../fravaersdage.ts';
import { findCrossings, roskildeLadder } from '../indsatstrin.ts';
import type { Ladder, Limits } from '../indsatstrin.ts';
import type { BacktestPeriod, ElevReplay } from './replay.ts';
import { flagsOf } from './flags.ts';

/** `window` is one that the analyst asks for. */
export type WarningRuleId = 'limits' | 'what-if' | 'of-last-20' | 'of-last-60' | 'in-a-row' | 'window';

/** At least `limit` absent of the last `of` skoledage. */
export interface Window {
  readonly limit: number;
  readonly of: number;
}

/** The skoledage of a skoleår; a longer window would reach back beyond the export. */
const LONGEST_WINDOW = 200;

/** A window written `7/20`; undefined for anything else. */
export function parseWindow(text: string): Window | undefined {
  const [, limit, of] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text)?.map(Number) ?? [];
  if (limit === undefined || of === undefined || limit > of || of > LONGEST_WINDOW) return undefined;
  return { limit, of };
}

export interface WarningRule {
  readonly id: WarningRuleId;
  readonly limits: Limits | undefined;
  readonly window: Window | undefined;
  /** The first time in each run of events that the rule would warn, earliest first. */
  readonly warnings: (elev: ElevReplay) => readonly Dato[];
  /** How many messages the team would get about the elev in the period. */
  readonly messages: (elev: ElevReplay, period: BacktestPeriod) => number;
}

/** What to compare the limits in force with: the what-if's limits if given, the windows of R53, and those given. */
export function otherRules(whatIf: Limits | undefined, windows: readonly Window[]): readonly WarningRule[] {
  return [
    ...(whatIf === undefined ? [] : [limitsRule('what-if', whatIf)]),
    windowRule('of-last-20', { limit: 7, of: 20 }),
    windowRule('of-last-60', { limit: 15, of: 60 }),
    windowRule('in-a-row', { limit: 5, of: 5 }),
    ...windows.map((window) => windowRule('window', window)),
  ];
}

/** Warns at the lowest limit; its messages are all the news that the limits make. */
export function limitsRule(id: WarningRuleId, limits: Limits): WarningRule {
  const ladder = roskildeLadder(limits);
  return {
    id,
    limits,
    window: undefined,
    warnings: (elev) => firstCrossings(elev, ladder),
    messages: (elev, period) => flagsOf(elev, ladder, period).length,
  };
}

function firstCrossings({ byKvartal }: ElevReplay, ladder: Ladder): Dato[] {
  return [...byKvartal.values()].flatMap((days) => {
    const first = findCrossings({ days }, ladder)[0];
    return first === undefined ? [] : [first.dato];
  });
}

/** Warns when `limit` of the last `of` skoledage are absent, and again only after it was fewer for a while. */
function windowRule(id: WarningRuleId, window: Window): WarningRule {
  const warnings = (elev: ElevReplay): Dato[] => risesOf(absentPositions(elev), window).map(dayAt(elev));
  return {
    id,
    limits: undefined,
    window,
    warnings,
    messages: (elev, { from, to }) =>
      warnings(elev).filter((day) => from <= day && day <= to && elev.skoleAt(day) !== undefined).length,
  };
}

const dayAt =
  ({ axis }: ElevReplay) =>
  (position: number): Dato =>
    axis.days[position] ?? ('' as Dato);

function absentPositions({ days, axis }: ElevReplay): number[] {
  return days
    .filter(({ total }) => total * 2 >= ONE_DAY)
    .map(({ dato }) => axis.positionOf.get(dato))
    .filter((position) => position !== undefined);
}

/** The positions at which the number of absent positions within the window reaches the limit from below. */
function risesOf(positions: readonly number[], { limit, of }: Window): number[] {
  const rises: number[] = [];
  let oldest = 0;
  for (const [index, position] of positions.entries()) {
    // The window that ended the day before held everything from `position - of` on.
    while ((positions[oldest] ?? position) < position - of) oldest += 1;
    const before = index - oldest;
    const dropsOut = positions[oldest] === position - of ? 1 : 0;
    if (before < limit && before - dropsOut + 1 >= limit) rises.push(position);
  }
  return rises;
}
