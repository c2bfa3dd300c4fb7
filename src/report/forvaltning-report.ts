// The municipality's overview: counts per skole and klassetrin, never an elev (R76).
import type { ElevCase, SkoleNight } from '../domain/night.ts';
import type { NightReport } from '../domain/report-input.ts';
import { kvartalText, longDatoText, plural, statusText } from '../text/da.ts';
import { findingText } from '../text/findings.ts';
import { blank, count, date, text } from './sheet.ts';
import type { CellModel, ColumnModel, LineModel, RowModel, SheetModel, WorkbookModel } from './sheet.ts';
import { taltSheet } from './sheets/talt.ts';
import { suppress } from './suppression.ts';
import type { PublicCount } from './suppression.ts';
import { asOfText, compareKlasse, klassetrinText, NO_DATA, showsFigures, trinHighestFirst } from './words.ts';

const CHANGES = ['new', 'escalated', 'eased', 'ended'] as const;

const SKOLE_COLUMNS: readonly (ColumnModel & { readonly width: number })[] = [
  { heading: 'Skole', width: 28 },
  { heading: 'Status', width: 12 },
  { heading: 'Massivt', width: 11, align: 'right' },
  { heading: 'Bekymrende', width: 14, align: 'right' },
  { heading: 'Tidlig indsats', width: 11, align: 'right' },
  { heading: 'I alt på et trin', width: 12, align: 'right' },
  { heading: 'Nye', width: 10, align: 'right', note: 'Nye på et trin siden sidste rapport.' },
  { heading: 'Steget', width: 10, align: 'right' },
  { heading: 'Faldet', width: 10, align: 'right' },
  { heading: 'Ikke længere', width: 12, align: 'right', note: 'Var på et trin i sidste rapport.' },
  { heading: 'Nyeste registrering', width: 14, align: 'center' },
  { heading: 'Bemærkninger', width: 44 },
];

export function buildForvaltningReport(report: NightReport): WorkbookModel {
  return {
    title: `Skolefravær, ${report.kommune}`,
    period: asOfText(report),
    confidentiality: 'Antal uden navne. Tal under 5 pr. klassetrin vises ikke.',
    sheets: [skolerSheet(report), klassetrinSheet(report), taltSheet(report)],
  };
}

function periodLine({ night }: NightReport): LineModel {
  return {
    text: `${kvartalText(night.kvartal)}, opgjort til og med ${longDatoText(night.asOf)}`,
    look: 'period',
  };
}

function skolerSheet(report: NightReport): SheetModel {
  const { skoler } = report.night;
  const screened = skoler.filter(showsFigures);
  const missing = skoler.length - screened.length;
  const status = `${screened.length} af ${plural(skoler.length, 'skole', 'skoler')} er talt med.`;
  return {
    name: 'Skoler',
    heading: `Skolefravær, ${report.kommune}`,
    lines: [
      periodLine(report),
      {
        text:
          missing === 0 ? status : `${status} Skoler, der er afvist eller uden data, indgår ikke i summen.`,
        look: missing === 0 ? 'plain' : 'warning',
      },
    ],
    widths: SKOLE_COLUMNS.map(({ width }) => width),
    tables: [
      {
        columns: SKOLE_COLUMNS.map(({ width: _width, ...column }) => column),
        rows: [...skoler.map(skoleRow), totalRow(screened)],
        emptyText: '',
      },
    ],
    layout: 'list',
    frozenColumns: 1,
  };
}

function skoleRow(skole: SkoleNight): RowModel {
  const figures = showsFigures(skole)
    ? figureCells([skole])
    : [...trinHighestFirst, 'sum', ...CHANGES].map(() => text('–', 'muted'));
  return {
    cells: [
      text(skole.skole.navn),
      text(statusText[skole.status], skole.status === 'screened' ? undefined : 'strong'),
      ...figures,
      date(skole.newestRow, NO_DATA),
      text(skole.notices.map((notice) => `${findingText(notice)}.`).join('\n')),
    ],
  };
}

function totalRow(screened: readonly SkoleNight[]): RowModel {
  const figures = screened.length === 0 ? [text(NO_DATA)] : figureCells(screened);
  return { cells: [text('I alt'), blank, ...figures], look: 'total' };
}

function figureCells(skoler: readonly SkoleNight[]): CellModel[] {
  const sumOf = (key: (typeof CHANGES)[number] | (typeof trinHighestFirst)[number]): number =>
    skoler.reduce((sum, { current }) => sum + current.counts[key], 0);
  const perTrin = trinHighestFirst.map(sumOf);
  const onTrin = perTrin.reduce((sum, number) => sum + number, 0);
  return [...perTrin, onTrin, ...CHANGES.map(sumOf)].map(count);
}

function klassetrinSheet(report: NightReport): SheetModel {
  return {
    name: 'Klassetrin',
    heading: `Klassetrin, ${report.kommune}`,
    lines: [
      periodLine(report),
      {
        text: '»<5« er 0-4 elever. »skjult« er udeladt, så de små tal ikke kan regnes ud. Har en skole kun ét klassetrin, står tallene under Skoler.',
        look: 'plain',
      },
    ],
    widths: [34, 22, 18, 18, 18],
    tables: [
      {
        columns: ['Skole', 'Klassetrin', 'Massivt', 'Bekymrende', 'Tidlig indsats'].map((heading, index) =>
          index < 2 ? { heading } : { heading, align: 'right' },
        ),
        rows: report.night.skoler.filter(showsFigures).flatMap(klassetrinRows),
        emptyText: 'Ingen skoler med data.',
      },
    ],
    layout: 'list',
    frozenColumns: 2,
  };
}

function klassetrinRows({ skole, current }: SkoleNight): RowModel[] {
  const groups = [...Map.groupBy(current.elever, ({ placement }) => placement.klassetrin)]
    .map(([klassetrin, elever]) => ({ klassetrin, klasse: '', elever }))
    .toSorted(compareKlasse);
  if (groups.length < 2) return [];
  const perTrin = trinHighestFirst.map((trin) => suppress(groups.map(({ elever }) => onTrin(elever, trin))));
  return groups.map(({ klassetrin }, row) => ({
    cells: [
      text(skole.navn),
      text(klassetrinText(klassetrin)),
      ...perTrin.map((column) => publicCell(column[row] ?? 'withheld')),
    ],
    ...(row === 0 ? { look: 'first-of-group' } : {}),
  }));
}

function onTrin(elever: readonly ElevCase[], trin: string): number {
  return elever.filter(({ placering }) => placering.trin === trin).length;
}

function publicCell(value: PublicCount): CellModel {
  if (typeof value === 'number') return count(value);
  return text(value === 'under-5' ? '<5' : 'skjult', 'muted');
}
