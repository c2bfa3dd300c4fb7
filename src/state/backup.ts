// A copy of the database that is whole although a run may be writing: SQLite's own backup, checked before it gets its
// name. The key is not in it: it never changes, and apart from the copy it keeps the copy from saying who is who.
import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { damaged } from './state-error.ts';
import { keyFileOf, syncFolder, writePrivateFile } from './state-files.ts';

/** All pages in one step, so that no other connection can come in between. */
const ALL_PAGES = 0x7fffffff;

/** Writes the copy to `target`, which holds either all of it or nothing. */
export async function backupSqlite(stateFile: string, target: string): Promise<void> {
  const temporary = `${target}.tmp`;
  try {
    // Made by us, because SQLite would let others read it.
    await writePrivateFile(temporary, Buffer.alloc(0));
    await copyPages(stateFile, temporary);
    checkCopy(temporary, stateFile);
    const handle = await open(temporary, 'r');
    await handle.sync();
    await handle.close();
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(target));
}

async function copyPages(stateFile: string, temporary: string): Promise<void> {
  // Not read-only: such a connection would leave its log files behind, and they might be another user's.
  const source = new DatabaseSync(stateFile);
  try {
    await backup(source, temporary, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
}

function checkCopy(temporary: string, stateFile: string): void {
  const copy = new DatabaseSync(temporary);
  try {
    // One file without a log beside it.
    copy.exec('pragma journal_mode = DELETE');
    const [first = {}] = copy.prepare('pragma integrity_check(1)').all();
    if (Object.values(first)[0] !== 'ok') throw damaged(stateFile, 'er beskadiget');
  } finally {
    copy.close();
  }
}

/** The key's SHA-256, to tell whether a copy of it that lies elsewhere is the right one; undefined when there is no key. */
export async function keyFingerprint(stateFile: string): Promise<string | undefined> {
  const key = await readFile(keyFileOf(stateFile)).catch(() => undefined);
  return key === undefined ? undefined : createHash('sha256').update(key).digest('hex');
}
