// The number of the newest run, kept in a small file apart from the database: when a backup is put back, the file still
// knows how far things had come, so that old news is not told again in silence.
import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../errors.ts';
import { syncFolder, writePrivateFile } from './state-files.ts';

/** The number in the file; 0 when there is none. */
export async function readLastRun(file: string): Promise<number> {
  try {
    const number = Number(await readFile(file, 'utf8'));
    return Number.isSafeInteger(number) ? number : 0;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return 0;
  }
}

/** Writes the number, unless it stands there already. */
export async function writeLastRun(file: string, run: number): Promise<void> {
  if ((await readLastRun(file)) === run) return;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writePrivateFile(`${file}.tmp`, Buffer.from(`${run}\n`));
  await rename(`${file}.tmp`, file);
  await syncFolder(path.dirname(file));
}
