// The sheet "Ikke indlæst": what could not be read of the workbook that the team sent back, cell by cell (R43). It is there
// only when there is something to say, and until the team has been told.
import type { ReturnedProblem } from '../../domain/forloeb/returned-sheets.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { returnedProblemText } from '../../text/returned.ts';
import { text } from '../sheet.ts';
import type { CellModel, SheetModel } from '../sheet.ts';
import { klasseText, navnCell, periodLine } from '../words.ts';

/** No sheet when everything was read. */
export function ikkeIndlaestSheets(input: SkoleReportInput): SheetModel[] {
  const problems = input.returned.problems(input.skole.skole.institutionsnummer);
  return problems.length === 0 ? [] : [sheetOf(problems, input)];
}

function sheetOf(problems: readonly ReturnedProblem[], input: SkoleReportInput): SheetModel {
  return {
    name: 'Ikke indlæst',
    heading: `Ikke indlæst fra jeres ark, ${input.skole.skole.navn}`,
    lines: [
      periodLine(input),
      {
        text: 'Det meste af det, I skrev, er indlæst. Disse felter er ikke; ret dem på arket »Forløb«, og send det igen.',
        look: 'warning',
      },
    ],
    widths: [8, 26, 24, 26, 70],
    tables: [
      {
        columns: ['Klasse', 'Navn', 'Hvor i arket', 'Felt', 'Hvorfor, og hvad I kan gøre'].map((heading) => ({
          heading,
        })),
        rows: problems.map((problem) => ({ cells: cellsOf(problem, input) })),
        emptyText: '',
      },
    ],
    layout: 'list',
    frozenColumns: 2,
  };
}

function cellsOf(
  { elevId, place, heading, code }: ReturnedProblem,
  { skole }: SkoleReportInput,
): CellModel[] {
  const elev = skole.current.elever.find((candidate) => candidate.elevId === elevId);
  return [
    text(elev === undefined ? '' : klasseText(elev)),
    elev === undefined ? text('Ukendt elev', 'muted') : navnCell(elev),
    text(place),
    text(heading),
    text(returnedProblemText(code)),
  ];
}
