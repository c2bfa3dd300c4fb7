// The sheet "Klasser": whether absence lies in some klasser, and whether every klasse registers (R14).
import { addFravaersdage, NO_DAYS, toDays } from '../../domain/fravaersdage.ts';
import { firstDayOf } from '../../domain/kvartal.ts';
import type { ElevCase } from '../../domain/night.ts';
import { trinHighestFirst } from '../../domain/overview.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { klasseSignalText } from '../../text/signaler.ts';
import { count, date, text } from '../sheet.ts';
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

export function klasserSheet(input: SkoleReportInput): SheetModel {
  const { skole } = input;
  const klasser = [...Map.groupBy(skole.current.elever, klasseText)]
    .map(([klasse, elever]) => ({ klasse, klassetrin: elever[0]?.placement.klassetrin, elever }))
    .toSorted(compareKlasse);
  return {
    name: 'Klasser',
    heading: `Klasser, ${skole.skole.navn}`,
    lines: [periodLine(input)],
    widths: [16, 11, 13, 13, 13, 13, 13, 11, 18, 44],
    tables: [
      {
        columns: COLUMNS,
        rows: showsFigures(skole)
          ? klasser.map(({ klasse, elever }) => klasseRow(klasse, elever, input))
          : [],
        emptyText: emptyListText(input, 'Ingen klasser.'),
      },
    ],
    layout: 'list',
    frozenColumns: 1,
  };
}

function klasseRow(klasse: string, elever: readonly ElevCase[], { skole }: SkoleReportInput): RowModel {
  const remarks = skole.klasseSignaler.filter((signal) => signal.klasse === klasse);
  const newest = skole.newestRowPerKlasse.get(elever[0]?.placement.klasse ?? '');
  const total = elever.reduce((sum, { fravaer }) => addFravaersdage(sum, fravaer.total), NO_DAYS);
  const isSilent = total === 0 && (newest === undefined || newest < firstDayOf(skole.current.kvartal));
  const days = toDays(total);
  const known = (cell: CellModel): CellModel => (isSilent ? text(NO_DATA, 'muted') : cell);
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
    ],
  };
}
