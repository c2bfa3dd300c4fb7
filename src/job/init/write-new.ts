// Writes files that are not there yet, all of them or none.
import { access, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError, systemCode } from '../../errors.ts';

/** Throws `usage` when one of the files exists, and then writes none. */
export async function writeNewFiles(folder: string, texts: ReadonlyMap<string, string>): Promise<void> {
  const existing = [];
  for (const name of texts.keys()) if (await exists(path.join(folder, name))) existing.push(name);
  if (existing.length > 0) {
    throw new AppError('usage', {
      message: `Der findes allerede ${existing.join(', ')} i mappen; intet er skrevet`,
      hint: 'Flyt filerne, eller skriv et andet sted hen med --config MAPPE/fravaer.config.yaml',
    });
  }
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of texts) await writeFile(path.join(folder, name), text, { flag: 'wx' });
  } catch (error) {
    throw new AppError('usage', {
      message: `Filerne kan ikke skrives i ${folder} (${systemCode(error) ?? 'ukendt fejl'})`,
      hint: 'Vælg en mappe, hvor du må skrive, med --config MAPPE/fravaer.config.yaml',
      cause: error,
    });
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
