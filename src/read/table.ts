// One CSV file -> its heading row and data rows, whatever they describe. Says why when the file cannot be used.
import type { Finding } from '../domain/finding.ts';
import { systemCode } from '../errors.ts';
import { decodeFile, inspectFile } from './decode.ts';
import type { FileFacts } from './decode.ts';
import { guessDelimiter } from './csv.ts';
import type { CsvFault, Delimiter, RawRow } from './csv.ts';
import type { SourceFile } from './files.ts';
import { isHeader, mapHeader } from './header.ts';
import type { Header, HeaderFault } from './header.ts';
import type { Profile } from './profile.ts';
import { scanFile } from './scan.ts';

export interface Table {
  readonly facts: FileFacts;
  /** How the bytes were understood, for people: `UTF-8, ;`. */
  readonly format: string;
  /** Undefined for a file without any text. */
  readonly header: Header | undefined;
  /** The data rows, a piece of the file at a time; returns a fault where the text broke off. */
  readonly rows: AsyncGenerator<readonly RawRow[], FileFault | undefined>;
}

/** Why a whole file cannot be used, in Danish, with the line when there is one. */
export interface FileFault {
  readonly reason: string;
  readonly line?: number | undefined;
}

export async function openTable(file: SourceFile, profile: Profile): Promise<Table | FileFault> {
  try {
    return await open(file, profile);
  } catch (error) {
    return describeSystemFault(error);
  }
}

async function open(file: SourceFile, profile: Profile): Promise<Table | FileFault> {
  const facts = await inspectFile(file.path, profile.encoding);
  if (facts.isBinary) return { reason: 'det er ikke en tekstfil' };
  const delimiter =
    profile.delimiter === 'auto' ? await findDelimiter(file, facts) : toDelimiter(profile.delimiter);
  const format = `${facts.encoding.toUpperCase()}, ${delimiter === '\t' ? 'tabulator' : delimiter}`;
  const pieces = scanFile(file.path, { encoding: facts.encoding, delimiter });
  const first = await pieces.next();
  if (first.done) {
    return first.value === undefined
      ? { facts, format, header: undefined, rows: dataRows([], pieces) }
      : describeCsvFault(first.value);
  }
  const [heading, ...rows] = first.value;
  const header = mapHeader(heading?.fields ?? [], profile);
  if (!isHeader(header)) {
    await pieces.return(undefined);
    return { reason: describeHeaderFault(header), line: heading?.line };
  }
  return { facts, format, header, rows: dataRows(rows, pieces) };
}

async function* dataRows(
  first: readonly RawRow[],
  rest: AsyncGenerator<readonly RawRow[], CsvFault | undefined>,
): AsyncGenerator<readonly RawRow[], FileFault | undefined> {
  yield first;
  try {
    const fault = yield* rest;
    return fault === undefined ? undefined : describeCsvFault(fault);
  } catch (error) {
    return describeSystemFault(error);
  }
}

/** The file is still being written, or was cut on its way. */
export function cutRow(line: number | undefined): FileFault {
  return { reason: 'den sidste række er skåret over; er filen stadig ved at blive skrevet?', line };
}

export function unreadableFinding({ label }: SourceFile, { reason, line }: FileFault): Finding {
  return { code: 'file-unreadable', severity: 'error', file: label, line, detail: { reason } };
}

export function isFileFault(opened: Table | FileFault): opened is FileFault {
  return 'reason' in opened;
}

/** A file that went away, is locked or lies on a disk that fails. Anything else is a bug and goes on. */
function describeSystemFault(error: unknown): FileFault {
  const code = systemCode(error);
  if (code === undefined || code.startsWith('ERR_')) throw error;
  return { reason: code === 'ENOENT' ? 'filen findes ikke længere' : `filen kan ikke åbnes (${code})` };
}

function describeCsvFault({ code, line }: CsvFault): FileFault {
  const reason = {
    'quote-not-closed': `et anførselstegn bliver aldrig lukket i rækken fra linje ${line}`,
    'row-too-long': `rækken fra linje ${line} er alt for lang; mangler der et anførselstegn, eller er det en anden slags fil?`,
  }[code];
  return { reason, line };
}

async function findDelimiter(file: SourceFile, facts: FileFacts): Promise<Delimiter> {
  for await (const text of decodeFile(file.path, facts.encoding)) {
    const line = text.split(/[\r\n]+/).find((candidate) => candidate.trim() !== '');
    if (line !== undefined) return guessDelimiter(line);
  }
  return ';';
}

function toDelimiter(delimiter: Exclude<Profile['delimiter'], 'auto'>): Delimiter {
  return delimiter === 'tab' ? '\t' : delimiter;
}

function describeHeaderFault({ missing, ambiguous }: HeaderFault): string {
  const parts = [
    ...(missing.length > 0 ? [`overskriften mangler ${missing.map((name) => `»${name}«`).join(', ')}`] : []),
    ...(ambiguous.length > 0
      ? [`overskriften har to kolonner for ${ambiguous.map((name) => `»${name}«`).join(', ')}`]
      : []),
  ];
  return parts.join('; ');
}
