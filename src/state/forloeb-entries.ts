// R43: what people recorded about forløb. Entries are only ever added; an elev is known by key (R73), and no entry
// holds an elev's name. A tovholder's initials are those of a person at work (docs/adr/0200).
import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { ForloebField } from '../domain/forloeb/fields.ts';
import type { ForloebEntry } from '../domain/forloeb/forloeb.ts';
import type { Db } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** An entry and the elev it is about. */
export interface KeyedEntry {
  readonly elevKey: string;
  readonly entry: ForloebEntry;
}

/** SQLite takes at most 32,767 parameters in one statement. */
const KEYS_PER_QUERY = 10_000;

/** The entries of the elever with these keys, or of all, in the order in which they were recorded. */
export async function readForloebEntries(
  db: Db,
  elevKeys?: readonly string[],
): Promise<ReadonlyMap<string, readonly ForloebEntry[]>> {
  const all = db.selectFrom('forloeb_entry').selectAll().orderBy('id');
  if (elevKeys === undefined) return byElev(await all.execute());
  const rows: EntryRow[] = [];
  for (let start = 0; start < elevKeys.length; start += KEYS_PER_QUERY) {
    const some = elevKeys.slice(start, start + KEYS_PER_QUERY);
    rows.push(...(await all.where('elev_key', 'in', some).execute()));
  }
  return byElev(rows);
}

/** Another text whenever what people recorded is another (R36). */
export async function forloebStamp(db: Db): Promise<string> {
  const { entries, newest } = await db
    .selectFrom('forloeb_entry')
    .select(({ fn }) => [fn.countAll<number>().as('entries'), fn.max('id').as('newest')])
    .executeTakeFirstOrThrow();
  return `${entries} ${newest ?? 0}`;
}

type EntryRow = Omit<Tables['forloeb_entry'], 'id'>;

function byElev(rows: readonly EntryRow[]): ReadonlyMap<string, readonly ForloebEntry[]> {
  const grouped = Map.groupBy(rows, (row) => row.elev_key);
  return new Map([...grouped].map(([key, own]) => [key, own.map(toEntry)]));
}

function toEntry(row: EntryRow): ForloebEntry {
  return {
    forloeb: row.forloeb,
    skole: row.skole,
    field: row.field as ForloebField,
    value: row.value ?? undefined,
    enteredBy: row.entered_by,
    enteredAt: row.entered_at,
    source: row.source,
  };
}

/** Adds entries in their order, all or none; one that is there already is left out. Returns how many were added. */
export function appendForloebEntries(db: Db, entries: readonly KeyedEntry[]): Promise<number> {
  return db.transaction().execute((tx) => insertEntries(tx, entries));
}

/** Part of a transaction; see `appendForloebEntries`. */
export async function insertEntries(
  tx: Transaction<Tables>,
  entries: readonly KeyedEntry[],
): Promise<number> {
  let added = 0;
  for (const { elevKey, entry } of entries) {
    const result = await tx
      .insertInto('forloeb_entry')
      .values({
        hash: hashOf(elevKey, entry),
        elev_key: elevKey,
        forloeb: entry.forloeb,
        skole: entry.skole,
        field: entry.field,
        value: entry.value ?? null,
        entered_by: entry.enteredBy,
        entered_at: entry.enteredAt,
        source: entry.source,
      })
      .onConflict((conflict) => conflict.column('hash').doNothing())
      .executeTakeFirst();
    added += Number(result.numInsertedOrUpdatedRows ?? 0);
  }
  return added;
}

function hashOf(elevKey: string, entry: ForloebEntry): string {
  const { forloeb, skole, field, value, enteredBy, enteredAt, source } = entry;
  return createHash('sha256')
    .update(JSON.stringify([elevKey, forloeb, skole, field, value ?? null, enteredBy, enteredAt, source]))
    .digest('hex');
}
