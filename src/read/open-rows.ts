// One file -> its rows of fields, whether it is text or a workbook, packed or not.
import { readBytes, unpack } from './bytes.ts';
import { readRows } from './csv.ts';
import type { CsvFault, Delimiter, RawRow } from './csv.ts';
import { decodeFile } from './decode.ts';
import type { FileFacts } from './decode.ts';
import { UnreadableFile } from './file-fault.ts';
import { countHeadings } from './header.ts';
import type { Profile } from './profile.ts';
import { scanRows } from './scan.ts';
import type { Dialect } from './scan.ts';
import type { Serials } from './values.ts';
import { openSheet } from './xlsx/sheet-rows.ts';

/** So many lines are looked at to see how the text is written. */
const LINES_LOOKED_AT = 20;
const MAX_SHEET_FILE_BYTES = 200_000_000;

export interface OpenRows {
  readonly rows: AsyncGenerator<readonly RawRow[]>;
  readonly serials: Serials;
  /** Of text that stands in the file as it is, in bytes that can be read from anywhere. */
  readonly dialect: Dialect | undefined;
  /** How the bytes were understood, for people. */
  readonly format: string;
}

/** All rows of a file that are not blank lines. Throws UnreadableFile for one that cannot be opened. */
export async function openRows(path: string, facts: FileFacts, profile: Profile): Promise<OpenRows> {
  if (facts.kind === 'text') {
    const delimiter = delimiterOf(facts.head, profile);
    const { encoding } = facts;
    const format = `${encoding.toUpperCase()}, ${delimiter === '\t' ? 'tabulator' : delimiter}`;
    const dialect = isInBytes(encoding) && !facts.isPacked ? { encoding, delimiter } : undefined;
    return { rows: whole(textRows(path, { encoding, delimiter })), serials: undefined, dialect, format };
  }
  const { rows, isFrom1904 } = await openSheet(await readWhole(path), {
    sheet: profile.sheet,
    dateFormat: profile.dates[0] ?? 'dd-MM-yyyy',
    decimal: profile.decimal,
  });
  return { rows, serials: isFrom1904 ? 'from-1904' : 'from-1900', dialect: undefined, format: 'Excel' };
}

/** Plain text is split as bytes; what is not written in bytes is decoded first. */
function textRows(path: string, dialect: Dialect): AsyncGenerator<readonly RawRow[], CsvFault | undefined> {
  const { encoding, delimiter } = dialect;
  return isInBytes(encoding)
    ? scanRows(unpack(readBytes(path)), dialect)
    : readRows(decodeFile(path, encoding), delimiter);
}

function isInBytes(encoding: Dialect['encoding']): boolean {
  return encoding !== 'utf-16le' && encoding !== 'utf-16be';
}

/** The rows, ending with an UnreadableFile where the text cannot be understood as CSV. */
async function* whole(
  pieces: AsyncGenerator<readonly RawRow[], CsvFault | undefined>,
): AsyncGenerator<readonly RawRow[]> {
  const fault = yield* pieces;
  if (fault === undefined) return;
  const reason = {
    'quote-not-closed': 'et anførselstegn bliver aldrig lukket i rækken fra linje',
    'row-too-long':
      'der mangler et anførselstegn, eller det er en anden slags fil: alt for lang er rækken fra linje',
  }[fault.code];
  throw new UnreadableFile(`${reason} ${fault.line}`, fault.line);
}

async function readWhole(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of unpack(readBytes(path))) {
    bytes += chunk.length;
    if (bytes > MAX_SHEET_FILE_BYTES) {
      throw new UnreadableFile('regnearket er for stort til at blive læst; bestil eksporten som CSV');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const delimiters: readonly Delimiter[] = [';', '\t', '¤', ','];

/** The profile's delimiter, or the one by which some line near the top holds most of its headings, else most fields. */
function delimiterOf(head: string, profile: Profile): Delimiter {
  if (profile.delimiter !== 'auto') return profile.delimiter === 'tab' ? '\t' : profile.delimiter;
  const lines = head
    .split(/\r\n|\n|\r/, profile.skipLines + LINES_LOOKED_AT)
    .slice(profile.skipLines)
    .map((line) => line.slice(0, 10_000));
  const score = (delimiter: Delimiter): number =>
    Math.max(
      ...lines.map((line) => {
        const cells = line.split(delimiter).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''));
        return countHeadings(cells, profile) * 10_000 + cells.length;
      }),
    );
  return delimiters.reduce((best, one) => (score(one) > score(best) ? one : best));
}
