// The sheet "Forløb": where the team works. One row per elev on a trin or in a forløb: who does what by when, and cells to
// fill in that are read back (R41, R43). The most urgent elever stand first.
import { daysBetween } from '../../domain/dato.ts';
import type { Dato } from '../../domain/dato.ts';
import { toDays } from '../../domain/fravaersdage.ts';
import { isDue, isOpen } from '../../domain/forloeb/frister.ts';
import type { Frist } from '../../domain/forloeb/frister.ts';
import { forloebColumns, opfoelgningRounds } from '../../domain/forloeb/sheet-columns.ts';
import type { ForloebColumn } from '../../domain/forloeb/sheet-columns.ts';
import { rank } from '../../domain/indsatstrin.ts';
import type { ElevCase } from '../../domain/night.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { compareText } from '../../domain/row-fate.ts';
import { plural } from '../../text/da.ts';
import { faseText, fristStatusText, nextStepOf } from '../../text/forloeb.ts';
import { closingColumns, inputCell, inputColumn, rowStateOf } from '../forloeb-cells.ts';
import type { RowState, WideColumn } from '../forloeb-cells.ts';
import { blank, date, text } from '../sheet.ts';
import type { CellModel, RowModel, SheetModel } from '../sheet.ts';
import { compareKlasse, emptyListText, klasseText, listedElever, navnCell, periodLine } from '../words.ts';

const LEADING: readonly WideColumn[] = [
  { heading: 'Klasse', width: 8 },
  { heading: 'Navn', width: 24 },
  { heading: 'Trin', width: 14 },
  { heading: 'Dage', width: 8, align: 'right', note: 'Samlet fravær i kvartalet.' },
  { heading: 'Fase', width: 14, note: 'Hvor i forløbspakken eleven er.' },
  { heading: 'Næste frist', width: 12, note: 'Fristerne løber fra samtalen med forældrene (R40).' },
  { heading: 'Status', width: 17, note: 'Nærmer sig: inden for 7 dage; en opfølgning fra den 8. uge (R41).' },
  { heading: 'Hvem gør hvad', width: 40 },
];

export function forloebSheet(input: SkoleReportInput): SheetModel {
  const rows = listedElever(input).filter(isInForloebspakke).toSorted(mostUrgentFirst).map(rowFor(input));
  const columns = forloebColumns(
    opfoelgningRounds(rows.map(({ state }) => state.forloeb?.opfoelgninger ?? [])),
  );
  const wide = [...LEADING, ...columns.map(inputColumn), ...closingColumns];
  return {
    name: 'Forløb',
    heading: `Forløb, ${input.skole.skole.navn}`,
    lines: [
      periodLine(input),
      {
        text: 'Skriv datoer og valg i de gule felter, gem arket, og send det tilbage. Det, I har skrevet, står her igen i næste rapport.',
        look: 'advice',
      },
      {
        text: 'Farver: rød er en overskredet frist, stærk gul en frist, der nærmer sig, grøn er udført, grå er ikke nødvendig. Det samme står med ord under Status. Peg på en overskrift for at se reglen.',
        look: 'plain',
      },
    ],
    widths: wide.map(({ width }) => width),
    tables: [
      {
        columns: wide.map(({ width: _width, ...column }) => column),
        rows: rows.map((row, index): RowModel => ({
          cells: cellsOf(row, columns, input),
          ...(index > 0 && rows[index - 1]?.isUrgent !== row.isUrgent ? { look: 'first-of-group' } : {}),
        })),
        emptyText: emptyListText(input, 'Ingen elever er på et trin eller i et forløb.'),
      },
    ],
    layout: 'list',
    frozenColumns: 2,
    hiddenColumns: 1,
    pagesWide: 2,
  };
}

/** On a trin, or in a forløb that runs. */
export function isInForloebspakke({ placering, forloeb }: ElevCase): boolean {
  return placering.trin !== 'ingen' || forloeb.running !== undefined;
}

/** Frister first, then the highest trin and the most days. */
export function mostUrgentFirst(a: ElevCase, b: ElevCase): number {
  return (
    compareText(dueDateOf(a) ?? '9999', dueDateOf(b) ?? '9999') ||
    rank(b.placering.trin) - rank(a.placering.trin) ||
    b.fravaer.total - a.fravaer.total ||
    compareKlasse(a.placement, b.placement) ||
    compareText(a.elevId, b.elevId)
  );
}

function dueDateOf({ forloeb }: ElevCase): string | undefined {
  return forloeb.running?.frister
    .filter(isDue)
    .map(({ frist }) => frist ?? '')
    .toSorted()[0];
}

interface ForloebRow {
  readonly elev: ElevCase;
  readonly state: RowState;
  readonly isUrgent: boolean;
}

function rowFor(input: SkoleReportInput): (elev: ElevCase) => ForloebRow {
  return (elev) => ({
    elev,
    state: rowStateOf(elev, input),
    isUrgent: dueDateOf(elev) !== undefined,
  });
}

function cellsOf(
  { elev, state }: ForloebRow,
  columns: readonly ForloebColumn[],
  { night }: SkoleReportInput,
): CellModel[] {
  const step = nextStepOf(elev);
  const open = nextOpen(state.frister);
  return [
    text(klasseText(elev)),
    navnCell(elev),
    { kind: 'trin', trin: elev.placering.trin },
    { kind: 'days', days: toDays(elev.fravaer.total) },
    text(faseOf(elev)),
    date(open?.frist),
    statusCell(elev, open, night.asOf),
    text(step === undefined ? '' : `${step.who}: ${step.what}. ${step.when}.`),
    ...columns.map((column) => inputCell(column, state)),
    { kind: 'input', value: undefined },
    text(state.key),
  ];
}

/** Before the samtale every elev on bekymrende or worse is in opsporing. */
function faseOf({ forloeb: { running, awaitingSince } }: ElevCase): string {
  if (running !== undefined) return faseText[running.fase];
  return awaitingSince === undefined ? '' : faseText.opsporing;
}

function statusCell({ forloeb }: ElevCase, open: Frist | undefined, asOf: Dato): CellModel {
  const { awaitingSince } = forloeb;
  if (awaitingSince !== undefined) {
    const days = daysBetween(awaitingSince, asOf);
    return text(
      days === 0 ? 'Afventer samtale' : `Afventer samtale i ${plural(days, 'dag', 'dage')}`,
      'strong',
    );
  }
  if (open === undefined) return blank;
  return text(fristStatusText[open.status], isDue(open) ? 'strong' : undefined);
}

/** The open step with the earliest frist. */
function nextOpen(frister: readonly Frist[]): Frist | undefined {
  return frister
    .filter((frist) => isOpen(frist) && frist.frist !== undefined)
    .toSorted((a, b) => compareText(a.frist ?? '', b.frist ?? ''))[0];
}
