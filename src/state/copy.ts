// Copies state from one home to another: file to server, server to file, or a copy of either.
import { sql } from 'kysely';
import type { Transaction } from 'kysely';
import { AppError } from '../errors.ts';
import type { Db } from './sqlite.ts';
import type { Tables } from './tables.ts';

const ROWS_PER_INSERT = 500;

/** Tables before those that refer to them; every other table comes after. */
const FIRST: readonly string[] = ['meta', 'run'];

/**
 * Copies every row of every table into an empty state of the same version, in one transaction. Returns how many there
 * were, by table. Throws `usage` when the target holds anything.
 */
export async function copyState(from: Db, to: Db): Promise<ReadonlyMap<string, number>> {
  const tables = await tablesInOrder(from);
  return to.transaction().execute(async (tx) => {
    const copied = new Map<string, number>();
    for (const table of tables) {
      await refuseRows(tx, table);
      copied.set(table, await copyTable(from, tx, table));
    }
    return copied;
  });
}

async function tablesInOrder(db: Db): Promise<string[]> {
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  const rank = (name: string): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return names.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

async function refuseRows(tx: Transaction<Tables>, table: string): Promise<void> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(tx);
  if (rows.length === 0) return;
  throw new AppError('usage', {
    message: 'Der, hvor tilstanden skal kopieres til, ligger der en i forvejen',
    hint: 'Kopiér til en tom database eller en ny fil; intet er ændret',
  });
}

async function copyTable(from: Db, tx: Transaction<Tables>, table: string): Promise<number> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(from);
  const [first] = rows;
  if (first === undefined) return 0;
  const columns = Object.keys(first);
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    const values = rows
      .slice(start, start + ROWS_PER_INSERT)
      .map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values ${sql.join(values)}`.execute(
      tx,
    );
  }
  return rows.length;
}
