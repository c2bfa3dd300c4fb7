// The sheet "Uge for uge" of the forvaltning: elever on each trin in the whole kommune week by week, beside the same time a year ago
// (R76).
import { isWorthDrawing, kommuneDevelopment } from '../../domain/kommune-development.ts';
import type { KommuneWeek, PublicTrin } from '../../domain/kommune-development.ts';
import { trinHighestFirst } from '../../domain/overview.ts';
import type { NightReport } from '../../domain/report-input.ts';
import { kommuneDevelopmentPicture } from '../../picture/development.ts';
import { withheldSentence } from '../../text/overview.ts';
import { blank, date, publicCount, text } from '../sheet.ts';
import type { CellModel, ColumnModel, RowModel, SheetModel } from '../sheet.ts';
import { kommunePeriodLine } from '../words.ts';

const COUNTS = ['Massivt', 'Bekymrende', 'Tidlig indsats', 'I alt på et trin'];

export function kommuneUgerSheet(report: NightReport): SheetModel {
  const weeks = kommuneDevelopment(report);
  const hasLastYear = weeks.some(({ lastYear }) => lastYear !== undefined);
  const columns = hasLastYear ? [...COUNTS, ...COUNTS] : COUNTS;
  return {
    name: 'Uge for uge',
    heading: `Uge for uge, ${report.kommune}`,
    lines: [
      kommunePeriodLine(report),
      {
        text: `Elever på hvert trin ved slutningen af hver uge, talt med det, der er registreret nu, på de skoler, der er opgjort. ${withheldSentence}`,
        look: 'plain',
      },
      ...(hasLastYear
        ? []
        : [{ text: 'Samme kvartal sidste år kendes ikke for alle skoler.', look: 'plain' as const }]),
    ],
    ...(isWorthDrawing(weeks) ? { picture: kommuneDevelopmentPicture(report.night.kvartal, weeks) } : {}),
    widths: [12, 16, ...columns.map(() => 14)],
    tables: [
      {
        ...(hasLastYear
          ? {
              groups: [
                { heading: '', span: 2 },
                { heading: 'I år', span: COUNTS.length },
                { heading: 'På samme tid sidste år', span: COUNTS.length },
              ],
            }
          : {}),
        columns: [
          { heading: 'Uge' },
          { heading: 'Til og med', align: 'center' },
          ...columns.map((heading): ColumnModel => ({ heading, align: 'right' })),
        ],
        rows: weeks.map((week) => weekRow(week, hasLastYear)),
        emptyText: 'Ingen skoler med data.',
      },
    ],
    layout: 'page',
    frozenColumns: 0,
  };
}

function weekRow(week: KommuneWeek, hasLastYear: boolean): RowModel {
  return {
    cells: [
      text(`uge ${week.week}`),
      date(week.until),
      ...countCells(week),
      ...(hasLastYear
        ? week.lastYear === undefined
          ? COUNTS.map(() => blank)
          : countCells(week.lastYear)
        : []),
    ],
  };
}

function countCells({ perTrin, onTrin }: PublicTrin): CellModel[] {
  return [
    ...trinHighestFirst.map((trin) => publicCount(perTrin === 'withheld' ? perTrin : perTrin[trin])),
    publicCount(onTrin),
  ];
}
