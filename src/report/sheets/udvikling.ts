// The sheet "Udvikling": kvartal by kvartal, as far back as state remembers (R76).
import { trinHighestFirst } from '../../domain/overview.ts';
import type { NightReport } from '../../domain/report-input.ts';
import { buildTrend } from '../../domain/trend.ts';
import type { TrendRow } from '../../domain/trend.ts';
import { kvartalText } from '../../text/da.ts';
import { overTiShare, withheldSentence } from '../../text/overview.ts';
import { count, date, percent, publicCount, text } from '../sheet.ts';
import type { ColumnModel, RowModel, SheetModel } from '../sheet.ts';
import { kommunePeriodLine } from '../words.ts';

const COLUMNS: readonly (ColumnModel & { readonly width: number })[] = [
  { heading: 'Skole', width: 34 },
  { heading: 'Kvartal', width: 18 },
  {
    heading: 'Opgjort til og med',
    width: 15,
    align: 'center',
    note: 'Den nyeste nat i kvartalet, der er gemt.',
  },
  { heading: 'Elever', width: 12, align: 'right' },
  { heading: 'Massivt', width: 12, align: 'right' },
  { heading: 'Bekymrende', width: 13, align: 'right' },
  { heading: 'Tidlig indsats', width: 13, align: 'right' },
  { heading: 'I alt på et trin', width: 13, align: 'right' },
  { heading: 'Over 10\u00a0%', width: 12, align: 'right' },
  { heading: 'Andel over 10\u00a0%', width: 14, align: 'right', note: 'I procent af eleverne.' },
];

export function udviklingSheet(report: NightReport): SheetModel {
  const trend = buildTrend(report.night, report.history);
  const bySkole = [...Map.groupBy(trend, ({ institutionsnummer }) => institutionsnummer).values()];
  return {
    name: 'Udvikling',
    heading: `Udvikling, ${report.kommune}`,
    lines: [
      kommunePeriodLine(report),
      {
        text: `Et kvartal, der ikke er slut, kan ikke sammenlignes med et, der er: Summerne vokser til kvartalets sidste dag. ${withheldSentence}`,
        look: 'plain',
      },
    ],
    widths: COLUMNS.map(({ width }) => width),
    tables: [
      {
        columns: COLUMNS.map(({ width: _width, ...column }) => column),
        rows: bySkole.flatMap((rows) => rows.map((row, index) => trendRow(row, index === 0, report))),
        emptyText: 'Ingen skoler med data.',
      },
    ],
    layout: 'list',
    frozenColumns: 1,
  };
}

function trendRow(row: TrendRow, isFirst: boolean, { skoleNavn, kommune }: NightReport): RowModel {
  const { institutionsnummer, counts } = row;
  return {
    cells: [
      institutionsnummer === undefined
        ? text(`${kommune} i alt`, 'strong')
        : text(skoleNavn(institutionsnummer)),
      text(kvartalText(row.kvartal)),
      date(row.asOf),
      count(row.elever),
      ...trinHighestFirst.map((trin) => publicCount(counts[trin])),
      publicCount(counts.onTrin),
      publicCount(counts.overTiProcent),
      percent(overTiShare(row)),
    ],
    ...(isFirst ? { look: 'first-of-group' } : {}),
  };
}
