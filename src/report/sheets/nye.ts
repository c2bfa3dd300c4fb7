// The sheet "Nye og eskalerede": what the team takes up at its next meeting, in the order of R80: one line per elev, with
// what is to be done, by whom and by when (R82).
import { toDays } from '../../domain/fravaersdage.ts';
import type { ElevCase, SkoleKvartal } from '../../domain/night.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { kvartalText } from '../../text/da.ts';
import { runningText } from '../../text/forloeb.ts';
import { changeSentence, moverText, reasonText } from '../../text/reason.ts';
import { outlookText } from '../../text/signaler.ts';
import { agendaLines, lateLines } from '../agenda-lines.ts';
import type { AgendaLine } from '../agenda-lines.ts';
import { anchors } from '../anchors.ts';
import { linked, text } from '../sheet.ts';
import type { CellModel, ColumnModel, RowModel, SheetModel, TableModel } from '../sheet.ts';
import { emptyListText, klasseText, NO_DATA, navnCell, OUTLOOK_NOTE, periodLine } from '../words.ts';

const COLUMNS: readonly (ColumnModel & { readonly width: number })[] = [
  { heading: 'Gruppe', width: 14, note: 'Rækkefølgen er den, teamet bør tage eleverne i.' },
  { heading: 'Klasse', width: 8 },
  { heading: 'Navn', width: 20, note: 'Klik på navnet for at se dagene i Kalender.' },
  { heading: 'Dage', width: 8, align: 'right', note: 'Samlet fravær i kvartalet.' },
  { heading: 'Trin', width: 13.5 },
  { heading: 'Ændring', width: 10, note: 'I forhold til det, teamet sidst har fået at vide.' },
  { heading: 'Hvorfor', width: 38 },
  { heading: 'Næste skridt', width: 32 },
  { heading: 'Hvem', width: 15 },
  { heading: 'Hvornår', width: 12.5 },
  {
    heading: 'Værd at vide',
    width: 27,
    note: `Om et forløb er i gang, og hvor eleven kommer fra. ${OUTLOOK_NOTE}`,
  },
];

export function nyeSheet(input: SkoleReportInput): SheetModel {
  const { skole, night } = input;
  const { late } = skole;
  const isRefused = skole.status === 'refused';
  return {
    name: 'Nye og eskalerede',
    heading: `Nye og eskalerede, ${skole.skole.navn}`,
    lines: [
      periodLine(input),
      {
        text: 'Frister, der er overskredet eller nærmer sig, og elever, hvor noget er nyt siden sidste rapport. Én linje for hver elev. Læs oppefra.',
        look: 'plain',
      },
    ],
    widths: COLUMNS.map(({ width }) => width),
    tables: [
      agendaTable(
        isRefused ? [] : agendaLines(skole.current, night.asOf),
        input,
        emptyListText(input, 'Intet nyt siden sidste rapport.'),
      ),
      ...(late === undefined || isRefused ? [] : [lateTable(late, input)]),
    ],
    layout: 'list',
    frozenColumns: 3,
  };
}

function lateTable(late: SkoleKvartal, input: SkoleReportInput): TableModel {
  return {
    ...agendaTable(lateLines(late), input, 'Intet nyt i forrige kvartal siden sidste rapport.'),
    heading: `Forrige kvartal: ændringer i ${kvartalText(late.kvartal)}, fordi registreringer er kommet sent`,
  };
}

function agendaTable(lines: readonly AgendaLine[], input: SkoleReportInput, emptyText: string): TableModel {
  return {
    columns: COLUMNS.map(({ width: _width, ...column }) => column),
    rows: lines.map((line, index): RowModel => ({
      cells: lineCells(line, input),
      anchors: line.groups.map(anchors.group),
      ...(lines[index - 1]?.groups[0] === line.groups[0] ? {} : { look: 'first-of-group' }),
    })),
    emptyText,
  };
}

function lineCells({ groups, elev, why, steps }: AgendaLine, input: SkoleReportInput): CellModel[] {
  const changed = elev.forloeb.isKnown ? '' : changeSentence(elev);
  return [
    text(groups[0] ?? ''),
    text(klasseText(elev)),
    linked(navnCell(elev), anchors.daysOf(elev)),
    daysCell(elev, input),
    { kind: 'trin', trin: elev.placering.trin },
    // R44: what is known from a running forløb is no change.
    { kind: 'change', change: elev.forloeb.isKnown ? 'unchanged' : elev.change },
    text(joined([...why, reasonText(elev, input.skoleNavn), changed], ' ')),
    ...stepCells(steps),
    text(joined([...remarks(elev, input).map((remark) => `${remark}.`), outlookText(elev)], ' ')),
  ];
}

/** Several steps stand below each other, each with who and when; one has its own cells for them. */
function stepCells(steps: AgendaLine['steps']): CellModel[] {
  const [only] = steps;
  if (only === undefined) return [text('Ingen handling nu', 'muted'), text(''), text('')];
  if (steps.length === 1) return [text(only.what, 'strong'), text(only.who), text(only.when)];
  const all = steps.map(({ what, who, when }) => `• ${who}: ${what}. ${when}.`);
  return [
    text(all.join('\n'), 'strong'),
    text(unique(steps.map(({ who }) => who)).join('\n')),
    text(unique(steps.map(({ when }) => when)).join('\n')),
  ];
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** R14: an elev who stands here by the skole's own judgement has no 0 when the skole has no data. */
function daysCell({ fravaer }: ElevCase, { skole }: SkoleReportInput): CellModel {
  if (fravaer.total === 0 && skole.status === 'no-data') return text(NO_DATA, 'muted');
  return { kind: 'days', days: toDays(fravaer.total) };
}

/** What else to know: where the elev comes from (R35), that it is back (R33) or protected (R74), that a forløb runs. */
function remarks(elev: ElevCase, { skoleNavn }: Pick<SkoleReportInput, 'skoleNavn'>): string[] {
  const { recurringFrom, placement, placering } = elev;
  return [
    moverText(elev, skoleNavn),
    recurringFrom === undefined ? '' : 'Tilbagevendende',
    placement.beskyttet ? 'Navne- og adressebeskyttet' : '',
    placering.basis === 'vurdering' ? 'Efter skolens vurdering' : '',
    runningText(elev),
  ].filter((part) => part !== '');
}

function joined(parts: readonly string[], separator: string): string {
  return parts.filter((part) => part !== '').join(separator);
}
