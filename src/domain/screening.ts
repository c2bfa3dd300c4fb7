// Screens a whole municipality for one kvartal: rows -> days -> trin, per elev and skole. Pure: the as-of date, the
// calendar and the ladder come in as data. What has changed since last time is night.ts.
import { addDays, earlierOf, laterOf } from './dato.ts';
import type { Dato } from './dato.ts';
import type { Eksport } from './eksport.ts';
import type { Finding } from './finding.ts';
import { countFravaer, sumDays } from './fravaer.ts';
import type { Fravaer, Fravaersdag } from './fravaer.ts';
import type { Fravaersdage } from './fravaersdage.ts';
import { placeOnLadder } from './indsatstrin.ts';
import type { Indsatstrin, Ladder, Placering, Vurdering } from './indsatstrin.ts';
import { firstDayOf, lastDayOf, previousKvartal } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import { countMonthSums, skoledageOfMonth } from './month-sum.ts';
import type { MonthSum } from './month-sum.ts';
import { newestDate, placeElev } from './placement.ts';
import type { Placement } from './placement.ts';
import type { Registrering } from './registrering.ts';
import {
  compareText,
  counterOf,
  countFates,
  decideFates,
  decideLaterFates,
  skoledageOfRow,
  withoutGaps,
} from './row-fate.ts';
import type { RowWithFate } from './row-fate.ts';
import type { Indmeldelse, Skole } from './skole.ts';
import { skoleaarOf } from './skolekalender.ts';
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

/** One elev's rows with their fates and all the days they give, over every kvartal in the export. */
export interface Elevhistorik {
  readonly elevId: string;
  readonly placement: Placement;
  readonly rows: readonly RowWithFate[];
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

/** One elev's whole history, ready to be screened for any kvartal. Undefined when nothing is known up to the as-of date. */
export function traceElev(
  elevId: string,
  rows: readonly Registrering[],
  indmeldelser: readonly Indmeldelse[],
  settings: ScreeningSettings,
): Elevhistorik | undefined {
  const placement = placeElev(indmeldelser, rows, settings.asOf);
  if (placement === undefined) return undefined;
  const { asOf, skoledage } = settings;
  const context = { asOf, skoledage, klassetrin: placement.klassetrin };
  const fates = decideFates(rows, context);
  const counted = fates.filter(({ fate }) => fate === 'counted').map(({ row }) => row);
  const { days } = countFravaer(counted);
  const skoledageOf = (row: Registrering): number =>
    skoledageOfMonth(row, skoledageOfRow(row, context), asOf).length;
  return {
    elevId,
    placement,
    rows: fates,
    days,
    monthSums: countMonthSums(counted, days, skoledageOf),
    inRoster: indmeldelser.length > 0,
  };
}

/** All elever of an export, in order of id. */
export function traceElever(eksport: Eksport, settings: ScreeningSettings): Elevhistorik[] {
  const rows = Map.groupBy(eksport.rows, (row) => row.elevId);
  const indmeldelser = Map.groupBy(eksport.indmeldelser, (episode) => episode.elevId);
  const ids = [...new Set([...rows.keys(), ...indmeldelser.keys()])].toSorted(compareText);
  return ids
    .map((id) => traceElev(id, rows.get(id) ?? [], indmeldelser.get(id) ?? [], settings))
    .filter((historik) => historik !== undefined);
}

/** Screens one elev for `kvartal` (R2, R20-R23, R33). */
export function screenElev(
  historik: Elevhistorik,
  kvartal: Kvartal,
  settings: ScreeningSettings,
): ElevScreening {
  const { placement } = historik;
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
    planned: countFravaer(plannedRows(historik, skoledageFor(placement, settings))),
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

function plannedRows({ rows }: Elevhistorik, skoledage: Skoledage): Registrering[] {
  return rows
    .filter(({ fate, row }) => fate === 'after-as-of' && skoledage.has(row.dato))
    .map(({ row }) => row);
}

function otherSkoler({ rows, placement }: Elevhistorik, kvartal: Kvartal): string[] {
  const counted = rows.filter((entry) => counterOf(entry, kvartal) === 'counted').map(({ row }) => row.skole);
  return [...new Set(counted)].filter((skole) => skole !== placement.skole).toSorted(compareText);
}

/**
 * R14: the newest date of any row up to the as-of date, per klasse of a skole. Klasser are renamed on 1 August (R2), so
 * only rows of the skoleår of the as-of date are about the klasser of today.
 */
export function newestRowPerKlasse(rows: readonly Registrering[], asOf: Dato): ReadonlyMap<string, Dato> {
  const perKlasse = new Map<string, Dato>();
  const skoleaar = skoleaarOf(asOf);
  for (const [klasse, ofKlasse] of Map.groupBy(rows, (row) => row.klasse)) {
    const newest = newestDate(ofKlasse, asOf);
    if (newest !== undefined && skoleaarOf(newest) === skoleaar) perKlasse.set(klasse, newest);
  }
  return perKlasse;
}

/** R61: how many rows landed in each counter when `kvartal` is screened; the counters add up to the rows read. */
export function countRows(
  eksport: Eksport,
  elever: readonly Elevhistorik[],
  kvartal: Kvartal,
): ReadonlyMap<string, number> {
  const counters = new Map<string, number>(eksport.sortedOut);
  const add = (counter: string, rows: number): void => {
    counters.set(counter, (counters.get(counter) ?? 0) + rows);
  };
  for (const elev of elever) countFates(elev.rows, kvartal).forEach((rows, counter) => add(counter, rows));
  const traced = new Set(elever.map(({ elevId }) => elevId));
  // Elever of whom nothing is known up to the as-of date have only later rows.
  const later = Map.groupBy(
    eksport.rows.filter((row) => !traced.has(row.elevId)),
    (row) => row.elevId,
  );
  for (const rows of later.values())
    countFates(decideLaterFates(rows), kvartal).forEach((count, counter) => add(counter, count));
  return counters;
}

/** R9: absence registered on days that are no skoledag in `kvartal`, named by file and line. */
export function findOffDayRows(elever: readonly Elevhistorik[], kvartal: Kvartal): Finding[] {
  const isOffDay = (entry: RowWithFate): boolean => counterOf(entry, kvartal) === 'not-skoledag';
  return elever
    .filter(({ rows }) => rows.some(isOffDay))
    .flatMap(({ rows }) => withoutGaps(rows).filter(isOffDay))
    .map(({ row }) => ({
      code: 'not-skoledag',
      severity: 'info' as const,
      file: row.source.file,
      line: row.source.line,
      institutionsnummer: row.skole,
      detail: { dato: row.dato },
    }));
}
