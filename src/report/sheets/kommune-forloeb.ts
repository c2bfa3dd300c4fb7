// The sheet "Forløb" of the forvaltning's workbook: how far the skoler are in the forløbspakke, counts only (R76).
import {
  buildForloebOverview,
  OVERVIEW_DAYS,
  overdueKey,
  stepsWithFrist,
} from '../../domain/forloeb/forloeb-overview.ts';
import type { ForloebCount, ForloebOverviewRow } from '../../domain/forloeb/forloeb-overview.ts';
import { faser } from '../../domain/forloeb/steps.ts';
import type { NightReport } from '../../domain/report-input.ts';
import { faseText } from '../../text/forloeb.ts';
import { withheldSentence } from '../../text/overview.ts';
import { blank, percent, publicCount, text } from '../sheet.ts';
import type { CellModel, ColumnModel, RowModel, SheetModel, TableModel } from '../sheet.ts';
import { kommunePeriodLine } from '../words.ts';

/** Wide enough for both tables, which stand on the same columns. */
const WIDTHS = [32, 10.5, 10, 11.5, 13, 12, 15, 12, 11.5, 10.5, 11.5, 10.5];

const FASE_COLUMNS: readonly ColumnModel[] = [
  { heading: 'Skole' },
  {
    heading: 'Afventer samtale',
    align: 'right',
    note: 'Elever med bekymrende eller massivt fravær, hvor samtalen med forældrene ikke er holdt.',
  },
  { heading: 'Forløb i gang', align: 'right' },
  ...faser.map((fase): ColumnModel => ({ heading: faseText[fase], align: 'right' })),
  {
    heading: 'Dage til samtale',
    align: 'right',
    note: 'Median: fra skolen fik besked, til samtalen blev holdt.',
  },
  {
    heading: 'Dage til handleplan',
    align: 'right',
    note: 'Median: fra samtalen til handleplanen. Fristen er 28 dage.',
  },
  {
    heading: 'Fulgt op til tiden',
    align: 'right',
    note: 'I procent af de opfølgninger, der er holdt eller skulle have været holdt.',
  },
];

const OVERDUE_COLUMNS: readonly ColumnModel[] = [
  { heading: 'Skole' },
  ...stepsWithFrist.map((id): ColumnModel => ({ heading: id, align: 'right' })),
];

export function kommuneForloebSheet(report: NightReport): SheetModel {
  const rows = buildForloebOverview(report.night.skoler, report.night.asOf);
  return {
    name: 'Forløb',
    heading: `Forløbspakken, ${report.kommune}`,
    lines: [
      kommunePeriodLine(report),
      {
        text: `Antal elever. Dage og procenter er for de sidste ${OVERVIEW_DAYS} dages forløb og vises kun, når der er mindst 5. ${withheldSentence}`,
        look: 'plain',
      },
    ],
    widths: WIDTHS,
    tables: [
      table(FASE_COLUMNS, rows, report, faseCells),
      {
        ...table(OVERDUE_COLUMNS, rows, report, overdueCells),
        heading: 'Elever med en overskredet frist, for hvert trin i forløbspakken',
      },
    ],
    layout: 'list',
    frozenColumns: 1,
  };
}

function table(
  columns: readonly ColumnModel[],
  [kommune, ...skoler]: readonly ForloebOverviewRow[],
  { skoleNavn }: NightReport,
  cellsOf: (row: ForloebOverviewRow) => CellModel[],
): TableModel {
  const rows = skoler.map((row): RowModel => ({
    cells: [text(skoleNavn(row.institutionsnummer ?? '')), ...cellsOf(row)],
  }));
  const total: RowModel[] =
    kommune === undefined ? [] : [{ cells: [text('I alt'), ...cellsOf(kommune)], look: 'total' }];
  return { columns, rows: [...rows, ...total], emptyText: '' };
}

function faseCells(row: ForloebOverviewRow): CellModel[] {
  const keys: readonly ForloebCount[] = ['awaiting-samtale', 'running', ...faser];
  const { followedUpInTime } = row;
  return [
    ...keys.map((key) => publicCount(row.counts[key])),
    medianCell(row.daysToSamtale),
    medianCell(row.daysToHandleplan),
    percent(followedUpInTime === undefined ? undefined : followedUpInTime * 100),
  ];
}

function medianCell(days: number | undefined): CellModel {
  return days === undefined ? blank : { kind: 'decimal', value: days };
}

function overdueCells({ counts }: ForloebOverviewRow): CellModel[] {
  return stepsWithFrist.map((id) => publicCount(counts[overdueKey(id)]));
}
