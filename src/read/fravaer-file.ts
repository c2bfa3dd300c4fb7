// One absence file -> registreringer, counters (R61) and findings (R62).
import { parseDato } from '../domain/dato.ts';
import type { Eksportfil } from '../domain/eksport.ts';
import type { Finding } from '../domain/finding.ts';
import type { Registrering } from '../domain/registrering.ts';
import type { RawRow } from './csv.ts';
import { isRejection, readDayRow } from './day-rows.ts';
import type { Rejection } from './day-rows.ts';
import type { SourceFile } from './files.ts';
import { fieldReader, headingOf } from './header.ts';
import type { Header } from './header.ts';
import type { IsTaken } from './newest.ts';
import type { Profile, ProfileField } from './profile.ts';
import { countQuotable, quotableInstitutionsnummer, withoutRareCodes } from './quotable.ts';
import type { SkoleLookup } from './skole-lookup.ts';
import { cutRow, isFileFault, openTable, unreadableFinding } from './table.ts';
import type { FileFault, Table } from './table.ts';
import { valuesFor } from './values.ts';

/** Findings of one kind that are kept in full; the counters count all. */
const MAX_FINDINGS_PER_CODE = 10_000;

export interface FravaerFile {
  readonly source: SourceFile;
  readonly file: Eksportfil;
  readonly rows: readonly Registrering[];
  readonly sortedOut: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
  /** Every institutionsnummer that rows carry, known or not. */
  readonly numbers: ReadonlySet<string>;
  readonly sha256: string;
}

/** What is gathered while a file is read. */
interface Harvest {
  readonly rows: Registrering[];
  readonly sortedOut: Map<string, number>;
  readonly findings: Finding[];
  readonly perSkole: Map<string, { read: number; rejected: number }>;
  readonly numbers: Set<string>;
  readonly unknownNumbers: Map<string, number>;
  readonly unmapped: Map<string, number>;
  /** Elever at whose rows a text stands that could not be used. */
  readonly eleverOf: Map<string, Set<string>>;
  read: number;
}

/** Rows of an institutionsnummer that `isTaken` are counted as `superseded` and not looked at further. */
export async function readFravaerFile(
  source: SourceFile,
  profile: Profile,
  skoleOf: SkoleLookup,
  isTaken: IsTaken = () => false,
): Promise<FravaerFile> {
  const harvest: Harvest = {
    rows: [],
    sortedOut: new Map(),
    findings: [],
    perSkole: new Map(),
    numbers: new Set(),
    unknownNumbers: new Map(),
    unmapped: new Map(),
    eleverOf: new Map(),
    read: 0,
  };
  const table = await openTable(source, profile);
  if (isFileFault(table)) return finish(source, harvest, undefined, table);
  if (table.header === undefined) {
    harvest.findings.push({ code: 'file-empty', severity: 'warning', file: source.label });
    return finish(source, harvest, table, undefined);
  }
  const fault = await readAll(table, table.header, { source, profile, skoleOf, isTaken, harvest });
  return finish(source, harvest, table, fault);
}

interface Reading {
  readonly source: SourceFile;
  readonly profile: Profile;
  readonly skoleOf: SkoleLookup;
  readonly isTaken: IsTaken;
  readonly harvest: Harvest;
}

async function readAll(table: Table, header: Header, reading: Reading): Promise<FileFault | undefined> {
  const { harvest } = reading;
  const readRow = rowReader(header, reading);
  let last: ReadRow | undefined;
  let before: ReadRow | undefined;
  for (;;) {
    const next = await table.rows.next();
    if (next.done) {
      if (next.value !== undefined) return next.value;
      break;
    }
    for (const row of next.value) {
      if (isHeading(row, header)) continue;
      harvest.read += 1;
      before = last;
      last = { row, result: readRow(row) };
    }
  }
  const isCut = !table.facts.endsWithNewline && isCutOff(last, before, reading.profile);
  return isCut ? cutRow(last?.row.line) : undefined;
}

interface ReadRow {
  readonly row: RawRow;
  readonly result: Registrering | Rejection | undefined;
}

/** Whether the last row, which no newline ends, breaks off: it cannot be used, or its last cell is a piece of a date. */
function isCutOff(last: ReadRow | undefined, before: ReadRow | undefined, { dates }: Profile): boolean {
  if (last?.result === undefined) return false;
  if (isRejection(last.result)) return true;
  const [cell = '', cellBefore = ''] = [last, before].map((read) => read?.row.fields.at(-1)?.trim());
  return cell !== '' && parseDato(cell, dates) === undefined && parseDato(cellBefore, dates) !== undefined;
}

/** Whether the heading stands here once more, as between the parts of a file that was put together from several. */
function isHeading({ fields }: RawRow, { headings }: Header): boolean {
  return fields.length === headings.length && fields.every((field, index) => field === headings[index]);
}

/** Reads one row into the harvest; undefined for another skole's row. */
function rowReader(header: Header, reading: Reading): (row: RawRow) => Registrering | Rejection | undefined {
  const { source, profile, skoleOf, isTaken, harvest } = reading;
  const values = valuesFor(profile);
  const cell = fieldReader(header, profile);
  const { width } = header;
  return (row) => {
    const read = (field: ProfileField): string => cell(field, row.fields);
    const institutionsnummer = read('institutionsnummer');
    harvest.numbers.add(institutionsnummer);
    if (isTaken(institutionsnummer)) {
      addOne(harvest.sortedOut, 'superseded');
      return undefined;
    }
    const skole = skoleOf(institutionsnummer);
    const reject = (rejection: Rejection): Rejection => {
      setAside(harvest, rejection, { file: source.label, line: row.line, header, skole });
      return rejection;
    };
    if (skole !== undefined) countForSkole(harvest, skole).read += 1;
    if (row.fields.length < width || row.fields.slice(width).some((extra) => extra.trim() !== '')) {
      return reject({
        code: 'columns-mismatch',
        field: undefined,
        detail: { columns: row.fields.length, expected: width },
      });
    }
    if (institutionsnummer === '')
      return reject({ code: 'institutionsnummer-missing', field: 'institutionsnummer' });
    if (skole === undefined) {
      addOne(harvest.unknownNumbers, quotableInstitutionsnummer(institutionsnummer));
      addOne(harvest.sortedOut, 'other-skole');
      return undefined;
    }
    const result = readDayRow({
      values,
      institutionsnummer,
      skole,
      source: { file: source.label, line: row.line },
      read,
    });
    if (isRejection(result)) return reject(result);
    harvest.rows.push(result);
    return result;
  };
}

/** Counts one more under the key and returns how many there are. */
function addOne(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

function countForSkole({ perSkole }: Harvest, skole: string): { read: number; rejected: number } {
  const counts = perSkole.get(skole) ?? { read: 0, rejected: 0 };
  perSkole.set(skole, counts);
  return counts;
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly header: Header;
  readonly skole: string | undefined;
}

function setAside(
  harvest: Harvest,
  { code, field, detail, elevId = '' }: Rejection,
  { file, line, header, skole }: Place,
): void {
  const count = addOne(harvest.sortedOut, `quarantined-${code}`);
  if (skole !== undefined) countForSkole(harvest, skole).rejected += 1;
  const text = String(detail?.['value'] ?? '');
  if (code === 'aarsag-unknown') addOne(harvest.unmapped, text);
  harvest.eleverOf.set(text, (harvest.eleverOf.get(text) ?? new Set()).add(elevId));
  if (count > MAX_FINDINGS_PER_CODE) return;
  const column = field === undefined ? undefined : headingOf(header, field);
  harvest.findings.push({ code, severity: 'warning', file, line, column, institutionsnummer: skole, detail });
}

function finish(
  source: SourceFile,
  harvest: Harvest,
  table: Table | undefined,
  fault: FileFault | undefined,
): FravaerFile {
  const eleverOf = (text: string): number => harvest.eleverOf.get(text)?.size ?? 0;
  const unknown = [...harvest.unknownNumbers].map(([institutionsnummer, rows]): Finding => ({
    code: 'institutionsnummer-unknown',
    severity: 'warning',
    file: source.label,
    detail: { institutionsnummer, rows },
  }));
  return {
    source,
    file: {
      file: source.label,
      kind: 'fravaer',
      profile: source.profile,
      format: table?.format,
      extractedOn: source.modifiedOn,
      rows: harvest.read,
      perSkole: harvest.perSkole,
      unmapped: countQuotable(harvest.unmapped, eleverOf),
      unreadable: fault?.reason,
    },
    rows: harvest.rows,
    sortedOut: harvest.sortedOut,
    findings: [
      ...(fault === undefined ? [] : [unreadableFinding(source, fault)]),
      ...unknown,
      ...withoutRareCodes(harvest.findings, eleverOf),
    ],
    numbers: harvest.numbers,
    sha256: table?.facts.sha256 ?? '',
  };
}

/** The file as if its rows had not been read; it still tells which skoler they were of. */
export function discard({ source, file, numbers, sha256 }: FravaerFile, reason: string): FravaerFile {
  return {
    source,
    file: { ...file, rows: 0, unreadable: reason },
    rows: [],
    sortedOut: new Map(),
    findings: [unreadableFinding(source, { reason })],
    numbers,
    sha256,
  };
}
