// The same table in the ways in which systems and people write it.
import { gzipSync } from 'node:zlib';
import { windows1252 } from './windows1252.ts';
import type { Content } from './source-files.ts';
import { workbookOf } from './workbooks.ts';

export type Table = readonly (readonly string[])[];

export interface Dialect {
  readonly name: string;
  readonly write: (table: Table) => Content | Promise<Content>;
  /** What a profile must say where it cannot be seen from the file. */
  readonly encoding?: 'iso-8859-15';
}

export function csvOf(table: Table, delimiter = ';', newline = '\n'): string {
  return table.map((row) => `${row.join(delimiter)}${newline}`).join('');
}

function quoted(table: Table): Table {
  return table.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`));
}

/** Latin-9 differs from Windows-1252 in letters that these tables do not have. */
function latin9(text: string): Uint8Array {
  return windows1252(text);
}

export const dialects: readonly Dialect[] = [
  { name: 'UTF-8', write: csvOf },
  { name: 'UTF-8 with a byte order mark and CRLF', write: (table) => `\uFEFF${csvOf(table, ';', '\r\n')}` },
  { name: 'Windows-1252 with tabs', write: (table) => windows1252(csvOf(table, '\t', '\r\n')) },
  { name: 'ISO-8859-15', write: (table) => latin9(csvOf(table)), encoding: 'iso-8859-15' },
  {
    name: 'UTF-16, little end first',
    write: (table) => Buffer.from(`\uFEFF${csvOf(table, '\t', '\r\n')}`, 'utf16le'),
  },
  {
    name: 'UTF-16, big end first',
    write: (table) => Buffer.from(`\uFEFF${csvOf(table)}`, 'utf16le').swap16(),
  },
  { name: 'commas, quotes and lone CR', write: (table) => csvOf(quoted(table), ',', '\r') },
  { name: '¤ in Windows-1252', write: (table) => windows1252(csvOf(table, '¤')) },
  { name: 'decomposed letters', write: (table) => csvOf(table).normalize('NFD') },
  {
    name: 'no-break and thin spaces, and a separator at the end',
    write: (table) => csvOf(table.map((row) => [...row.map((cell) => `\u00A0${cell}\u2009`), ''])),
  },
  { name: 'gzip', write: (table) => gzipSync(csvOf(table)) },
  { name: 'no newline at the end', write: (table) => csvOf(table).trimEnd() },
  { name: 'a workbook of texts', write: (table) => workbookOf(table) },
  {
    name: 'a title above and a total below',
    write: (table) =>
      csvOf([
        ['Fraværsudtræk, Absalons Skole, 4. kvartal'],
        [],
        ...table,
        [],
        ['I alt', String(table.length - 1)],
      ]),
  },
  {
    name: 'the heading on every page',
    write: ([heading = [], ...rows]) =>
      csvOf([heading, ...rows.flatMap((row, at) => (at % 7 === 6 ? [row, heading] : [row]))]),
  },
];
