// The sheet "Udvikling" of a skole: elever on each trin week by week, beside the same time a year ago.
import { developmentOf, onTrin } from '../../domain/development.ts';
import type { DevelopmentWeek, PerTrin } from '../../domain/development.ts';
import { trinHighestFirst } from '../../domain/overview.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { developmentPicture } from '../../picture/development.ts';
import { blank, count, date, text } from '../sheet.ts';
import type { CellModel, ColumnModel, RowModel, SheetModel } from '../sheet.ts';
import { emptyListText, periodLine, showsFigures } from '../words.ts';

const NOW = ['Massivt', 'Bekymrende', 'Tidlig indsats', 'I alt på et trin'];

export function skoleUdviklingSheet(input: SkoleReportInput): SheetModel {
  const { skole } = input;
  const weeks = skoleDevelopment(input);
  const hasLastYear = weeks.some(({ lastYear }) => lastYear !== undefined);
  const columns = hasLastYear ? [...NOW, ...NOW] : NOW;
  return {
    name: 'Udvikling',
    heading: `Udvikling, ${skole.skole.navn}`,
    lines: [
      periodLine(input),
      {
        text: 'Elever på hvert trin ved slutningen af hver uge, talt med det, der er registreret nu.',
        look: 'plain',
      },
      ...(hasLastYear
        ? []
        : [{ text: 'Samme kvartal sidste år kendes ikke endnu.', look: 'plain' as const }]),
    ],
    ...(weeks.length === 0 ? {} : { picture: developmentPicture(skole.current.kvartal, weeks) }),
    widths: [12, 16, ...columns.map(() => 14)],
    tables: [
      {
        ...(hasLastYear
          ? {
              groups: [
                { heading: '', span: 2 },
                { heading: 'I år', span: NOW.length },
                { heading: 'På samme tid sidste år', span: NOW.length },
              ],
            }
          : {}),
        columns: [
          { heading: 'Uge' },
          { heading: 'Til og med', align: 'center' },
          ...columns.map((heading): ColumnModel => ({ heading, align: 'right' })),
        ],
        rows: weeks.map((week) => weekRow(week, hasLastYear)),
        emptyText: emptyListText(input, 'Ingen uger i kvartalet endnu.'),
      },
    ],
    layout: 'page',
    frozenColumns: 0,
  };
}

/** The weeks of a skole's kvartal; none of a skole without figures. */
export function skoleDevelopment({ skole, night, history }: SkoleReportInput): DevelopmentWeek[] {
  if (!showsFigures(skole)) return [];
  const own = history.filter(
    ({ institutionsnummer }) => institutionsnummer === skole.skole.institutionsnummer,
  );
  return developmentOf(skole.current, night.asOf, own);
}

function weekRow({ week, until, perTrin, lastYear }: DevelopmentWeek, hasLastYear: boolean): RowModel {
  return {
    cells: [
      text(`uge ${week}`),
      date(until),
      ...figureCells(perTrin),
      ...(hasLastYear ? (lastYear === undefined ? NOW.map(() => blank) : figureCells(lastYear)) : []),
    ],
  };
}

function figureCells(perTrin: PerTrin): CellModel[] {
  return [...trinHighestFirst.map((trin) => count(perTrin[trin])), count(onTrin(perTrin))];
}
