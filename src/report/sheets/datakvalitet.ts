// The sheet "Datakvalitet": what is wrong with the data, by file, line and column, never by name (R62).
import type { Finding, Severity } from '../../domain/finding.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { listText } from '../../text/da.ts';
import { findingText, placeText } from '../../text/findings.ts';
import { count, date, text } from '../sheet.ts';
import type { RowModel, SheetModel, TableModel } from '../sheet.ts';
import { compareKlasse, klasseText, periodLine } from '../words.ts';

const EXAMPLES = 3;

const severityText: Readonly<Record<Severity, string>> = {
  error: 'Fejl',
  warning: 'Advarsel',
  info: 'Oplysning',
};

const severities: readonly Severity[] = ['error', 'warning', 'info'];

export function datakvalitetSheet(input: SkoleReportInput): SheetModel {
  return {
    name: 'Datakvalitet',
    heading: `Datakvalitet, ${input.skole.skole.navn}`,
    lines: [
      periodLine(input),
      { text: 'Rækkerne rettes i det system, de kommer fra. De tælles med igen næste nat.', look: 'plain' },
    ],
    widths: [16, 14, 100, 26],
    tables: [findingsTable(input), rowsTable(input)],
    layout: 'page',
    frozenColumns: 0,
  };
}

function findingsTable({ skole, findings }: SkoleReportInput): TableModel {
  const groups = [...Map.groupBy([...skole.notices, ...findings], ({ code }) => code)].toSorted(
    ([, a], [, b]) => severityRank(a) - severityRank(b),
  );
  return {
    columns: [
      { heading: 'Alvor' },
      { heading: 'Antal', align: 'right' },
      { heading: 'Hvad og hvor (de første eksempler)' },
      { heading: 'Kode' },
    ],
    rows: groups.map(([code, group]) => findingRow(code, group)),
    emptyText: 'Ingen bemærkninger',
  };
}

function severityRank(group: readonly Finding[]): number {
  return severities.indexOf(group[0]?.severity ?? 'info');
}

function findingRow(code: string, group: readonly Finding[]): RowModel {
  const examples = group.slice(0, EXAMPLES).map((finding) => {
    const place = placeText(finding);
    return place === '' ? findingText(finding) : `${findingText(finding)} (${place})`;
  });
  const more = group.length > EXAMPLES ? [`… og ${group.length - EXAMPLES} til`] : [];
  return {
    cells: [
      text(severityText[group[0]?.severity ?? 'info'], 'strong'),
      count(group.length),
      text([...examples, ...more].join('\n')),
      text(code, 'muted'),
    ],
  };
}

function rowsTable(input: SkoleReportInput): TableModel {
  const { skole } = input;
  const silent = klasserWithoutRows(input);
  return {
    columns: [
      { heading: 'Rækker', span: 2 },
      { heading: '', align: 'left' },
    ],
    rows: [
      { cells: [text('Læst'), count(skole.rowsRead)] },
      { cells: [text('Heraf afvist'), count(skole.rowsRejected)] },
      { cells: [text('I kvartalet'), count(skole.size.rows)] },
      { cells: [text('Elever med rækker i kvartalet'), count(skole.size.elever)] },
      { cells: [text('Nyeste registrering'), date(skole.newestRow, 'Ingen data')] },
      {
        cells: [
          text('Klasser uden registreringer'),
          silent.length === 0 ? text('Ingen') : text(listText(silent), 'strong'),
        ],
      },
    ],
    emptyText: '',
  };
}

function klasserWithoutRows({ skole }: SkoleReportInput): string[] {
  const klasser = Map.groupBy(skole.current.elever, ({ placement }) => placement.klasse);
  return [...klasser.values()]
    .flatMap((elever) => elever.slice(0, 1))
    .filter(({ placement }) => !skole.newestRowPerKlasse.has(placement.klasse))
    .toSorted((a, b) => compareKlasse(a.placement, b.placement))
    .map(klasseText);
}
