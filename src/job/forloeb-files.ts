// Reads the workbooks that teams send back (R43): what they filled in becomes entries, what cannot be read is remembered
// until the team has been told. A file is read once, known by its content, and never changed.
import path from 'node:path';
import { addDays, earlierOf } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import { datoBy, foldForloeb } from '../domain/forloeb/forloeb.ts';
import type { ForloebEntry } from '../domain/forloeb/forloeb.ts';
import { mergeRow } from '../domain/forloeb/returned-row.ts';
import type { MergeContext } from '../domain/forloeb/returned-row.ts';
import { firstDayOf, isLateRegistrationWindow, kvartalOf, previousKvartal } from '../domain/kvartal.ts';
import { readForloebWorkbook, readWorkbookBytes } from '../read/forloeb-workbook.ts';
import type { ReturnedRow, WorkbookFault } from '../read/forloeb-workbook.ts';
import type { ElevKey } from '../state/elev-key.ts';
import { readForloebEntries } from '../state/forloeb-entries.ts';
import type { KeyedEntry } from '../state/forloeb-entries.ts';
import { acceptForloebFile, isForloebFileRead, newestSkoleOf } from '../state/forloeb-files.ts';
import type { ForloebProblem } from '../state/forloeb-files.ts';
import { openRowKey } from '../state/row-key.ts';
import type { RowKey } from '../state/row-key.ts';
import type { Db } from '../state/sqlite.ts';
import { sha256 } from './reports.ts';

export interface ForloebFileContext {
  readonly db: Db;
  readonly elevKey: ElevKey;
  /** Skoler whose sheets are taken. */
  readonly skoler: ReadonlySet<string>;
  /** What is entered may not be dated later. */
  readonly today: Dato;
  readonly clock: () => Date;
}

export type FileFault = WorkbookFault | 'no-key' | 'several-skoler' | 'unknown-skole';

/** What became of one file. */
export interface ForloebFileReading {
  /** The name of the file, without its folder. */
  readonly name: string;
  readonly skole: string | undefined;
  readonly status: 'read' | 'read-before' | FileFault;
  readonly entries: number;
  readonly problems: readonly ForloebProblem[];
}

/** Reads the files one after the other, so that a later one meets what an earlier one has brought. */
export async function readForloebFiles(
  files: readonly string[],
  context: ForloebFileContext,
): Promise<ForloebFileReading[]> {
  const readings: ForloebFileReading[] = [];
  for (const file of files) readings.push(await readOne(file, context));
  return readings;
}

async function readOne(file: string, context: ForloebFileContext): Promise<ForloebFileReading> {
  const name = path.basename(file);
  const nothing = { name, skole: undefined, entries: 0, problems: [] };
  const bytes = await readWorkbookBytes(file);
  if (typeof bytes === 'string') return { ...nothing, status: bytes };
  const hash = sha256(bytes);
  if (await isForloebFileRead(context.db, hash)) return { ...nothing, status: 'read-before' };
  const rows = await readForloebWorkbook(bytes);
  if (typeof rows === 'string') return { ...nothing, status: rows };
  const keyed = rows.map((row) => ({ row, key: openRowKey(context.elevKey, row.key) }));
  const skole = ownerOf(keyed, context.skoler);
  if (!context.skoler.has(skole)) return { ...nothing, status: skole as FileFault };
  // A team may have named the file after an elev, so state knows it by its content alone (R73).
  const source = `ark ${hash.slice(0, 12)}`;
  const { entries, problems } = await mergeRows(keyed, { ...context, skole, source });
  const readAt = context.clock().toISOString();
  const accepted = { sha256: hash, name: source, skole, readAt, problems };
  const added = await acceptForloebFile(context.db, accepted, entries);
  return { name, skole, status: 'read', entries: added, problems };
}

interface KeyedRow {
  readonly row: ReturnedRow;
  readonly key: RowKey | undefined;
}

/** The one skole that the file was made for, or why there is none. */
function ownerOf(rows: readonly KeyedRow[], skoler: ReadonlySet<string>): string {
  const owners = new Set(rows.flatMap(({ key }) => (key === undefined ? [] : [key.skole])));
  const [owner] = owners;
  if (owner === undefined) return 'no-key';
  if (owners.size > 1) return 'several-skoler';
  return skoler.has(owner) ? owner : 'unknown-skole';
}

interface MergeFacts extends ForloebFileContext {
  readonly skole: string;
  readonly source: string;
}

async function mergeRows(
  rows: readonly KeyedRow[],
  facts: MergeFacts,
): Promise<{ readonly entries: readonly KeyedEntry[]; readonly problems: readonly ForloebProblem[] }> {
  const keys = rows.flatMap(({ key }) => (key === undefined ? [] : [key.elevKey]));
  const recorded = new Map(await readForloebEntries(facts.db, keys));
  const newestSkole = await newestSkoleOf(facts.db, keys);
  const entries: KeyedEntry[] = [];
  const problems: ForloebProblem[] = [];
  for (const { row, key } of rows) {
    const elevKey = key?.elevKey;
    if (key === undefined || (newestSkole.get(key.elevKey) ?? facts.skole) !== facts.skole) {
      const code = key === undefined ? 'row-without-key' : 'elev-moved';
      problems.push({ elevKey, place: row.place, heading: '', code });
      continue;
    }
    const own = recorded.get(key.elevKey) ?? [];
    const { values, problems: found } = mergeRow(row.cells, contextOf(key, own, facts));
    const added = values.map(({ field, value }): ForloebEntry => ({
      forloeb: key.forloeb,
      skole: facts.skole,
      field,
      value,
      enteredBy: row.initials === '' ? 'Teamet' : row.initials,
      enteredAt: facts.clock().toISOString(),
      source: facts.source,
    }));
    recorded.set(key.elevKey, [...own, ...added]);
    entries.push(...added.map((entry) => ({ elevKey: key.elevKey, entry })));
    problems.push(...found.map(({ address, heading, code }) => ({ elevKey, place: address, heading, code })));
  }
  return { entries, problems };
}

function contextOf(
  key: RowKey,
  entries: readonly ForloebEntry[],
  { skole, today }: MergeFacts,
): MergeContext {
  const isOwn = ({ forloeb }: ForloebEntry): boolean => forloeb === key.forloeb;
  const recorded = entries.filter(isOwn);
  return {
    skole,
    known: entries.slice(0, key.known).filter(isOwn),
    recorded,
    today,
    earliest: earliestDay(recorded, today),
  };
}

/** The first day of the kvartal (the one just ended counts while it is still screened, R34), or of the forløb when that is older. */
function earliestDay(recorded: readonly ForloebEntry[], today: Dato): Dato {
  const kvartal = kvartalOf(today);
  const isLate = isLateRegistrationWindow(addDays(today, -1));
  const first = firstDayOf(isLate ? previousKvartal(kvartal) : kvartal);
  const [forloeb] = foldForloeb(recorded);
  if (forloeb === undefined) return first;
  const opened = [datoBy(forloeb, 'samtaledato', today), datoBy(forloeb, 'vurdering', today)];
  return opened.reduce(
    (earliest: Dato, day) => (day === undefined ? earliest : earlierOf(earliest, day)),
    first,
  );
}
