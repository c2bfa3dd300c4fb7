// The files of state: the database, its key and its lock, side by side in a folder that only the job's user can enter.
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

export function keyFileOf(stateFile: string): string {
  return `${stateFile}.key`;
}

export function lockFileOf(stateFile: string): string {
  return `${stateFile}.lock`;
}

/** Makes the folder that the file is to lie in. */
export async function ensurePrivateFolder(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
}

/** Makes the file, empty, when it is missing: SQLite would make it readable for everyone. */
export async function ensurePrivateFile(file: string): Promise<void> {
  await ensurePrivateFolder(file);
  const handle = await open(file, 'a', PRIVATE_FILE);
  await handle.close();
}

/** Writes a new file to disk, whole; whatever lies there is replaced. */
export async function writePrivateFile(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w', PRIVATE_FILE);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes names that were given or taken away in the folder last through a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
