// The sheet "Bekymring": every other elev of the skole. A concern from staff or parents is a way into a forløb too, however
// few the days (R21); what is filled in here is read back like the sheet "Forløb".
import { forloebColumnOf } from '../../domain/forloeb/sheet-columns.ts';
import type { ForloebColumn } from '../../domain/forloeb/sheet-columns.ts';
import type { ElevCase } from '../../domain/night.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { compareText } from '../../domain/row-fate.ts';
import { toDays } from '../../domain/fravaersdage.ts';
import { closingColumns, inputCell, inputColumn, rowStateOf } from '../forloeb-cells.ts';
import type { WideColumn } from '../forloeb-cells.ts';
import { blank, text } from '../sheet.ts';
import type { CellModel, SheetModel } from '../sheet.ts';
import {
  compareKlasse,
  elevNavn,
  emptyListText,
  klasseText,
  listedElever,
  navnCell,
  periodLine,
} from '../words.ts';
import { isInForloebspakke } from './forloeb.ts';

const LEADING: readonly WideColumn[] = [
  { heading: 'Klasse', width: 8 },
  { heading: 'Navn', width: 28 },
  { heading: 'Dage', width: 8, align: 'right', note: 'Samlet fravær i kvartalet.' },
];

const columns: readonly ForloebColumn[] = [
  'Vurderet bekymrende',
  'Bekymring fra',
  'Samtale med forældre',
  'Tovholder',
].flatMap((heading) => forloebColumnOf(heading) ?? []);

export function bekymringSheet(input: SkoleReportInput): SheetModel {
  const wide = [...LEADING, ...columns.map(inputColumn), ...closingColumns];
  const elever = listedElever(input).filter((elev) => !isInForloebspakke(elev));
  return {
    name: 'Bekymring',
    heading: `Bekymring for andre elever, ${input.skole.skole.navn}`,
    lines: [
      periodLine(input),
      {
        text: 'Er I bekymrede for en elev, der ikke er på et trin? Skriv datoen her. Så kommer eleven med på arket »Forløb«.',
        look: 'plain',
      },
    ],
    widths: wide.map(({ width }) => width),
    tables: [
      {
        columns: wide.map(({ width: _width, ...column }) => column),
        rows: elever.toSorted(byKlasse).map((elev) => ({ cells: cellsOf(elev, input) })),
        emptyText: emptyListText(input, 'Alle elever, eksporten kender, står på arket »Forløb«.'),
      },
    ],
    layout: 'list',
    frozenColumns: 2,
    hiddenColumns: 1,
  };
}

function byKlasse(a: ElevCase, b: ElevCase): number {
  return (
    compareKlasse(a.placement, b.placement) ||
    elevNavn(a).localeCompare(elevNavn(b), 'da') ||
    compareText(a.elevId, b.elevId)
  );
}

function cellsOf(elev: ElevCase, input: SkoleReportInput): CellModel[] {
  const state = rowStateOf(elev, input);
  return [
    text(klasseText(elev)),
    navnCell(elev),
    elev.fravaer.total === 0 ? blank : { kind: 'days', days: toDays(elev.fravaer.total) },
    ...columns.map((column) => inputCell(column, state)),
    { kind: 'input', value: undefined },
    text(state.key),
  ];
}
