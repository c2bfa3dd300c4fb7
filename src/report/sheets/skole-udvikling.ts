// The sheet "Udvikling" of a skole: elever on each trin week by week, beside the same time a year ago.
import { developmentOf, onTrin } from '../../domain/development.ts';
import type { DevelopmentWeek, PerTrin } from '../../domain/development.ts';
import { trinHighestFirst } from '../../domain/overview.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { developmentPicture } from '../../picture/development.ts';
import { count } from '../sheet.ts';
import type { CellModel, SheetModel } from '../sheet.ts';
import { trinByWeek } from '../trin-by-week.ts';
import { emptyListText, periodLine, showsFigures } from '../words.ts';

export function skoleUdviklingSheet(input: SkoleReportInput): SheetModel {
  const { skole } = input;
  const weeks = skoleDevelopment(input);
  const { hasLastYear, widths, table } = trinByWeek(
    weeks.map(({ lastYear, ...week }) => ({
      ...week,
      now: figureCells(week.perTrin),
      lastYear: lastYear && figureCells(lastYear),
    })),
    emptyListText(input, 'Ingen uger i kvartalet endnu.'),
  );
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
    widths,
    tables: [table],
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

function figureCells(perTrin: PerTrin): CellModel[] {
  return [...trinHighestFirst.map((trin) => count(perTrin[trin])), count(onTrin(perTrin))];
}
