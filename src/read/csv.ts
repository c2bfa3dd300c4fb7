// Text -> rows of fields with their line in the file, by csv-parse.
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';

export interface RawRow {
  /** 1-based line on which the row begins. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** The text broke off inside a quoted field, or a quote stands where none can. */
export interface CsvFault {
  readonly line: number;
}

export type Delimiter = ';' | ',' | '\t' | '¤';

/** A field may not be longer: a quote that is never closed must not swallow the whole file. */
const MAX_FIELD_CHARACTERS = 100_000;

/**
 * All rows that are not blank. Ends early with a fault, as the generator's return value, where the text cannot be
 * understood as CSV.
 */
export async function* readRows(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
): AsyncGenerator<RawRow, CsvFault | undefined> {
  const parser = parse({
    delimiter,
    columns: false,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_FIELD_CHARACTERS,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  const source = Readable.from(text, { objectMode: false, encoding: 'utf8' });
  source.on('error', (error) => parser.destroy(error));
  let line = 1;
  try {
    for await (const fields of source.pipe(parser) as AsyncIterable<string[]>) {
      const begin = line;
      line += 1 + countNewlines(fields);
      if (fields.length > 1 || fields[0] !== '') yield { line: begin, fields };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { line };
  }
  return undefined;
}

function countNewlines(fields: readonly string[]): number {
  let newlines = 0;
  for (const field of fields) {
    if (field.includes('\n')) newlines += field.split('\n').length - 1;
  }
  return newlines;
}

/** The delimiter that occurs most often in the first line of text. */
export function guessDelimiter(firstLine: string): Delimiter {
  const candidates: readonly Delimiter[] = [';', '\t', '¤', ','];
  const counts = candidates.map((delimiter) => firstLine.split(delimiter).length - 1);
  return candidates[counts.indexOf(Math.max(...counts))] ?? ';';
}
