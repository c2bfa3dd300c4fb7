// The kommune in counts (R76): for the terminal, for Danish Excel, and as JSON.
import { countedChanges, knowsEveryone, trinHighestFirst } from '../../domain/overview.ts';
import type { OverviewCount, OverviewLevel, OverviewRow } from '../../domain/overview.ts';
import type { TrendRow } from '../../domain/trend.ts';
import type { OverviewReport } from '../../job/overview.ts';
import { datoText, kvartalText, plural } from '../../text/da.ts';
import {
  nationalSentence,
  noRosterSentence,
  overTiShare,
  procentTal,
  publicText,
  withheldSentence,
} from '../../text/overview.ts';
import { periodText } from '../../text/reason.ts';
import { csvText } from '../csv.ts';
import { table } from '../output.ts';

const counts: readonly OverviewCount[] = [...trinHighestFirst, 'onTrin', ...countedChanges, 'overTiProcent'];

const headingOf: Readonly<Record<OverviewCount, string>> = {
  massivt: 'Massivt',
  bekymrende: 'Bekymrende',
  'tidlig-indsats': 'Tidlig indsats',
  onTrin: 'I alt på et trin',
  new: 'Nye',
  escalated: 'Steget',
  eased: 'Faldet',
  ended: 'Ikke længere',
  overTiProcent: 'Over 10 %',
};

const levelText: Readonly<Record<OverviewLevel, string>> = {
  kommune: 'Kommune',
  'kommune-klassetrin': 'Klassetrin i kommunen',
  skole: 'Skole',
  klassetrin: 'Klassetrin',
  klasse: 'Klasse',
};

export function overviewText({ report, rows, trend }: OverviewReport): string {
  const { night, kommune, skoleNavn } = report;
  const missing = night.skoler.filter(({ status }) => status !== 'screened');
  const name = ({ level, institutionsnummer, klassetrin, klasse }: OverviewRow): string => {
    if (level === 'kommune') return kommune;
    if (level === 'skole') return skoleNavn(institutionsnummer ?? '');
    return level === 'klasse' ? `    ${klasse ?? ''}` : `  ${trinName(klassetrin)}`;
  };
  return [
    `Skolefravær, ${kommune}, ${periodText(night.kvartal, datoText(night.asOf))}`,
    '',
    table([
      ['', 'Elever', ...counts.map((key) => headingOf[key]), 'Andel over 10 %', 'Fravær i alt, %'],
      ...rows.map((row) => [name(row), row.elever, ...figures(row)]),
    ]),
    '',
    'Udvikling',
    table([
      ['Kvartal', 'Til og med', '', 'Elever', 'Massivt', 'Bekymrende', 'Tidlig indsats', 'Andel over 10 %'],
      ...trend
        .filter(({ institutionsnummer }) => institutionsnummer === undefined)
        .map((row) => [
          kvartalText(row.kvartal),
          datoText(row.asOf),
          kommune,
          row.elever,
          ...trinHighestFirst.map((trin) => publicText(row.counts[trin])),
          shareText(row),
        ]),
    ]),
    '',
    ...(missing.length === 0
      ? []
      : [
          `${plural(missing.length, 'skole', 'skoler')} er ikke talt med: ${missing.map(({ skole }) => skole.navn).join(', ')}.`,
        ]),
    nationalSentence,
    withheldSentence,
    ...(knowsEveryone(night.skoler) ? [] : [noRosterSentence]),
  ].join('\n');
}

function trinName(klassetrin: number | undefined): string {
  return klassetrin === undefined ? 'uden klassetrin' : `${klassetrin}. klasse`;
}

function figures(row: OverviewRow): string[] {
  const { fravaersprocent } = row;
  return [
    ...counts.map((key) => publicText(row.counts[key])),
    shareText(row),
    fravaersprocent === undefined ? '' : procentTal(fravaersprocent),
  ];
}

function shareText(row: OverviewRow | TrendRow): string {
  const share = overTiShare(row);
  return share === undefined ? '' : procentTal(share);
}

/** One line per group and kvartal: this kvartal's groups, then what is known of the skoler in earlier ones. */
export function overviewCsv({ report, rows, trend }: OverviewReport): string {
  const { night, skoleNavn } = report;
  const place = (institutionsnummer: string | undefined): string[] =>
    institutionsnummer === undefined ? ['', ''] : [institutionsnummer, skoleNavn(institutionsnummer)];
  const current = rows.map((row) => [
    night.kvartal,
    datoText(night.asOf),
    levelText[row.level],
    ...place(row.institutionsnummer),
    row.klassetrin === undefined ? '' : String(row.klassetrin),
    row.klasse ?? '',
    String(row.elever),
    ...figures(row),
  ]);
  const earlier = trend
    .filter(({ kvartal }) => kvartal !== night.kvartal)
    .map((row) => [
      row.kvartal,
      datoText(row.asOf),
      levelText[row.institutionsnummer === undefined ? 'kommune' : 'skole'],
      ...place(row.institutionsnummer),
      '',
      '',
      String(row.elever),
      ...figures({
        ...row,
        level: 'skole',
        klassetrin: undefined,
        klasse: undefined,
        fravaersprocent: undefined,
      }),
    ]);
  return csvText([
    [
      'Kvartal',
      'Opgjort til og med',
      'Niveau',
      'Institutionsnr',
      'Skole',
      'Klassetrin',
      'Klasse',
      'Elever',
      ...counts.map((key) => headingOf[key]),
      'Andel over 10 %',
      'Fravær i alt, %',
    ],
    ...current,
    ...earlier,
  ]);
}

/** A count that is withheld is null. */
export function overviewJson({ report, rows, trend }: OverviewReport): Record<string, unknown> {
  const { night, kommune, skoleNavn } = report;
  return {
    kommune,
    kvartal: night.kvartal,
    asOf: night.asOf,
    skoler: night.skoler.map(({ skole, status, newestRow }) => ({
      institutionsnummer: skole.institutionsnummer,
      navn: skole.navn,
      status,
      newestRow: newestRow ?? null,
    })),
    rows: rows.map((row) => ({
      level: row.level,
      institutionsnummer: row.institutionsnummer ?? null,
      navn: row.institutionsnummer === undefined ? kommune : skoleNavn(row.institutionsnummer),
      klassetrin: row.klassetrin ?? null,
      klasse: row.klasse ?? null,
      elever: row.elever,
      counts: publicCounts(row.counts),
      shareOverTiProcent: rounded(overTiShare(row)),
      fravaersprocent: row.fravaersprocent ?? null,
    })),
    trend: trend.map((row) => ({
      kvartal: row.kvartal,
      asOf: row.asOf,
      institutionsnummer: row.institutionsnummer ?? null,
      elever: row.elever,
      counts: publicCounts(row.counts),
      shareOverTiProcent: rounded(overTiShare(row)),
    })),
  };
}

function publicCounts(of: OverviewRow['counts']): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(of).map(([key, value]) => [key, typeof value === 'number' ? value : null]),
  );
}

function rounded(percent: number | undefined): number | null {
  return percent === undefined ? null : Math.round(percent * 10) / 10;
}
