// `pick: newest`: where exports are kept, each institutionsnummer is read from the newest file that holds it.
import type { Eksportfil } from '../domain/eksport.ts';
import type { SourceFile } from './files.ts';
import type { FravaerFile } from './fravaer-file.ts';

/** Files copied together differ by seconds that say nothing; exports of different nights by hours. */
const SAME_MOMENT_MS = 60_000;

/**
 * Reads files newest first and hands each one the numbers that newer files held. Stops when all `wanted` numbers have
 * been found: the files that are left are only kept.
 */
export async function readNewest<
  Input extends { readonly file: SourceFile },
  Read extends { readonly numbers: ReadonlySet<string> },
>(
  inputs: readonly Input[],
  wanted: ReadonlySet<string>,
  read: (input: Input, taken: ReadonlySet<string>) => Promise<Read>,
): Promise<Read[]> {
  const taken = new Set<string>();
  const files: Read[] = [];
  for (const input of inputs.toSorted((a, b) => newestFirst(a.file, b.file))) {
    if ([...wanted].every((number) => taken.has(number))) break;
    const file = await read(input, new Set(taken));
    for (const number of file.numbers) taken.add(number);
    files.push(file);
  }
  return files;
}

/** By time; within a minute by name, which most often holds a date or a running number. */
function newestFirst(a: SourceFile, b: SourceFile): number {
  const [minuteA, minuteB] = [a, b].map(({ modifiedAt }) => Math.floor(modifiedAt / SAME_MOMENT_MS));
  const byTime = (minuteB ?? 0) - (minuteA ?? 0);
  return byTime === 0 ? b.label.localeCompare(a.label, 'da', { numeric: true }) : byTime;
}

/**
 * A file that cannot be read may have held newer rows of every skole that only files from earlier days hold: it is
 * said to concern them too, so that they are refused (R60) instead of reported on old rows.
 */
export function withDoubt(files: readonly FravaerFile[]): FravaerFile[] {
  const facts = files.map(({ file }) => file);
  return files.map((read) => ({ ...read, file: doubt(read.file, facts) }));
}

function doubt(file: Eksportfil, all: readonly Eksportfil[]): Eksportfil {
  if (file.unreadable === undefined) return file;
  const isFresh = ({ unreadable, extractedOn }: Eksportfil): boolean =>
    unreadable === undefined && extractedOn >= file.extractedOn;
  const fresh = new Set(skolerOf(all.filter(isFresh)));
  const doubtful = skolerOf(all).filter((skole) => !fresh.has(skole));
  const nothingRead = { read: 0, rejected: 0 };
  return {
    ...file,
    perSkole: new Map([...doubtful.map((skole) => [skole, nothingRead] as const), ...file.perSkole]),
  };
}

function skolerOf(files: readonly Eksportfil[]): string[] {
  return files.flatMap(({ perSkole }) => [...perSkole.keys()]);
}
