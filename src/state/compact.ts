// After an erasure: the database is written anew without its free pages, its log is emptied, and the bytes on disk are
// searched for what was to go (R75).
import { createReadStream } from 'node:fs';
import { sql } from 'kysely';
import { systemCode } from '../errors.ts';
import type { Db } from './sqlite.ts';

/** Leaves neither free pages nor a log that hold what was deleted. */
export async function compactSqlite(db: Db): Promise<void> {
  await sql`pragma wal_checkpoint(TRUNCATE)`.execute(db);
  await sql`vacuum`.execute(db);
  await sql`pragma wal_checkpoint(TRUNCATE)`.execute(db);
}

/** How many of the database's files hold the text anywhere, in rows, free pages or log. */
export async function filesHolding(stateFile: string, text: string): Promise<number> {
  const files = [stateFile, `${stateFile}-wal`, `${stateFile}-journal`];
  const found = await Promise.all(files.map((file) => holds(file, Buffer.from(text))));
  return found.filter(Boolean).length;
}

async function holds(file: string, wanted: Buffer): Promise<boolean> {
  let tail = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      const window = Buffer.concat([tail, chunk]);
      if (window.includes(wanted)) return true;
      tail = window.subarray(Math.max(0, window.length - wanted.length + 1));
    }
    return false;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}
