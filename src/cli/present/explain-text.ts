// One elev as a story: the answer first, then what it rests on, row by row (R23). No name: an analyst asks by id.
import { addFravaersdage, NO_DAYS } from '../../domain/fravaersdage.ts';
import type { Explanation } from '../../job/explain.ts';
import { counterText } from '../../text/counters.ts';
import {
  dageTal,
  dageText,
  datoText,
  kvartalText,
  lowerFirst,
  plural,
  tal,
  trinText,
} from '../../text/da.ts';
import { setAsideReasons } from '../../text/set-aside.ts';
import { changeSentence, periodText, reasonText } from '../../text/reason.ts';
import { forecastText } from '../../text/forecast.ts';
import { signalText } from '../../text/signaler.ts';
import { stripKey, stripLetter } from '../../text/strip.ts';
import { table } from '../output.ts';
import { countersOf, rowsOf, rowText } from './explain-rows.ts';
import { forloebLines } from './forloeb-text.ts';

interface Section {
  readonly heading: string;
  /** The lines under the heading; a section without lines is left out. */
  readonly lines: (explanation: Explanation) => readonly string[];
}

const sections: readonly Section[] = [
  { heading: 'Trin og begrundelse', lines: answerLines },
  { heading: 'Forløb', lines: ({ elev, asOf }) => forloebLines(elev, asOf) },
  { heading: 'Ved siden af trinnet', lines: signalLines },
  { heading: 'Kalender', lines: calendarLines },
  { heading: 'Summen dag for dag', lines: sumLines },
  { heading: 'Rækkerne i eksporten', lines: rowLines },
  { heading: 'Sat til side ved læsningen', lines: setAsideLines },
  { heading: 'Det har teamet fået at vide', lines: toldLines },
];

export function explainText(explanation: Explanation): string {
  const { elev, kvartal, asOf, skoleNavn } = explanation;
  const { placement } = elev;
  const head = [
    `Elev ${elev.elevId}, ${placement.klasse}, ${skoleNavn(placement.skole)}${placement.status === 'udmeldt' ? ' (udmeldt)' : ''}`,
    `Skolefravær, ${periodText(kvartal, datoText(asOf))}`,
  ];
  const body = sections.flatMap(({ heading, lines }) => {
    const own = lines(explanation);
    return own.length === 0 ? [] : ['', heading, ...own.map(indented)];
  });
  return [...head, ...body].join('\n');
}

function answerLines({ elev, skoleNavn }: Explanation): string[] {
  return [
    trinText[elev.placering.trin],
    reasonText(elev, skoleNavn),
    changeSentence(elev),
    `Sidste 60 skoledage: ${dageText(elev.rolling)}. Forrige kvartal: ${dageText(elev.previous.total)}. Egne skoledage til nu i kvartalet: ${elev.skoledage}.`,
  ].filter((line) => line !== '');
}

/** R50-R54: information, never a trin. */
function signalLines({ elev }: Explanation): string[] {
  return [
    ...elev.signaler.map((signal) => `${signalText(signal)} (${signal.rule})`),
    ...elev.forecasts.map((forecast) => `${forecastText(forecast)} (R54)`),
  ];
}

function calendarLines({ strip }: Explanation): string[] {
  const rows = strip.map(({ week, days, total }) => [
    `uge ${String(week).padStart(2)}`,
    ...days.map((day) => stripLetter(day)),
    total === 0 ? '' : dageTal(total),
  ]);
  return [table([['', 'ma', 'ti', 'on', 'to', 'fr', 'dage'], ...rows]), stripKey];
}

function sumLines({ elev }: Explanation): string[] {
  const { days, undated } = elev.fravaer;
  if (days.length === 0 && undated === 0) return [];
  let sum = NO_DAYS;
  const rows: string[][] = days.map((day) => {
    sum = addFravaersdage(sum, day.total);
    const crossed = elev.placering.crossings
      .filter(({ dato }) => dato === day.dato)
      .map(({ trin }) => trinText[trin]);
    return [datoText(day.dato), dageTal(day.total), dageTal(sum), crossed.join(', ')];
  });
  if (undated > 0) rows.push(['sum uden dato', dageTal(undated), dageTal(addFravaersdage(sum, undated)), '']);
  return [table([['Dato', 'Dage', 'Sum', 'Grænse nået'], ...rows])];
}

function rowLines(explanation: Explanation): string[] {
  const rows = rowsOf(explanation);
  const inKvartal = rows.filter(({ fate }) => fate !== 'outside-kvartal');
  return [
    inKvartal.length === 0
      ? 'Ingen rækker i kvartalet.'
      : table([
          ['Dato', 'Skole', 'Årsag', 'Omfang', 'Fil og linje', 'Hvad der skete med rækken'],
          ...inKvartal.map(rowText),
        ]),
    countersLine(explanation),
    ...explanation.unreadable.map(
      (file) => `${file} kunne ikke læses helt: Den kan have flere rækker om eleven.`,
    ),
  ];
}

/** R61: every row of the elev in exactly one counter. */
function countersLine(explanation: Explanation): string {
  const counters = countersOf(explanation);
  const total = counters.reduce((sum, [, rows]) => sum + rows, 0);
  const parts = counters.map(([counter, rows]) => {
    const text = counterText(counter);
    const shown = counter === 'outside-kvartal' ? `${text} (ikke vist)` : text;
    return `${tal(rows)} ${lowerFirst(shown)}`;
  });
  return total === 0
    ? 'Filerne har ingen rækker om eleven.'
    : `${plural(total, 'række', 'rækker')} om eleven i filerne: ${parts.join(', ')}.`;
}

/** The rows that nothing came of before they were counted, with what stood in the way. */
function setAsideLines({ setAside }: Explanation): string[] {
  if (setAside.length === 0) return [];
  const rows = setAside.flatMap((row) =>
    setAsideReasons(row).map(({ column, why }) => [
      `${row.source.file}:${row.source.line}`,
      row.institutionsnummer,
      column ?? '',
      why,
    ]),
  );
  return [table([['Fil og linje', 'Skole', 'Kolonne', 'Hvad der skete med rækken'], ...rows])];
}

function toldLines({ told, skoleNavn }: Explanation): string[] {
  if (told.length === 0) return ['Ingen rapport om eleven er nået frem til et team.'];
  const rows = told.map(({ asOf, deliveredAt, skole, kvartal, total, trin }) => [
    datoText(asOf),
    deliveredAt.slice(0, 16).replace('T', ' '),
    skoleNavn(skole),
    kvartalText(kvartal),
    dageTal(total),
    trinText[trin],
  ]);
  return [table([['Til og med', 'Sendt (UTC)', 'Skole', 'Kvartal', 'Dage', 'Trin'], ...rows])];
}

/** Lines without text stay empty. */
function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
