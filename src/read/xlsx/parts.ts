// What a sheet needs to know of its workbook: where it lies, the texts that cells share, which formats are dates.
import { TextDecoder } from 'node:util';
import { UnreadableFile } from '../file-fault.ts';
import { fold } from '../fold.ts';
import { attribute, xmlFeeder } from './xml.ts';
import type { XmlHandler } from './xml.ts';
import { unpackEntry } from './zip.ts';
import type { ZipEntry } from './zip.ts';

type Zip = ReadonlyMap<string, ZipEntry>;

const MAX_PART_BYTES = 20_000_000;
const MAX_STRINGS_BYTES = 128_000_000;

const ignore = (): void => undefined;

/** Reads a part of the zip from its beginning to its end. */
export async function readXml(
  entry: ZipEntry,
  handler: Partial<XmlHandler>,
  limit = MAX_PART_BYTES,
): Promise<void> {
  for await (const _ of readXmlInPieces(entry, handler, limit)) continue;
}

/** The same, with a pause after each piece, in which what has been handled can be taken. */
export async function* readXmlInPieces(
  entry: ZipEntry,
  handler: Partial<XmlHandler>,
  limit: number,
): AsyncGenerator<undefined> {
  const feed = xmlFeeder({ open: ignore, text: ignore, close: ignore, ...handler });
  const decoder = new TextDecoder();
  for await (const chunk of unpackEntry(entry, limit)) {
    feed(decoder.decode(chunk, { stream: true }));
    yield undefined;
  }
  feed(decoder.decode());
  yield undefined;
}

export interface WorkbookFacts {
  /** The entry of the sheet that was asked for. */
  readonly sheet: ZipEntry;
  /** The serial number of a date counts days from 1904 instead of 1900. */
  readonly isFrom1904: boolean;
}

const nameOf = attribute('name');
const relationOf = attribute('(?:[\\w.-]+:)?id');
const targetOf = attribute('Target');
const idOf = attribute('Id');
const date1904Of = attribute('date1904');

/** Finds a sheet by its number, from 1, or name. Throws UnreadableFile when there is no such sheet, or no workbook at all. */
export async function findSheet(zip: Zip, wanted: number | string): Promise<WorkbookFacts> {
  const workbook = zip.get('xl/workbook.xml');
  const relations = zip.get('xl/_rels/workbook.xml.rels');
  if (workbook === undefined || relations === undefined) {
    throw new UnreadableFile('det er en pakket fil, men ikke et regneark i formatet .xlsx');
  }
  const sheets: { readonly name: string; readonly relation: string }[] = [];
  let isFrom1904 = false;
  await readXml(workbook, {
    open: (name, tag) => {
      if (name === 'sheet') sheets.push({ name: nameOf(tag) ?? '', relation: relationOf(tag) ?? '' });
      if (name === 'workbookPr') isFrom1904 = /^(1|true)$/.test(date1904Of(tag) ?? '');
    },
  });
  const targets = new Map<string, string>();
  await readXml(relations, {
    open: (name, tag) => {
      if (name === 'Relationship') targets.set(idOf(tag) ?? '', targetOf(tag) ?? '');
    },
  });
  const found =
    typeof wanted === 'number' ? sheets[wanted - 1] : sheets.find(({ name }) => fold(name) === fold(wanted));
  const target = found === undefined ? undefined : targets.get(found.relation)?.replace(/^\/?(xl\/)?/, 'xl/');
  const sheet = target === undefined ? undefined : zip.get(target);
  if (sheet === undefined) {
    throw new UnreadableFile(
      `regnearket har ikke arket ${typeof wanted === 'number' ? `nummer ${wanted}` : `»${wanted}«`}`,
    );
  }
  return { sheet, isFrom1904 };
}

/** The texts that cells refer to by number; what is written for another script beside them is no part of them. */
export async function readStrings(zip: Zip): Promise<readonly string[]> {
  const strings: string[] = [];
  const entry = zip.get('xl/sharedStrings.xml');
  if (entry === undefined) return strings;
  let parts: string[] = [];
  let isText = false;
  let phonetic = 0;
  const handler: Partial<XmlHandler> = {
    open: (name) => {
      if (name === 'si') parts = [];
      isText = name === 't' && phonetic === 0;
      if (name === 'rPh') phonetic += 1;
    },
    text: (text) => void (isText && parts.push(text)),
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'rPh') phonetic -= 1;
      if (name === 'si') strings.push(unescapeExcel(parts.join('')));
    },
  };
  await readXml(entry, handler, MAX_STRINGS_BYTES);
  return strings;
}

/** Excel writes signs that XML cannot hold as _x000D_. */
export function unescapeExcel(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

const formatIdOf = attribute('numFmtId');
const formatCodeOf = attribute('formatCode');

/** For each cell style, whether it shows a number as a date. */
export async function readDateStyles(zip: Zip): Promise<readonly boolean[]> {
  const entry = zip.get('xl/styles.xml');
  if (entry === undefined) return [];
  const codes = new Map<string, string>();
  const styles: boolean[] = [];
  let isCellStyles = false;
  await readXml(entry, {
    open: (name, tag) => {
      if (name === 'cellXfs') isCellStyles = true;
      if (name === 'numFmt') codes.set(formatIdOf(tag) ?? '', formatCodeOf(tag) ?? '');
      if (name === 'xf' && isCellStyles) styles.push(isDateFormat(formatIdOf(tag) ?? '', codes));
    },
    close: (name) => {
      if (name === 'cellXfs') isCellStyles = false;
    },
  });
  return styles;
}

function isDateFormat(id: string, codes: ReadonlyMap<string, string>): boolean {
  const code = codes.get(id);
  // Built-in formats have no code in the file; 14-17 and 22 are dates, 27-36 and 50-58 dates of other languages.
  if (code === undefined) return /^(1[4-7]|22|2[7-9]|3[0-6]|5[0-8])$/.test(id);
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '');
  return /[dy]/i.test(bare);
}
