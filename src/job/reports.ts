// Builds and writes the workbooks of a night. Building comes before the run is saved, so that state knows each
// workbook by its hash; writing comes after, so that a workbook always belongs to a saved run.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { NightReport } from '../domain/report-input.ts';
import { skoleReportInput } from '../domain/report-input.ts';
import type { Dato } from '../domain/dato.ts';
import { systemCode } from '../errors.ts';
import type { Log } from './log.ts';
import { FORVALTNING, reportPath, writeReport } from '../report/files.ts';
import { buildForvaltningReport } from '../report/forvaltning-report.ts';
import { buildSkoleReport } from '../report/skole-report.ts';
import { renderWorkbook } from '../report/workbook.ts';

export interface BuiltReport {
  /** The skole's number, or `forvaltning`. */
  readonly name: string;
  readonly path: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** One workbook per skole that may be reported (R60), and the forvaltning's. */
export async function buildReports(
  report: NightReport,
  folder: string,
  only: ReadonlySet<string>,
  { progress }: Pick<Log, 'progress'>,
): Promise<BuiltReport[]> {
  const { asOf, skoler } = report.night;
  const built: BuiltReport[] = [];
  for (const [index, skole] of skoler.entries()) {
    const name = skole.skole.institutionsnummer;
    progress(`Laver regneark: skole ${index + 1} af ${skoler.length}`);
    if (skole.status === 'refused' || (only.size > 0 && !only.has(name))) continue;
    const bytes = await renderWorkbook(buildSkoleReport(skoleReportInput(report, skole)), { asOf });
    built.push(toBuilt(name, bytes, folder, asOf));
  }
  if (only.size === 0) {
    const bytes = await renderWorkbook(buildForvaltningReport(report), { asOf });
    built.push(toBuilt(FORVALTNING, bytes, folder, asOf));
  }
  return built;
}

function toBuilt(name: string, bytes: Buffer, folder: string, asOf: Dato): BuiltReport {
  return { name, bytes, path: reportPath(folder, { asOf, name }), sha256: sha256(bytes) };
}

export interface ReportFailure {
  readonly name: string;
  readonly error: string;
}

/**
 * Writes each workbook whole or not at all; one that cannot be written does not stop the others, and one that lies there
 * already, from a start that was killed, is left alone.
 */
export async function writeReports(reports: readonly BuiltReport[]): Promise<ReportFailure[]> {
  const failures: ReportFailure[] = [];
  for (const { name, path, bytes, sha256: hash } of reports) {
    if ((await readReport(path, hash)) !== undefined) continue;
    try {
      await writeReport(path, bytes);
    } catch (error) {
      const code = systemCode(error);
      if (code === undefined) throw error;
      failures.push({ name, error: `Rapporten kunne ikke skrives (${code})` });
    }
  }
  return failures;
}

/** The workbook at `path` when it is the one with this hash, else undefined: changed, gone or unreadable. */
export async function readReport(path: string, hash: string): Promise<Buffer | undefined> {
  try {
    const bytes = await readFile(path);
    return sha256(bytes) === hash ? bytes : undefined;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return undefined;
  }
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
