// Packs the parts of a workbook into a zip (an xlsx is one) that does not depend on the clock. exceljs writes the parts
// through JSZip, which packs several times as slowly as Node's own zlib and stamps every part with the time of
// writing; so it is told to store them, and they are changed where needed, packed and stamped with the day of the report here.
import { crc32, deflateRawSync } from 'node:zlib';
import type { Dato } from '../domain/dato.ts';

// Field places from the zip specification (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16).
const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_LENGTH = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_LENGTH = 30;
const DEFLATED = 8;
const VERSION = 20;
const UTF8_NAMES = 0x0800;

interface Entry {
  readonly name: Buffer;
  readonly crc: number;
  readonly size: number;
  readonly packed: Buffer;
}

/** The zip `stored`, whose parts are not packed, with packed parts of midnight of `day`; the parts named are changed first. */
export function packZip(
  stored: Buffer,
  day: Dato,
  changes: ReadonlyMap<string, (content: string) => string> = new Map(),
): Buffer {
  const clock = dosClock(day);
  const entries = readParts(stored).map(({ name, content }) => {
    const change = changes.get(name.toString('utf8'));
    return packPart(
      name,
      change === undefined ? content : Buffer.from(change(content.toString('utf8')), 'utf8'),
    );
  });
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const local = Buffer.concat([localHeader(entry, clock), entry.name, entry.packed]);
    directory.push(directoryHeader(entry, clock, offset), entry.name);
    parts.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  return Buffer.concat([...parts, index, endRecord(entries.length, index.length, offset)]);
}

function readParts(zip: Buffer): { readonly name: Buffer; readonly content: Buffer }[] {
  const end = findEnd(zip);
  const parts = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    expectSignature(zip, at, ENTRY_SIGNATURE);
    if (zip.readUInt16LE(at + 10) !== 0) throw new RangeError('the parts are packed already');
    const [nameLength = 0, extraLength = 0, commentLength = 0] = [28, 30, 32].map((field) =>
      zip.readUInt16LE(at + field),
    );
    const local = zip.readUInt32LE(at + 42);
    expectSignature(zip, local, LOCAL_SIGNATURE);
    const start = local + LOCAL_LENGTH + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    parts.push({
      name: zip.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength),
      content: zip.subarray(start, start + zip.readUInt32LE(at + 20)),
    });
    at += ENTRY_LENGTH + nameLength + extraLength + commentLength;
  }
  return parts;
}

function packPart(name: Buffer, content: Buffer): Entry {
  return { name, crc: crc32(content), size: content.length, packed: deflateRawSync(content) };
}

function localHeader(entry: Entry, clock: number): Buffer {
  const header = Buffer.alloc(LOCAL_LENGTH);
  header.writeUInt32LE(LOCAL_SIGNATURE, 0);
  writeFacts(header, 4, entry, clock);
  return header;
}

function directoryHeader(entry: Entry, clock: number, offset: number): Buffer {
  const header = Buffer.alloc(ENTRY_LENGTH);
  header.writeUInt32LE(ENTRY_SIGNATURE, 0);
  header.writeUInt16LE(VERSION, 4);
  writeFacts(header, 6, entry, clock);
  header.writeUInt32LE(offset, 42);
  return header;
}

/** The fields that both headers have in the same order: version, flags, method, clock, checksum, sizes, lengths. */
function writeFacts(header: Buffer, at: number, entry: Entry, clock: number): void {
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(UTF8_NAMES, at + 2);
  header.writeUInt16LE(DEFLATED, at + 4);
  header.writeUInt32LE(clock, at + 6);
  header.writeUInt32LE(entry.crc, at + 10);
  header.writeUInt32LE(entry.packed.length, at + 14);
  header.writeUInt32LE(entry.size, at + 18);
  header.writeUInt16LE(entry.name.length, at + 22);
}

function endRecord(entries: number, length: number, offset: number): Buffer {
  const record = Buffer.alloc(END_LENGTH);
  record.writeUInt32LE(END_SIGNATURE, 0);
  record.writeUInt16LE(entries, 8);
  record.writeUInt16LE(entries, 10);
  record.writeUInt32LE(length, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}

/** Midnight of a date as MS-DOS writes it: time in the low 16 bits, then day, month and years since 1980. */
function dosClock(day: Dato): number {
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number);
  return ((Math.max(0, year - 1980) << 25) | (month << 21) | (date << 16)) >>> 0;
}

function findEnd(zip: Buffer): number {
  for (let at = zip.length - END_LENGTH; at >= 0; at -= 1) {
    if (zip.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  throw new RangeError('not a zip: no end of central directory');
}

function expectSignature(zip: Buffer, at: number, signature: number): void {
  if (zip.readUInt32LE(at) !== signature) throw new RangeError(`not a zip: unexpected record at ${at}`);
}
