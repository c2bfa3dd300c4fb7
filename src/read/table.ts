// One CSV file -> its heading row and data rows, whatever they describe. Says why when the file cannot be used.
import { decodeFile, inspectFile } from './decode.ts';
import type { FileFacts } from './decode.ts';
import { guessDelimiter, readRows } from './csv.ts';
import type { CsvFault, Delimiter, RawRow } from './csv.ts';
import type { SourceFile } from './files.ts';
import { isHeader, mapHeader } from './header.ts';
import type { Header, HeaderFault } from './header.ts';
import type { Profile } from './profile.ts';

export interface Table {
  readonly facts: FileFacts;
  /** Undefined for a file without any text. */
  readonly header: Header | undefined;
  /** The data rows; returns a fault where the text broke off. */
  readonly rows: AsyncGenerator<RawRow, CsvFault | undefined>;
  readonly close: () => Promise<void>;
}

/** Why a whole file cannot be used, in Danish, with the line when there is one. */
export interface FileFault {
  readonly reason: string;
  readonly line?: number | undefined;
}

export async function openTable(file: SourceFile, profile: Profile): Promise<Table | FileFault> {
  const facts = await inspectFile(file.path, profile.encoding);
  if (facts.isBinary) return { reason: 'det er ikke en tekstfil' };
  const delimiter =
    profile.delimiter === 'auto' ? await findDelimiter(file, facts) : toDelimiter(profile.delimiter);
  const rows = readRows(decodeFile(file.path, facts.encoding), delimiter);
  const first = await rows.next();
  const close = async (): Promise<void> => void (await rows.return(undefined));
  if (first.done) {
    return first.value === undefined ? { facts, header: undefined, rows, close } : brokenText(first.value);
  }
  const header = mapHeader(first.value.fields, profile);
  if (!isHeader(header)) {
    await close();
    return { reason: describeHeaderFault(header), line: first.value.line };
  }
  return { facts, header, rows, close };
}

export function isFileFault(opened: Table | FileFault): opened is FileFault {
  return 'reason' in opened;
}

export function brokenText({ line }: CsvFault): FileFault {
  return { reason: `et anførselstegn bliver aldrig lukket i rækken fra linje ${line}`, line };
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
