// One night for the whole municipality: which skoler may be reported (R60), and what is new for each team since it
// was last told (R30-R36). Everything that reports, mails and the JSON result show is computed here, once (R83).
import type { Dato } from './dato.ts';
import { compareWithTold } from './comparison.ts';
import type { Change, Comparison, Told } from './comparison.ts';
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
import type { Indsatstrin, Ladder, TrinMedIndsats } from './indsatstrin.ts';
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

/** An elev with trin, change, signals (R50-R53), forecasts (R54), forløb and the skoleleder's decisions: one line of a report. */
export type ElevCase = ElevScreening &
  Comparison & {
    readonly signaler: readonly Signal[];
    readonly forecasts: readonly ElevForecast[];
    readonly forloeb: ElevForloeb;
    readonly decisions: readonly Decision[];
  };

export type SkoleStatus = 'screened' | 'refused' | 'no-data';

export type Counts = Readonly<Record<TrinMedIndsats | Exclude<Change, 'unchanged'>, number>>;

export interface SkoleKvartal {
  readonly kvartal: Kvartal;
  readonly elever: readonly ElevCase[];
  readonly counts: Counts;
}

export interface SkoleNight {
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
  /** R53: what many elever of a klasse have in common. */
  readonly klasseSignaler: readonly KlasseSignal[];
  /** R12: elever with absence in the kvartal that have left. */
  readonly udmeldt: number;
  readonly current: SkoleKvartal;
  /** R34: the kvartal just ended, while late registrations may still come. */
  readonly late: SkoleKvartal | undefined;
}

export interface Night {
  readonly asOf: Dato;
  readonly kvartal: Kvartal;
  readonly skoler: readonly SkoleNight[];
  /** R61: rows per counter; together with nothing else they add up to `rowsRead`. */
  readonly rowsRead: number;
  readonly rows: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
}

interface Context {
  readonly eksport: Eksport;
  readonly settings: NightSettings;
  readonly memory: Memory;
  readonly rowsPerSkole: ReadonlyMap<string, SkoleRows>;
  readonly eleverPerSkole: ReadonlyMap<string, readonly Elevhistorik[]>;
}

/** Screens an export and compares it with what the teams were told. */
export function screenNight(eksport: Eksport, settings: NightSettings, memory: Memory): Night {
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
    skoler: settings.skoler.map((skole) => screenSkole(skole, context)),
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
  const { settings, eksport } = context;
  const { asOf, kvartal } = settings;
  const rows = context.rowsPerSkole.get(skole.institutionsnummer) ?? noSkoleRows;
  const elever = context.eleverPerSkole.get(skole.institutionsnummer) ?? [];
  const facts = gatherGateFacts({
    skole,
    rows,
    eksport,
    settings,
    lastAccepted: context.memory.lastAccepted(skole.institutionsnummer, kvartal),
  });
  const refusals = findRefusals(facts, settings.gateLimits);
  const isAccepted = refusals.length > 0 && settings.accepted.has(skole.institutionsnummer);
  const status = refusals.length > 0 && !isAccepted ? 'refused' : rows.hasData ? 'screened' : 'no-data';
  const warnings = [
    findSilence(facts, settings.gateLimits),
    ...rosterWarnings(skole, elever, eksport),
    ...leaverWarnings(skole, elever, { asOf, forloeb: context.memory.forloeb }),
    ...elevWarning('elever-vanished', skole, context.memory.vanished(skole.institutionsnummer, kvartal)),
    ...elevWarning(
      'forloeb-without-elev',
      skole,
      context.memory.forloebWithoutElev(skole.institutionsnummer, asOf),
    ),
    ...restoredWarning(skole, settings),
  ];
  const inWindow = kvartalOf(asOf) === kvartal && isLateRegistrationWindow(asOf);
  const span = rows.span;
  const newestRow = span?.newest;
  const compare = (ofKvartal: Kvartal): SkoleKvartal => compareKvartal(elever, ofKvartal, span, context);
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
    newestRow,
    newestRowPerKlasse: rows.newestPerKlasse,
    klasseSignaler: findKlasseSignaler({ ...settings, elever, newestRow }),
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

function compareKvartal(
  elever: readonly Elevhistorik[],
  kvartal: Kvartal,
  span: RowSpan | undefined,
  { settings, memory }: Context,
): SkoleKvartal {
  const cases = elever
    .filter(({ placement }) => placement.status !== 'udmeldt')
    .map((historik) => screenElevCase(historik, kvartal, { settings, memory, span }));
  return { kvartal, elever: cases, counts: countCases(cases) };
}

export interface CaseContext {
  readonly settings: CaseSettings;
  readonly memory: Memory;
  /** The rows of the elev's skole, up to the as-of date. */
  readonly span: RowSpan | undefined;
}

/** Screens one elev and compares with what the team of the elev's present skole was told (R30, R35). */
export function screenElevCase(
  historik: Elevhistorik,
  kvartal: Kvartal,
  { settings, memory, span }: CaseContext,
): ElevCase {
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
  const forloeb = standOfElev(memory.forloeb(elevId), {
    asOf: settings.asOf,
    options: settings.fristOptions,
    skoledage: skoledageFor(placement, settings),
    placement,
    placering,
  });
  const { fravaer } = elev;
  const { days } = historik;
  const newestRow = span?.newest;
  const signaler = findSignaler({ ...settings, kvartal, place: placement, newestRow, days, fravaer });
  const isTold = (key: string): boolean => memory.isTold(placement.skole, elevId, key);
  const forecasts = forecastCase(historik, elev, { ...settings, kvartal, span, isTold });
  const decisions = decisionsOf({ placering, forloeb, signaler }, { asOf: settings.asOf, kvartal, isTold });
  return { ...elev, ...comparison, signaler, forecasts, forloeb, decisions };
}

/** How many elever stand on each trin and how many changed in each way. */
export function countCases(cases: readonly Pick<ElevCase, 'placering' | 'change'>[]): Counts {
  const counts: Record<keyof Counts, number> = {
    'tidlig-indsats': 0,
    bekymrende: 0,
    massivt: 0,
    new: 0,
    escalated: 0,
    eased: 0,
    ended: 0,
  };
  for (const { placering, change } of cases) {
    if (placering.trin !== 'ingen') counts[placering.trin] += 1;
    if (change !== 'unchanged') counts[change] += 1;
  }
  return counts;
}
