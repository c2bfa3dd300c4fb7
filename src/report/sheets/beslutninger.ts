// The sheet "Beslutninger": what the skoleleder's mail asks for, elev by elev with the names that the mail does not have (R71, R82).
import { buildSkolelederAgenda } from '../../domain/skoleleder-agenda.ts';
import type { DecisionRow } from '../../domain/skoleleder-agenda.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { decisionStep, decisionText } from '../../text/decisions.ts';
import { text } from '../sheet.ts';
import type { CellModel, SheetModel } from '../sheet.ts';
import { klasseText, navnCell, periodLine } from '../words.ts';

const COLUMNS = [
  { heading: 'Hvornår det kom', width: 16 },
  { heading: 'Klasse', width: 8 },
  { heading: 'Navn', width: 26 },
  { heading: 'Hvad der venter', width: 52 },
  { heading: 'Næste skridt', width: 46 },
  { heading: 'Inden', width: 20 },
];

/** No sheet for a skole whose skoleleder has no mail, nor without anything to decide about an elev. */
export function beslutningerSheets(input: SkoleReportInput): SheetModel[] {
  const { skole, night, skoledage, withSkoleleder } = input;
  if (!withSkoleleder.has(skole.skole.institutionsnummer) || skole.status === 'refused') return [];
  const { fresh, waiting } = buildSkolelederAgenda(skole, night.asOf, skoledage);
  const rows = [...fresh, ...waiting];
  return rows.length === 0 ? [] : [sheetOf(rows, input)];
}

function sheetOf(rows: readonly DecisionRow[], input: SkoleReportInput): SheetModel {
  return {
    name: 'Beslutninger',
    heading: `Beslutninger til skolelederen, ${input.skole.skole.navn}`,
    lines: [
      periodLine(input),
      {
        text: 'Det, som forløbspakken og loven lægger hos skolelederen. En linje forsvinder, når datoen for det, der er gjort, eller tovholderen er skrevet på arket »Forløb«.',
        look: 'plain',
      },
    ],
    widths: COLUMNS.map(({ width }) => width),
    tables: [
      {
        columns: COLUMNS.map(({ heading }) => ({ heading })),
        rows: rows.map((row, index) => ({
          cells: cellsOf(row, input),
          ...(index > 0 && rows[index - 1]?.decision.isTold !== row.decision.isTold
            ? { look: 'first-of-group' as const }
            : {}),
        })),
        emptyText: '',
      },
    ],
    layout: 'list',
    frozenColumns: 3,
  };
}

function cellsOf(row: DecisionRow, { night }: SkoleReportInput): CellModel[] {
  const { elev, decision } = row;
  const { what, when } = decisionStep(decision, [row], night.asOf);
  return [
    decision.isTold ? text('Venter stadig') : text('Ny', 'strong'),
    text(klasseText(elev)),
    navnCell(elev),
    text(`${decisionText(decision, [row], night.asOf)}.`),
    text(`${what}.`, 'strong'),
    text(when),
  ];
}
