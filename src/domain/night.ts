// One night for the whole municipality: which skoler may be reported (R60), and what is new for each team since it
// was last told (R30-R36). Everything that reports, mails and the JSON result show is computed here, once (R83).
import type { Dato } from './dato.ts';
import { compareWithTold } from './comparison.ts';
import type { Comparison, Told } from './comparison.ts';
import { countCases } from './counts.ts';
import type { Counts } from './counts.ts';
import type { Eksport } from './eksport.ts';
import { forecastCase } from './elev-forecast.ts';
import type { ElevForecast } from './elev-forecast.ts';
import type { Finding } from './finding.ts';
import { gatherGateFacts } from './gate-facts.ts';
import { standOfElev } from './forloeb/elev-forloeb.ts';
import type { ElevForloeb, ForloebMemory } from './forloeb/elev-forloeb.ts';
import type { FristOptions } from './forloeb/frister.ts';
import type { ReturnedSheets } from './forloeb/returned-sheets.ts';
import { findRefusals, findSilence } from './gate.ts';
import type { GateLimits, Size } from './gate.ts';
import { rank } from './indsatstrin.ts';
import type { Indsatstrin, Ladder } from './indsatstrin.ts';
import { acceptedNotices, elevWarning, leaverWarnings, rosterWarnings } from './skole-notices.ts';
import { isLateRegistrationWindow, kvartalOf, previousKvartal } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import { findLargeMonthSums } from './month-sum.ts';
import type { NationaltTrin } from './national-ladder.ts';
import { tallyRows } from './row-tally.ts';
import { screenElev, skoledageFor, traceElever } from './screening.ts';
import type { Elevhistorik, ElevScreening, ScreeningSettings } from './screening.ts';
import { findSignaler } from './signaler/find-signaler.ts';
import { findKlasseSignaler } from './signaler/klasse.ts';
import type { KlasseSignal } from './signaler/klasse.ts';
import type { Signal } from './signaler/signal.ts';
import type { Skole } from './skole.ts';
import { decisionsOf } from './skoleleder-decisions.ts';
import type { Decision } from './skoleleder-decisions.ts';
import { gatherSkoleRows, noSkoleRows } from './skole-rows.ts';
import type { RowSpan, SkoleRows } from './skole-rows.ts';
import type { KvartalFigures } from './trend.ts';

/** What state remembers; empty for a first run or a what-if. */
export interface Memory {
  readonly told: (skole: string, elevId: string, kvartal: Kvartal) => Told | undefined;
  /** The highest trin that any team was told about the elev in a kvartal, wherever the elev went to skole. */
  readonly highestTold: (elevId: string, kvartal: Kvartal) => Indsatstrin;
  readonly lastAccepted: (skole: string, kvartal: Kvartal) => Size | undefined;
  /** Elever that the team was told about and that the whole export no longer holds. */
  readonly vanished: (skole: string, kvartal: Kvartal) => number;
  /** R43: what was recorded and told of the elev's forløb. */
  readonly forloeb: (elevId: string) => ForloebMemory;
  /** Forløb that the skole's team recorded last, that run at the date, and whose elev the whole export no longer holds. */
  readonly forloebWithoutElev: (skole: string, asOf: Dato) => number;
  /** R32: whether the skole has been told of a forecast (R54) or its skoleleder of a decision; see `forecastKey`, `Decision`. */
  readonly isTold: (skole: string, elevId: string, key: string) => boolean;
  /** R43: the sheets that teams fill in and send back. */
  readonly returned: ReturnedSheets;
  /** What earlier nights came to. */
  readonly history: readonly KvartalFigures[];
}

/** What one elev's case is made with. */
export interface CaseSettings extends ScreeningSettings {
  readonly fristOptions: FristOptions;
  /** R52: the national aftale's rule set, when it is turned on. */
  readonly nationalAftale: Ladder<NationaltTrin> | undefined;
}

/** The code of the warning that old news may be told again. */
export const STATE_RESTORED = 'state-restored';

export interface NightSettings extends CaseSettings {
  readonly kvartal: Kvartal;
  readonly gateLimits: GateLimits;
  /** Skoler that operations have accepted for this run although a gate refuses them. */
  readonly accepted: ReadonlySet<string>;
  /** State was put back from a backup older than the newest run, so what is new here may have been told before. */
  readonly isStateRestored?: boolean;
}

/** An elev with trin and change: what counts are made from. */
export type CountedElev = ElevScreening & Comparison;

/** An elev with signals (R50-R53), forecasts (R54), forløb and the skoleleder's decisions too: one line of a report. */
export type ElevCase = CountedElev & {
  readonly signaler: readonly Signal[];
  readonly forecasts: readonly ElevForecast[];
  readonly forloeb: ElevForloeb;
  readonly decisions: readonly Decision[];
};

export type SkoleStatus = 'screened' | 'refused' | 'no-data';

export interface SkoleKvartal<E extends CountedElev = ElevCase> {
  readonly kvartal: Kvartal;
  readonly elever: readonly E[];
  readonly counts: Counts;
}

export interface CountedSkole<E extends CountedElev = CountedElev> {
  readonly skole: Skole;
  readonly status: SkoleStatus;
  /** Refusals (R60) as errors, else warnings that stand on top of the report. */
  readonly notices: readonly Finding[];
  /** Codes of the gates that would have refused the skole, had operations not accepted it for this run. */
  readonly acceptedGates: readonly string[];
  readonly size: Size;
  readonly rowsRead: number;
  readonly rowsRejected: number;
  readonly newestRow: Dato | undefined;
  readonly newestRowPerKlasse: ReadonlyMap<string, Dato>;
  /** R12: elever with absence in the kvartal that have left. */
  readonly udmeldt: number;
  readonly current: SkoleKvartal<E>;
  /** R34: the kvartal just ended, while late registrations may still come. */
  readonly late: SkoleKvartal<E> | undefined;
}

export interface SkoleNight extends CountedSkole<ElevCase> {
  /** R53: what many elever of a klasse have in common. */
  readonly klasseSignaler: readonly KlasseSignal[];
}

export interface CountedNight<S extends CountedSkole = CountedSkole> {
  readonly asOf: Dato;
  readonly kvartal: Kvartal;
  readonly skoler: readonly S[];
  /** R61: rows per counter; together with nothing else they add up to `rowsRead`. */
  readonly rowsRead: number;
  readonly rows: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
}

export type Night = CountedNight<SkoleNight>;

interface Context {
  readonly eksport: Eksport;
  readonly settings: NightSettings;
  readonly memory: Memory;
  readonly rowsPerSkole: ReadonlyMap<string, SkoleRows>;
  readonly eleverPerSkole: ReadonlyMap<string, readonly Elevhistorik[]>;
}

/** Screens an export and compares it with what the teams were told. */
export function screenNight(eksport: Eksport, settings: NightSettings, memory: Memory): Night {
  return eachSkole(eksport, settings, memory, screenSkole);
}

/** The same night as far as it is counted: nothing is said of any one elev but trin and change. */
export function countNight(eksport: Eksport, settings: NightSettings, memory: Memory): CountedNight {
  return eachSkole(eksport, settings, memory, (skole, context) => judgeSkole(skole, context, countElev));
}

function eachSkole<S extends CountedSkole>(
  eksport: Eksport,
  settings: NightSettings,
  memory: Memory,
  screen: (skole: Skole, context: Context) => S,
): CountedNight<S> {
  const tally = tallyRows(settings.kvartal, eksport.sortedOut);
  const elever = traceElever(eksport, settings, tally.see);
  const context: Context = {
    eksport,
    settings,
    memory,
    rowsPerSkole: gatherSkoleRows(eksport.rows, settings),
    eleverPerSkole: Map.groupBy(elever, ({ placement }) => placement.skole),
  };
  return {
    asOf: settings.asOf,
    kvartal: settings.kvartal,
    skoler: settings.skoler.map((skole) => screen(skole, context)),
    rowsRead: eksport.rowsRead,
    rows: tally.counters,
    findings: [
      ...eksport.findings,
      ...tally.offDays,
      ...elever.flatMap(({ monthSums }) => findLargeMonthSums(monthSums, settings.kvartal)),
    ],
  };
}

function screenSkole(skole: Skole, context: Context): SkoleNight {
  const judged = judgeSkole(skole, context, screenElevCase);
  const elever = context.eleverPerSkole.get(skole.institutionsnummer) ?? [];
  const { newestRow } = judged;
  return { ...judged, klasseSignaler: findKlasseSignaler({ ...context.settings, elever, newestRow }) };
}

function judgeSkole<E extends CountedElev>(
  skole: Skole,
  context: Context,
  screen: ScreenElev<E>,
): CountedSkole<E> {
  const { settings, eksport, memory } = context;
  const { asOf, kvartal } = settings;
  const rows = context.rowsPerSkole.get(skole.institutionsnummer) ?? noSkoleRows;
  const elever = context.eleverPerSkole.get(skole.institutionsnummer) ?? [];
  const facts = gatherGateFacts({
    skole,
    rows,
    eksport,
    settings,
    lastAccepted: memory.lastAccepted(skole.institutionsnummer, kvartal),
  });
  const refusals = findRefusals(facts, settings.gateLimits);
  const isAccepted = refusals.length > 0 && settings.accepted.has(skole.institutionsnummer);
  const status = refusals.length > 0 && !isAccepted ? 'refused' : rows.hasData ? 'screened' : 'no-data';
  const warnings = [
    findSilence(facts, settings.gateLimits),
    ...rosterWarnings(skole, elever, eksport),
    ...leaverWarnings(skole, elever, { asOf, forloeb: memory.forloeb }),
    ...elevWarning('elever-vanished', skole, memory.vanished(skole.institutionsnummer, kvartal)),
    ...elevWarning('forloeb-without-elev', skole, memory.forloebWithoutElev(skole.institutionsnummer, asOf)),
    ...restoredWarning(skole, settings),
  ];
  const inWindow = kvartalOf(asOf) === kvartal && isLateRegistrationWindow(asOf);
  const span = rows.span;
  const compare = (ofKvartal: Kvartal): SkoleKvartal<E> =>
    compareKvartal(elever, ofKvartal, (elev) => screen(elev, ofKvartal, { settings, memory, span }));
  return {
    skole,
    status,
    notices: [
      ...(isAccepted ? acceptedNotices(skole, refusals) : refusals),
      ...warnings.filter((warning) => warning !== undefined),
    ],
    acceptedGates: isAccepted ? refusals.map(({ code }) => code) : [],
    size: facts.inKvartal,
    rowsRead: facts.rowsRead,
    rowsRejected: facts.rowsRejected,
    newestRow: span?.newest,
    newestRowPerKlasse: rows.newestPerKlasse,
    udmeldt: elever.filter((elev) => hasLeft(elev, kvartal)).length,
    current: compare(kvartal),
    late: inWindow ? compare(previousKvartal(kvartal)) : undefined,
  };
}

function restoredWarning({ institutionsnummer }: Skole, { isStateRestored }: NightSettings): Finding[] {
  return isStateRestored === true ? [{ code: STATE_RESTORED, severity: 'warning', institutionsnummer }] : [];
}

function hasLeft({ placement, days }: Elevhistorik, kvartal: Kvartal): boolean {
  return placement.status === 'udmeldt' && days.some((day) => kvartalOf(day.dato) === kvartal);
}

function compareKvartal<E extends CountedElev>(
  elever: readonly Elevhistorik[],
  kvartal: Kvartal,
  screen: (historik: Elevhistorik) => E,
): SkoleKvartal<E> {
  const cases = elever.filter(({ placement }) => placement.status !== 'udmeldt').map(screen);
  return { kvartal, elever: cases, counts: countCases(cases) };
}

export interface CaseContext {
  readonly settings: CaseSettings;
  readonly memory: Memory;
  /** The rows of the elev's skole, up to the as-of date. */
  readonly span: RowSpan | undefined;
}

type ScreenElev<E> = (historik: Elevhistorik, kvartal: Kvartal, context: CaseContext) => E;

/** Screens one elev and compares with what the team of the elev's present skole was told (R30, R35). */
function countElev(historik: Elevhistorik, kvartal: Kvartal, { settings, memory }: CaseContext): CountedElev {
  const elev = screenElev(historik, kvartal, settings);
  const { elevId, previous, placement, placering } = elev;
  const toldBefore = memory.highestTold(elevId, previous.kvartal);
  const comparison = compareWithTold({
    placering,
    total: elev.fravaer.total,
    asOf: settings.asOf,
    told: memory.told(placement.skole, elevId, kvartal),
    previousTrin: rank(toldBefore) > rank(previous.trin) ? toldBefore : previous.trin,
  });
  return { ...elev, ...comparison };
}

/** The same elev with everything that is told of one. */
export function screenElevCase(historik: Elevhistorik, kvartal: Kvartal, context: CaseContext): ElevCase {
  const { settings, memory, span } = context;
  const elev = countElev(historik, kvartal, context);
  const { elevId, fravaer, placement, placering } = elev;
  const forloeb = standOfElev(memory.forloeb(elevId), {
    asOf: settings.asOf,
    options: settings.fristOptions,
    skoledage: skoledageFor(placement, settings),
    placement,
    placering,
  });
  const { days } = historik;
  const newestRow = span?.newest;
  const signaler = findSignaler({ ...settings, kvartal, place: placement, newestRow, days, fravaer });
  const isTold = (key: string): boolean => memory.isTold(placement.skole, elevId, key);
  const forecasts = forecastCase(historik, elev, { ...settings, kvartal, span, isTold });
  const decisions = decisionsOf({ placering, forloeb, signaler }, { asOf: settings.asOf, kvartal, isTold });
  return { ...elev, signaler, forecasts, forloeb, decisions };
}
