// The sheet "Nye og eskalerede": what the team takes up at its next meeting, in the order of R80, with one next step
// per line (R82).
import { buildAgenda, isNewsSection } from '../../domain/agenda.ts';
import type { AgendaSection } from '../../domain/agenda.ts';
import type { Dato } from '../../domain/dato.ts';
import { toDays } from '../../domain/fravaersdage.ts';
import { awaitingSamtale, buildFristAgenda } from '../../domain/forloeb/frist-agenda.ts';
import type { FristRow } from '../../domain/forloeb/frist-agenda.ts';
import { forecastStep } from '../../domain/next-step.ts';
import type { NextStep } from '../../domain/next-step.ts';
import type { ElevCase, SkoleKvartal } from '../../domain/night.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { datoText, kvartalText } from '../../text/da.ts';
import { awaitingSentence, fristSentence, fristStep, nextStepOf, runningText } from '../../text/forloeb.ts';
import { changeSentence, moverText, reasonText } from '../../text/reason.ts';
import { outlookText } from '../../text/signaler.ts';
import { anchors } from '../anchors.ts';
import { linked, text } from '../sheet.ts';
import type { CellModel, ColumnModel, RowModel, SheetModel, TableModel } from '../sheet.ts';
import { emptyListText, klasseText, NO_DATA, navnCell, OUTLOOK_NOTE, periodLine } from '../words.ts';

const COLUMNS: readonly (ColumnModel & { readonly width: number })[] = [
  { heading: 'Gruppe', width: 18, note: 'Rækkefølgen er den, teamet bør tage eleverne i.' },
  { heading: 'Klasse', width: 8 },
  { heading: 'Navn', width: 24 },
  { heading: 'Dage', width: 9, align: 'right', note: 'Samlet fravær i kvartalet.' },
  { heading: 'Trin', width: 14 },
  { heading: 'Ændring', width: 12, note: 'I forhold til det, teamet sidst har fået at vide.' },
  { heading: 'Hvorfor', width: 46 },
  { heading: 'Mønster og prognose', width: 30, note: OUTLOOK_NOTE },
  { heading: 'Næste skridt', width: 30 },
  { heading: 'Hvem', width: 12 },
  { heading: 'Hvornår', width: 14 },
  { heading: 'Bemærkning', width: 26 },
];

export function nyeSheet(input: SkoleReportInput): SheetModel {
  const { skole } = input;
  const { late } = skole;
  const rows = skole.status === 'refused' ? [] : currentRows(input);
  return {
    name: 'Nye og eskalerede',
    heading: `Nye og eskalerede, ${skole.skole.navn}`,
    lines: [
      periodLine(input),
      {
        text: 'Her står frister, der er overskredet eller nærmer sig, og elever, hvor noget er nyt siden sidste rapport. Læs oppefra.',
        look: 'plain',
      },
    ],
    widths: COLUMNS.map(({ width }) => width),
    tables: [
      agendaTable(rows, input, emptyListText(input, 'Intet nyt siden sidste rapport.')),
      ...(late === undefined || skole.status === 'refused' ? [] : [lateTable(late, input)]),
    ],
    layout: 'list',
    frozenColumns: 3,
  };
}

function lateTable(late: SkoleKvartal, input: SkoleReportInput): TableModel {
  const rows = buildAgenda(late).flatMap(sectionRows);
  return {
    ...agendaTable(rows, input, 'Intet nyt i forrige kvartal siden sidste rapport.'),
    heading: `Forrige kvartal: ændringer i ${kvartalText(late.kvartal)}, fordi registreringer er kommet sent`,
  };
}

/** One line of the team's agenda. */
interface AgendaRow {
  readonly gruppe: string;
  readonly elev: ElevCase;
  readonly why: string;
  readonly step: NextStep | undefined;
}

/** R80: overdue frister, frister that are near, what is new, who awaits the samtale, what came down. */
function currentRows({ skole, night }: SkoleReportInput): AgendaRow[] {
  const { overdue, dueSoon } = buildFristAgenda(skole.current);
  const awaiting = awaitingSamtale(skole.current);
  const news = buildAgenda(skole.current).map((section) => withoutListed(section, awaiting));
  return [
    ...overdue.map((row) => fristRow('Overskredne frister', row, night.asOf)),
    ...dueSoon.map((row) => fristRow('Frister, der nærmer sig', row, night.asOf)),
    ...news.filter(isNewsSection).flatMap(sectionRows),
    ...awaiting.map((elev) => awaitingRow(elev, night.asOf)),
    ...news.filter((section) => !isNewsSection(section)).flatMap(sectionRows),
  ];
}

/** A forecast stands on the row of whoever awaits the samtale anyway; it needs no second one. */
function withoutListed(section: AgendaSection, listed: readonly ElevCase[]): AgendaSection {
  if (section.id !== 'forecast') return section;
  return { ...section, cases: section.cases.filter((elev) => !listed.includes(elev)) };
}

function fristRow(gruppe: string, { elev, view, frist }: FristRow, asOf: Dato): AgendaRow {
  const samtale = view.samtaledato === undefined ? '' : `Samtale ${datoText(view.samtaledato)}. `;
  return { gruppe, elev, why: `${samtale}${fristSentence(frist, asOf)}.`, step: fristStep(frist) };
}

function awaitingRow(elev: ElevCase, asOf: Dato): AgendaRow {
  const why = awaitingSentence(elev.forloeb.awaitingSince ?? asOf, asOf);
  return { gruppe: 'Afventer samtale', elev, why, step: nextStepOf(elev) };
}

function sectionRows({ id, heading, cases }: AgendaSection): AgendaRow[] {
  return cases.map((elev) => {
    const own = nextStepOf(elev);
    const step = id === 'forecast' ? (own ?? forecastStep) : own;
    return { gruppe: heading, elev, why: '', step };
  });
}

function agendaTable(rows: readonly AgendaRow[], input: SkoleReportInput, emptyText: string): TableModel {
  return {
    columns: COLUMNS.map(({ width: _width, ...column }) => column),
    rows: rows.map((row, index): RowModel => ({
      cells: rowCells(row, input),
      ...(rows[index - 1]?.gruppe === row.gruppe
        ? {}
        : { look: 'first-of-group', anchor: anchors.group(row.gruppe) }),
    })),
    emptyText,
  };
}

function rowCells({ gruppe, elev, why, step }: AgendaRow, input: SkoleReportInput): CellModel[] {
  const changed = elev.forloeb.isKnown ? '' : changeSentence(elev);
  const sentences = [why, reasonText(elev, input.skoleNavn), changed];
  return [
    text(gruppe),
    text(klasseText(elev)),
    linked(navnCell(elev), anchors.daysOf(elev)),
    daysCell(elev, input),
    { kind: 'trin', trin: elev.placering.trin },
    // R44: what is known from a running forløb is no change.
    { kind: 'change', change: elev.forloeb.isKnown ? 'unchanged' : elev.change },
    text(sentences.filter((sentence) => sentence !== '').join(' ')),
    text(outlookText(elev)),
    text(step?.what ?? 'Ingen handling nu', step === undefined ? 'muted' : 'strong'),
    text(step?.who ?? ''),
    text(step?.when ?? ''),
    text(remarks(elev, input)),
  ];
}

/** R14: an elev who stands here by the skole's own judgement has no 0 when the skole has no data. */
function daysCell({ fravaer }: ElevCase, { skole }: SkoleReportInput): CellModel {
  if (fravaer.total === 0 && skole.status === 'no-data') return text(NO_DATA, 'muted');
  return { kind: 'days', days: toDays(fravaer.total) };
}

/** What else to know: where the elev comes from (R35), that it is back (R33) or protected (R74), that a forløb runs. */
export function remarks(elev: ElevCase, { skoleNavn }: Pick<SkoleReportInput, 'skoleNavn'>): string {
  const { recurringFrom, placement, placering } = elev;
  const parts = [
    moverText(elev, skoleNavn),
    recurringFrom === undefined ? '' : 'Tilbagevendende',
    placement.beskyttet ? 'Navne- og adressebeskyttet' : '',
    placering.basis === 'vurdering' ? 'Efter skolens vurdering' : '',
    runningText(elev),
  ];
  return parts.filter((part) => part !== '').join('. ');
}
