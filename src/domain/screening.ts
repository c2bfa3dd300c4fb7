// Screens a whole municipality for one kvartal: rows -> days -> trin, per elev and skole. Pure: the as-of date, the
// calendar and the ladder come in as data. What has changed since last time is night.ts.
import { addDays, earlierOf, laterOf } from './dato.ts';
import type { Dato } from './dato.ts';
import { elevIdsOf } from './eksport.ts';
import type { Eksport } from './eksport.ts';
import { elevRowsOf } from './elev-rows.ts';
import type { ElevRows } from './elev-rows.ts';
import { sumDays } from './fravaer.ts';
import type { Fravaer, Fravaersdag } from './fravaer.ts';
import type { Fravaersdage } from './fravaersdage.ts';
import { placeOnLadder } from './indsatstrin.ts';
import type { Indsatstrin, Ladder, Placering, Vurdering } from './indsatstrin.ts';
import { dateJudge, entriesOf } from './judged-dates.ts';
import type { JudgedDate, JudgeDates } from './judged-dates.ts';
import { firstDayOf, lastDayOf, previousKvartal } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import { countMonthSums, skoledageOfMonth } from './month-sum.ts';
import type { MonthSum } from './month-sum.ts';
import { placeElev } from './placement.ts';
import type { Placement } from './placement.ts';
import type { Registrering } from './registrering.ts';
import { compareText, skoledageAt } from './row-fate.ts';
import type { FateContext } from './row-fate.ts';
import { stretchesByElev } from './rows.ts';
import type { Stretch } from './rows.ts';
import type { Indmeldelse, Skole } from './skole.ts';
import type { Skoledage, SkoledageLookup } from './skolekalender.ts';

/** R13: registrations of so many days back may still change and are marked foreløbige. */
export const PROVISIONAL_DAYS = 7;
/** R33: absence across the turn of the kvartal shows in a rolling sum over so many skoledage. */
export const ROLLING_SKOLEDAGE = 60;

export interface ScreeningSettings {
  readonly asOf: Dato;
  readonly skoler: readonly Skole[];
  readonly skoledage: SkoledageLookup;
  readonly ladder: Ladder;
  readonly vurderinger: ReadonlyMap<string, Vurdering>;
}

/** What one elev's rows come to: all the days they give, over every kvartal in the export. */
export interface Elevhistorik {
  readonly elevId: string;
  readonly placement: Placement;
  readonly rows: ElevRows;
  readonly days: readonly Fravaersdag[];
  /** What sources without dates add, earliest month first. */
  readonly monthSums: readonly MonthSum[];
  readonly inRoster: boolean;
}

/** One elev in one kvartal. */
export interface ElevScreening {
  readonly elevId: string;
  readonly placement: Placement;
  readonly inRoster: boolean;
  readonly fravaer: Fravaer;
  readonly placering: Placering;
  /** R11: other skoler at which days of the kvartal lie. */
  readonly earlierSkoler: readonly string[];
  /** R13: the part of the days that lies in the last seven days. */
  readonly provisional: Fravaersdage;
  /** R10: absence already registered for dates after the as-of date. */
  readonly planned: Fravaer;
  /** R33: days within the last 60 skoledage. */
  readonly rolling: Fravaersdage;
  readonly previous: { readonly kvartal: Kvartal; readonly total: Fravaersdage; readonly trin: Indsatstrin };
  /** The elev's own skoledage of the kvartal up to the as-of date: what a share of absence is a share of. */
  readonly skoledage: number;
}

/** Shown what all rows of one elev come to, date by date, while they are at hand. */
export type SeeDates = (dates: readonly JudgedDate[]) => void;

export interface Tracing {
  readonly see?: SeeDates | undefined;
  /** One for the elever of an export, so that it judges what they have in common only once. */
  readonly judge?: JudgeDates | undefined;
}

/** One elev's whole history, ready to be screened for any kvartal. Undefined when nothing is known up to the as-of date. */
export function traceElev(
  { elevId, stretches, indmeldelser }: ElevInput,
  settings: ScreeningSettings,
  { see, judge = dateJudge() }: Tracing = {},
): Elevhistorik | undefined {
  const { asOf } = settings;
  const placement = placeElev(indmeldelser, stretches, asOf);
  const context = placement && fateContext(placement, settings);
  const dates = judge(stretches, context);
  see?.(dates);
  if (placement === undefined || context === undefined) return undefined;
  const days: Fravaersdag[] = [];
  for (const { dato, day } of dates) if (day !== undefined && dato <= asOf) days.push(day);
  return {
    elevId,
    placement,
    rows: elevRowsOf(dates, { asOf, skole: placement.skole, skoledage: skoledageFor(placement, settings) }),
    days,
    monthSums: countMonthSums(
      countedFurther(dates),
      days,
      (row) => skoledageOfMonth(row, skoledageAt(row, row.dato, context), asOf).length,
    ),
    inRoster: indmeldelser.length > 0,
  };
}

/** The rows that count on dates where some are about more than the date, as a month's sum is. */
function countedFurther(dates: readonly JudgedDate[]): Registrering[] {
  const further = dates.filter(({ judgement }) => judgement.reachesFurther).flatMap(entriesOf);
  return further.filter(({ fate }) => fate === 'counted').map(({ row }) => row);
}

/** What the fates of an elev's rows rest on beside the rows. */
export function fateContext({ klassetrin }: Placement, { asOf, skoledage }: ScreeningSettings): FateContext {
  return { asOf, skoledage, klassetrin };
}

/** All elever of an export, in order of id. */
export function traceElever(eksport: Eksport, settings: ScreeningSettings, see?: SeeDates): Elevhistorik[] {
  const elever: Elevhistorik[] = [];
  const judge = dateJudge();
  for (const elev of eachElev(eksport)) {
    const historik = traceElev(elev, settings, { see, judge });
    if (historik !== undefined) elever.push(historik);
  }
  return elever;
}

/** What an export says of one elev. */
export interface ElevInput {
  readonly elevId: string;
  readonly stretches: readonly Stretch[];
  readonly indmeldelser: readonly Indmeldelse[];
}

/** Every elev of an export, in order of id. */
export function* eachElev(eksport: Eksport): Generator<ElevInput> {
  const stretchesOf = stretchesByElev(eksport.rows);
  const indmeldelser = Map.groupBy(eksport.indmeldelser, (episode) => episode.elevId);
  const ids = [...elevIdsOf(eksport)].toSorted(compareText);
  for (const elevId of ids) {
    yield { elevId, stretches: stretchesOf(elevId), indmeldelser: indmeldelser.get(elevId) ?? [] };
  }
}

/** Screens one elev for `kvartal` (R2, R20-R23, R33). */
export function screenElev(
  historik: Elevhistorik,
  kvartal: Kvartal,
  settings: ScreeningSettings,
): ElevScreening {
  const { placement, rows } = historik;
  const { asOf, ladder } = settings;
  const fravaer = fravaerWithin(historik, firstDayOf(kvartal), lastDayOf(kvartal));
  const before = previousKvartal(kvartal);
  const previous = fravaerWithin(historik, firstDayOf(before), lastDayOf(before));
  const vurdering = settings.vurderinger.get(historik.elevId);
  // R21: a vurdering made later says nothing of a kvartal that was over.
  const isMadeByThen = vurdering !== undefined && vurdering.dato <= lastDayOf(kvartal);
  return {
    elevId: historik.elevId,
    placement,
    inRoster: historik.inRoster,
    fravaer,
    placering: placeOnLadder(fravaer, ladder, isMadeByThen ? vurdering : undefined),
    earlierSkoler: otherSkoler(historik, kvartal),
    provisional: sumDays(daysWithin(fravaer.days, addDays(asOf, 1 - PROVISIONAL_DAYS), asOf)).total,
    planned: rows.planned,
    rolling: fravaerWithin(historik, rollingStart(skoledageFor(placement, settings), asOf), asOf).total,
    previous: { kvartal: before, total: previous.total, trin: placeOnLadder(previous, ladder).trin },
    skoledage: ownSkoledage(historik, kvartal, settings),
  };
}

/**
 * Skoledage from the first day of `kvartal`, or from the enrolment of an elev who came later and of whom nothing is
 * known before, up to the as-of date or the end of the kvartal.
 */
function ownSkoledage(
  { placement, days }: Elevhistorik,
  kvartal: Kvartal,
  settings: ScreeningSettings,
): number {
  const { since } = placement;
  const isNewcomer = since !== undefined && !days.some(({ dato }) => dato < since);
  const from = isNewcomer ? laterOf(firstDayOf(kvartal), since) : firstDayOf(kvartal);
  return skoledageFor(placement, settings).count(from, earlierOf(settings.asOf, lastDayOf(kvartal)));
}

/** The calendar of the skole and klassetrin where the elev is now. */
export function skoledageFor(placement: Placement, { skoledage }: ScreeningSettings): Skoledage {
  return skoledage({ institutionsnumre: placement.institutionsnumre, klassetrin: placement.klassetrin });
}

/** The absence from `from` to `to`; a month's sum is in it when the month begins there. */
function fravaerWithin({ days, monthSums }: Elevhistorik, from: Dato, to: Dato): Fravaer {
  const sums = monthSums.filter(({ month }) => from <= month && month <= to);
  return sumDays(daysWithin(days, from, to), sums);
}

function daysWithin(days: readonly Fravaersdag[], from: Dato, to: Dato): Fravaersdag[] {
  return days.filter((day) => from <= day.dato && day.dato <= to);
}

const rollingStarts = new WeakMap<Skoledage, Map<Dato, Dato>>();

/** The first of the last 60 skoledage up to `asOf`; half a year back holds them in any calendar. */
function rollingStart(skoledage: Skoledage, asOf: Dato): Dato {
  const known = rollingStarts.get(skoledage)?.get(asOf);
  if (known !== undefined) return known;
  const recent = skoledage.between(addDays(asOf, -182), asOf);
  const start = recent.at(-ROLLING_SKOLEDAGE) ?? recent[0] ?? asOf;
  rollingStarts.set(skoledage, new Map(rollingStarts.get(skoledage)).set(asOf, start));
  return start;
}

function otherSkoler({ rows }: Elevhistorik, kvartal: Kvartal): string[] {
  return rows.countedElsewhere
    .filter((counted) => counted.kvartal === kvartal)
    .map(({ skole }) => skole)
    .toSorted(compareText);
}
