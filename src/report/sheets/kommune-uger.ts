// The sheet "Uge for uge" of the forvaltning: elever on each trin in the whole kommune week by week, beside the same time a year ago
// (R76).
import { isWorthDrawing, kommuneDevelopment } from '../../domain/kommune-development.ts';
import type { PublicTrin } from '../../domain/kommune-development.ts';
import { trinHighestFirst } from '../../domain/overview.ts';
import type { NightReport } from '../../domain/report-input.ts';
import { kommuneDevelopmentPicture } from '../../picture/development.ts';
import { withheldSentence } from '../../text/overview.ts';
import { publicCount } from '../sheet.ts';
import type { CellModel, SheetModel } from '../sheet.ts';
import { trinByWeek } from '../trin-by-week.ts';
import { kommunePeriodLine } from '../words.ts';

export function kommuneUgerSheet(report: NightReport): SheetModel {
  const weeks = kommuneDevelopment(report);
  const { hasLastYear, widths, table } = trinByWeek(
    weeks.map(({ lastYear, ...week }) => ({
      ...week,
      now: countCells(week),
      lastYear: lastYear && countCells(lastYear),
    })),
    'Ingen skoler med data.',
  );
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
    widths,
    tables: [table],
    layout: 'page',
    frozenColumns: 0,
  };
}

function countCells({ perTrin, onTrin }: PublicTrin): CellModel[] {
  return [
    ...trinHighestFirst.map((trin) => publicCount(perTrin === 'withheld' ? perTrin : perTrin[trin])),
    publicCount(onTrin),
  ];
}
