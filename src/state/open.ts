// State wherever it lies: the one place that knows there are two kinds of database.
import { compactSqlite, filesHolding } from './compact.ts';
import { compactServer, tablesHolding } from './compact-server.ts';
import { checkIntegrity } from './integrity.ts';
import { takeLock } from './lock.ts';
import type { Lock } from './lock.ts';
import type { ServerLock } from './postgres.ts';
import type { StatePlace } from '../state-place.ts';
import { continueSerials, openPostgres, openPostgresReadOnly, takeServerLock } from './postgres.ts';
import { guardServer } from './postgres-error.ts';
import { openSqlite, openSqliteReadOnly } from './sqlite.ts';
import type { Db } from './sqlite.ts';
import { guardState } from './state-error.ts';

/** One run at a time. Throws `locked` at once when another has the lock. */
export function lockPlace({ file, server }: StatePlace): Promise<Lock | ServerLock> {
  return server === undefined ? takeLock(file) : takeServerLock(server);
}

/** Opens for writing, making and migrating what is needed. */
export function openPlace({ file, server }: StatePlace): Promise<Db> {
  return server === undefined ? openSqlite(file) : openPostgres(server, file);
}

/** Opens without writing; undefined when there is no state yet. */
export function openPlaceReadOnly({ file, server }: StatePlace): Promise<Db | undefined> {
  return server === undefined ? openSqliteReadOnly(file) : openPostgresReadOnly(server);
}

/** Turns what the database complains of into an AppError. */
export function guardPlace<T>({ file, server }: StatePlace, work: () => Promise<T>): Promise<T> {
  return server === undefined ? guardState(file, work) : guardServer(server, work);
}

/** Leaves nothing of what was deleted, as far as a program can see to it. */
export function compactPlace({ server }: StatePlace, db: Db): Promise<void> {
  return server === undefined ? compactSqlite(db) : compactServer(db);
}

/** How many files of the database, or tables on a server, still hold the elev's key. */
export function tracesOf({ file, server }: StatePlace, db: Db, key: string): Promise<number> {
  return server === undefined ? filesHolding(file, key) : tablesHolding(db, key);
}

/** Opens a place that state is to be copied to; it may be new although its key is old. */
export function openTarget({ file, server }: StatePlace): Promise<Db> {
  return server === undefined ? openSqlite(file) : openPostgres(server);
}

/** After a copy: new rows get numbers of their own. SQLite sees to that itself. */
export async function settleNumbers({ server }: StatePlace, db: Db): Promise<void> {
  if (server !== undefined) await continueSerials(db);
}

/** Reads all of the database and throws when it is not whole. A server watches over its own pages. */
export async function checkPlace({ file, server }: StatePlace, db: Db): Promise<void> {
  if (server === undefined) await checkIntegrity(file, db);
}
