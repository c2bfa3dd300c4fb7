// The machine-readable result of `run --json`, to the letter of the contract.
import { fravaersaarsager } from '../domain/fravaersaarsag.ts';
import { exactText, toDays } from '../domain/fravaersdage.ts';
import type { ElevCase, Night, SkoleKvartal, SkoleNight } from '../domain/night.ts';
import type { Signal } from '../domain/signaler/signal.ts';
import type { ElevForecast } from '../domain/elev-forecast.ts';
import { forecastText } from '../text/forecast.ts';
import { klasseSignalText, signalText } from '../text/signaler.ts';
import { forloebSummary, fristCounts } from './forloeb-result.ts';
import type { Outcome, SkoleMailStatus } from './outcome.ts';

export const PROGRAM = 'fravaersscreening';

export interface MailResult {
  readonly institutionsnummer: string;
  /** The team's. */
  readonly status: SkoleMailStatus;
  /** Only of a skole whose skoleleder gets mail. */
  readonly skoleleder?: SkoleMailStatus;
}

export interface ResultFacts {
  readonly version: string;
  readonly dryRun: boolean;
  readonly outcome: Outcome;
  readonly night: Night;
  readonly mails: readonly MailResult[];
}

export function toResult({ version, dryRun, outcome, night, mails }: ResultFacts): Record<string, unknown> {
  return {
    program: PROGRAM,
    version,
    kvartal: night.kvartal,
    asOf: night.asOf,
    dryRun,
    outcome,
    skoler: night.skoler.map(skoleResult),
    rows: { read: night.rowsRead, ...Object.fromEntries(night.rows) },
    findings: [...night.findings, ...night.skoler.flatMap(({ notices }) => notices)],
    mails,
  };
}

function skoleResult({
  skole,
  status,
  newestRow,
  klasseSignaler,
  udmeldt,
  current,
  late,
}: SkoleNight): Record<string, unknown> {
  return {
    institutionsnummer: skole.institutionsnummer,
    navn: skole.navn,
    status,
    newestRow: newestRow ?? null,
    // R60: a refused skole is not reported, so its figures are not given either.
    ...(status === 'refused' ? { counts: null, elever: [] } : kvartalResult(current)),
    frister: status === 'refused' ? null : fristCounts(current),
    udmeldt,
    klasseSignaler:
      status === 'refused'
        ? []
        : klasseSignaler.map((signal) => ({ ...signal, text: klasseSignalText(signal) })),
    ...(late === undefined || status === 'refused'
      ? {}
      : { previousKvartal: { kvartal: late.kvartal, ...kvartalResult(late) } }),
  };
}

function kvartalResult({ counts, elever }: SkoleKvartal): Record<string, unknown> {
  const listed = elever.filter(
    ({ placering, change }) => placering.trin !== 'ingen' || change !== 'unchanged',
  );
  return { counts, elever: listed.map(elevResult) };
}

function elevResult(elev: ElevCase): Record<string, unknown> {
  const { fravaer, placering, placement, told } = elev;
  return {
    elevId: elev.elevId,
    klasse: placement.klasse,
    fravaersdage: toDays(fravaer.total),
    exact: exactText(fravaer.total),
    perAarsag: Object.fromEntries(
      fravaersaarsager.map((aarsag) => [aarsag, toDays(fravaer.perAarsag[aarsag])]),
    ),
    indsatstrin: placering.trin,
    basis: placering.basis,
    change: elev.change,
    previous: told?.trin ?? null,
    corrected: elev.corrected,
    recurring: elev.recurringFrom !== undefined,
    recurringFrom: elev.recurringFrom ?? null,
    crossed: placering.crossed ?? null,
    movedFrom: elev.earlierSkoler,
    previousDays: told === undefined ? null : exactText(told.total),
    signaler: elev.signaler.map(signalResult),
    forecasts: elev.forecasts.map(forecastResult),
    forloeb: forloebSummary(elev.forloeb),
  };
}

/** R54, with the chance in hundredths: more figures would only look exact. */
export function forecastResult(forecast: ElevForecast): Record<string, unknown> {
  const { trin, limit, chance, around, isTold } = forecast;
  return {
    indsatstrin: trin,
    limit,
    chance: Math.round(chance * 100) / 100,
    around: around ?? null,
    told: isTold,
    text: forecastText(forecast),
  };
}

/** A signal as JSON (R50-R53), with the sentence that workbook and `explain` show (R83). */
export function signalResult(signal: Signal): Record<string, unknown> {
  const { strong, ...facts } = signal;
  return { ...facts, ...daysOf(signal), strong, text: signalText(signal) };
}

function daysOf(signal: Signal): Record<string, string> {
  if (signal.id === 'ulovligt') return { days: exactText(signal.days) };
  return signal.id === 'national-aftale' ? { total: exactText(signal.total) } : {};
}
