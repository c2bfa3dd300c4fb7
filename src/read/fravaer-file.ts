// One absence file -> registreringer, counters (R61) and findings (R62).
import type { Eksportfil } from '../domain/eksport.ts';
import type { Finding } from '../domain/finding.ts';
import type { Registrering } from '../domain/registrering.ts';
import type { RawRow } from './csv.ts';
import { isRejection, readDayRow } from './day-rows.ts';
import type { Rejection } from './day-rows.ts';
import type { SourceFile } from './files.ts';
import { fieldReader, headingOf } from './header.ts';
import type { Header } from './header.ts';
import type { Profile, ProfileField } from './profile.ts';
import { quotableInstitutionsnummer, withoutRareCodes } from './quotable.ts';
import type { SkoleLookup } from './skole-lookup.ts';
import { isFileFault, openTable } from './table.ts';
import type { FileFault, Table } from './table.ts';
import { valuesFor } from './values.ts';

/** Findings of one kind that are kept in full; the counters count all. */
const MAX_FINDINGS_PER_CODE = 10_000;

export interface FravaerFile {
  readonly file: Eksportfil;
  readonly rows: readonly Registrering[];
  readonly sortedOut: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
  readonly sha256: string;
}

/** What is gathered while a file is read. */
interface Harvest {
  readonly rows: Registrering[];
  readonly sortedOut: Map<string, number>;
  readonly findings: Finding[];
  readonly perSkole: Map<string, { read: number; rejected: number }>;
  readonly unknownNumbers: Map<string, number>;
  /** Elever at whose rows a text stands that could not be used. */
  readonly eleverOf: Map<string, Set<string>>;
  read: number;
}

export async function readFravaerFile(
  source: SourceFile,
  profile: Profile,
  skoleOf: SkoleLookup,
): Promise<FravaerFile> {
  const harvest: Harvest = {
    rows: [],
    sortedOut: new Map(),
    findings: [],
    perSkole: new Map(),
    unknownNumbers: new Map(),
    eleverOf: new Map(),
    read: 0,
  };
  const table = await openTable(source, profile);
  if (isFileFault(table)) return finish(source, harvest, '', table);
  if (table.header === undefined) {
    harvest.findings.push({ code: 'file-empty', severity: 'warning', file: source.label });
    return finish(source, harvest, table.facts.sha256, undefined);
  }
  const fault = await readAll(table, table.header, { source, profile, skoleOf, harvest });
  return finish(source, harvest, table.facts.sha256, fault);
}

interface Reading {
  readonly source: SourceFile;
  readonly profile: Profile;
  readonly skoleOf: SkoleLookup;
  readonly harvest: Harvest;
}

async function readAll(table: Table, header: Header, reading: Reading): Promise<FileFault | undefined> {
  const { harvest } = reading;
  const readRow = rowReader(header, reading);
  let last: { readonly row: RawRow; readonly result: Registrering | Rejection | undefined } | undefined;
  for (;;) {
    const next = await table.rows.next();
    if (next.done) {
      if (next.value !== undefined) return next.value;
      break;
    }
    for (const row of next.value) {
      if (isHeading(row, header)) continue;
      harvest.read += 1;
      last = { row, result: readRow(row) };
    }
  }
  // A last row that breaks off in the middle: the file is still being written, or was cut.
  const isCut = !table.facts.endsWithNewline && last?.result !== undefined && isRejection(last.result);
  return isCut
    ? {
        reason: 'den sidste række er skåret over; er filen stadig ved at blive skrevet?',
        line: last?.row.line,
      }
    : undefined;
}

/** Whether the heading stands here once more, as between the parts of a file that was put together from several. */
function isHeading({ fields }: RawRow, { headings }: Header): boolean {
  return fields.length === headings.length && fields.every((field, index) => field === headings[index]);
}

/** Reads one row into the harvest; undefined for another skole's row. */
function rowReader(header: Header, reading: Reading): (row: RawRow) => Registrering | Rejection | undefined {
  const { source, profile, skoleOf, harvest } = reading;
  const values = valuesFor(profile);
  const cell = fieldReader(header, profile);
  const { width } = header;
  return (row) => {
    const read = (field: ProfileField): string => cell(field, row.fields);
    const institutionsnummer = read('institutionsnummer');
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
      const number = quotableInstitutionsnummer(institutionsnummer);
      harvest.unknownNumbers.set(number, (harvest.unknownNumbers.get(number) ?? 0) + 1);
      harvest.sortedOut.set('other-skole', (harvest.sortedOut.get('other-skole') ?? 0) + 1);
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
  const counter = `quarantined-${code}`;
  const count = (harvest.sortedOut.get(counter) ?? 0) + 1;
  harvest.sortedOut.set(counter, count);
  if (skole !== undefined) countForSkole(harvest, skole).rejected += 1;
  const text = String(detail?.['value'] ?? '');
  harvest.eleverOf.set(text, (harvest.eleverOf.get(text) ?? new Set()).add(elevId));
  if (count > MAX_FINDINGS_PER_CODE) return;
  const column = field === undefined ? undefined : headingOf(header, field);
  harvest.findings.push({ code, severity: 'warning', file, line, column, institutionsnummer: skole, detail });
}

function finish(
  source: SourceFile,
  harvest: Harvest,
  sha256: string,
  fault: FileFault | undefined,
): FravaerFile {
  const unknown = [...harvest.unknownNumbers].map(([institutionsnummer, rows]): Finding => ({
    code: 'institutionsnummer-unknown',
    severity: 'warning',
    file: source.label,
    detail: { institutionsnummer, rows },
  }));
  const faults: Finding[] =
    fault === undefined
      ? []
      : [
          {
            code: 'file-unreadable',
            severity: 'error',
            file: source.label,
            line: fault.line,
            detail: { reason: fault.reason },
          },
        ];
  return {
    file: {
      file: source.label,
      kind: 'fravaer',
      extractedOn: source.modifiedOn,
      rows: harvest.read,
      perSkole: harvest.perSkole,
      unreadable: fault?.reason,
    },
    rows: harvest.rows,
    sortedOut: harvest.sortedOut,
    findings: [
      ...faults,
      ...unknown,
      ...withoutRareCodes(harvest.findings, (text) => harvest.eleverOf.get(text)?.size ?? 0),
    ],
    sha256,
  };
}
