// `check --json`: everything that check-text.ts shows, in full.
import type { SkoleCoverage } from '../../domain/coverage.ts';
import { SILENT_KLASSE_SKOLEDAGE } from '../../domain/coverage.ts';
import type { SkoleNight } from '../../domain/night.ts';
import type { CheckReport } from '../../job/check.ts';

export function checkJson(report: CheckReport): Record<string, unknown> {
  const { eksport, night, outcome, unmapped, coverage, newestPerFile } = report;
  const coverageOf = new Map(coverage.map((one) => [one.skole.institutionsnummer, one]));
  return {
    kvartal: night.kvartal,
    asOf: night.asOf,
    outcome,
    skoledage: report.skoledage,
    files: eksport.files.map((file) => ({
      file: file.file,
      kind: file.kind,
      profile: file.profile,
      format: file.format ?? null,
      rows: file.rows,
      newestRow: newestPerFile.get(file.file) ?? null,
      extractedOn: file.extractedOn,
      unreadable: file.unreadable ?? null,
    })),
    rows: { read: night.rowsRead, ...Object.fromEntries(night.rows) },
    unmapped,
    skoler: night.skoler.map((skole) => skoleJson(skole, coverageOf.get(skole.skole.institutionsnummer))),
    findings: night.findings,
    state: stateJson(report),
  };
}

function stateJson({ state }: CheckReport): Record<string, unknown> | null {
  if (state === undefined) return null;
  const { newest, isRestored } = state;
  const run = newest === undefined ? null : { id: newest.id, asOf: newest.asOf, outcome: newest.outcome };
  return { integrity: 'ok', run, restored: isRestored };
}

function skoleJson(
  { skole, status, newestRow, rowsRead, rowsRejected, notices }: SkoleNight,
  coverage: SkoleCoverage | undefined,
): Record<string, unknown> {
  return {
    institutionsnummer: skole.institutionsnummer,
    navn: skole.navn,
    status,
    rows: rowsRead,
    rejected: rowsRejected,
    newestRow: newestRow ?? null,
    elever: {
      withRows: coverage?.eleverWithRows,
      notInRoster: coverage?.notInRoster,
      rosterOnly: coverage?.rosterOnly,
    },
    klasser: coverage?.klasser.map(({ klasse, elever, newestRow: newest, silentSkoledage }) => ({
      klasse,
      elever,
      newestRow: newest ?? null,
      silentSkoledage,
      isSilent: silentSkoledage >= SILENT_KLASSE_SKOLEDAGE,
    })),
    notices,
  };
}
