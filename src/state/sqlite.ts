// Opens the embedded database: node:sqlite through kysely. PostgreSQL can become a second file like this one.
import { existsSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { SqliteDatabase } from 'kysely';
import { AppError } from '../errors.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

export type Db = Kysely<Tables>;

/** SQLite's own numbers for a damaged file and for one that is no database. */
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** Opens for writing, creating folder, file and tables as needed. Throws `state-newer` or `state-damaged`. */
export async function openSqlite(file: string): Promise<Db> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  return guardState(file, async () => {
    const isNew = !existsSync(file);
    const database = new DatabaseSync(file);
    if (isNew) await chmod(file, 0o600);
    database.exec(
      'pragma journal_mode = WAL; pragma synchronous = FULL; pragma foreign_keys = ON; pragma busy_timeout = 5000',
    );
    checkIntegrity(database);
    const db = connect(database);
    await migrate(db, file);
    return db;
  });
}

/** Opens without writing a byte; undefined when there is no database yet. */
export async function openSqliteReadOnly(file: string): Promise<Db | undefined> {
  if (!existsSync(file)) return undefined;
  return guardState(file, async () => {
    // Without a write-ahead log beside it the file is complete and nobody writes: read it without making any file.
    const location = pathToFileURL(file);
    if (!existsSync(`${file}-wal`)) location.searchParams.set('immutable', '1');
    const database = new DatabaseSync(location, { readOnly: true });
    const db = connect(database);
    await refuseNewer(db, file);
    return db;
  });
}

/** Runs `work` and turns SQLite's complaints about a damaged file into `state-damaged`. */
export async function guardState<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw new AppError('state-damaged', {
      message: `Tilstandsdatabasen ${path.basename(file)} er beskadiget`,
      hint: 'Intet er ændret eller sendt. Læg den nyeste sikkerhedskopi tilbage, se docs/drift.md',
      cause: error,
    });
  }
}

function isDamage(error: unknown): boolean {
  const number: unknown = error instanceof Error ? Reflect.get(error, 'errcode') : undefined;
  return typeof number === 'number' && [SQLITE_CORRUPT, SQLITE_NOTADB].includes(number % 256);
}

function checkIntegrity(database: DatabaseSync): void {
  const [first] = database.prepare('pragma quick_check(1)').all();
  const answer = first === undefined ? 'ok' : Object.values(first)[0];
  if (answer !== 'ok') throw Object.assign(new Error(String(answer)), { errcode: SQLITE_CORRUPT });
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

async function migrate(db: Db, file: string): Promise<void> {
  await refuseNewer(db, file);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error instanceof Error) throw error;
  if (error !== undefined) throw new Error('migration failed', { cause: error });
}

/** A database that a newer program has migrated must not be written by this one. */
async function refuseNewer(db: Db, file: string): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return;
  const executed = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  const unknown = executed.find(({ name }) => migrations[name] === undefined);
  if (unknown === undefined) return;
  await db.destroy();
  throw new AppError('state-newer', {
    message: `Tilstandsdatabasen ${path.basename(file)} er lavet af en nyere version af programmet`,
    hint: 'Opdatér programmet på denne maskine; intet er ændret',
  });
}
