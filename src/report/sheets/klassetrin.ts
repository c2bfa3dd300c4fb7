// The sheet "Klassetrin og klasser": where in the kommune and in each skole the elever on a trin are, as far as it may
// be said (R76).
import { trinHighestFirst } from '../../domain/overview.ts';
import type { OverviewRow } from '../../domain/overview.ts';
import type { NightReport } from '../../domain/report-input.ts';
import { plural } from '../../text/da.ts';
import { overTiShare, withheldSentence } from '../../text/overview.ts';
import { blank, count, percent, publicCount, text } from '../sheet.ts';
import type { ColumnModel, LineModel, RowModel, SheetModel, TableModel } from '../sheet.ts';
import { klassetrinText, kommunePeriodLine } from '../words.ts';

const WIDTHS = [34, 18, 20, 12, 14, 14, 15, 17];

const COLUMNS: readonly ColumnModel[] = [
  { heading: 'Skole' },
  { heading: 'Klassetrin' },
  { heading: 'Klasse' },
  { heading: 'Elever', align: 'right' },
  { heading: 'Massivt', align: 'right' },
  { heading: 'Bekymrende', align: 'right' },
  { heading: 'Tidlig indsats', align: 'right' },
  { heading: 'I alt på et trin', align: 'right' },
];

export function klassetrinSheet(report: NightReport, rows: readonly OverviewRow[]): SheetModel {
  const klasser = Map.groupBy(
    rows.filter(({ level }) => level === 'klasse'),
    siblingsKey,
  );
  const inSkoler = rows.filter(
    (row) =>
      row.level === 'klassetrin' ||
      // The only klasse of a klassetrin would say the same twice.
      (row.level === 'klasse' && (klasser.get(siblingsKey(row))?.length ?? 0) > 1),
  );
  const shown = inSkoler.filter(showsSomething);
  return {
    name: 'Klassetrin og klasser',
    heading: `Klassetrin og klasser, ${report.kommune}`,
    lines: [
      kommunePeriodLine(report),
      { text: withheldSentence, look: 'plain' },
      ...hiddenLine(inSkoler.length - shown.length),
    ],
    widths: WIDTHS,
    tables: [skolerTable(report, shown), kommuneTable(rows)],
    layout: 'list',
    frozenColumns: 3,
  };
}

/** Klasser with the same key are in one klassetrin of one skole. */
function siblingsKey({ institutionsnummer, klassetrin }: OverviewRow): string {
  return `${institutionsnummer}|${klassetrin}`;
}

function showsSomething({ counts }: OverviewRow): boolean {
  return Object.values(counts).some((value) => value !== 'withheld');
}

function hiddenLine(hidden: number): LineModel[] {
  if (hidden === 0) return [];
  const groups = plural(hidden, 'klassetrin eller klasse', 'klassetrin og klasser');
  return [{ text: `${groups} er udeladt, fordi alle tal er skjult.`, look: 'plain' }];
}

function skolerTable(report: NightReport, shown: readonly OverviewRow[]): TableModel {
  return {
    columns: COLUMNS,
    rows: shown.map((row, index): RowModel => ({
      cells: [
        text(report.skoleNavn(row.institutionsnummer ?? '')),
        text(klassetrinText(row.klassetrin)),
        row.level === 'klassetrin' ? text('Hele klassetrinnet', 'muted') : text(row.klasse ?? ''),
        count(row.elever),
        ...trinHighestFirst.map((trin) => publicCount(row.counts[trin])),
        publicCount(row.counts.onTrin),
      ],
      ...(shown[index - 1]?.institutionsnummer === row.institutionsnummer ? {} : { look: 'first-of-group' }),
    })),
    emptyText: 'Ingen tal kan vises.',
  };
}

function kommuneTable(rows: readonly OverviewRow[]): TableModel {
  const klassetrin = rows.filter((row) => row.level === 'kommune-klassetrin');
  return {
    heading: 'Hele kommunen',
    columns: [
      { heading: '' },
      { heading: 'Klassetrin' },
      { heading: '' },
      { heading: 'Elever', align: 'right' },
      { heading: 'Over 10\u00a0%', align: 'right' },
      { heading: 'Andel over 10\u00a0%', align: 'right', note: 'I procent af eleverne.' },
      { heading: 'Fravær i alt', align: 'right', note: 'Fravær i procent af elevernes skoledage.' },
      { heading: '' },
    ],
    rows: klassetrin.map((row) => ({
      cells: [
        blank,
        text(klassetrinText(row.klassetrin)),
        blank,
        count(row.elever),
        publicCount(row.counts.overTiProcent),
        percent(overTiShare(row)),
        percent(row.fravaersprocent),
      ],
    })),
    emptyText: 'Ingen skoler med data.',
  };
}
