// R73: state knows an elev by a keyed hash. The key lies in a file of its own beside the database.
import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { AppError, systemCode } from '../errors.ts';
import type { Db } from './sqlite.ts';
import { ensurePrivateFolder, keyFileOf, syncFolder, writePrivateFile } from './state-files.ts';

/** An elev's id -> the key under which state knows the elev. */
export type ElevKey = (elevId: string) => string;

const KEY_BYTES = 32;
const CHECK_NAME = 'key-check';

/** Reads the key, or makes one for a new database. Throws `state-damaged` when the key does not belong to the database. */
export async function openElevKey(stateFile: string, db: Db): Promise<ElevKey> {
  const known = await findElevKey(stateFile, db);
  if (known !== undefined) return known;
  const secret = (await readKey(stateFile)) ?? (await createKey(stateFile));
  await db
    .insertInto('meta')
    .values({ name: CHECK_NAME, value: hash(secret, CHECK_NAME) })
    .execute();
  return (elevId) => hash(secret, elevId);
}

/** The key of a database that has one; undefined when no elev can be in it yet. Throws as `openElevKey`. */
export async function findElevKey(stateFile: string, db: Db): Promise<ElevKey | undefined> {
  const stored = await db
    .selectFrom('meta')
    .select('value')
    .where('name', '=', CHECK_NAME)
    .executeTakeFirst();
  if (stored === undefined) return undefined;
  const secret = await readKey(stateFile);
  if (secret === undefined) throw wrongKey(stateFile, 'mangler');
  const check = hash(secret, CHECK_NAME);
  if (!timingSafeEqual(Buffer.from(stored.value), Buffer.from(check)))
    throw wrongKey(stateFile, 'hører ikke til databasen');
  return (elevId) => hash(secret, elevId);
}

/** Reads the key without making one; undefined when there is none. */
export async function readElevKey(stateFile: string): Promise<ElevKey | undefined> {
  const secret = await readKey(stateFile);
  return secret === undefined ? undefined : (elevId) => hash(secret, elevId);
}

/** Brings the key along to another place for state. Throws `usage` when another key lies there. */
export async function copyElevKey(fromFile: string, toFile: string): Promise<void> {
  const secret = await readKey(fromFile);
  if (secret === undefined) throw wrongKey(fromFile, 'mangler');
  const there = await readKey(toFile);
  if (there === undefined) return writeKey(toFile, secret.export());
  if (!there.equals(secret)) {
    throw new AppError('usage', {
      message: `Der ligger en anden nøgle i ${path.basename(keyFileOf(toFile))}`,
      hint: 'Vælg en anden state.path i den nye konfiguration; intet er ændret',
    });
  }
}

function hash(secret: KeyObject, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url').slice(0, 27);
}

async function readKey(stateFile: string): Promise<KeyObject | undefined> {
  try {
    const key = await readFile(keyFileOf(stateFile));
    return key.length === KEY_BYTES ? createSecretKey(key) : undefined;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Writes the whole key to disk before it gets its name, so that a key is never half a key; and before the database
 * refers to it, so that a kill in between leaves a key that the next start takes.
 */
async function createKey(stateFile: string): Promise<KeyObject> {
  const secret = randomBytes(KEY_BYTES);
  await writeKey(stateFile, secret);
  return createSecretKey(secret);
}

async function writeKey(stateFile: string, secret: Uint8Array): Promise<void> {
  const temporary = `${keyFileOf(stateFile)}.tmp`;
  await ensurePrivateFolder(stateFile);
  await writePrivateFile(temporary, secret);
  await rename(temporary, keyFileOf(stateFile));
  await syncFolder(path.dirname(stateFile));
}

function wrongKey(stateFile: string, what: string): AppError {
  return new AppError('state-damaged', {
    message: `Nøglefilen ${path.basename(keyFileOf(stateFile))} ${what}`,
    hint: 'Uden den kan tidligere rapporter ikke genkendes. Læg nøglefilen tilbage fra sikkerhedskopien, se docs/drift.md',
  });
}
