// Packs the parts of a workbook into a zip (an xlsx is one) that does not depend on the clock. exceljs writes the parts
// through JSZip, which packs several times as slowly as Node's own zlib and stamps every part with the time of
// writing; so it is told to store them, and they are packed here, stamped with the day of the report.
import { deflateRawSync } from 'node:zlib';
import type { Dato } from '../domain/dato.ts';

// Field places from the zip specification (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16).
const END = { signature: 0x06054b50, length: 22, entries: 10, directorySize: 12, directoryStart: 16 };
const ENTRY = {
  signature: 0x02014b50,
  length: 46,
  method: 10,
  clock: 12,
  packedSize: 20,
  nameLength: 28,
  extraLength: 30,
  commentLength: 32,
  localStart: 42,
};
const LOCAL = {
  signature: 0x04034b50,
  length: 30,
  method: 8,
  clock: 10,
  packedSize: 18,
  nameLength: 26,
  extraLength: 28,
};
const DEFLATE = 8;

/** The zip `stored`, whose parts are not packed, with packed parts of midnight of `day`. */
export function packZip(stored: Buffer, day: Dato): Buffer {
  const clock = dosClock(day);
  const end = findEnd(stored);
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let start = 0;
  let at = stored.readUInt32LE(end + END.directoryStart);
  for (let left = stored.readUInt16LE(end + END.entries); left > 0; left -= 1) {
    const entry = readEntry(stored, at);
    at += entry.length;
    const { local, data } = readLocal(stored, entry);
    const packed = deflateRawSync(data);
    local.writeUInt16LE(DEFLATE, LOCAL.method);
    local.writeUInt32LE(clock, LOCAL.clock);
    local.writeUInt32LE(packed.length, LOCAL.packedSize);
    entry.writeUInt16LE(DEFLATE, ENTRY.method);
    entry.writeUInt32LE(clock, ENTRY.clock);
    entry.writeUInt32LE(packed.length, ENTRY.packedSize);
    entry.writeUInt32LE(start, ENTRY.localStart);
    locals.push(local, packed);
    entries.push(entry);
    start += local.length + packed.length;
  }
  return Buffer.concat([...locals, ...entries, newEnd(stored, end, { entries, start })]);
}

/** A copy of the entry of the directory that begins at `at`. */
function readEntry(zip: Buffer, at: number): Buffer {
  expectSignature(zip, at, ENTRY.signature);
  const variable = [ENTRY.nameLength, ENTRY.extraLength, ENTRY.commentLength]
    .map((field) => zip.readUInt16LE(at + field))
    .reduce((sum, length) => sum + length, 0);
  return Buffer.from(zip.subarray(at, at + ENTRY.length + variable));
}

/** A copy of the part's own heading, and its data. */
function readLocal(zip: Buffer, entry: Buffer): { readonly local: Buffer; readonly data: Buffer } {
  const at = entry.readUInt32LE(ENTRY.localStart);
  expectSignature(zip, at, LOCAL.signature);
  if (entry.readUInt16LE(ENTRY.method) !== 0) throw new RangeError('the parts are packed already');
  const variable = zip.readUInt16LE(at + LOCAL.nameLength) + zip.readUInt16LE(at + LOCAL.extraLength);
  const start = at + LOCAL.length + variable;
  const size = entry.readUInt32LE(ENTRY.packedSize);
  return { local: Buffer.from(zip.subarray(at, start)), data: zip.subarray(start, start + size) };
}

interface Directory {
  readonly entries: readonly Buffer[];
  readonly start: number;
}

function newEnd(zip: Buffer, at: number, { entries, start }: Directory): Buffer {
  const end = Buffer.from(zip.subarray(at));
  end.writeUInt32LE(
    entries.reduce((sum, { length }) => sum + length, 0),
    END.directorySize,
  );
  end.writeUInt32LE(start, END.directoryStart);
  return end;
}

/** Midnight of a date as MS-DOS writes it: time in the low 16 bits, then day, month and years since 1980. */
function dosClock(day: Dato): number {
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number);
  return ((Math.max(0, year - 1980) << 25) | (month << 21) | (date << 16)) >>> 0;
}

function findEnd(zip: Buffer): number {
  for (let at = zip.length - END.length; at >= 0; at -= 1) {
    if (zip.readUInt32LE(at) === END.signature) return at;
  }
  throw new RangeError('not a zip: no end of central directory');
}

function expectSignature(zip: Buffer, at: number, signature: number): void {
  if (zip.readUInt32LE(at) !== signature) throw new RangeError(`not a zip: unexpected record at ${at}`);
}
