// A replay for an analyst at a terminal: messages per team, lead times, rules side by side, the forecast week by week.
import type { WeekFlags } from '../../domain/backtest/backtest.ts';
import type { ForecastQuality, Score, WeekQuality } from '../../domain/backtest/forecast-quality.ts';
import type { LeadTime } from '../../domain/backtest/lead-time.ts';
import type { Quartiles } from '../../domain/backtest/quartiles.ts';
import type { RuleFigures } from '../../domain/backtest/rule-figures.ts';
import type { BacktestReport } from '../../job/backtest.ts';
import { backtestAssumptions, warningRuleText } from '../../text/backtest.ts';
import { datoText, plural, tal, trinText } from '../../text/da.ts';
import { table } from '../output.ts';

export function backtestText(report: BacktestReport): string {
  const { period, skoler, result } = report;
  return [
    `Nætterne ${datoText(period.from)} til ${datoText(period.to)} spillet igen: ${plural(result.elever, 'elev', 'elever')}, ${plural(skoler.length, 'skole', 'skoler')}`,
    '',
    'Meldinger om elever, der er nye på et trin eller steget',
    table([['Skole', 'Nye', 'Steget', 'Pr. uge', 'Travleste uge'], ...skoleRows(report)]),
    '',
    'Fra trin til trin i samme kvartal',
    table([
      ['Fra', 'Til', 'Nåede det', 'Skoledage imellem', 'Stod på det første', 'Blev aldrig værre'],
      ...result.leadTimes.map(leadRow),
    ]),
    '',
    'Regler side om side',
    table([
      [
        'Regel',
        'Meldinger',
        'Pr. team og uge',
        'Varslet før massivt',
        'Skoledage før',
        'Tidligere end nu',
        'Skoledage vundet',
        'Blev aldrig bekymrende',
      ],
      ...result.rules.map((rule) => ruleRow(rule, result.teamWeeks)),
    ]),
    '',
    ...forecastLines(result.forecast),
    '',
    'Forudsætninger',
    ...backtestAssumptions.map((line) => `  ${line}`),
  ].join('\n');
}

function skoleRows({ skoler, result }: BacktestReport): (string | number)[][] {
  const perSkole = Map.groupBy(result.flags, ({ institutionsnummer }) => institutionsnummer);
  const weeks = skoler.length === 0 ? 0 : result.teamWeeks / skoler.length;
  const rows = skoler.map(({ institutionsnummer, navn }) =>
    flagsRow(navn, perSkole.get(institutionsnummer) ?? [], weeks),
  );
  return [...rows, flagsRow('I alt', result.flags, result.teamWeeks)];
}

function flagsRow(name: string, flags: readonly WeekFlags[], weeks: number): (string | number)[] {
  const fresh = flags.reduce((sum, week) => sum + week.new, 0);
  const escalated = flags.reduce((sum, week) => sum + week.escalated, 0);
  const busiest = flags.reduce((most, week) => Math.max(most, week.new + week.escalated), 0);
  return [name, tal(fresh), tal(escalated), decimal((fresh + escalated) / Math.max(1, weeks)), busiest];
}

function leadRow({ from, to, elever, skoledage, judged, stayed }: LeadTime): (string | number)[] {
  return [
    trinText[from],
    trinText[to],
    tal(elever),
    quartilesText(skoledage),
    tal(judged),
    shareText(stayed, judged),
  ];
}

function ruleRow(rule: RuleFigures, teamWeeks: number): (string | number)[] {
  return [
    warningRuleText(rule),
    tal(rule.messages),
    decimal(rule.messages / Math.max(1, teamWeeks)),
    `${tal(rule.caught)} af ${tal(rule.massivt)}`,
    quartilesText(rule.lead),
    rule.id === 'limits' ? '' : tal(rule.earlier),
    rule.id === 'limits' ? '' : quartilesText(rule.gain),
    shareText(rule.neverWorse, rule.judged),
  ];
}

function forecastLines({ weeks, total, calibration, dateError, shownFrom }: ForecastQuality): string[] {
  if (weeks.length === 0) return ['Prognose: Der er intet helt kvartal i perioden at måle på.'];
  const heading = [
    'Grænse',
    'Uge',
    'Ramt',
    'Falsk alarm',
    'Brier',
    'Tempo: ramt',
    'Tempo: falsk alarm',
    'Tempo: Brier',
  ];
  return [
    `Prognose (R54), vist fra ${Math.round(shownFrom * 100)} % sandsynlighed, ved siden af »samme tempo som hidtil«`,
    table([
      heading,
      ...weeks.map(weekRow),
      ['I alt', '', ...scoreCells(total.model), ...scoreCells(total.pace)],
    ]),
    'Ramt: andel af dem, der passerede grænsen, som prognosen havde nævnt. Falsk alarm: andel af de nævnte, der ikke passerede den.',
    'Brier: gennemsnitlig kvadreret afstand mellem det sagte og det skete; lavere er bedre.',
    dateError === undefined
      ? ''
      : `Dagen, prognosen nævnte, lå ${quartilesText(dateError)} skoledage fra den rigtige.`,
    '',
    'Når prognosen sagde, skete det',
    table([
      ['Sandsynlighed', 'Prognoser', 'I snit sagt', 'Skete'],
      ...calibration.map(({ from, to, samples, meanChance, passed }) => [
        `${Math.round(from * 100)}-${Math.round(to * 100)} %`,
        tal(samples),
        samples === 0 ? '' : percent(meanChance),
        shareText(passed, samples),
      ]),
    ]),
  ];
}

function weekRow({ trin, week, model, pace }: WeekQuality): (string | number)[] {
  return [trinText[trin], week, ...scoreCells(model), ...scoreCells(pace)];
}

function scoreCells({ hits, misses, falseAlarms, brier }: Score): string[] {
  return [
    shareText(hits, hits + misses),
    shareText(falseAlarms, hits + falseAlarms),
    brier.toFixed(4).replace('.', ','),
  ];
}

/** `24 (18-31)`: the middle one, and the middle half. */
function quartilesText(quartiles: Quartiles | undefined): string {
  return quartiles === undefined ? '' : `${quartiles.median} (${quartiles.lower}-${quartiles.upper})`;
}

function shareText(part: number, whole: number): string {
  return whole === 0 ? '' : percent(part / whole);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function decimal(value: number): string {
  return value.toFixed(1).replace('.', ',');
}
