// What `check` found: files, counters (R61), findings by code with first places (R62), and each skole's gates (R60).
import type { Finding } from '../../domain/finding.ts';
import type { RunReport } from '../../job/nightly.ts';
import { datoText, plural, statusText, tal } from '../../text/da.ts';
import { findingText, placeText } from '../../text/findings.ts';
import { table } from '../output.ts';

const MAX_EXAMPLES = 3;

export function checkJson({ eksport, night, outcome }: RunReport): Record<string, unknown> {
  return {
    kvartal: night.kvartal,
    asOf: night.asOf,
    outcome,
    files: eksport.files.map(({ file, kind, rows, extractedOn, unreadable }) => ({
      file,
      kind,
      rows,
      extractedOn,
      unreadable: unreadable ?? null,
    })),
    rows: { read: night.rowsRead, ...Object.fromEntries(night.rows) },
    skoler: night.skoler.map(
      ({ skole, status, newestRow, newestRowPerKlasse, rowsRead, rowsRejected, notices }) => ({
        institutionsnummer: skole.institutionsnummer,
        navn: skole.navn,
        status,
        rows: rowsRead,
        rejected: rowsRejected,
        newestRow: newestRow ?? null,
        newestRowPerKlasse: Object.fromEntries(newestRowPerKlasse),
        notices,
      }),
    ),
    findings: night.findings,
  };
}

export function checkText({ eksport, night }: RunReport): string {
  const files = eksport.files.map(({ file, kind, rows, extractedOn }) => [
    file,
    kind === 'fravaer' ? 'fravær' : 'elever',
    rows,
    datoText(extractedOn),
  ]);
  const counters = [...night.rows].map(([counter, rows]) => [counterText[counter] ?? counter, rows]);
  const skoler = night.skoler.map(({ skole, status, rowsRead, rowsRejected, newestRow }) => [
    skole.institutionsnummer,
    skole.navn,
    statusText[status],
    rowsRead,
    rowsRejected,
    newestRow === undefined ? 'ingen data' : datoText(newestRow),
  ]);
  const notices = night.skoler.flatMap(({ skole, notices: all }) =>
    all.map((notice) => `  ${skole.navn}: ${findingText(notice)}`),
  );
  return [
    'Filer',
    table([['Fil', 'Indhold', 'Rækker', 'Dateret'], ...files]),
    '',
    `Rækker (${tal(night.rowsRead)} læst)`,
    table([['Udfald', 'Rækker'], ...counters]),
    '',
    'Skoler',
    table([['Nummer', 'Skole', 'Status', 'Rækker', 'Afvist', 'Nyeste registrering'], ...skoler]),
    ...notices,
    '',
    ...findingLines(night.findings),
  ].join('\n');
}

function findingLines(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return ['Ingen bemærkninger til data.'];
  const groups = [...Map.groupBy(findings, ({ code }) => code)];
  return [
    'Bemærkninger',
    ...groups.flatMap(([code, group]) => [
      `  ${code}: ${plural(group.length, 'gang', 'gange')}`,
      ...group
        .slice(0, MAX_EXAMPLES)
        .map(
          (finding) =>
            `    ${[placeText(finding), findingText(finding)].filter((part) => part !== '').join(': ')}`,
        ),
    ]),
  ];
}

const counterText: Readonly<Record<string, string>> = {
  counted: 'Talt med',
  duplicate: 'Gentagelse af en anden række',
  'outside-kvartal': 'Uden for kvartalet',
  'after-as-of': 'Efter opgørelsesdatoen',
  'not-skoledag': 'Ikke en skoledag',
  'not-absence': 'Ikke fravær',
  'other-skole': 'Ukendt institutionsnummer',
  superseded: 'Erstattet af en nyere fil',
  'quarantined-institutionsnummer-missing': 'Sat til side: uden institutionsnummer',
  'quarantined-elev-id-missing': 'Sat til side: uden elev-id',
  'quarantined-dato-invalid': 'Sat til side: ikke en dato',
  'quarantined-aarsag-unknown': 'Sat til side: ukendt fraværskode',
  'quarantined-omfang-invalid': 'Sat til side: ikke et omfang',
  'quarantined-columns-mismatch': 'Sat til side: forkert antal felter',
};
