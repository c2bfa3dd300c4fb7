// State for tests: SQLite in a folder of its own, or, in `npm run test:postgres`, a database of its own on the server.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { StatePlace, StateServer } from '../state-place.ts';
import { openPlace } from '../state/open.ts';
import type { Db } from '../state/sqlite.ts';
import { tempFolder } from './temp.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Undefined in the ordinary suite, which keeps state in SQLite. */
    postgres: { readonly port: number; readonly user: string; readonly password: string } | undefined;
  }
}

/** Whether the tests run on a server. */
export const onServer = inject('postgres') !== undefined;

/** A database of its own on the tests' server. */
export async function createDatabase(): Promise<StateServer> {
  const { port, user, password } = inject('postgres') ?? { port: 0, user: '', password: '' };
  const { default: pg } = await import('pg');
  const client = new pg.Client({ host: '127.0.0.1', port, user, password, database: 'postgres' });
  const database = `fravaer_${randomBytes(6).toString('hex')}`;
  await client.connect();
  await client.query(`create database ${database}`);
  await client.end();
  return { host: '127.0.0.1', port, database, user, password, tls: false, ca: undefined };
}

/** Where a test keeps its state. */
export async function createPlace(): Promise<StatePlace> {
  const file = path.join(tempFolder(), 'state.sqlite');
  return { file, server: onServer ? await createDatabase() : undefined };
}

/** A new, migrated database, closed when the test is over. Also for beforeEach. */
export async function openTestState(): Promise<Db> {
  const db = await openPlace(await createPlace());
  onTestFinished(() => db.destroy());
  return db;
}
