// One absence file -> registreringer, counters (R61) and findings (R62).
import type { Eksportfil, SetAsideRow } from '../domain/eksport.ts';
import type { Finding } from '../domain/finding.ts';
import { noRows } from '../domain/rows.ts';
import type { Rows } from '../domain/rows.ts';
import type { Skole } from '../domain/skole.ts';
import { beginEarly, gatherApart } from './apart.ts';
import { isCutOff } from './cut-off.ts';
import { cutRow, faultOf, unreadableFinding } from './file-fault.ts';
import type { FileFault } from './file-fault.ts';
import type { SourceFile } from './files.ts';
import { countElever, gatherRows, newHarvest, packHarvest } from './harvest.ts';
import type { PackedHarvest } from './harvest.ts';
import type { Header } from './header.ts';
import type { Profile } from './profile.ts';
import { countQuotable, withoutRareCodes } from './quotable.ts';
import type { InRanges, RangesBegun } from './ranges.ts';
import type { SkoleLookup } from './skole-lookup.ts';
import { statedOn } from './surroundings.ts';
import { openTable } from './table.ts';
import type { Table } from './table.ts';
import type { IsWatched } from './watch.ts';

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
  /** Rows of these institutionsnumre are counted as `superseded` and not looked at further. */
  readonly taken?: ReadonlySet<string> | undefined;
  readonly isWatched?: IsWatched | undefined;
  /** The skoler that are looked up, when other threads may look them up too. */
  readonly skoler?: readonly Skole[] | undefined;
  readonly inRanges?: InRanges | undefined;
}

export async function readFravaerFile(
  source: SourceFile,
  profile: Profile,
  skoleOf: SkoleLookup,
  wishes: FravaerWishes = {},
): Promise<FravaerFile> {
  const file = { source, profile, skoleOf, wishes };
  const harvest = newHarvest();
  let table: Table | undefined;
  let begun: RangesBegun | undefined;
  try {
    begun = await beginEarly(source, profile, skoleOf, wishes);
    table = await openTable(source, profile, skoleOf);
    const { header, serials } = table;
    if (header === undefined) return finish(file, table, packHarvest(harvest));
    const { taken = new Set<string>(), isWatched } = wishes;
    const reading = { file: source.label, header, profile, serials, skoleOf, taken, isWatched };
    const apart = await gatherApart(table, reading, wishes, begun);
    if (apart === undefined) await gatherRows(table, reading, harvest);
    else await table.close();
    const whole = apart ?? packHarvest(harvest);
    return finish(file, table, whole, findCut(table, whole, { header, profile }));
  } catch (error) {
    return finish(file, table, packHarvest(harvest), faultOf(error));
  } finally {
    begun?.abandon();
  }
}

interface Columns {
  readonly header: Header;
  readonly profile: Profile;
}

function findCut({ facts }: Table, { last, before }: PackedHarvest, columns: Columns): FileFault | undefined {
  if (facts.endsWithNewline || !isCutOff(last, before, columns)) return undefined;
  return cutRow(last?.row.line).fault;
}

interface Reading {
  readonly source: SourceFile;
  readonly profile: Profile;
}

function finish(
  { source, profile }: Reading,
  table: Table | undefined,
  harvest: PackedHarvest,
  fault?: FileFault,
): FravaerFile {
  const eleverOf = countElever(harvest);
  const perSkole = [...harvest.readOf].map(
    ([skole, read]) => [skole, { read, rejected: harvest.rejectedOf.get(skole) ?? 0 }] as const,
  );
  return {
    source,
    file: {
      file: source.label,
      kind: 'fravaer',
      profile: source.profile,
      format: table?.format,
      extractedOn: (table?.header && statedOn(table.titles)) ?? source.modifiedOn,
      rows: harvest.read,
      perSkole: new Map(perSkole),
      unmapped: countQuotable(harvest.unmapped, eleverOf),
      unreadable: fault?.reason,
    },
    rows: harvest.rows,
    sortedOut: harvest.sortedOut,
    findings: [
      ...(fault === undefined ? [] : [unreadableFinding(source, fault)]),
      ...unknownNumbers(source, harvest),
      ...aboutFile(source, profile, table),
      ...withoutRareCodes(
        harvest.told.map(({ finding }) => finding),
        eleverOf,
      ),
    ],
    numbers: harvest.numbers,
    setAside: harvest.setAside.map((row) => ({ ...row, findings: withoutRareCodes(row.findings, eleverOf) })),
    sha256: table?.facts.sha256 ?? '',
  };
}

function unknownNumbers({ label }: SourceFile, { unknownNumbers }: PackedHarvest): Finding[] {
  return [...unknownNumbers].map(([institutionsnummer, rows]) => ({
    code: 'institutionsnummer-unknown',
    severity: 'warning',
    file: label,
    detail: { institutionsnummer, rows },
  }));
}

function aboutFile({ label }: SourceFile, { shape }: Profile, table: Table | undefined): Finding[] {
  if (table === undefined) return [];
  if (table.header === undefined) return [{ code: 'file-empty', severity: 'warning', file: label }];
  return shape === 'month-sum' ? [{ code: 'month-sums-only', severity: 'info', file: label }] : [];
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
