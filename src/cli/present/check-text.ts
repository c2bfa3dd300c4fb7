// What `check` found, for people: files, counters that add up (R61), codes to map (R4), skoler and their gates (R60),
// klasser without registrations (R14), and findings by code with their first places (R62).
import { SILENT_KLASSE_SKOLEDAGE } from '../../domain/coverage.ts';
import type { KlasseCoverage, SkoleCoverage } from '../../domain/coverage.ts';
import { dato } from '../../domain/dato.ts';
import type { Dato } from '../../domain/dato.ts';
import type { Finding } from '../../domain/finding.ts';
import type { CheckReport } from '../../job/check.ts';
import { counterText } from '../../text/counters.ts';
import { datoText, kvartalText, plural, statusText, tal } from '../../text/da.ts';
import { findingText } from '../../text/findings.ts';
import { table } from '../output.ts';
import { unmappedLines } from './unmapped-text.ts';

const MAX_EXAMPLES = 3;

export function checkText(report: CheckReport): string {
  const { findings } = report.night;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Filer', fileLines(report)],
    ['Rækker', counterLines(report)],
    ['Ukendte fraværskoder', unmappedLines(report.unmapped)],
    ['Skoler', skoleLines(report)],
    ['Elever', eleverLines(report)],
    ['Nyeste registrering per klasse', klasseLines(report.coverage)],
    [`Klasser uden rækker i ${SILENT_KLASSE_SKOLEDAGE} skoledage eller mere`, silentLines(report.coverage)],
    ['Kalender', kalenderLines(report)],
    ['Tilstand', stateLines(report)],
    [
      'Data',
      findingLines(
        findings.filter((finding) => !isCalendar(finding)),
        'Ingen bemærkninger til data.',
      ),
    ],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => [heading, ...lines.map((line) => `  ${line}`)].join('\n'))
    .join('\n\n');
}

function isCalendar({ code }: Finding): boolean {
  return code.startsWith('calendar-');
}

function lines(rows: readonly (readonly (string | number)[])[]): string[] {
  return table(rows).split('\n');
}

function datoOr(day: Dato | undefined, otherwise: string): string {
  return day === undefined ? otherwise : datoText(day);
}

function fileLines({ eksport, newestPerFile }: CheckReport): string[] {
  const rows = eksport.files.map(({ file, kind, profile, format, rows: read, extractedOn, unreadable }) => [
    file,
    kind === 'fravaer' ? 'fravær' : 'elever',
    profile,
    format ?? '–',
    read,
    kind === 'fravaer' ? datoOr(newestPerFile.get(file), '–') : '',
    datoText(extractedOn),
    unreadable === undefined ? 'læst' : 'ikke læst helt',
  ]);
  return lines([['Fil', 'Indhold', 'Profil', 'Format', 'Rækker', 'Nyeste', 'Dateret', ''], ...rows]);
}

function counterLines({ night }: CheckReport): string[] {
  const sum = [...night.rows.values()].reduce((total, rows) => total + rows, 0);
  const rows = [...night.rows].map(([counter, count]) => [counterText(counter), count]);
  const verdict =
    sum === night.rowsRead ? 'alle læste rækker er gjort op' : `men ${tal(night.rowsRead)} er læst`;
  return lines([['Udfald', 'Rækker'], ...rows, [`I alt, ${verdict}`, sum]]);
}

function skoleLines({ night }: CheckReport): string[] {
  const rows = night.skoler.map(({ skole, status, rowsRead, rowsRejected, newestRow }) => [
    skole.institutionsnummer,
    skole.navn,
    statusText[status],
    rowsRead,
    rowsRejected,
    datoOr(newestRow, 'ingen data'),
  ]);
  const notices = night.skoler.flatMap(({ skole, notices: all }) =>
    all.map((notice) => `${skole.navn}: ${findingText(notice)}`),
  );
  return [
    ...lines([['Nummer', 'Skole', 'Kontrol', 'Rækker', 'Afvist', 'Nyeste registrering'], ...rows]),
    ...notices,
  ];
}

function eleverLines({ coverage, eksport }: CheckReport): string[] {
  const rows = coverage.map(({ skole, eleverWithRows, notInRoster, rosterOnly }) => [
    skole.navn,
    eleverWithRows,
    ...(eksport.hasRoster ? [notInRoster, rosterOnly] : []),
  ]);
  const roster = eksport.hasRoster ? ['Heraf ikke i elevlisten', 'Kun i elevlisten'] : [];
  const note = 'Uden en elevliste vises elever, hvor deres nyeste række er, og klasser uden rækker ses ikke.';
  return [...lines([['Skole', 'Med rækker', ...roster], ...rows]), ...(eksport.hasRoster ? [] : [note])];
}

/** One line per skole and date, newest first: klasser that fall behind stand at the end. */
function klasseLines(coverage: readonly SkoleCoverage[]): string[] {
  const rows = coverage.flatMap(({ skole, klasser }) => {
    const perDate = Map.groupBy(klasser, ({ newestRow }) => newestRow);
    return [...perDate]
      .toSorted(([a = ''], [b = '']) => (a < b ? 1 : -1))
      .map(([newest, ofDate], index) => [
        index === 0 ? skole.navn : '',
        datoOr(newest, 'ingen'),
        ofDate.map(klasseText).join(', '),
      ]);
  });
  return rows.length === 0 ? [] : lines(rows);
}

function silentLines(coverage: readonly SkoleCoverage[]): string[] {
  const rows = coverage.flatMap(({ skole, klasser }) =>
    klasser
      .filter(({ silentSkoledage }) => silentSkoledage >= SILENT_KLASSE_SKOLEDAGE)
      .map((klasse) => [
        skole.navn,
        klasseText(klasse),
        plural(klasse.elever, 'elev', 'elever'),
        plural(klasse.silentSkoledage, 'skoledag', 'skoledage'),
        datoOr(klasse.newestRow, 'ingen rækker i skoleåret'),
      ]),
  );
  return rows.length === 0 ? [] : lines([['Skole', 'Klasse', 'Elever', 'Uden rækker', 'Nyeste'], ...rows]);
}

function klasseText({ klasse }: KlasseCoverage): string {
  return klasse === '' ? 'uden klasse' : klasse;
}

function findingLines(findings: readonly Finding[], none: string): string[] {
  if (findings.length === 0) return [none];
  return [...Map.groupBy(findings, ({ code }) => code)].flatMap(([code, group]) => [
    `${code}: ${plural(group.length, 'gang', 'gange')}`,
    ...group
      .slice(0, MAX_EXAMPLES)
      .map((finding) => `  ${[place(finding), findingText(finding)].join(' ').trim()}`),
    ...(group.length > MAX_EXAMPLES ? [`  … og ${tal(group.length - MAX_EXAMPLES)} til, se --json`] : []),
  ]);
}

function kalenderLines({ night, skoledage }: CheckReport): string[] {
  const { inKvartal, soFar } = skoledage;
  return [
    `${kvartalText(night.kvartal)} har ${plural(inKvartal, 'skoledag', 'skoledage')}, heraf ${tal(soFar)} til og med ${datoText(night.asOf)}.`,
    ...findingLines(night.findings.filter(isCalendar), 'Ingen bemærkninger til kalenderen.'),
  ];
}

function stateLines({ state }: CheckReport): string[] {
  if (state === undefined) return ['Der er ingen endnu; den første kørsel laver den.'];
  const { newest, isRestored } = state;
  return [
    'Hele databasen er læst og i orden, og nøglen passer til den.',
    newest === undefined
      ? 'Der er ingen kørsler i den endnu.'
      : `Den seneste kørsel er nr. ${newest.id}, til og med ${datoText(dato(newest.asOf))}.`,
    ...(isRestored
      ? [
          'Den er ældre end den seneste kørsel, der er gjort; næste rapport siger, at noget kan være hørt før.',
        ]
      : []),
  ];
}

/** `fravaer.csv:7:Dato`, as editors understand it. */
function place({ file, line, column }: Finding): string {
  return [file, line, column].filter((part) => part !== undefined).join(':');
}
