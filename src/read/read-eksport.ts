// Reads everything a night needs: absence files and roster, by the sources of the configuration.
import type { LoadedConfig } from '../config/load.ts';
import type { SourceConfig } from '../config/schema.ts';
import type { Eksport, Eksportfil } from '../domain/eksport.ts';
import type { Finding } from '../domain/finding.ts';
import { AppError } from '../errors.ts';
import { readElevFile } from './elev-file.ts';
import { findSourceFiles } from './files.ts';
import type { SourceFile } from './files.ts';
import { readFravaerFile } from './fravaer-file.ts';
import type { FravaerFile } from './fravaer-file.ts';
import { loadProfile } from './load-profile.ts';
import type { LoadedProfile } from './load-profile.ts';
import { skoleLookup } from './skole-lookup.ts';
import type { SkoleLookup } from './skole-lookup.ts';

export interface ReadEksport {
  readonly eksport: Eksport;
  /** What the sources said, to the byte: profiles and files. An unchanged export has the same fingerprint. */
  readonly fingerprint: readonly string[];
}

interface Input {
  readonly file: SourceFile;
  readonly profile: LoadedProfile;
}

interface FoundInputs {
  readonly inputs: readonly Input[];
  /** The patterns of the sources that no file fits. */
  readonly missing: readonly string[];
}

/** Throws `no-export` when there is nothing to read, `export-unreadable` when nothing of it can be read. */
export async function readEksport(loaded: LoadedConfig): Promise<ReadEksport> {
  const { sources, skoler } = loaded.config;
  const skoleOf = skoleLookup(skoler);
  const fravaer = await findInputs(sources.fravaer, loaded);
  const elever = await findInputs(sources.elever, loaded);
  if (fravaer.inputs.length === 0) throw noExport('fravær', fravaer.missing);
  // A part of the roster would make leavers of all the others (R12).
  if (elever.missing.length > 0) throw noExport('elever', elever.missing);
  const files = await readFravaer(fravaer.inputs, skoleOf);
  const roster = await readRoster(elever.inputs, skoleOf);
  const eksport: Eksport = {
    rows: files.flatMap(({ rows }) => rows),
    indmeldelser: roster.flatMap(({ indmeldelser }) => indmeldelser),
    hasRoster: sources.elever.length > 0,
    missingSources: fravaer.missing,
    files: [...files.map(({ file }) => file), ...elever.inputs.map(rosterFacts)],
    rowsRead: files.reduce((sum, { file }) => sum + file.rows, 0),
    sortedOut: addCounters(files),
    findings: [
      ...fravaer.missing.map(missingSource),
      ...files.flatMap(({ findings }) => findings),
      ...roster.flatMap(({ findings }) => findings),
    ],
  };
  const hashes = [...files, ...roster].map(({ sha256 }) => sha256);
  return {
    eksport,
    fingerprint: [
      ...[...fravaer.inputs, ...elever.inputs].map(({ profile, file }) => `${file.label} ${profile.text}`),
      ...hashes,
    ],
  };
}

async function findInputs(sources: readonly SourceConfig[], loaded: LoadedConfig): Promise<FoundInputs> {
  const search = { resolve: loaded.resolve, timeZone: loaded.config.timeZone };
  const inputs: Input[] = [];
  const missing: string[] = [];
  for (const source of sources) {
    const profile = await loadProfile(source.profile, loaded.resolve);
    const files = await findSourceFiles(source, search);
    if (files.length === 0) missing.push(source.files.join(', '));
    inputs.push(...files.map((file) => ({ file, profile })));
  }
  return { inputs, missing };
}

function missingSource(files: string): Finding {
  return { code: 'source-missing', severity: 'error', detail: { files } };
}

async function readFravaer(inputs: readonly Input[], skoleOf: SkoleLookup): Promise<FravaerFile[]> {
  const files: FravaerFile[] = [];
  for (const { file, profile } of inputs) files.push(await readFravaerFile(file, profile.profile, skoleOf));
  if (files.some(({ file }) => file.unreadable === undefined)) return files;
  throw unreadable(
    files.flatMap(({ findings }) => findings.filter(({ code }) => code === 'file-unreadable')),
  );
}

/** A roster that cannot be read whole stops the run: without it leavers and movers would be judged wrongly (R11, R12). */
async function readRoster(
  inputs: readonly Input[],
  skoleOf: SkoleLookup,
): Promise<Awaited<ReturnType<typeof readElevFile>>[]> {
  const files = [];
  for (const { file, profile } of inputs) {
    const read = await readElevFile(file, profile.profile, skoleOf);
    if (read.fault !== undefined) {
      throw unreadable([
        {
          code: 'file-unreadable',
          severity: 'error',
          file: file.label,
          line: read.fault.line,
          detail: { reason: read.fault.reason },
        },
      ]);
    }
    files.push(read);
  }
  return files;
}

function rosterFacts({ file }: Input): Eksportfil {
  return {
    file: file.label,
    kind: 'elever',
    extractedOn: file.modifiedOn,
    rows: 0,
    perSkole: new Map(),
    unreadable: undefined,
  };
}

function addCounters(files: readonly FravaerFile[]): ReadonlyMap<string, number> {
  const sum = new Map<string, number>();
  for (const { sortedOut } of files) {
    for (const [counter, rows] of sortedOut) sum.set(counter, (sum.get(counter) ?? 0) + rows);
  }
  return sum;
}

function noExport(what: string, missing: readonly string[]): AppError {
  return new AppError('no-export', {
    message: `Der er ingen fil med ${what}: ${missing.join(', ')}`,
    hint: 'Se efter, om eksporten er kørt, og om stien i konfigurationen er rigtig',
  });
}

function unreadable(findings: readonly Finding[]): AppError {
  const problems = findings.map(({ file, line, detail }) => ({
    file: file ?? '',
    line,
    message: String(detail?.['reason'] ?? ''),
  }));
  return new AppError('export-unreadable', {
    message:
      problems.length === 1
        ? `Eksporten kan ikke læses: ${problems[0]?.file}`
        : `${problems.length} filer kan ikke læses`,
    hint: 'Bestil eksporten igen, og se efter, om profilen passer til filen: fravaer check',
    problems,
  });
}
