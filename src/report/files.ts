// Where reports lie and how they get there: whole or not at all, and readable by the job's own user only (R70).
import { chmod, glob, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Dato } from '../domain/dato.ts';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** The folder of a night, and every file in it that is made here, unfinished ones too. */
export const REPORT_FOLDER = /^\d{4}-\d{2}-\d{2}$/;
export const REPORT_FILE = /^\.?fravaer-[A-Za-z0-9-]+\.xlsx(?:\.\w+\.tmp)?$/;

/** The name for the municipality's overview in `reportPath`. */
export const FORVALTNING = 'forvaltning';

/**
 * `<folder>/2026-11-20/fravaer-280123.xlsx`; `name` is an institutionsnummer or `FORVALTNING`. Throws a RangeError for a
 * name that could leave the folder.
 */
export function reportPath(
  folder: string,
  { asOf, name }: { readonly asOf: Dato; readonly name: string },
): string {
  if (!/^[A-Za-z0-9_-]+$/.test(name)) throw new RangeError(`not a name for a report: ${name}`);
  return join(folder, asOf, `fravaer-${name}.xlsx`);
}

/**
 * Writes a report so that the path holds either the old file or the whole new one, also when the machine stops half
 * way. The folder is made when it is missing.
 */
export async function writeReport(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  // An existing folder, or a generous umask, may have let others in.
  await chmod(folder, PRIVATE_FOLDER);
  const temporary = join(folder, `.${basename(path)}.tmp`);
  try {
    await writeThrough(temporary, bytes);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** Removes what a killed run left half written, on whatever night: it may hold names. */
export async function removeHalfWritten(folder: string): Promise<void> {
  for await (const file of glob('*/.fravaer-*.xlsx.tmp', { cwd: folder }))
    await rm(join(folder, file), { force: true });
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  // What a killed run may have left behind.
  await rm(path, { force: true });
  const file = await open(path, 'wx', PRIVATE_FILE);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
