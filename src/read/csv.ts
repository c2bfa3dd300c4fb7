// Text -> rows of fields with their line in the file, by csv-parse.
import { CsvError, parse } from 'csv-parse';
import type { Parser } from 'csv-parse';

export interface RawRow {
  /** 1-based line on which the row begins. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** Why the text cannot be understood as CSV from the row that begins on `line`. */
export interface CsvFault {
  readonly line: number;
  readonly code: 'quote-not-closed' | 'row-too-long';
}

export type Delimiter = ';' | ',' | '\t' | '¤';

/** A row may not be longer: a quote that is never closed must not swallow the whole file. */
const MAX_ROW_CHARACTERS = 100_000;

/**
 * All rows that are not blank, a piece of text at a time. Ends early with a fault, as the generator's return value,
 * where the text cannot be understood as CSV; the rows before it have all been given.
 */
export async function* readRows(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
): AsyncGenerator<readonly RawRow[], CsvFault | undefined> {
  let line = 1;
  let rows: RawRow[] = [];
  const parser = parse({
    delimiter,
    columns: false,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_ROW_CHARACTERS,
    record_delimiter: ['\r\n', '\n', '\r'],
    // Taken here and not from the stream, which throws away what it holds when the text breaks off.
    on_record: (fields: string[]) => {
      if (fields.length > 1 || fields[0] !== '') rows.push({ line, fields });
      line += 1 + countNewlines(fields);
      return null;
    },
  });
  const feed = feeder(parser);
  let fault: CsvFault['code'] | undefined;
  for await (const piece of boundLines(text)) {
    fault = piece === undefined ? 'row-too-long' : await feed(piece);
    if (rows.length > 0) yield rows;
    rows = [];
    if (fault !== undefined) return { line, code: fault };
  }
  fault = await feed(undefined);
  if (rows.length > 0) yield rows;
  return fault === undefined ? undefined : { line, code: fault };
}

/** The same text, ending with undefined in place of a line that is too long: csv-parse bounds fields, not their number. */
async function* boundLines(text: AsyncIterable<string>): AsyncGenerator<string | undefined> {
  let length = 0;
  for await (const piece of text) {
    const lastNewline = Math.max(piece.lastIndexOf('\n'), piece.lastIndexOf('\r'));
    length = lastNewline === -1 ? length + piece.length : piece.length - lastNewline;
    yield piece;
    if (length > MAX_ROW_CHARACTERS * 2) {
      yield undefined;
      return;
    }
  }
}

/** Gives the parser a piece of text, undefined for the end of it; answers when that is parsed. */
function feeder(parser: Parser): (piece: string | undefined) => Promise<CsvFault['code'] | undefined> {
  let failure: Error | undefined;
  parser.on('error', (error) => {
    failure = error;
  });
  parser.resume();
  return async (piece) => {
    await new Promise<void>((resolve) => {
      if (piece !== undefined) parser.write(piece, () => resolve());
      else parser.once('close', resolve).end();
    });
    if (failure === undefined) return undefined;
    if (!(failure instanceof CsvError)) throw failure;
    return failure.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-not-closed' : 'row-too-long';
  };
}

function countNewlines(fields: readonly string[]): number {
  let newlines = 0;
  for (const field of fields) {
    if (field.includes('\n') || field.includes('\r')) newlines += field.split(/\r\n|\n|\r/).length - 1;
  }
  return newlines;
}
