// A large file is read in ranges that begin before it has been looked over to its end: by what its beginning says it is. If
// it is something else, it is begun anew.
import { isDeepStrictEqual } from 'node:util';
import { glanceAt } from './decode.ts';
import { faultOf } from './file-fault.ts';
import type { SourceFile } from './files.ts';
import type { FravaerWishes } from './fravaer-file.ts';
import type { PackedHarvest, RowsReading } from './harvest.ts';
import type { Profile } from './profile.ts';
import { inThreads } from './ranges.ts';
import type { RangedFile, RangesBegun } from './ranges.ts';
import type { SkoleLookup } from './skole-lookup.ts';
import { openTable } from './table.ts';
import type { Table } from './table.ts';

/** Undefined for a file that is not large, and for one that cannot be read so. */
export async function beginEarly(
  source: SourceFile,
  profile: Profile,
  skoleOf: SkoleLookup,
  wishes: FravaerWishes,
): Promise<RangesBegun | undefined> {
  const { isWatched, inRanges = inThreads } = wishes;
  const isLarge = source.bytes >= inRanges.leastBytes;
  if (!isLarge || source.fault !== undefined || isWatched !== undefined) return undefined;
  try {
    const facts = await glanceAt(source, profile.encoding);
    const table = facts && (await openTable(source, profile, skoleOf, facts));
    await table?.close();
    const file = table && rangedFile(table, { file: source.label, profile }, wishes);
    return file && (await inRanges.begin(file));
  } catch (error) {
    // What is wrong with the file is told by the one who looks at all of it.
    faultOf(error);
    return undefined;
  }
}

/** What was begun, or what can be begun now that all of the file is known; undefined for a file to be read in one go. */
export async function gatherApart(
  table: Table,
  reading: RowsReading,
  wishes: FravaerWishes,
  begun: RangesBegun | undefined,
): Promise<PackedHarvest | undefined> {
  const file = rangedFile(table, reading, wishes);
  if (begun === undefined || file === undefined) return undefined;
  if (isDeepStrictEqual(file, begun.file)) return begun.finish();
  begun.abandon();
  const { inRanges = inThreads } = wishes;
  return (await inRanges.begin(file))?.finish();
}

function rangedFile(
  { text, header }: Table,
  { file, profile }: Pick<RowsReading, 'file' | 'profile'>,
  { skoler, taken = new Set() }: FravaerWishes,
): RangedFile | undefined {
  if (text === undefined || header === undefined || skoler === undefined) return undefined;
  return { ...text, file, header, profile, skoler, taken };
}
