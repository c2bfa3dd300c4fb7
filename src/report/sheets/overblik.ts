// The sheet "Overblik": how many elever stand on each trin and what has changed, on one page.
import { buildAgenda } from '../../domain/agenda.ts';
import type { AgendaSection } from '../../domain/agenda.ts';
import { awaitingSamtale, buildFristAgenda } from '../../domain/forloeb/frist-agenda.ts';
import type { ElevCase, SkoleKvartal } from '../../domain/night.ts';
import { trinHighestFirst } from '../../domain/overview.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { kvartalText, statusText } from '../../text/da.ts';
import type { KlasseSignal } from '../../domain/signaler/klasse.ts';
import { limitText } from '../../text/reason.ts';
import { klasseSignalText } from '../../text/signaler.ts';
import { roskildeLadder } from '../../domain/indsatstrin.ts';
import type { Limits, TrinMedIndsats } from '../../domain/indsatstrin.ts';
import { firstAdvice } from '../advice.ts';
import { agendaGroups, agendaLines } from '../agenda-lines.ts';
import { anchors } from '../anchors.ts';
import { blank, count, date, linked, text } from '../sheet.ts';
import type { ColumnModel, LineModel, RowModel, SheetModel, TableModel } from '../sheet.ts';
import { compareKlasse, klassetrinText, noticeLine, periodLine, showsFigures } from '../words.ts';

const WIDTHS = [40, 15, 17, 17, 17, 17, 17, 17];
/** A figure, its name and what it means across the rest of the width. */
const FIGURE_COLUMNS = (name: string, counted = 'Elever'): ColumnModel[] => [
  { heading: name },
  { heading: counted, align: 'right' },
  { heading: '', span: WIDTHS.length - 3 },
  { heading: '' },
];

export function overblikSheet(input: SkoleReportInput): SheetModel {
  const { skole } = input;
  const { late } = skole;
  return {
    name: 'Overblik',
    heading: `Skolefravær, ${skole.skole.navn}`,
    lines: [
      periodLine(input),
      ...skole.notices.map(noticeLine),
      ...statusLines(input),
      ...(showsFigures(skole) ? skole.klasseSignaler.map(klasseLine) : []),
    ],
    widths: WIDTHS,
    tables: [
      ...(showsFigures(skole)
        ? [trinTable(input), changeTable(skole.current), ...dueTables(skole.current)]
        : []),
      dataTable(input),
      ...(showsFigures(skole) ? [klassetrinTable(skole.current.elever)] : []),
      ...(late === undefined || skole.status === 'refused' ? [] : [lateTable(late)]),
    ],
    layout: 'page',
    frozenColumns: 0,
  };
}

function statusLines({ skole, night }: SkoleReportInput): LineModel[] {
  const name = statusText[skole.status];
  if (skole.status === 'refused') {
    return [{ text: `${name}: Skolens tal vises ikke, før data er i orden.`, look: 'error' }];
  }
  const lines: LineModel[] = [{ text: `Start her: ${firstAdvice(skole)}`, look: 'advice' }];
  if (skole.status === 'screened') return lines;
  const noData = `${name}: Der er ingen registreringer fra skolen i kvartalet. Det er ikke det samme som, at alle er mødt.`;
  return [
    { text: noData, look: 'warning' },
    ...(agendaLines(skole.current, night.asOf).length > 0 ? lines : []),
  ];
}

/** R53: a klasse that stands out as a whole. */
function klasseLine(signal: KlasseSignal): LineModel {
  const look = signal.id === 'registration-missing' ? 'warning' : 'plain';
  return { text: `Bemærk ${signal.klasse}: ${klasseSignalText(signal)}`, look };
}

function trinTable({ skole, limits }: SkoleReportInput): TableModel {
  const { counts } = skole.current;
  const rows = trinHighestFirst.map((trin): RowModel => ({
    cells: [
      { kind: 'trin', trin },
      count(counts[trin]),
      text(limitSentence(trin, limits), 'muted'),
      ...(counts[trin] === 0 ? [] : [linked(text('Se eleverne'), anchors.firstOnTrin(trin))]),
    ],
  }));
  const total = trinHighestFirst.reduce((sum, trin) => sum + counts[trin], 0);
  return {
    columns: FIGURE_COLUMNS('Elever på et trin nu'),
    rows: [...rows, { cells: [text('I alt på et trin'), count(total), blank], look: 'total' }],
    emptyText: '',
  };
}

function limitSentence(trin: TrinMedIndsats, limits: Limits): string {
  const step = roskildeLadder(limits).steps.find((candidate) => candidate.trin === trin);
  const limit = step === undefined ? '' : `${limitText(step)} i kvartalet`;
  const sentence = `${limit.charAt(0).toUpperCase()}${limit.slice(1)}`;
  return trin === 'bekymrende' ? `${sentence}, eller efter skolens egen vurdering` : sentence;
}

function changeTable(kvartal: SkoleKvartal): TableModel {
  return {
    columns: FIGURE_COLUMNS('Siden sidste rapport'),
    rows: changeRows(kvartal, buildAgenda(kvartal)),
    emptyText: '',
  };
}

/** With the agenda that the sheet "Nye og eskalerede" lists, each figure leads to its first line. */
function changeRows({ counts, elever }: SkoleKvartal, agenda: readonly AgendaSection[] = []): RowModel[] {
  const corrected = elever.filter((elev) => elev.corrected).length;
  const recurring = elever.filter(({ recurringFrom }) => recurringFrom !== undefined).length;
  const lines: readonly (readonly [string, number, string, RegExp?])[] = [
    ['Ny på et trin', counts.new, 'Teamet har ikke fået eleven at vide før i dette kvartal', /^new-/],
    ['   heraf tilbagevendende', recurring, 'Var også på et trin i forrige kvartal'],
    ['Steget', counts.escalated, 'Højere trin end sidst', /^escalated$/],
    ['Faldet', counts.eased, 'Lavere trin end sidst, men stadig på et trin', /^came-down$/],
    ['Ikke længere på et trin', counts.ended, 'Var på et trin i sidste rapport', /^came-down$/],
    ['Rettet', corrected, 'Faldet eller ude af trin, fordi gamle registreringer er rettet'],
  ];
  return lines.map(([name, number, meaning, section]) => {
    const first = agenda.find(({ id }) => number > 0 && section?.test(id) === true);
    const link = first === undefined ? [] : [linked(text('Se eleverne'), anchors.group(first.heading))];
    return { cells: [text(name), count(number), text(meaning, 'muted'), ...link] };
  });
}

/** What waits in the forløb of the skole's elever; no table when nothing does. */
function dueTables(kvartal: SkoleKvartal): TableModel[] {
  const { overdue, dueSoon } = buildFristAgenda(kvartal);
  const lines: readonly (readonly [string, number, string])[] = [
    [agendaGroups.overdue, overdue.length, 'Skridt i et forløb, der skulle være gjort'],
    [agendaGroups.dueSoon, dueSoon.length, 'Skridt i et forløb, der skal gøres inden for en uge'],
    [
      agendaGroups.awaiting,
      awaitingSamtale(kvartal).length,
      'Elever, hvor datoen for samtalen med forældrene mangler',
    ],
  ];
  const rows = lines.map(([name, number, meaning]): RowModel => ({
    cells: [
      text(name),
      count(number),
      text(meaning, 'muted'),
      ...(number === 0 ? [] : [linked(text('Se eleverne'), anchors.group(name))]),
    ],
  }));
  return lines.every(([, number]) => number === 0)
    ? []
    : [{ columns: FIGURE_COLUMNS('Frister og samtaler', 'Antal'), rows, emptyText: '' }];
}

function dataTable({ skole, night }: SkoleReportInput): TableModel {
  const { newestRow, udmeldt } = skole;
  const isLate = newestRow !== undefined && newestRow < night.asOf;
  return {
    columns: [{ heading: 'Data' }, { heading: '', align: 'right' }, { heading: '', span: WIDTHS.length - 2 }],
    rows: [
      {
        cells: [
          text('Nyeste registrering'),
          date(newestRow, 'Ingen data'),
          text(isLate ? 'Dage efter denne dato kan mangle' : '', 'muted'),
        ],
      },
      ...(showsFigures(skole)
        ? [
            {
              cells: [
                text('Udmeldte'),
                count(udmeldt),
                text('Elever med fravær i kvartalet, som er udmeldt; de står ikke på listerne', 'muted'),
              ],
            },
          ]
        : []),
    ],
    emptyText: '',
  };
}

function klassetrinTable(elever: readonly ElevCase[]): TableModel {
  const groups = [...Map.groupBy(elever, ({ placement }) => placement.klassetrin)]
    .map(([klassetrin, cases]) => ({ klassetrin, klasse: '', cases }))
    .toSorted(compareKlasse);
  return {
    columns: [
      'Klassetrin',
      'Elever',
      'Massivt',
      'Bekymrende',
      'Tidlig indsats',
      'Nye',
      'Steget',
      'Uden trin',
    ].map((heading, index) => (index === 0 ? { heading } : { heading, align: 'right' })),
    rows: [
      ...groups.map(({ klassetrin, cases }) => klassetrinRow(klassetrinText(klassetrin), cases)),
      { ...klassetrinRow('I alt', elever), look: 'total' },
    ],
    emptyText: '',
  };
}

function klassetrinRow(name: string, cases: readonly ElevCase[]): RowModel {
  const onTrin = (trin: string): number => cases.filter(({ placering }) => placering.trin === trin).length;
  const changed = (change: string): number => cases.filter((elev) => elev.change === change).length;
  return {
    cells: [
      text(name),
      count(cases.length),
      ...trinHighestFirst.map((trin) => count(onTrin(trin))),
      count(changed('new')),
      count(changed('escalated')),
      count(onTrin('ingen')),
    ],
  };
}

/** R34: what late registrations have changed in the kvartal just ended. */
function lateTable(late: SkoleKvartal): TableModel {
  const onTrin = trinHighestFirst.map((trin): RowModel => ({
    cells: [{ kind: 'trin', trin }, count(late.counts[trin]), text('På trinnet i forrige kvartal', 'muted')],
  }));
  return {
    heading: `Sene registreringer i ${kvartalText(late.kvartal)}`,
    columns: FIGURE_COLUMNS('Forrige kvartal, siden sidste rapport'),
    rows: [...onTrin, ...changeRows(late)],
    emptyText: '',
  };
}
