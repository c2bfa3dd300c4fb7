// After an erasure on a server: its tables are written anew without what was deleted (R75). The server's own log and its
// backups are beyond a program that only speaks SQL to it.
import { sql } from 'kysely';
import { tablesOfElever } from './person.ts';
import type { Db } from './sqlite.ts';

export async function compactServer(db: Db): Promise<void> {
  for (const table of [...(await tablesOfElever(db)), 'outbox'])
    await sql`vacuum full ${sql.table(table)}`.execute(db);
}

export async function tablesHolding(db: Db, key: string): Promise<number> {
  let holding = 0;
  for (const table of await tablesOfElever(db)) {
    const { rows } = await sql`select 1 from ${sql.table(table)} where elev_key = ${key} limit 1`.execute(db);
    holding += rows.length;
  }
  return holding;
}
