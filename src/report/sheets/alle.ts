// The sheet "Alle på trin": every elev with a trin, the highest trin and most days first, with the reason in words (R23).
// The days themselves stand in "Kalender".
import { toDays } from '../../domain/fravaersdage.ts';
import type { Fravaersdage } from '../../domain/fravaersdage.ts';
import { rank } from '../../domain/indsatstrin.ts';
import type { ElevCase } from '../../domain/night.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { compareText } from '../../domain/row-fate.ts';
import { PROVISIONAL_DAYS, ROLLING_SKOLEDAGE } from '../../domain/screening.ts';
import { kvartalText } from '../../text/da.ts';
import { reasonText } from '../../text/reason.ts';
import { outlookText } from '../../text/signaler.ts';
import { anchors } from '../anchors.ts';
import { blank, date, linked, text } from '../sheet.ts';
import type { CellModel, ColumnModel, RowModel, SheetModel } from '../sheet.ts';
import {
  compareKlasse,
  emptyListText,
  klasseText,
  listedElever,
  navnCell,
  OUTLOOK_NOTE,
  periodLine,
} from '../words.ts';

interface WideColumn extends ColumnModel {
  readonly width: number;
}

const COLUMNS: readonly WideColumn[] = [
  { heading: 'Klasse', width: 8 },
  { heading: 'Navn', width: 25, note: 'Klik på navnet for at se dagene i Kalender.' },
  { heading: 'Trin', width: 14 },
  { heading: 'Siden', width: 11.5, align: 'center', note: 'Datoen, hvor trinnet blev nået.' },
  { heading: 'Dage', width: 8, align: 'right', note: 'Samlet fravær i kvartalet.' },
  { heading: 'Sygdom', width: 9.5, align: 'right' },
  { heading: 'Ekstraord. frihed', width: 11, align: 'right' },
  { heading: 'Ulovligt', width: 9.5, align: 'right' },
  {
    heading: 'Foreløbige',
    width: 11,
    align: 'right',
    note: `Dage fra de sidste ${PROVISIONAL_DAYS} dage. De kan stadig blive rettet.`,
  },
  {
    heading: `Sidste ${ROLLING_SKOLEDAGE} skoledage`,
    width: 11,
    align: 'right',
    note: 'Samlet fravær, også fra forrige kvartal.',
  },
];

export function alleSheet(input: SkoleReportInput): SheetModel {
  const columns = columnsFor(input);
  const shown = columns.map(({ width: _width, ...column }) => column);
  const withoutTrin = eleverWithPattern(input);
  return {
    name: 'Alle på trin',
    heading: `Alle på trin, ${input.skole.skole.navn}`,
    lines: [periodLine(input), { text: 'Højeste trin og flest dage står øverst.', look: 'plain' }],
    widths: columns.map(({ width }) => width),
    tables: [
      {
        columns: shown,
        rows: rowsFor(eleverOnTrin(input), input),
        emptyText: emptyListText(input, 'Ingen elever er på et trin i kvartalet.'),
      },
      ...(withoutTrin.length === 0
        ? []
        : [
            {
              heading: 'Ikke på et trin i kvartalet, men med et tydeligt mønster',
              columns: shown,
              rows: rowsFor(withoutTrin, input),
              emptyText: '',
            },
          ]),
    ],
    layout: 'list',
    frozenColumns: 2,
  };
}

function columnsFor({ skole }: SkoleReportInput): WideColumn[] {
  const previous = skole.current.elever[0]?.previous.kvartal;
  const note = previous === undefined ? {} : { note: `Samlet fravær i ${kvartalText(previous)}.` };
  return [
    ...COLUMNS,
    { heading: 'Forrige kvartal', width: 10, align: 'right', ...note },
    { heading: 'Mønster og prognose', width: 32, note: OUTLOOK_NOTE },
    { heading: 'Begrundelse', width: 54 },
  ];
}

/** The elever with a trin in the order of every list. */
export function eleverOnTrin(input: SkoleReportInput): readonly ElevCase[] {
  return listedElever(input)
    .filter(({ placering }) => placering.trin !== 'ingen')
    .toSorted(highestFirst);
}

/** Absence across the turn of the kvartal, above all: it is there, but no kvartal's sum shows it. */
export function eleverWithPattern(input: SkoleReportInput): readonly ElevCase[] {
  return listedElever(input)
    .filter(({ placering, signaler }) => placering.trin === 'ingen' && signaler.some(({ strong }) => strong))
    .toSorted(highestFirst);
}

function highestFirst(a: ElevCase, b: ElevCase): number {
  return (
    rank(b.placering.trin) - rank(a.placering.trin) ||
    b.fravaer.total - a.fravaer.total ||
    compareKlasse(a.placement, b.placement) ||
    compareText(a.elevId, b.elevId)
  );
}

function rowsFor(elever: readonly ElevCase[], input: SkoleReportInput): RowModel[] {
  return elever.map((elev, index) => {
    const isFirst = elever[index - 1]?.placering.trin !== elev.placering.trin;
    return {
      cells: cellsFor(elev, input),
      ...(isFirst ? { anchors: [anchors.firstOnTrin(elev.placering.trin)] } : {}),
      ...(isFirst && index > 0 ? { look: 'first-of-group' } : {}),
    };
  });
}

function cellsFor(elev: ElevCase, input: SkoleReportInput): CellModel[] {
  const { fravaer, placering, previous } = elev;
  return [
    text(klasseText(elev)),
    linked(navnCell(elev), anchors.daysOf(elev)),
    { kind: 'trin', trin: placering.trin },
    date(placering.crossed),
    { kind: 'days', days: toDays(fravaer.total) },
    someDays(fravaer.perAarsag.sygdom),
    someDays(fravaer.perAarsag['ekstraordinaer-frihed']),
    someDays(fravaer.perAarsag.ulovligt),
    someDays(elev.provisional),
    someDays(elev.rolling),
    someDays(previous.total),
    text(outlookText(elev)),
    text(reasonText(elev, input.skoleNavn)),
  ];
}

/** A part of the whole; none stays blank, so that the eye finds what is there. */
function someDays(amount: Fravaersdage): CellModel {
  return amount === 0 ? blank : { kind: 'days', days: toDays(amount) };
}
