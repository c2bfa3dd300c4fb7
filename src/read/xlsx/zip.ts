// A zip in memory -> its entries, unpacked piece by piece and never beyond what a workbook can hold.
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { HARMLESS_BYTES, MAX_UNPACK_RATIO } from '../bytes.ts';
import { UnreadableFile } from '../file-fault.ts';

export interface ZipEntry {
  readonly name: string;
  readonly packed: Buffer;
  readonly isDeflated: boolean;
  /** What the zip says that it unpacks to. */
  readonly bytes: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const MAX_COMMENT_BYTES = 65_535;
const STORED = 0;
const DEFLATED = 8;

/** The entries by name. Throws UnreadableFile when the zip is damaged, encrypted or of a kind that no spreadsheet writes. */
export function openZip(zip: Buffer): ReadonlyMap<string, ZipEntry> {
  try {
    return new Map(readDirectory(zip).map((entry) => [entry.name, entry]));
  } catch (error) {
    // A number that points outside of the file.
    if (error instanceof RangeError) throw damaged();
    throw error;
  }
}

function readDirectory(zip: Buffer): ZipEntry[] {
  const end = findEnd(zip);
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged();
    entries.push(readEntry(zip, at));
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(zip: Buffer): number {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 22 - MAX_COMMENT_BYTES); at -= 1) {
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw damaged();
}

function readEntry(zip: Buffer, at: number): ZipEntry {
  const isEncrypted = (zip.readUInt16LE(at + 8) & 1) === 1;
  const method = zip.readUInt16LE(at + 10);
  if (isEncrypted || (method !== STORED && method !== DEFLATED)) {
    throw new UnreadableFile(
      'den pakkede fil er beskyttet eller pakket på en måde, som regneark ikke bruger',
    );
  }
  const packedBytes = zip.readUInt32LE(at + 20);
  const local = zip.readUInt32LE(at + 42);
  if (zip.readUInt32LE(local) !== LOCAL_ENTRY) throw damaged();
  const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (begin + packedBytes > zip.length) throw damaged();
  return {
    name: zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)),
    packed: zip.subarray(begin, begin + packedBytes),
    isDeflated: method === DEFLATED,
    bytes: zip.readUInt32LE(at + 24),
  };
}

/** The entry's bytes; throws UnreadableFile as soon as they exceed `limit` or unfold as no real workbook does. */
export async function* unpackEntry(
  { packed, isDeflated, bytes }: ZipEntry,
  limit: number,
): AsyncGenerator<Buffer> {
  if (bytes > limit) throw tooLarge();
  if (!isDeflated) {
    yield packed;
    return;
  }
  let unpacked = 0;
  const inflate = Readable.from([packed]).pipe(createInflateRaw());
  for await (const chunk of inflate as AsyncIterable<Buffer>) {
    unpacked += chunk.length;
    const unfolds = unpacked > HARMLESS_BYTES && unpacked > packed.length * MAX_UNPACK_RATIO;
    if (unpacked > limit || unfolds) throw tooLarge();
    yield chunk;
  }
}

function damaged(): UnreadableFile {
  return new UnreadableFile('regnearket er beskadiget eller ikke skrevet færdigt');
}

function tooLarge(): UnreadableFile {
  return new UnreadableFile('regnearket folder sig ud til mere, end der kan læses; bestil eksporten som CSV');
}
