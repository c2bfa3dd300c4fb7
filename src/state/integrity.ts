// Whether the database is whole: every page, index and reference is read, which takes longer than opening it.
import { sql } from 'kysely';
import type { Db } from './sqlite.ts';
import { damaged } from './state-error.ts';

/** Throws `state-damaged` when anything does not fit. */
export async function checkIntegrity(stateFile: string, db: Db): Promise<void> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(1)`.execute(db);
  if (rows[0]?.integrity_check !== 'ok')
    throw damaged(stateFile, 'er beskadiget', new Error(rows[0]?.integrity_check));
  const references = await sql`pragma foreign_key_check`.execute(db);
  if (references.rows.length > 0) throw damaged(stateFile, 'hænger ikke sammen');
}
