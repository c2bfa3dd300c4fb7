// The sheet "Skoler": one line per skole and their sum, counts only (R76).
import { countedChanges, knowsEveryone, trinHighestFirst } from '../../domain/overview.ts';
import type { OverviewRow } from '../../domain/overview.ts';
import type { SkoleNight } from '../../domain/night.ts';
import type { NightReport } from '../../domain/report-input.ts';
import { plural, statusText } from '../../text/da.ts';
import { findingText } from '../../text/findings.ts';
import { nationalSentence, noRosterSentence, overTiShare, withheldSentence } from '../../text/overview.ts';
import { blank, count, date, percent, publicCount, text } from '../sheet.ts';
import type { CellModel, ColumnModel, LineModel, RowModel, SheetModel } from '../sheet.ts';
import { kommunePeriodLine, NO_DATA, showsFigures } from '../words.ts';

const COLUMNS: readonly (ColumnModel & { readonly width: number })[] = [
  { heading: 'Skole', width: 28 },
  { heading: 'Status', width: 12 },
  { heading: 'Elever', width: 9.5, align: 'right' },
  { heading: 'Massivt', width: 9.5, align: 'right' },
  { heading: 'Bekym-rende', width: 10, align: 'right' },
  { heading: 'Tidlig indsats', width: 10, align: 'right' },
  { heading: 'I alt på et trin', width: 10.5, align: 'right' },
  { heading: 'Nye', width: 8.5, align: 'right', note: 'Nye på et trin siden skolens sidste rapport.' },
  { heading: 'Steget', width: 8.5, align: 'right' },
  { heading: 'Faldet', width: 8.5, align: 'right' },
  { heading: 'Ikke længere', width: 9.5, align: 'right', note: 'Var på et trin i sidste rapport.' },
  { heading: 'Over 10\u00a0%', width: 10.5, align: 'right' },
  { heading: 'Andel over 10\u00a0%', width: 11, align: 'right', note: 'I procent af eleverne.' },
  { heading: 'Fravær i alt', width: 9.5, align: 'right', note: 'Fravær i procent af elevernes skoledage.' },
  { heading: 'Nyeste registre-ring', width: 12.5, align: 'center' },
  { heading: 'Bemærkninger', width: 34 },
];

const FIGURES = COLUMNS.length - 4;

export function skolerSheet(report: NightReport, rows: readonly OverviewRow[]): SheetModel {
  const { skoler } = report.night;
  return {
    name: 'Skoler',
    heading: `Skolefravær, ${report.kommune}`,
    lines: [
      kommunePeriodLine(report),
      statusLine(skoler),
      { text: `${nationalSentence} ${withheldSentence}`, look: 'plain' },
      ...(knowsEveryone(skoler) ? [] : [{ text: noRosterSentence, look: 'warning' as const }]),
    ],
    widths: COLUMNS.map(({ width }) => width),
    tables: [
      {
        columns: COLUMNS.map(({ width: _width, ...column }) => column),
        rows: [...skoler.map((skole) => skoleRow(skole, rows)), totalRow(rows)],
        emptyText: '',
      },
    ],
    layout: 'list',
    frozenColumns: 1,
  };
}

function statusLine(skoler: readonly SkoleNight[]): LineModel {
  const screened = skoler.filter(showsFigures).length;
  const status = `${screened} af ${plural(skoler.length, 'skole', 'skoler')} er talt med.`;
  return screened === skoler.length
    ? { text: status, look: 'plain' }
    : {
        text: `${status} Skoler, der er afvist eller uden data, indgår ikke i summen.`,
        look: 'warning',
      };
}

function skoleRow(skole: SkoleNight, rows: readonly OverviewRow[]): RowModel {
  const own = rows.find(
    ({ level, institutionsnummer }) =>
      level === 'skole' && institutionsnummer === skole.skole.institutionsnummer,
  );
  return {
    cells: [
      text(skole.skole.navn),
      text(statusText[skole.status], skole.status === 'screened' ? undefined : 'strong'),
      ...(own === undefined ? Array.from({ length: FIGURES }, () => text('–', 'muted')) : figureCells(own)),
      date(skole.newestRow, NO_DATA),
      text(skole.notices.map((notice) => `${findingText(notice)}.`).join('\n')),
    ],
  };
}

function totalRow(rows: readonly OverviewRow[]): RowModel {
  const kommune = rows.find(({ level }) => level === 'kommune');
  const figures = kommune === undefined || kommune.elever === 0 ? [text(NO_DATA)] : figureCells(kommune);
  return { cells: [text('I alt'), blank, ...figures], look: 'total' };
}

function figureCells(row: OverviewRow): CellModel[] {
  const keys = [...trinHighestFirst, 'onTrin', ...countedChanges, 'overTiProcent'] as const;
  return [
    count(row.elever),
    ...keys.map((key) => publicCount(row.counts[key])),
    percent(overTiShare(row)),
    percent(row.fravaersprocent),
  ];
}
