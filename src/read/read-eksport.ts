// Reads everything a night needs: absence files and roster, by the sources of the configuration.
import type { LoadedConfig } from '../config/load.ts';
import type { SourceConfig } from '../config/schema.ts';
import { withoutBeskyttedeNavne } from '../domain/beskyttede.ts';
import type { Eksport, Eksportfil, SetAsideRow } from '../domain/eksport.ts';
import type { Finding } from '../domain/finding.ts';
import { joinRows } from '../domain/rows.ts';
import type { Skole } from '../domain/skole.ts';
import { AppError } from '../errors.ts';
import { readElevFile } from './elev-file.ts';
import type { ElevFile } from './elev-file.ts';
import { unreadableFinding } from './file-fault.ts';
import { findSourceFiles } from './files.ts';
import type { SourceFile } from './files.ts';
import { discard, readFravaerFile } from './fravaer-file.ts';
import type { FravaerFile, FravaerWishes } from './fravaer-file.ts';
import { loadProfile } from './load-profile.ts';
import type { LoadedProfile } from './load-profile.ts';
import type { Purpose } from './profile-rules.ts';
import { readNewest, withDoubt } from './newest.ts';
import type { Profile } from './profile.ts';
import { numbersOf, skoleLookup } from './skole-lookup.ts';
import type { SkoleLookup } from './skole-lookup.ts';
import { findUnsteady, STILL_WRITTEN } from './steady.ts';
import type { IsWatched } from './watch.ts';

export interface ReadEksport {
  readonly eksport: Eksport;
  /** What the sources said, to the byte: profiles and files. An unchanged export has the same fingerprint. */
  readonly fingerprint: readonly string[];
  /** The rows of the watched elev that the reader has sorted out, file by file. */
  readonly setAside: readonly SetAsideRow[];
}

export interface ReadWishes {
  readonly onFile?: OnFile | undefined;
  /** Whose rows are looked after, to tell which of them give nothing to count. */
  readonly isWatched?: IsWatched | undefined;
}

interface Input {
  readonly file: SourceFile;
  readonly profile: LoadedProfile;
}

/** One source of the configuration with the files that were found for it. */
interface Found {
  readonly source: SourceConfig;
  readonly inputs: readonly Input[];
}

/** Told before each file: its name, which of how many it is, and the rows read before it. */
export type OnFile = (
  file: string,
  place: { readonly number: number; readonly of: number; readonly rows: number },
) => void;

/** Throws `no-export` when there is nothing to read, `export-unreadable` when nothing of it can be read. */
export async function readEksport(loaded: LoadedConfig, wishes: ReadWishes = {}): Promise<ReadEksport> {
  const { onFile = () => {}, isWatched } = wishes;
  const { config } = loaded;
  const { sources, skoler } = config;
  const foundAt = Date.now();
  const fravaer = await findInputs(sources.fravaer, 'fravaer', loaded);
  const elever = await findInputs(sources.elever, 'elever', loaded);
  if (fravaer.every(isMissing)) throw noExport('fravær', fravaer);
  // A part of the roster would make leavers of all the others (R12).
  if (elever.some(isMissing)) throw noExport('elever', elever.filter(isMissing));
  const inputs = [...fravaer, ...elever].flatMap((found) => found.inputs);
  const reading = {
    skoler,
    skoleOf: skoleLookup(skoler),
    numbers: numbersOf(skoler),
    tell: teller(inputs, onFile),
    isWatched,
  };
  const readFiles = await readSources(fravaer, reading, readFravaerFile);
  const readRoster = await readSources(elever, reading, readElevFile);
  const unsteady = await findUnsteady(
    inputs.map(({ file }) => file),
    foundAt,
  );
  const files = usable(readFiles.flatMap((ofSource) => settle(ofSource, unsteady)));
  const roster = wholeRoster(
    readRoster.flatMap(({ files }) => files),
    unsteady,
  );
  const missing = fravaer.filter(isMissing).map(patternOf);
  const eksport: Eksport = {
    rows: joinRows(files.map(({ rows }) => rows)),
    indmeldelser: roster.flatMap(({ indmeldelser }) => indmeldelser),
    hasRoster: sources.elever.length > 0,
    missingSources: missing,
    files: [...files.map(({ file }) => file), ...roster.map(({ file }) => file)],
    rowsRead: files.reduce((sum, { file }) => sum + file.rows, 0),
    sortedOut: addCounters(files),
    findings: [...missing.map(missingSource), ...[...files, ...roster].flatMap(({ findings }) => findings)],
  };
  const shown = config.reports.beskyttedeNavne === 'hide' ? withoutBeskyttedeNavne(eksport) : eksport;
  return {
    eksport: shown,
    fingerprint: [
      ...inputs.map(({ profile, file }) => `${file.label} ${profile.text}`),
      ...[...files, ...roster].map(({ sha256 }) => sha256),
    ],
    setAside: files.flatMap(({ setAside }) => setAside),
  };
}

async function findInputs(
  sources: readonly SourceConfig[],
  purpose: Purpose,
  loaded: LoadedConfig,
): Promise<Found[]> {
  const search = { resolve: loaded.resolve, timeZone: loaded.config.timeZone };
  const found: Found[] = [];
  for (const source of sources) {
    const profile = await loadProfile(source.profile, purpose, loaded.resolve);
    const files = await findSourceFiles(source, search);
    found.push({ source, inputs: files.map((file) => ({ file, profile })) });
  }
  return found;
}

function isMissing({ inputs }: Found): boolean {
  return inputs.length === 0;
}

function patternOf({ source }: Found): string {
  return source.files.join(', ');
}

function missingSource(files: string): Finding {
  return { code: 'source-missing', severity: 'error', detail: { files } };
}

interface Reading {
  readonly skoler: readonly Skole[];
  readonly skoleOf: SkoleLookup;
  /** All numbers of the configuration. */
  readonly numbers: ReadonlySet<string>;
  readonly tell: Teller;
  readonly isWatched: IsWatched | undefined;
}

interface Teller {
  readonly before: (file: SourceFile) => void;
  readonly after: (rows: number) => void;
}

function teller(inputs: readonly Input[], onFile: OnFile): Teller {
  let number = 0;
  let rows = 0;
  return {
    before: ({ label }) => onFile(label, { number: (number += 1), of: inputs.length, rows }),
    after: (read) => {
      rows += read;
    },
  };
}

/** The files of one source after reading. */
interface ReadSource<File> {
  readonly pick: SourceConfig['pick'];
  readonly files: readonly File[];
}

type ReadFile<File> = (
  file: SourceFile,
  profile: Profile,
  skoleOf: SkoleLookup,
  wishes: FravaerWishes,
) => Promise<File>;

async function readSources<File extends { readonly numbers: ReadonlySet<string>; readonly file: Eksportfil }>(
  sources: readonly Found[],
  { skoler, skoleOf, numbers, tell, isWatched }: Reading,
  readFile: ReadFile<File>,
): Promise<ReadSource<File>[]> {
  const read: ReadSource<File>[] = [];
  for (const { source, inputs } of sources) {
    const { pick } = source;
    const readOne = async ({ file, profile }: Input, taken?: ReadonlySet<string>): Promise<File> => {
      tell.before(file);
      const done = await readFile(file, profile.profile, skoleOf, { taken, isWatched, skoler });
      tell.after(done.file.rows);
      return done;
    };
    read.push({
      pick,
      files: pick === 'newest' ? await readNewest(inputs, numbers, readOne) : await inOrder(inputs, readOne),
    });
  }
  return read;
}

/** One at a time, so that only one file's text is in memory. */
async function inOrder<File>(
  inputs: readonly Input[],
  readOne: (input: Input) => Promise<File>,
): Promise<File[]> {
  const files: File[] = [];
  for (const input of inputs) files.push(await readOne(input));
  return files;
}

/** What a source's files come to once it is known which of them are still being written. */
function settle({ pick, files }: ReadSource<FravaerFile>, unsteady: ReadonlySet<string>): FravaerFile[] {
  const settled = files.map((file) => (unsteady.has(file.source.path) ? discard(file, STILL_WRITTEN) : file));
  return pick === 'newest' ? withDoubt(settled) : settled;
}

/** Throws when no file can be used. */
function usable(files: readonly FravaerFile[]): readonly FravaerFile[] {
  if (files.some(({ file }) => file.unreadable === undefined)) return files;
  throw unreadable(
    files.flatMap(({ findings }) => findings.filter(({ code }) => code === 'file-unreadable')),
  );
}

/** A roster that cannot be read whole stops the run: without it leavers and movers would be judged wrongly (R11, R12). */
function wholeRoster(files: readonly ElevFile[], unsteady: ReadonlySet<string>): readonly ElevFile[] {
  const faults = files.flatMap(({ source, fault }) => {
    const found = unsteady.has(source.path) ? { reason: STILL_WRITTEN } : fault;
    return found === undefined ? [] : [unreadableFinding(source, found)];
  });
  if (faults.length > 0) throw unreadable(faults);
  return files;
}

function addCounters(files: readonly FravaerFile[]): ReadonlyMap<string, number> {
  const sum = new Map<string, number>();
  for (const { sortedOut } of files) {
    for (const [counter, rows] of sortedOut) sum.set(counter, (sum.get(counter) ?? 0) + rows);
  }
  return sum;
}

function noExport(what: string, missing: readonly Found[]): AppError {
  return new AppError('no-export', {
    message: `Der er ingen fil med ${what}: ${missing.map(patternOf).join(', ')}`,
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
