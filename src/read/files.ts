// Finds tonight's exports.
import { glob, lstat, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SourceConfig } from '../config/schema.ts';
import { datoAt } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';

export interface SourceFile {
  readonly path: string;
  /** The path as shown to people: relative to the configuration. */
  readonly label: string;
  readonly profile: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** The date of the file itself, in the municipality's time zone. */
  readonly modifiedOn: Dato;
  /** Why it must not be read, in Danish: what lies there is no file of its own. */
  readonly fault?: string | undefined;
}

export interface FileSearch {
  readonly resolve: (relative: string) => string;
  readonly timeZone: string;
}

/** The files of one source in order of path; a pattern may match none. */
export async function findSourceFiles(source: SourceConfig, search: FileSearch): Promise<SourceFile[]> {
  const found = await findFiles(source.files, search.resolve('.'));
  const files = await Promise.all(found.map((file) => describe(file, source, search)));
  return files.filter((file) => file !== undefined);
}

/** The paths below `root` that a pattern fits, in order. */
export async function findFiles(patterns: readonly string[], root: string): Promise<string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    for await (const match of glob(pattern, { cwd: root })) found.add(path.resolve(root, match));
  }
  return [...found].toSorted();
}

async function describe(
  file: string,
  source: SourceConfig,
  search: FileSearch,
): Promise<SourceFile | undefined> {
  // Gone since it was found, or a link to nowhere: there is no such file.
  const stats = await stat(file).catch(() => undefined);
  if (stats === undefined || stats.isDirectory()) return undefined;
  const isLink = (await lstat(file)).isSymbolicLink();
  const isNamed = source.files.some((pattern) => search.resolve(pattern) === file);
  return {
    path: isLink ? await realpath(file) : file,
    label: path.relative(search.resolve('.'), file),
    profile: source.profile,
    bytes: stats.size,
    modifiedAt: stats.mtimeMs,
    modifiedOn: datoAt(stats.mtimeMs, search.timeZone),
    fault: stats.isFile() ? (isLink && !isNamed ? LINK : undefined) : NO_FILE,
  };
}

const NO_FILE = 'det er ikke en almindelig fil';
/** Whoever may write in an inbox must not be able to point out of it. */
const LINK = 'det er et link; læg selve filen i mappen, eller skriv linkets sti uden * i konfigurationen';
