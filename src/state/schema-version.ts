// Which steps of migrations.ts a database has behind it, and whether this program may touch it.
import { existsSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { AppError } from '../errors.ts';
import { migrations } from './migrations.ts';
import { damaged } from './state-error.ts';
import { keyFileOf } from './state-files.ts';
import type { Tables } from './tables.ts';

/** A database that a newer program has migrated must not be written by this one. `name` is for the message. */
export async function refuseNewer(db: Kysely<Tables>, name: string): Promise<void> {
  const unknown = (await executedMigrations(db)).find((step) => migrations[step] === undefined);
  if (unknown === undefined) return;
  throw new AppError('state-newer', {
    message: `Tilstandsdatabasen ${name} er lavet af en nyere version af programmet`,
    hint: 'Opdatér programmet på denne maskine; intet er ændret',
  });
}

/** The key is made after the tables; a key beside a database without tables means that what was in it is lost. */
export async function refuseEmptied(db: Kysely<Tables>, stateFile: string, name: string): Promise<void> {
  if (existsSync(keyFileOf(stateFile)) && (await executedMigrations(db)).length === 0)
    throw damaged(name, 'er tom, selv om den har været i brug');
}

/** Whether any program has made its tables here. */
export async function hasTables(db: Kysely<Tables>): Promise<boolean> {
  return (await executedMigrations(db)).length > 0;
}

/** Whether steps of this program are missing, as after an upgrade of it and before the next run. */
export async function isOlder(db: Kysely<Tables>): Promise<boolean> {
  const executed = new Set(await executedMigrations(db));
  return executed.size > 0 && Object.keys(migrations).some((step) => !executed.has(step));
}

async function executedMigrations(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const executed = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return executed.map(({ name }) => name);
}
