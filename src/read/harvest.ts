// What is gathered while the rows of an absence file are read: registreringer, counters (R61) and findings (R62). Plain
// data once it is packed, so that parts of a file can be gathered apart and put together again.
import type { SetAsideRow } from '../domain/eksport.ts';
import type { Finding } from '../domain/finding.ts';
import { joinRows, packRows } from '../domain/rows.ts';
import type { RowPacker, Rows } from '../domain/rows.ts';
import type { RawRow } from './csv.ts';
import type { ReadRow } from './cut-off.ts';
import type { Header } from './header.ts';
import type { Scan } from './open-rows.ts';
import type { Profile } from './profile.ts';
import { quotableInstitutionsnummer } from './quotable.ts';
import { rowRecogniser } from './recognise.ts';
import type { OnRecognised, Recogniser } from './recognise.ts';
import type { Rejection } from './row-context.ts';
import { rowReader } from './row-reader.ts';
import type { RowOutcome } from './row-reader.ts';
import type { SkoleLookup } from './skole-lookup.ts';
import { totalLines } from './surroundings.ts';
import type { Serials } from './values.ts';
import { rowWatcher } from './watch.ts';
import type { IsWatched } from './watch.ts';

/** Findings of one kind that are kept in full; the counters count all. */
const MAX_FINDINGS_PER_CODE = 10_000;

/** Rows per counter, per number nobody knows, per unmapped code, and per skole read and rejected. */
const counts = ['sortedOut', 'unknownNumbers', 'unmapped', 'readOf', 'rejectedOf'] as const;

type Counts = Readonly<Record<(typeof counts)[number], Map<string, number>>>;

/** A finding about a row, and the elev that it is about, who is never part of it. */
interface Told {
  readonly finding: Finding;
  readonly elevId: string | undefined;
}

interface Gathered<Kept> extends Counts {
  readonly rows: Kept;
  readonly told: Told[];
  readonly setAside: SetAsideRow[];
  /** Every institutionsnummer that rows carry, known or not. */
  readonly numbers: Set<string>;
  read: number;
  last: ReadRow | undefined;
  /** The row before the last. */
  before: ReadRow | undefined;
}

export type Harvest = Gathered<RowPacker> & { readonly toldOf: Map<string, number> };
export type PackedHarvest = Gathered<Rows>;

export function newHarvest(): Harvest {
  return {
    rows: packRows(),
    sortedOut: new Map(),
    unknownNumbers: new Map(),
    unmapped: new Map(),
    readOf: new Map(),
    rejectedOf: new Map(),
    told: [],
    toldOf: new Map(),
    setAside: [],
    numbers: new Set(),
    read: 0,
    last: undefined,
    before: undefined,
  };
}

export function packHarvest({ toldOf: _, rows, ...rest }: Harvest): PackedHarvest {
  return { ...rest, rows: rows.finish() };
}

export interface RowsReading {
  /** As shown to people. */
  readonly file: string;
  readonly header: Header;
  readonly profile: Profile;
  readonly serials: Serials;
  readonly skoleOf: SkoleLookup;
  /** Rows of these institutionsnumre are counted as `superseded` and not looked at further. */
  readonly taken: ReadonlySet<string>;
  readonly isWatched: IsWatched | undefined;
}

/** Rows, and how they are read when they are read as bytes. */
export interface ScannedRows {
  readonly rows: AsyncIterable<Iterable<RawRow>>;
  readonly scan: Scan | undefined;
}

/** Reads every row into the harvest. */
export async function gatherRows(
  { rows: pieces, scan }: ScannedRows,
  reading: RowsReading,
  harvest: Harvest,
): Promise<void> {
  const { file, header, profile, isWatched } = reading;
  const readRow = rowReader(reading);
  const recogniser = beginRecognising(scan, header, harvest);
  const isTotalLine = totalLines(header);
  const isOfWatched = rowWatcher(header, profile, isWatched);
  let last: RawRow | undefined;
  let before: RawRow | undefined;
  let who: RowOutcome['who'] | undefined;
  for await (const rows of pieces) {
    for (const row of rows) {
      const place = { file, line: row.line };
      if (isTotalLine(row)) {
        tell(harvest, { finding: { code: 'total-line', severity: 'info', ...place }, elevId: undefined });
        continue;
      }
      before = last;
      last = row;
      const outcome = readRow(row);
      if (outcome.who !== who) harvest.numbers.add(outcome.who.institutionsnummer);
      ({ who } = outcome);
      const counter = gather(harvest, outcome, place, reading.taken);
      if (counter === undefined) recogniser?.learn(row, outcome);
      else if (isOfWatched(row)) harvest.setAside.push(asSetAside(counter, outcome, place));
    }
  }
  const lastRows = lastTwo([before, last, ...(recogniser?.lastRows() ?? [])]);
  [harvest.last, harvest.before] = lastRows.map((row) => ({ row, outcome: readRow(row) }));
}

/** The rows that stand last, the very last first. */
function lastTwo(rows: readonly (RawRow | undefined)[]): RawRow[] {
  return rows
    .filter((row) => row !== undefined)
    .toSorted((a, b) => b.line - a.line)
    .slice(0, 2);
}

/** The scan is asked to leave out the rows that are recognised. */
function beginRecognising(scan: Scan | undefined, header: Header, harvest: Harvest): Recogniser | undefined {
  if (scan === undefined) return undefined;
  const recogniser = rowRecogniser(header, scan.dialect, takeRecognised(harvest));
  scan.place.recognise = recogniser.recognise;
  return recogniser;
}

/** Takes a row that is recognised: what `gather` does with one of which nothing is sorted out. */
function takeRecognised(harvest: Harvest): OnRecognised {
  return (elev, { dato, said }, line) => {
    harvest.read += 1;
    addOne(harvest.readOf, elev.skole);
    harvest.rows.add(elev, dato, said, line);
  };
}

interface Place {
  readonly file: string;
  readonly line: number;
}

/** Puts what a row says where it belongs. Returns the counter that it lands in when it is sorted out (R61). */
function gather(
  harvest: Harvest,
  outcome: RowOutcome,
  place: Place,
  taken: ReadonlySet<string>,
): string | undefined {
  const { parts, rejections } = outcome;
  const { institutionsnummer, skole, elev } = outcome.who;
  harvest.read += 1;
  const counter = taken.has(institutionsnummer) ? 'superseded' : counterOf(outcome);
  if (counter !== undefined) addOne(harvest.sortedOut, counter);
  if (counter === 'superseded') return counter;
  if (counter === 'other-skole')
    addOne(harvest.unknownNumbers, quotableInstitutionsnummer(institutionsnummer));
  if (skole !== undefined) addOne(harvest.readOf, skole);
  if (rejections.length > 0) setAside(harvest, rejections, { ...place, skole });
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

type RowPlace = Place & { readonly skole: string | undefined };

function setAside(harvest: Harvest, rejections: readonly Rejection[], place: RowPlace): void {
  if (place.skole !== undefined) addOne(harvest.rejectedOf, place.skole);
  for (const rejection of rejections) {
    const { code, detail, elevId = '' } = rejection;
    if (code === 'aarsag-unknown') addOne(harvest.unmapped, String(detail?.['value'] ?? ''));
    tell(harvest, { finding: asFinding(rejection, place), elevId });
  }
}

function tell({ told, toldOf }: Harvest, one: Told): void {
  if (addOne(toldOf, one.finding.code) <= MAX_FINDINGS_PER_CODE) told.push(one);
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

function asFinding({ code, column, detail }: Rejection, { file, line, skole }: RowPlace): Finding {
  return { code, severity: 'warning', file, line, column, institutionsnummer: skole, detail };
}

/** Counts one more under the key and returns how many there are. */
function addOne(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

/** The elever at whose rows a text stands that could not be used. */
export function countElever({ told }: PackedHarvest): (text: string) => number {
  const eleverOf = new Map<string, Set<string>>();
  for (const { finding, elevId } of told) {
    if (elevId === undefined) continue;
    const text = String(finding.detail?.['value'] ?? '');
    eleverOf.set(text, (eleverOf.get(text) ?? new Set()).add(elevId));
  }
  return (text) => eleverOf.get(text)?.size ?? 0;
}

/** Part of a file that was gathered apart: its lines are numbered from its own first one. */
export interface HarvestPart {
  readonly harvest: PackedHarvest;
  readonly lines: number;
}

/** The parts of a file, in order, as if it had been gathered in one go. */
export function joinHarvests(parts: readonly HarvestPart[]): PackedHarvest {
  const whole = newHarvest();
  const linesBefore: number[] = [];
  let lines = 0;
  for (const part of parts) {
    linesBefore.push(lines);
    addPart(whole, part.harvest, lines);
    lines += part.lines;
  }
  return {
    ...packHarvest(whole),
    rows: joinRows(
      parts.map(({ harvest }) => harvest.rows),
      linesBefore,
    ),
  };
}

function addPart(whole: Harvest, part: PackedHarvest, linesBefore: number): void {
  for (const name of counts) {
    for (const [key, count] of part[name]) whole[name].set(key, (whole[name].get(key) ?? 0) + count);
  }
  for (const { finding, elevId } of part.told) {
    tell(whole, { finding: { ...finding, line: (finding.line ?? 0) + linesBefore }, elevId });
  }
  for (const number of part.numbers) whole.numbers.add(number);
  whole.read += part.read;
  const moved = (read: ReadRow | undefined): ReadRow | undefined =>
    read && { ...read, row: { ...read.row, line: read.row.line + linesBefore } };
  whole.before = moved(part.before) ?? (part.last === undefined ? whole.before : whole.last);
  whole.last = moved(part.last) ?? whole.last;
}
