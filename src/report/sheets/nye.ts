// The sheet "Nye og eskalerede": what the team takes up at its next meeting, in the order of R80, with one next step
// per line (R82).
import { buildAgenda } from '../../domain/agenda.ts';
import { toDays } from '../../domain/fravaersdage.ts';
import { nextStepFor } from '../../domain/next-step.ts';
import type { ElevCase, SkoleKvartal } from '../../domain/night.ts';
import type { SkoleReportInput } from '../../domain/report-input.ts';
import { kvartalText } from '../../text/da.ts';
import { changeSentence, moverText, reasonText } from '../../text/reason.ts';
import { moensterText } from '../../text/signaler.ts';
import { text } from '../sheet.ts';
import type { CellModel, ColumnModel, RowModel, SheetModel, TableModel } from '../sheet.ts';
import { emptyListText, klasseText, NO_DATA, navnCell, periodLine } from '../words.ts';

const COLUMNS: readonly (ColumnModel & { readonly width: number })[] = [
  { heading: 'Gruppe', width: 18, note: 'Rækkefølgen er den, teamet bør tage eleverne i.' },
  { heading: 'Klasse', width: 8 },
  { heading: 'Navn', width: 24 },
  { heading: 'Dage', width: 9, align: 'right', note: 'Samlet fravær i kvartalet.' },
  { heading: 'Trin', width: 14 },
  { heading: 'Ændring', width: 12, note: 'I forhold til det, teamet sidst har fået at vide.' },
  { heading: 'Hvorfor', width: 46 },
  { heading: 'Mønster', width: 30, note: 'Kun tydelige mønstre. De er oplysninger og giver aldrig et trin.' },
  { heading: 'Næste skridt', width: 30 },
  { heading: 'Hvem', width: 12 },
  { heading: 'Hvornår', width: 14 },
  { heading: 'Bemærkning', width: 26 },
];

export function nyeSheet(input: SkoleReportInput): SheetModel {
  const { skole } = input;
  const { late } = skole;
  return {
    name: 'Nye og eskalerede',
    heading: `Nye og eskalerede, ${skole.skole.navn}`,
    lines: [
      periodLine(input),
      { text: 'En elev står her, når noget er nyt siden sidste rapport. Læs oppefra.', look: 'plain' },
    ],
    widths: COLUMNS.map(({ width }) => width),
    tables: [
      agendaTable(skole.current, input),
      ...(late === undefined || skole.status === 'refused' ? [] : [lateTable(late, input)]),
    ],
    layout: 'list',
    frozenColumns: 3,
  };
}

function agendaTable(kvartal: SkoleKvartal, input: SkoleReportInput): TableModel {
  const sections = input.skole.status === 'refused' ? [] : buildAgenda(kvartal);
  return {
    columns: COLUMNS.map(({ width: _width, ...column }) => column),
    rows: sections.flatMap(({ heading, cases }) =>
      cases.map((elev, index): RowModel => ({
        cells: caseCells(heading, elev, input),
        ...(index === 0 ? { look: 'first-of-group' } : {}),
      })),
    ),
    emptyText: emptyListText(input, 'Intet nyt siden sidste rapport.'),
  };
}

function lateTable(late: SkoleKvartal, input: SkoleReportInput): TableModel {
  return {
    ...agendaTable(late, input),
    heading: `Forrige kvartal: ændringer i ${kvartalText(late.kvartal)}, fordi registreringer er kommet sent`,
    emptyText: 'Intet nyt i forrige kvartal siden sidste rapport.',
  };
}

function caseCells(gruppe: string, elev: ElevCase, input: SkoleReportInput): CellModel[] {
  const { placering } = elev;
  const step = nextStepFor(placering.trin);
  const why = [reasonText(elev, input.skoleNavn), changeSentence(elev)].filter((sentence) => sentence !== '');
  return [
    text(gruppe),
    text(klasseText(elev)),
    navnCell(elev),
    daysCell(elev, input),
    { kind: 'trin', trin: placering.trin },
    { kind: 'change', change: elev.change },
    text(why.join(' ')),
    text(moensterText(elev.signaler)),
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

/** What else to know: where the elev comes from (R35), that it is back (R33), that it is protected (R74). */
export function remarks(elev: ElevCase, { skoleNavn }: Pick<SkoleReportInput, 'skoleNavn'>): string {
  const { recurringFrom, placement, placering } = elev;
  const parts = [
    moverText(elev, skoleNavn),
    recurringFrom === undefined ? '' : 'Tilbagevendende',
    placement.beskyttet ? 'Navne- og adressebeskyttet' : '',
    placering.basis === 'vurdering' ? 'Efter skolens vurdering' : '',
  ];
  return parts.filter((part) => part !== '').join('. ');
}
