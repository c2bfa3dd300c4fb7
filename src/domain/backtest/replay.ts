// What a replay of past nights steps over: one elev's counted days, their line of skoledage, and where the elev belonged
// on each night. Made once from the newest export; no night reads a row again.
import type { Dato } from '../dato.ts';
import { laterOf } from '../dato.ts';
import type { Fravaersdag } from '../fravaer.ts';
import type { JudgeDates } from '../judged-dates.ts';
import { kvartalOf, lastDayOf, nextKvartal } from '../kvartal.ts';
import type { Kvartal } from '../kvartal.ts';
import { placeElev } from '../placement.ts';
import type { Stretch } from '../rows.ts';
import { traceElev } from '../screening.ts';
import type { ElevInput, Elevhistorik, ScreeningSettings } from '../screening.ts';
import type { Indmeldelse } from '../skole.ts';
import { axisBetween, countUpTo } from '../skoledag-axis.ts';
import type { SkoledagAxis } from '../skoledag-axis.ts';

/** The nights that are replayed, both ends included. */
export interface BacktestPeriod {
  readonly from: Dato;
  readonly to: Dato;
}

export interface ElevReplay {
  readonly days: readonly Fravaersdag[];
  readonly byKvartal: ReadonlyMap<Kvartal, readonly Fravaersdag[]>;
  readonly axis: SkoledagAxis;
  /** From when the elev's absence is known. */
  readonly knownFrom: Dato;
  /** R11, R12: the skole that shows the elev on a night; undefined before arrival and after leaving. */
  readonly skoleAt: (night: Dato) => string | undefined;
  /** Nights on which that may change. */
  readonly moves: readonly Dato[];
}

export interface ReplayContext {
  readonly settings: ScreeningSettings;
  readonly firstRow: Dato;
  readonly judge?: JudgeDates | undefined;
}

/** One elev of the export up to the last night; undefined when nothing is known of the elev by then. */
export function replayElev(
  elev: ElevInput,
  period: BacktestPeriod,
  { settings, firstRow, judge }: ReplayContext,
): ElevReplay | undefined {
  const historik = traceElev(elev, settings, { judge });
  if (historik === undefined) return undefined;
  const { stretches, indmeldelser } = elev;
  const moves = movesOf(elev);
  return {
    days: historik.days,
    byKvartal: Map.groupBy(historik.days, ({ dato }) => kvartalOf(dato)),
    axis: axisBetween(settings.skoledage, historik.placement, { ...period, asOf: settings.asOf }),
    knownFrom: arrivalOf(historik, indmeldelser, firstRow),
    skoleAt: lookUpSkole(moves, stretches, indmeldelser),
    moves,
  };
}

/** Between two moves the answer is the same, so it is worked out once for each stay. */
function lookUpSkole(
  moves: readonly Dato[],
  rows: readonly Stretch[],
  indmeldelser: readonly Indmeldelse[],
): ElevReplay['skoleAt'] {
  const perStay = new Map<Dato | undefined, string | undefined>();
  return (night) => {
    const since = moves.findLast((move) => move <= night);
    if (!perStay.has(since)) perStay.set(since, skoleOn(night, rows, indmeldelser));
    return perStay.get(since);
  };
}

function skoleOn(
  night: Dato,
  rows: readonly Stretch[],
  indmeldelser: readonly Indmeldelse[],
): string | undefined {
  const placement = placeElev(indmeldelser, rows, night);
  return placement?.status === 'udmeldt' ? undefined : placement?.skole;
}

function arrivalOf({ days }: Elevhistorik, indmeldelser: readonly Indmeldelse[], firstRow: Dato): Dato {
  const arrivals = indmeldelser.map(({ indmeldt }) => indmeldt ?? firstRow);
  const known = [...arrivals, ...days.slice(0, 1).map(({ dato }) => dato)].toSorted();
  return laterOf(known[0] ?? firstRow, firstRow);
}

/** Whoever is known at several skoler may move with any row (R11); others only come and go. */
function movesOf({ stretches, indmeldelser }: ElevInput): Dato[] {
  const places = [...indmeldelser, ...stretches.map(({ elev }) => elev)];
  const skoler = new Set(places.map(({ skole }) => skole));
  const dates = [...new Set(stretches.map(({ dato }) => dato))].toSorted();
  const byRows = skoler.size > 1 ? dates : dates.slice(0, 1);
  const byRoster = indmeldelser.flatMap(({ indmeldt, udmeldt }) => [indmeldt, udmeldt]);
  return [...new Set([...byRoster, ...byRows])].filter((day) => day !== undefined).toSorted();
}

/** The kvartaler that the period touches, earliest first. */
export function kvartalerOf({ from, to }: BacktestPeriod): Kvartal[] {
  const kvartaler: Kvartal[] = [];
  for (let kvartal = kvartalOf(from); kvartal <= kvartalOf(to); kvartal = nextKvartal(kvartal)) {
    kvartaler.push(kvartal);
  }
  return kvartaler;
}

/** Whether all skoledage of the kvartal lie within the replayed nights, so that its outcome is known. */
export function isComplete({ axis }: ElevReplay, kvartal: Kvartal, { to }: BacktestPeriod): boolean {
  return countUpTo(axis, lastDayOf(kvartal)) <= countUpTo(axis, to);
}
