// An export that is still being written is not read (R60): size or time differ between two looks.
import { stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { SourceFile } from './files.ts';

/** A file untouched for so long is taken for finished, unless it changes while it is read. */
const FRESH_MS = 2_000;
/** The two looks lie at least so far apart when a file is fresh. */
const BETWEEN_LOOKS_MS = 250;

export const STILL_WRITTEN = 'filen bliver stadig skrevet: størrelse eller tid ændrer sig';

/**
 * Looks again at files that were found at `foundAt` (milliseconds since 1970) and have been read since. Returns the
 * paths of those that have changed or gone.
 */
export async function findUnsteady(
  files: readonly SourceFile[],
  foundAt: number,
): Promise<ReadonlySet<string>> {
  const isFresh = files.some(({ modifiedAt }) => foundAt - modifiedAt < FRESH_MS);
  const wait = foundAt + BETWEEN_LOOKS_MS - Date.now();
  if (isFresh && wait > 0) await setTimeout(wait);
  const unsteady = await Promise.all(files.map(async (file) => ((await isSteady(file)) ? [] : [file.path])));
  return new Set(unsteady.flat());
}

async function isSteady({ path, bytes, modifiedAt }: SourceFile): Promise<boolean> {
  const now = await stat(path).catch(() => undefined);
  return now !== undefined && now.size === bytes && now.mtimeMs === modifiedAt;
}
