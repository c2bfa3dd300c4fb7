// One absence file -> registreringer, counters (R61) and findings (R62).
import type { Dato } from '../domain/dato.ts';
import type { Eksportfil, SetAsideRow } from '../domain/eksport.ts';
import type { Finding } from '../domain/finding.ts';
import { noRows, packRows } from '../domain/rows.ts';
import type { RowPacker, Rows } from '../domain/rows.ts';
import type { RawRow } from './csv.ts';
import { isCutOff } from './cut-off.ts';
import type { ReadRow } from './cut-off.ts';
import { cutRow, faultOf, unreadableFinding } from './file-fault.ts';
import type { FileFault } from './file-fault.ts';
import type { SourceFile } from './files.ts';
import type { Header } from './header.ts';
import type { IsTaken } from './newest.ts';
import type { Profile } from './profile.ts';
import { countQuotable, quotableInstitutionsnummer, withoutRareCodes } from './quotable.ts';
import type { Rejection } from './row-context.ts';
import { rowReader } from './row-reader.ts';
import type { RowOutcome } from './row-reader.ts';
import type { SkoleLookup } from './skole-lookup.ts';
import { isTotalLine, statedOn } from './surroundings.ts';
import { openTable } from './table.ts';
import type { Table } from './table.ts';
import { rowWatcher } from './watch.ts';
import type { IsWatched } from './watch.ts';

/** Findings of one kind that are kept in full; the counters count all. */
const MAX_FINDINGS_PER_CODE = 10_000;

export interface FravaerFile {
  readonly source: SourceFile;
  readonly file: Eksportfil;
  readonly rows: Rows;
  readonly sortedOut: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
  /** Every institutionsnummer that rows carry, known or not. */
  readonly numbers: ReadonlySet<string>;
  /** The rows of the watched elev that are in no registrering, or not whole. */
  readonly setAside: readonly SetAsideRow[];
  readonly sha256: string;
}

/** What only some readings ask for. */
export interface FravaerWishes {
  readonly isTaken?: IsTaken | undefined;
  readonly isWatched?: IsWatched | undefined;
}

/** What is gathered while a file is read. */
interface Harvest {
  readonly rows: RowPacker;
  readonly sortedOut: Map<string, number>;
  readonly findings: Finding[];
  readonly setAside: SetAsideRow[];
  readonly perSkole: Map<string, { read: number; rejected: number }>;
  readonly numbers: Set<string>;
  readonly unknownNumbers: Map<string, number>;
  readonly unmapped: Map<string, number>;
  /** Elever at whose rows a text stands that could not be used. */
  readonly eleverOf: Map<string, Set<string>>;
  /** Findings per code, those beyond the bound too. */
  readonly told: Map<string, number>;
  read: number;
  /** R60: when the export was made, if it says so. */
  statedOn: Dato | undefined;
}

/** Rows of an institutionsnummer that `isTaken` are counted as `superseded` and not looked at further. */
export async function readFravaerFile(
  source: SourceFile,
  profile: Profile,
  skoleOf: SkoleLookup,
  { isTaken = () => false, isWatched }: FravaerWishes = {},
): Promise<FravaerFile> {
  const harvest: Harvest = {
    rows: packRows(),
    sortedOut: new Map(),
    findings: [],
    setAside: [],
    perSkole: new Map(),
    numbers: new Set(),
    unknownNumbers: new Map(),
    unmapped: new Map(),
    eleverOf: new Map(),
    told: new Map(),
    read: 0,
    statedOn: undefined,
  };
  let table: Table | undefined;
  try {
    table = await openTable(source, profile, skoleOf);
    const { header, serials } = table;
    if (header === undefined) {
      harvest.findings.push({ code: 'file-empty', severity: 'warning', file: source.label });
    } else {
      if (profile.shape === 'month-sum') {
        harvest.findings.push({ code: 'month-sums-only', severity: 'info', file: source.label });
      }
      const readRow = rowReader({ header, profile, serials, skoleOf, file: source.label });
      harvest.statedOn = statedOn(table.titles);
      const isOfWatched = rowWatcher(header, profile, isWatched);
      await readAll(table, { source, profile, header, readRow, isTaken, isOfWatched, harvest });
    }
    return finish(source, harvest, table, undefined);
  } catch (error) {
    return finish(source, harvest, table, faultOf(error));
  }
}

interface Reading {
  readonly source: SourceFile;
  readonly profile: Profile;
  readonly header: Header;
  readonly readRow: (row: RawRow) => RowOutcome;
  readonly isTaken: IsTaken;
  readonly isOfWatched: (row: RawRow) => boolean;
  readonly harvest: Harvest;
}

/** Reads every row into the harvest. Throws UnreadableFile where the file breaks off. */
async function readAll(table: Table, reading: Reading): Promise<void> {
  const { source, profile, header, readRow, isTaken, isOfWatched, harvest } = reading;
  let last: ReadRow | undefined;
  let before: ReadRow | undefined;
  for await (const rows of table.rows) {
    for (const row of rows) {
      if (isTotalLine(row, header)) {
        tellTotal(harvest, { file: source.label, line: row.line });
        continue;
      }
      const outcome = readRow(row);
      before = last;
      last = { row, outcome };
      const place = { file: source.label, line: row.line };
      const counter = gather(harvest, outcome, { ...place, isTaken });
      if (counter !== undefined && isOfWatched(row))
        harvest.setAside.push(asSetAside(counter, outcome, place));
    }
  }
  if (!table.facts.endsWithNewline && isCutOff(last, before, { profile, header }))
    throw cutRow(last?.row.line);
}

interface Place {
  readonly file: string;
  readonly line: number;
}

/** Puts what a row says where it belongs. Returns the counter that it lands in when it is sorted out (R61). */
function gather(
  harvest: Harvest,
  outcome: RowOutcome,
  { isTaken, ...place }: Place & { readonly isTaken: IsTaken },
): string | undefined {
  const { parts, rejections } = outcome;
  const { institutionsnummer, skole, elev } = outcome.who;
  harvest.read += 1;
  harvest.numbers.add(institutionsnummer);
  const counter = isTaken(institutionsnummer) ? 'superseded' : counterOf(outcome);
  if (counter !== undefined) addOne(harvest.sortedOut, counter);
  if (counter === 'superseded') return counter;
  if (counter === 'other-skole')
    addOne(harvest.unknownNumbers, quotableInstitutionsnummer(institutionsnummer));
  if (skole !== undefined) countForSkole(harvest, skole, rejections.length > 0);
  for (const rejection of rejections) tell(harvest, rejection, { ...place, skole });
  if (elev !== undefined) {
    for (const { dato, said } of parts) harvest.rows.add(elev, dato, said, place.line);
  }
  return counter;
}

/** The counter of a row that nothing of, or not all of, can be used; undefined for the domain to decide. */
function counterOf({ who, parts, rejections }: RowOutcome): string | undefined {
  if (rejections[0] !== undefined) return `quarantined-${rejections[0].code}`;
  if (who.skole === undefined) return 'other-skole';
  return parts.length === 0 ? 'not-absence' : undefined;
}

function asSetAside(
  counter: string,
  { who: { institutionsnummer, skole }, rejections }: RowOutcome,
  place: Place,
): SetAsideRow {
  return {
    counter,
    source: place,
    institutionsnummer: quotableInstitutionsnummer(institutionsnummer),
    findings:
      counter === 'superseded'
        ? []
        : rejections.map((rejection) => asFinding(rejection, { ...place, skole })),
  };
}

/** Counts one more under the key and returns how many there are. */
function addOne(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

function countForSkole({ perSkole }: Harvest, skole: string, isRejected: boolean): void {
  const counts = perSkole.get(skole) ?? { read: 0, rejected: 0 };
  perSkole.set(skole, counts);
  counts.read += 1;
  if (isRejected) counts.rejected += 1;
}

function tellTotal(harvest: Harvest, place: Place): void {
  const code = 'total-line';
  if (addOne(harvest.told, code) <= MAX_FINDINGS_PER_CODE)
    harvest.findings.push({ code, severity: 'info', ...place });
}

type RowPlace = Place & { readonly skole: string | undefined };

function tell(harvest: Harvest, rejection: Rejection, place: RowPlace): void {
  const { code, detail, elevId = '' } = rejection;
  const text = String(detail?.['value'] ?? '');
  if (code === 'aarsag-unknown') addOne(harvest.unmapped, text);
  if (addOne(harvest.told, code) > MAX_FINDINGS_PER_CODE) return;
  harvest.eleverOf.set(text, (harvest.eleverOf.get(text) ?? new Set()).add(elevId));
  harvest.findings.push(asFinding(rejection, place));
}

function asFinding({ code, column, detail }: Rejection, { file, line, skole }: RowPlace): Finding {
  return { code, severity: 'warning', file, line, column, institutionsnummer: skole, detail };
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
      extractedOn: harvest.statedOn ?? source.modifiedOn,
      rows: harvest.read,
      perSkole: harvest.perSkole,
      unmapped: countQuotable(harvest.unmapped, eleverOf),
      unreadable: fault?.reason,
    },
    rows: harvest.rows.finish(),
    sortedOut: harvest.sortedOut,
    findings: [
      ...(fault === undefined ? [] : [unreadableFinding(source, fault)]),
      ...unknown,
      ...withoutRareCodes(harvest.findings, eleverOf),
    ],
    numbers: harvest.numbers,
    setAside: harvest.setAside.map((row) => ({ ...row, findings: withoutRareCodes(row.findings, eleverOf) })),
    sha256: table?.facts.sha256 ?? '',
  };
}

/** The file as if its rows had not been read; it still tells which skoler they were of. */
export function discard({ source, file, numbers, sha256 }: FravaerFile, reason: string): FravaerFile {
  return {
    source,
    file: { ...file, rows: 0, unreadable: reason },
    rows: noRows,
    sortedOut: new Map(),
    findings: [unreadableFinding(source, { reason })],
    numbers,
    setAside: [],
    sha256,
  };
}
