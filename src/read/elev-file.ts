// One roster file -> indmeldelser (R11, R12, R74).
import type { Eksportfil } from '../domain/eksport.ts';
import type { Finding } from '../domain/finding.ts';
import type { Indmeldelse } from '../domain/skole.ts';
import { skoleaarOf } from '../domain/skolekalender.ts';
import type { RawRow } from './csv.ts';
import { idReader, isBeskyttet, readElev } from './elev.ts';
import { cutRow, faultOf } from './file-fault.ts';
import type { FileFault } from './file-fault.ts';
import type { SourceFile } from './files.ts';
import { fieldReader, findMisfit, headingOf } from './header.ts';
import type { Header } from './header.ts';
import type { Profile, ProfileField } from './profile.ts';
import { quotableNumber } from './quotable.ts';
import type { SkoleLookup } from './skole-lookup.ts';
import { totalLines, statedSkoleaar } from './surroundings.ts';
import { openTable } from './table.ts';
import type { Table } from './table.ts';
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

/** Rows of an institutionsnummer that is `taken` are left out. */
export async function readElevFile(
  source: SourceFile,
  profile: Profile,
  skoleOf: SkoleLookup,
  { taken = new Set() }: { readonly taken?: ReadonlySet<string> | undefined } = {},
): Promise<ElevFile> {
  const harvest: Harvest = { indmeldelser: [], findings: [], numbers: new Set(), rows: 0 };
  let table: Table | undefined;
  try {
    table = await openTable(source, profile, skoleOf);
    const { header } = table;
    if (header !== undefined) {
      const reading = { header, source, profile, skoleOf, taken, numbers: harvest.numbers };
      harvest.findings.push(...findOtherSkoleaar(table.titles, source));
      await readAll(table, header, rowReader(reading, valuesFor(profile, table.serials)), harvest);
    }
    return finish(source, harvest, table, undefined);
  } catch (error) {
    return finish(source, harvest, table, faultOf(error));
  }
}

/** R2: klasser are renamed on 1 August, so a roster of another skoleår has the wrong ones. */
function findOtherSkoleaar(titles: readonly string[], { label, modifiedOn }: SourceFile): Finding[] {
  const skoleaar = statedSkoleaar(titles);
  if (skoleaar === undefined || skoleaar === skoleaarOf(modifiedOn)) return [];
  return [{ code: 'roster-other-skoleaar', severity: 'warning', file: label, line: 1, detail: { skoleaar } }];
}

type ReadRow = (row: RawRow) => Indmeldelse | Finding | undefined;

async function readAll(table: Table, header: Header, readRow: ReadRow, harvest: Harvest): Promise<void> {
  const isTotalLine = totalLines(header);
  let last: RawRow | undefined;
  for await (const rows of table.rows) {
    for (const row of rows) {
      if (isTotalLine(row)) continue;
      harvest.rows += 1;
      last = row;
      const result = readRow(row);
      if (result === undefined) continue;
      if ('code' in result) harvest.findings.push(result);
      else harvest.indmeldelser.push(result);
    }
  }
  if (last !== undefined && isCutOff(last, table, harvest)) throw cutRow(last.line);
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
  readonly source: SourceFile;
  readonly profile: Profile;
  readonly skoleOf: SkoleLookup;
  readonly taken: ReadonlySet<string>;
  readonly numbers: Set<string>;
}

/** Reads one row; undefined for a skole that is not ours, or whose rows stand in a newer file. */
function rowReader({ header, source, profile, skoleOf, taken, numbers }: Reading, values: Values): ReadRow {
  const cell = fieldReader(header, profile);
  const readId = idReader(header, profile);
  return ({ line, fields }) => {
    const read = (field: ProfileField): string => cell(field, fields);
    const number = read('institutionsnummer');
    const known = skoleOf(number);
    numbers.add(known?.institutionsnummer ?? number);
    if (known === undefined || taken.has(known.institutionsnummer)) return undefined;
    const invalid = (column: string | undefined, text: string): Finding => ({
      code: 'roster-row-invalid',
      severity: 'warning',
      file: source.label,
      line,
      column,
      institutionsnummer: known.skole,
      detail: { value: quotableNumber(text) },
    });
    if (findMisfit(fields, header) !== undefined) return invalid(undefined, '');
    const elevId = readId(read);
    if (elevId === '') return invalid(headingOf(header, header.columns.has('elevId') ? 'elevId' : 'cpr'), '');
    const elev = readElev({ elevId, read, values, known });
    const period = readPeriod(read, values);
    if (typeof period === 'string') return invalid(headingOf(header, period), read(period));
    return { ...elev, ...period, beskyttet: isBeskyttet(read), source: { file: source.label, line } };
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
