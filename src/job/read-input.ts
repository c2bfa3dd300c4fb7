// What the sources hold, with no CPR number in it (R70).
import { randomBytes } from 'node:crypto';
import type { LoadedConfig } from '../config/load.ts';
import { hideCprId, withoutCpr } from '../domain/elev-id.ts';
import type { Pseudonym } from '../domain/elev-id.ts';
import { readEksport } from '../read/read-eksport.ts';
import type { OnFile, ReadEksport, ReadWishes } from '../read/read-eksport.ts';
import type { IsWatched } from '../read/watch.ts';
import { readElevKey } from '../state/elev-key.ts';
import type { ElevKey } from '../state/elev-key.ts';
import { tal } from '../text/da.ts';
import type { Log } from './log.ts';

const PSEUDONYM_CHARACTERS = 16;

/** Stays the same from night to night as long as the key does. */
export function pseudonymBy(elevKey: ElevKey): Pseudonym {
  return (cpr) => `cpr-${elevKey(cpr).slice(0, PSEUDONYM_CHARACTERS)}`;
}

/** Tells a person who waits which file is being read. */
export function fileProgress({ progress }: Pick<Log, 'progress'>): OnFile {
  return (file, { number, of, rows }) =>
    progress(`Læser ${file} (fil ${number} af ${of}), ${tal(rows)} rækker læst`);
}

/** Reads the export for a command that does not write state. Throws as readEksport. */
export async function readInput(loaded: LoadedConfig, wishes: ReadWishes = {}): Promise<ReadEksport> {
  const read = await readEksport(loaded, wishes);
  return { ...read, eksport: withoutCpr(read.eksport, await findPseudonym(loaded)) };
}

/** The id of an elev as the rows of `readInput` have it, from what a person wrote. */
export async function elevIdOf(written: string, loaded: LoadedConfig): Promise<string> {
  return hideCprId(written, await findPseudonym(loaded));
}

/** Knows an elev of `readInput` while the rows are read and still hold their CPR numbers. */
export async function watchFor(elevId: string, loaded: LoadedConfig): Promise<IsWatched> {
  const pseudonym = await findPseudonym(loaded);
  const known = new Map<string, boolean>();
  return (read) => {
    const isWatched = known.get(read) ?? hideCprId(read, pseudonym) === elevId;
    known.set(read, isWatched);
    return isWatched;
  };
}

/** By state's key; without state nothing is remembered, and any secret of this run will do. */
async function findPseudonym({ resolve, config }: LoadedConfig): Promise<Pseudonym> {
  return pseudonymBy((await readElevKey(resolve(config.state.path))) ?? temporaryKey);
}

const temporaryNames = new Map<string, string>();

function temporaryKey(cpr: string): string {
  const name = temporaryNames.get(cpr) ?? randomBytes(PSEUDONYM_CHARACTERS).toString('base64url');
  temporaryNames.set(cpr, name);
  return name;
}
