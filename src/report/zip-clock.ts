// Makes a finished zip (an xlsx is one) independent of the clock. JSZip, which exceljs writes through, stamps every
// entry with the time of writing and offers exceljs no way to set it; the stamps are overwritten here, so that the
// same report gives the same bytes.
import type { Dato } from '../domain/dato.ts';

// Field places from the zip specification (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16).
const END_SIGNATURE = 0x06054b50;
const END_LENGTH = 22;
const END_ENTRIES = 10;
const END_DIRECTORY_START = 16;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_LENGTH = 46;
const ENTRY_CLOCK = 12;
const ENTRY_NAME_LENGTH = 28;
const ENTRY_EXTRA_LENGTH = 30;
const ENTRY_COMMENT_LENGTH = 32;
const ENTRY_LOCAL_START = 42;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_CLOCK = 10;

/** Sets the time of every entry of `zip` to midnight of `day`, in place, and returns the same buffer. */
export function setZipClock(zip: Buffer, day: Dato): Buffer {
  const clock = dosClock(day);
  const end = findEnd(zip);
  let entry = zip.readUInt32LE(end + END_DIRECTORY_START);
  for (let left = zip.readUInt16LE(end + END_ENTRIES); left > 0; left -= 1) {
    expectSignature(zip, entry, ENTRY_SIGNATURE);
    const local = zip.readUInt32LE(entry + ENTRY_LOCAL_START);
    expectSignature(zip, local, LOCAL_SIGNATURE);
    zip.writeUInt32LE(clock, entry + ENTRY_CLOCK);
    zip.writeUInt32LE(clock, local + LOCAL_CLOCK);
    entry += ENTRY_LENGTH + variableLength(zip, entry);
  }
  return zip;
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

function variableLength(zip: Buffer, entry: number): number {
  return [ENTRY_NAME_LENGTH, ENTRY_EXTRA_LENGTH, ENTRY_COMMENT_LENGTH]
    .map((field) => zip.readUInt16LE(entry + field))
    .reduce((sum, length) => sum + length, 0);
}
