// The sheet "Alle på trin": every elev with a trin, the highest trin and most days first, with the weeks of the
// kvartal side by side and the reason in words (R23).
import { toDays } from '../../domain/fravaersdage.ts';
import type { Fravaersdage } from '../../domain/fravaersdage.ts';
import { rank } from '../../domain/indsatstrin.ts';
import type { ElevCase } from '../../domain/night.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { compareText } from '../../domain/row-fate.ts';
import { PROVISIONAL_DAYS, ROLLING_SKOLEDAGE } from '../../domain/screening.ts';
import { kvartalText } from '../../text/da.ts';
import { reasonText } from '../../text/reason.ts';
import { moensterText } from '../../text/signaler.ts';
import { blank, date, text } from '../sheet.ts';
import type { CellModel, ColumnModel, RowModel, SheetModel } from '../sheet.ts';
import { datesText, weekCell, weeksOf } from '../weeks.ts';
import type { Week } from '../weeks.ts';
import { compareKlasse, emptyListText, klasseText, listedElever, navnCell, periodLine } from '../words.ts';

interface WideColumn extends ColumnModel {
  readonly width: number;
}

const LEADING: readonly WideColumn[] = [
  { heading: 'Klasse', width: 7.5 },
  { heading: 'Navn', width: 24 },
  { heading: 'Trin', width: 13 },
  { heading: 'Siden', width: 11, align: 'center', note: 'Datoen, hvor trinnet blev nået.' },
  { heading: 'Dage', width: 9, align: 'right', note: 'Samlet fravær i kvartalet.' },
  { heading: 'Sygdom', width: 9.5, align: 'right' },
  { heading: 'Ekstraord. frihed', width: 11, align: 'right' },
  { heading: 'Ulovligt', width: 9.5, align: 'right' },
  {
    heading: 'Fore-løbige',
    width: 9,
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

const TRAILING: readonly WideColumn[] = [
  { heading: 'Datoer', width: 32, note: 'De dage, der tæller. ½ er en halv dag.' },
  { heading: 'Mønster', width: 36, note: 'Kun tydelige mønstre. De er oplysninger og giver aldrig et trin.' },
  { heading: 'Begrundelse', width: 46 },
];

const WEEK_WIDTH = 4.5;

export function alleSheet(input: SkoleReportInput): SheetModel {
  const { current, skole } = input.skole;
  const weeks = weeksOf(current.kvartal);
  const columns = columnsFor(input, weeks);
  const shown = columns.map(({ width: _width, ...column }) => column);
  const withoutTrin = rowsFor(input, weeks, isPatternWithoutTrin);
  return {
    name: 'Alle på trin',
    heading: `Alle på trin, ${skole.navn}`,
    lines: [
      periodLine(input),
      {
        text: 'Uger: Tallet og farven viser dage med fravær. En streg er en uge uden registreret fravær, en grå uge har ingen skoledage, en tom uge er ikke nået endnu.',
        look: 'plain',
      },
    ],
    widths: columns.map(({ width }) => width),
    tables: [
      {
        columns: shown,
        rows: rowsFor(input, weeks, ({ placering }) => placering.trin !== 'ingen'),
        emptyText: emptyListText(input, 'Ingen elever er på et trin i kvartalet.'),
      },
      ...(withoutTrin.length === 0
        ? []
        : [
            {
              heading: 'Ikke på et trin i kvartalet, men med et tydeligt mønster',
              columns: shown,
              rows: withoutTrin,
              emptyText: '',
            },
          ]),
    ],
    layout: 'list',
    frozenColumns: 2,
  };
}

function columnsFor({ skole }: SkoleReportInput, weeks: readonly Week[]): WideColumn[] {
  const previous = skole.current.elever[0]?.previous.kvartal;
  const note = previous === undefined ? {} : { note: `Samlet fravær i ${kvartalText(previous)}.` };
  return [
    ...LEADING,
    { heading: 'Forrige kvartal', width: 10, align: 'right', ...note },
    ...weeks.map(({ week }): WideColumn => ({
      heading: `uge ${week}`,
      width: WEEK_WIDTH,
      align: 'center',
    })),
    ...TRAILING,
  ];
}

/** Absence across the turn of the kvartal, above all: it is there, but no kvartal's sum shows it. */
function isPatternWithoutTrin({ placering, signaler }: ElevCase): boolean {
  return placering.trin === 'ingen' && signaler.some(({ strong }) => strong);
}

function rowsFor(
  input: SkoleReportInput,
  weeks: readonly Week[],
  isListed: (elev: ElevCase) => boolean,
): RowModel[] {
  const elever = listedElever(input).filter(isListed).toSorted(highestFirst);
  return elever.map((elev, index) => ({
    cells: cellsFor(elev, input, weeks),
    ...(index > 0 && elever[index - 1]?.placering.trin !== elev.placering.trin
      ? { look: 'first-of-group' }
      : {}),
  }));
}

function highestFirst(a: ElevCase, b: ElevCase): number {
  return (
    rank(b.placering.trin) - rank(a.placering.trin) ||
    b.fravaer.total - a.fravaer.total ||
    compareKlasse(a.placement, b.placement) ||
    compareText(a.elevId, b.elevId)
  );
}

function cellsFor(elev: ElevCase, input: SkoleReportInput, weeks: readonly Week[]): CellModel[] {
  const { fravaer, placering, placement, previous } = elev;
  const calendar = {
    asOf: input.night.asOf,
    skoledage: input.skoledage({
      institutionsnumre: placement.institutionsnumre,
      klassetrin: placement.klassetrin,
    }),
  };
  return [
    text(klasseText(elev)),
    navnCell(elev),
    { kind: 'trin', trin: placering.trin },
    date(placering.crossed),
    { kind: 'days', days: toDays(fravaer.total) },
    someDays(fravaer.perAarsag.sygdom),
    someDays(fravaer.perAarsag['ekstraordinaer-frihed']),
    someDays(fravaer.perAarsag.ulovligt),
    someDays(elev.provisional),
    someDays(elev.rolling),
    someDays(previous.total),
    ...weeks.map((week) => weekCell(week, fravaer.days, calendar)),
    text(datesText(fravaer.days)),
    text(moensterText(elev.signaler)),
    text(reasonText(elev, input.skoleNavn)),
  ];
}

/** A part of the whole; none stays blank, so that the eye finds what is there. */
function someDays(amount: Fravaersdage): CellModel {
  return amount === 0 ? blank : { kind: 'days', days: toDays(amount) };
}
