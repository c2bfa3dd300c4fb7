// The sheet "Klasser": whether absence lies in some klasser, and whether every klasse registers (R14).
import { heatOf } from '../../domain/development.ts';
import { addFravaersdage, NO_DAYS, toDays } from '../../domain/fravaersdage.ts';
import { firstDayOf } from '../../domain/kvartal.ts';
import { weeksOf } from '../../domain/kvartal-weeks.ts';
import type { ElevCase } from '../../domain/night.ts';
import { trinHighestFirst } from '../../domain/overview.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { klasseSignalText } from '../../text/signaler.ts';
import { blank, count, date, text } from '../sheet.ts';
import type { CellModel, ColumnModel, RowModel, SheetModel } from '../sheet.ts';
import { compareKlasse, emptyListText, klasseText, NO_DATA, periodLine, showsFigures } from '../words.ts';

const COLUMNS: readonly ColumnModel[] = [
  { heading: 'Klasse' },
  { heading: 'Elever', align: 'right' },
  { heading: 'Dage i alt', align: 'right', note: 'Elevernes samlede fravær i kvartalet.' },
  { heading: 'Dage pr. elev', align: 'right' },
  { heading: 'Massivt', align: 'right' },
  { heading: 'Bekymrende', align: 'right' },
  { heading: 'Tidlig indsats', align: 'right' },
  { heading: 'Nye', align: 'right', note: 'Nye på et trin siden sidste rapport.' },
  {
    heading: 'Nyeste registrering',
    align: 'center',
    note: 'Ingen registrering er ikke det samme som, at alle er mødt.',
  },
  { heading: 'Bemærk' },
];

const WIDTHS = [12, 9.5, 10.5, 10.5, 10.5, 12, 10.5, 8, 13, 34];
const WEEK_WIDTH = 4.8;

export function klasserSheet(input: SkoleReportInput): SheetModel {
  const { skole } = input;
  const weeks = weeksOf(skole.current.kvartal);
  const klasser = [...Map.groupBy(skole.current.elever, klasseText)]
    .map(([klasse, elever]) => ({ klasse, klassetrin: elever[0]?.placement.klassetrin, elever }))
    .toSorted(compareKlasse);
  return {
    name: 'Klasser',
    heading: `Klasser, ${skole.skole.navn}`,
    lines: [
      periodLine(input),
      {
        text: 'Til højre: Hvor mange procent af klassens skoledage i ugen der var fravær. Jo mørkere felt, jo mere fravær; en grå uge har ingen skoledage.',
        look: 'plain',
      },
    ],
    widths: [...WIDTHS, ...weeks.map(() => WEEK_WIDTH)],
    tables: [
      {
        groups: [
          { heading: '', span: COLUMNS.length },
          { heading: 'Fravær i procent af skoledagene, uge for uge', span: weeks.length },
        ],
        columns: [
          ...COLUMNS,
          ...weeks.map(({ week }): ColumnModel => ({ heading: `uge ${week}`, align: 'center' })),
        ],
        rows: showsFigures(skole)
          ? klasser.map(({ klasse, elever }) => klasseRow(klasse, elever, input))
          : [],
        emptyText: emptyListText(input, 'Ingen klasser.'),
      },
    ],
    layout: 'strip',
    frozenColumns: 1,
  };
}

function klasseRow(klasse: string, elever: readonly ElevCase[], input: SkoleReportInput): RowModel {
  const { skole, night, skoledage } = input;
  const remarks = skole.klasseSignaler.filter((signal) => signal.klasse === klasse);
  const newest = skole.newestRowPerKlasse.get(elever[0]?.placement.klasse ?? '');
  const total = elever.reduce((sum, { fravaer }) => addFravaersdage(sum, fravaer.total), NO_DAYS);
  const isSilent = total === 0 && (newest === undefined || newest < firstDayOf(skole.current.kvartal));
  const days = toDays(total);
  const known = (cell: CellModel, otherwise: CellModel = text(NO_DATA, 'muted')): CellModel =>
    isSilent ? otherwise : cell;
  return {
    cells: [
      text(klasse),
      count(elever.length),
      known({ kind: 'days', days }),
      known({ kind: 'decimal', value: days / elever.length }),
      ...trinHighestFirst.map((trin) =>
        count(elever.filter(({ placering }) => placering.trin === trin).length),
      ),
      count(elever.filter(({ change }) => change === 'new').length),
      date(newest, NO_DATA),
      text(remarks.map(klasseSignalText).join(' ')),
      ...heatOf(elever, { kvartal: skole.current.kvartal, asOf: night.asOf, skoledage }).map((heat) =>
        known({ kind: 'heat', heat }, blank),
      ),
    ],
  };
}
