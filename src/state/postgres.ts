// Opens a database on a PostgreSQL server as state: the same tables and the same statements as in SQLite, through kysely.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Client, ClientConfig, Pool } from 'pg';
import {
  DataTypeNode,
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  replaceWithNoncontingentExpression,
  sql,
} from 'kysely';
import type { ColumnDefinitionNode, KyselyPlugin } from 'kysely';
import { Migrator } from 'kysely/migration';
import { AppError, systemCode } from '../errors.ts';
import { serverName } from '../state-place.ts';
import type { StateServer } from '../state-place.ts';
import { anotherRun } from './lock.ts';
import { migrations } from './migrations.ts';
import { guardServer } from './postgres-error.ts';
import { hasTables, isOlder, refuseEmptied, refuseNewer } from './schema-version.ts';
import type { Db } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** Opens for writing, creating tables as needed. `stateFile` is where the key lies; without it the database may be a new one for an old key. */
export function openPostgres(server: StateServer, stateFile?: string): Promise<Db> {
  return guardServer(server, () =>
    opening(server, {}, async (db) => {
      await refuseNewer(db, serverName(server));
      if (stateFile !== undefined) await refuseEmptied(db, stateFile, serverName(server));
      await migrate(db);
    }),
  );
}

/** Opens for reading, and the server refuses every write; undefined when there are no tables yet. */
export function openPostgresReadOnly(server: StateServer): Promise<Db | undefined> {
  return guardServer(server, async () => {
    const readOnly = { options: '-c default_transaction_read_only=on' };
    const db = await opening(server, readOnly, async (opened) => {
      await refuseNewer(opened, serverName(server));
      if (await isOlder(opened)) throw notUpToDate(server);
    });
    if (await hasTables(db)) return db;
    await db.destroy();
    return undefined;
  });
}

/** A server's database cannot be looked at as it will be: what changes it waits for whoever uses it. */
function notUpToDate(server: StateServer): AppError {
  return new AppError('state-older', {
    message: `Tilstanden ${serverName(server)} er fra en ældre version af programmet`,
    hint: 'Næste kørsel bringer den op til denne version; kør fravaer run eller fravaer purge, og prøv igen. Intet er ændret',
  });
}

async function opening(
  server: StateServer,
  extra: ClientConfig,
  prepare: (db: Db) => Promise<void>,
): Promise<Db> {
  const db = connect(await openPool(server, extra));
  try {
    await prepare(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

function connect(pool: Pool): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [serialNumbers, emptyLists] });
}

async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined)
    throw error instanceof Error ? error : new Error('migration failed', { cause: error });
}

async function openPool(server: StateServer, extra: ClientConfig): Promise<Pool> {
  const { default: pg } = await import('pg');
  // One connection at a time is enough for a batch job, and keeps what is set for a session where it was set.
  const pool = new pg.Pool({ ...(await clientConfig(server)), ...extra, max: 1 });
  // A connection that breaks while nobody uses it: the next statement says so.
  pool.on('error', () => {});
  return pool;
}

const INT8 = 20;
const CONNECT_TIMEOUT_MS = 10_000;

async function clientConfig(server: StateServer): Promise<ClientConfig> {
  const { default: pg } = await import('pg');
  const { host, port, database, user, password, tls, ca } = server;
  const authorities = ca === undefined ? {} : { ca: await readAuthorities(ca) };
  return {
    host,
    port,
    database,
    user,
    // Never undefined: pg would look into the environment and files of its own.
    password: password ?? '',
    ssl: tls && { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...authorities },
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'fravaer',
    types: {
      // Amounts of days and counts are whole numbers far below 2^53.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
    },
  };
}

async function readAuthorities(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new AppError('config-invalid', {
      message: `Certifikatfilen i state.ca kan ikke læses: ${path.basename(file)} (${systemCode(error)})`,
      hint: 'Ret stien eller rettighederne; der forbindes ikke uden',
      cause: error,
    });
  }
}

/** After rows with numbers of their own have come in: counting goes on after the greatest. */
export async function continueSerials(db: Db): Promise<void> {
  for (const { name, columns } of await db.introspection.getTables()) {
    if (!columns.some((column) => column.isAutoIncrementing && column.name === 'id')) continue;
    await sql`select setval(pg_get_serial_sequence(${name}, 'id'), max(id)) from ${sql.table(name)}`.execute(
      db,
    );
  }
}

export interface ServerLock {
  readonly release: () => Promise<void>;
}

/** `frav`, `aer1` in ASCII: nobody else's lock in the same database. */
const LOCK = [0x66726176, 0x61657231] as const;

/** Takes the lock on the server, for all hosts that share it; it is let go of when the connection ends. */
export function takeServerLock(server: StateServer): Promise<ServerLock> {
  return guardServer(server, async () => {
    const { default: pg } = await import('pg');
    const client: Client = new pg.Client(await clientConfig(server));
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [
      ...LOCK,
    ]);
    if (rows[0]?.taken === true) return { release: () => client.end() };
    await client.end();
    throw anotherRun();
  });
}

/** `in ()` is no SQL to PostgreSQL; in SQLite it means none. */
const emptyLists = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression });

/** SQLite's numbers that count up by themselves are `serial` here; kysely leaves that word to whoever makes the table. */
const serialNumbers: KyselyPlugin = {
  transformQuery: ({ node }) => {
    if (node.kind !== 'CreateTableNode') return node;
    return { ...node, columns: node.columns.map(withSerial) };
  },
  transformResult: ({ result }) => Promise.resolve(result),
};

function withSerial({ autoIncrement, ...column }: ColumnDefinitionNode): ColumnDefinitionNode {
  return autoIncrement === true ? { ...column, dataType: DataTypeNode.create('serial') } : column;
}
