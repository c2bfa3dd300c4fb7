// Opens the embedded database: node:sqlite through kysely.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { SqliteDatabase } from 'kysely';
import { migrations } from './migrations.ts';
import { isOlder, refuseEmptied, refuseNewer } from './schema-version.ts';
import { damaged, guardState } from './state-error.ts';
import { ensurePrivateFile } from './state-files.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;

/** How long another program may hold the database before we give up. */
const PATIENCE_MS = 5000;

/** Opens for writing, creating folder, file and tables as needed. Throws `state-newer`, `state-damaged` or `state-unwritable`. */
export async function openSqlite(file: string): Promise<Db> {
  return guardState(file, async () => {
    const isNew = !existsSync(file);
    await ensurePrivateFile(file);
    const database = new DatabaseSync(file);
    try {
      database.exec(`pragma busy_timeout = ${PATIENCE_MS}`);
      database.exec('pragma journal_mode = WAL; pragma synchronous = FULL; pragma foreign_keys = ON');
      // What is deleted is overwritten and not only forgotten (R75).
      database.exec('pragma secure_delete = ON');
      checkIntegrity(database, file);
      const db = connect(database);
      await refuseNewer(db, path.basename(file));
      if (!isNew) await refuseEmptied(db, file, path.basename(file));
      await migrate(db, database);
      return db;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/**
 * Opens without writing a byte; undefined when there is no database yet. One that an older program left, and no run has
 * brought up to date, is read as it will be then: as a copy in memory.
 */
export async function openSqliteReadOnly(file: string): Promise<Db | undefined> {
  if (!existsSync(file)) return undefined;
  return guardState(file, async () => {
    // Without a write-ahead log beside it the file is complete and nobody writes: read it without making any file.
    const location = pathToFileURL(file);
    if (!existsSync(`${file}-wal`)) location.searchParams.set('immutable', '1');
    const database = new DatabaseSync(location, { readOnly: true });
    try {
      const db = connect(database);
      await refuseNewer(db, path.basename(file));
      if (!(await isOlder(db))) return db;
    } catch (error) {
      database.close();
      throw error;
    }
    database.close();
    return upToDate(location);
  });
}

/** A copy in memory with the steps that are missing. */
async function upToDate(location: URL): Promise<Db> {
  const copy = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });
  location.searchParams.set('mode', 'ro');
  copy.prepare('attach ? as old').run(location.href);
  const made = copy.prepare(
    "select name, type, sql from old.sqlite_schema where sql is not null and name not like 'sqlite%'",
  );
  for (const { name, type, sql } of made.all()) {
    copy.exec(String(sql));
    if (type === 'table') copy.exec(`insert into main."${String(name)}" select * from old."${String(name)}"`);
  }
  copy.exec('detach old');
  const db = connect(copy);
  await migrate(db, copy);
  return db;
}

function checkIntegrity(database: DatabaseSync, file: string): void {
  const [first] = database.prepare('pragma quick_check(1)').all();
  const answer = first === undefined ? 'ok' : Object.values(first)[0];
  if (answer !== 'ok') throw damaged(file, 'er beskadiget', new Error(String(answer)));
}

function connect(database: DatabaseSync): Db {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: adapt(database) }) });
}

/** What kysely asks of a SQLite driver, answered by node:sqlite. */
function adapt(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      const values = (parameters: readonly unknown[]): SqlValue[] => parameters as SqlValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      };
    },
  };
}

type SqlValue = string | number | bigint | null;

/** All the steps that are missing, or none of them: a kill half way leaves the database as it was. */
async function migrate(db: Db, database: DatabaseSync): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  // kysely takes SQLite's tables to be made outside transactions; on this one connection its statements fall inside ours.
  database.exec('begin immediate');
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) {
    database.exec('commit');
    return;
  }
  if (database.isTransaction) database.exec('rollback');
  throw error instanceof Error ? error : new Error('migration failed', { cause: error });
}
