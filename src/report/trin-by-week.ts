// Elever on each trin week by week, beside the same time a year ago where that is known: the table of a skole's sheet
// "Udvikling" and of the forvaltning's "Uge for uge".
import type { Dato } from '../domain/dato.ts';
import { blank, date, text } from './sheet.ts';
import type { CellModel, ColumnModel, SheetModel, TableModel } from './sheet.ts';

const COUNTS = ['Massivt', 'Bekymrende', 'Tidlig indsats', 'I alt på et trin'];

/** One week; `now` and `lastYear` are a cell for each trin, highest first, and one for all of them. */
export interface TrinWeek {
  readonly week: number;
  readonly until: Dato;
  readonly now: readonly CellModel[];
  readonly lastYear: readonly CellModel[] | undefined;
}

interface TrinByWeek extends Pick<SheetModel, 'widths'> {
  readonly hasLastYear: boolean;
  readonly table: TableModel;
}

export function trinByWeek(weeks: readonly TrinWeek[], emptyText: string): TrinByWeek {
  const hasLastYear = weeks.some(({ lastYear }) => lastYear !== undefined);
  const columns = hasLastYear ? [...COUNTS, ...COUNTS] : COUNTS;
  const groups = [
    { heading: '', span: 2 },
    { heading: 'I år', span: COUNTS.length },
    { heading: 'På samme tid sidste år', span: COUNTS.length },
  ];
  return {
    hasLastYear,
    widths: [12, 16, ...columns.map(() => 14)],
    table: {
      ...(hasLastYear ? { groups } : {}),
      columns: [
        { heading: 'Uge' },
        { heading: 'Til og med', align: 'center' },
        ...columns.map((heading): ColumnModel => ({ heading, align: 'right' })),
      ],
      rows: weeks.map(({ week, until, now, lastYear = COUNTS.map(() => blank) }) => ({
        cells: [text(`uge ${week}`), date(until), ...now, ...(hasLastYear ? lastYear : [])],
      })),
      emptyText,
    },
  };
}
