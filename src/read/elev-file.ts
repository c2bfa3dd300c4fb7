// One roster file -> indmeldelser (R11, R12, R74).
import type { Eksportfil } from '../domain/eksport.ts';
import type { Finding } from '../domain/finding.ts';
import { klassetrinOf } from '../domain/skole.ts';
import type { Indmeldelse } from '../domain/skole.ts';
import type { RawRow } from './csv.ts';
import { readNavn } from './day-rows.ts';
import type { SourceFile } from './files.ts';
import { fieldReader, headingOf } from './header.ts';
import type { Header } from './header.ts';
import type { IsTaken } from './newest.ts';
import type { Profile, ProfileField } from './profile.ts';
import { fold } from './profile.ts';
import type { SkoleLookup } from './skole-lookup.ts';
import { klasseText, quotableNumber } from './quotable.ts';
import { cutRow, isFileFault, openTable } from './table.ts';
import type { FileFault, Table } from './table.ts';
import { valuesFor } from './values.ts';
import type { Values } from './values.ts';

export interface ElevFile {
  readonly source: SourceFile;
  readonly file: Eksportfil;
  readonly indmeldelser: readonly Indmeldelse[];
  readonly findings: readonly Finding[];
  /** Every institutionsnummer that rows carry, known or not. */
  readonly numbers: ReadonlySet<string>;
  readonly fault: FileFault | undefined;
  readonly sha256: string;
}

/** What is gathered while a file is read. */
interface Harvest {
  readonly indmeldelser: Indmeldelse[];
  readonly findings: Finding[];
  readonly numbers: Set<string>;
  rows: number;
}

/** What says that an elev is not beskyttet; anything else says that the elev is (R74: doubt protects). */
const NOT_BESKYTTET = new Set(['', 'nej', 'n', 'no', '0', 'false', 'falsk', 'ingen']);

/** Rows of an institutionsnummer that `isTaken` are left out. */
export async function readElevFile(
  source: SourceFile,
  profile: Profile,
  skoleOf: SkoleLookup,
  isTaken: IsTaken = () => false,
): Promise<ElevFile> {
  const harvest: Harvest = { indmeldelser: [], findings: [], numbers: new Set(), rows: 0 };
  const table = await openTable(source, profile);
  if (isFileFault(table)) return finish(source, harvest, undefined, table);
  const readRow =
    table.header === undefined
      ? undefined
      : rowReader({
          header: table.header,
          file: source.label,
          profile,
          skoleOf,
          isTaken,
          numbers: harvest.numbers,
        });
  const fault = readRow === undefined ? undefined : await readAll(table, readRow, harvest);
  return finish(source, harvest, table, fault);
}

type ReadRow = (row: RawRow) => Indmeldelse | Finding | undefined;

async function readAll(table: Table, readRow: ReadRow, harvest: Harvest): Promise<FileFault | undefined> {
  let last: RawRow | undefined;
  for (;;) {
    const next = await table.rows.next();
    if (next.done) {
      if (next.value !== undefined) return next.value;
      break;
    }
    for (const row of next.value) {
      harvest.rows += 1;
      last = row;
      const result = readRow(row);
      if (result === undefined) continue;
      if ('code' in result) harvest.findings.push(result);
      else harvest.indmeldelser.push(result);
    }
  }
  return last !== undefined && isCutOff(last, table, harvest) ? cutRow(last.line) : undefined;
}

/** Whether the last row, when no newline ends it, lacks cells or cannot be used. */
function isCutOff({ line, fields }: RawRow, { facts, header }: Table, { findings }: Harvest): boolean {
  if (facts.endsWithNewline) return false;
  return fields.length < (header?.width ?? 0) || findings.at(-1)?.line === line;
}

function finish(
  source: SourceFile,
  { indmeldelser, findings, numbers, rows }: Harvest,
  table: Table | undefined,
  fault: FileFault | undefined,
): ElevFile {
  const file: Eksportfil = {
    file: source.label,
    kind: 'elever',
    profile: source.profile,
    format: table?.format,
    extractedOn: source.modifiedOn,
    rows,
    perSkole: new Map(),
    unmapped: new Map(),
    unreadable: fault?.reason,
  };
  return { source, file, indmeldelser, findings, numbers, fault, sha256: table?.facts.sha256 ?? '' };
}

interface Reading {
  readonly header: Header;
  readonly file: string;
  readonly profile: Profile;
  readonly skoleOf: SkoleLookup;
  readonly isTaken: IsTaken;
  readonly numbers: Set<string>;
}

/** Reads one row; undefined for a skole that is not ours, or whose rows stand in a newer file. */
function rowReader({ header, file, profile, skoleOf, isTaken, numbers }: Reading): ReadRow {
  const values = valuesFor(profile);
  const cell = fieldReader(header, profile);
  return ({ line, fields }) => {
    const read = (field: ProfileField): string => cell(field, fields);
    const institutionsnummer = read('institutionsnummer');
    numbers.add(institutionsnummer);
    const skole = isTaken(institutionsnummer) ? undefined : skoleOf(institutionsnummer);
    if (skole === undefined) return undefined;
    const invalid = (field: ProfileField): Finding => ({
      code: 'roster-row-invalid',
      severity: 'warning',
      file,
      line,
      column: headingOf(header, field),
      institutionsnummer: skole,
      detail: { value: quotableNumber(read(field)) },
    });
    const elevId = read('elevId');
    if (elevId === '') return invalid('elevId');
    const period = readPeriod(read, values);
    if (typeof period === 'string') return invalid(period);
    const klasse = klasseText(read('klasse'), readNavn(read));
    return {
      elevId,
      institutionsnummer,
      skole,
      navn: readNavn(read),
      klasse,
      klassetrin: values.klassetrin(read('klassetrin')) ?? klassetrinOf(klasse),
      ...period,
      beskyttet: !NOT_BESKYTTET.has(fold(read('beskyttet'))),
      source: { file, line },
    };
  };
}

/** The enrolment's dates, or the field that holds no date. An unreadable date leaves the row out rather than guessing. */
function readPeriod(
  read: (field: ProfileField) => string,
  values: Values,
): Pick<Indmeldelse, 'indmeldt' | 'udmeldt'> | 'indmeldt' | 'udmeldt' {
  const from = read('indmeldt');
  const to = read('udmeldt');
  const indmeldt = from === '' ? undefined : values.dato(from);
  const udmeldt = to === '' ? undefined : values.dato(to);
  if (from !== '' && indmeldt === undefined) return 'indmeldt';
  if (to !== '' && udmeldt === undefined) return 'udmeldt';
  return { indmeldt, udmeldt };
}
