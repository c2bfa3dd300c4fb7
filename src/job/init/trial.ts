// Reads the files with the proposed profile by the real reader: what comes out is what a night would get.
import type { Dato } from '../../domain/dato.ts';
import { readElevFile } from '../../read/elev-file.ts';
import { readFravaerFile } from '../../read/fravaer-file.ts';
import { Profile } from '../../read/profile.ts';
import type { SkoleLookup } from '../../read/skole-lookup.ts';
import type { FileGroup } from './group.ts';

export interface Trial {
  readonly rows: number;
  /** Rows that could not be used, per reason. */
  readonly rejected: ReadonlyMap<string, number>;
  /** R4: rows per code without a meaning; codes that could be a name under `…`. */
  readonly unmapped: ReadonlyMap<string, number>;
  readonly numbers: ReadonlySet<string>;
  readonly dates: { readonly first: Dato; readonly last: Dato } | undefined;
  /** Why a file could not be read at all. */
  readonly unreadable: string | undefined;
}

/** Every number is a skole of ours: which there are is what we want to know. */
const anySkole: SkoleLookup = (number) =>
  number === '' ? undefined : { institutionsnummer: number, skole: number };

export async function tryProfile({ files, proposal }: FileGroup): Promise<Trial> {
  const profile = Profile.parse(proposal.profile);
  const counts = { rejected: new Map<string, number>(), unmapped: new Map<string, number>() };
  const numbers = new Set<string>();
  const days: Dato[] = [];
  let rows = 0;
  let unreadable: string | undefined;
  for (const file of files) {
    const isRoster = proposal.purpose === 'elever';
    const read = isRoster
      ? await readElevFile(file, profile, anySkole)
      : await readFravaerFile(file, profile, anySkole);
    rows += read.file.rows;
    unreadable ??= read.file.unreadable;
    for (const number of read.numbers) if (number !== '') numbers.add(number);
    addTo(counts.unmapped, read.file.unmapped);
    if ('rows' in read) {
      addTo(counts.rejected, quarantined(read.sortedOut));
      days.push(...read.rows.datoer);
    } else addTo(counts.rejected, new Map([['roster-row-invalid', read.findings.length]]));
  }
  days.sort();
  const [first, last] = [days[0], days.at(-1)];
  return {
    rows,
    ...counts,
    numbers,
    dates: first === undefined || last === undefined ? undefined : { first, last },
    unreadable,
  };
}

function addTo(sum: Map<string, number>, more: ReadonlyMap<string, number>): void {
  for (const [key, count] of more) if (count > 0) sum.set(key, (sum.get(key) ?? 0) + count);
}

/** Rows set aside for other reasons than a code without a meaning, which is counted apart. */
function quarantined(sortedOut: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  return new Map(
    [...sortedOut].filter(
      ([counter]) => counter.startsWith('quarantined-') && counter !== 'quarantined-aarsag-unknown',
    ),
  );
}
