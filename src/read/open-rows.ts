// One file -> its rows of fields, whether it is text or a workbook, packed or not.
import { readBytes, unpack } from './bytes.ts';
import { readRows } from './csv.ts';
import type { CsvFault, Delimiter, RawRow } from './csv.ts';
import { decodeFile } from './decode.ts';
import type { FileFacts } from './decode.ts';
import { UnreadableFile } from './file-fault.ts';
import { countHeadings } from './header.ts';
import type { Profile } from './profile.ts';
import type { Dialect } from './plain-rows.ts';
import { scanRows } from './scan.ts';
import type { ScanPlace } from './scan.ts';
import type { Serials } from './values.ts';
import { openSheet } from './xlsx/sheet-rows.ts';

/** So many lines are looked at to see how the text is written. */
const LINES_LOOKED_AT = 20;
const MAX_SHEET_FILE_BYTES = 200_000_000;

export interface OpenRows {
  readonly rows: AsyncGenerator<Iterable<RawRow>>;
  /** How rows are read that are read as bytes. */
  readonly scan: Scan | undefined;
  readonly serials: Serials;
  /** How the bytes were understood, for people. */
  readonly format: string;
}

export interface Scan {
  readonly dialect: Dialect;
  readonly place: ScanPlace;
}

/** All rows of a file that are not blank lines. Throws UnreadableFile for one that cannot be opened. */
export async function openRows(path: string, facts: FileFacts, profile: Profile): Promise<OpenRows> {
  if (facts.kind === 'text') {
    const delimiter = delimiterOf(facts.head, profile);
    const { encoding } = facts;
    const format = `${encoding.toUpperCase()}, ${delimiter === '\t' ? 'tabulator' : delimiter}`;
    return { ...textRows(path, { encoding, delimiter }), serials: undefined, format };
  }
  const { rows, isFrom1904 } = await openSheet(await readWhole(path), {
    sheet: profile.sheet,
    dateFormat: profile.dates[0] ?? 'dd-MM-yyyy',
    decimal: profile.decimal,
  });
  return { rows, scan: undefined, serials: isFrom1904 ? 'from-1904' : 'from-1900', format: 'Excel' };
}

/** Text is read as bytes where it can be; what is not written in bytes is decoded first. */
function textRows(path: string, dialect: Dialect): Pick<OpenRows, 'rows' | 'scan'> {
  const { encoding, delimiter } = dialect;
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    return { rows: whole(readRows(decodeFile(path, encoding), delimiter)), scan: undefined };
  }
  const place: ScanPlace = { line: 1, isStart: true };
  return { rows: whole(scanRows(unpack(readBytes(path)), dialect, place)), scan: { dialect, place } };
}

/** The rows, ending with an UnreadableFile where the text cannot be understood as CSV. */
async function* whole(
  pieces: AsyncGenerator<Iterable<RawRow>, CsvFault | undefined>,
): AsyncGenerator<Iterable<RawRow>> {
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
    chunks.push(Buffer.from(chunk));
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
