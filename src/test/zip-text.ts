// Everything that stands in a zip (an xlsx is one), inflated, by plain code apart from the libraries under test.
import { inflateRawSync } from 'node:zlib';

const ENTRY = 0x02014b50;
const DEFLATED = 8;

/** The names and contents of all entries, one after the other. */
export function zipText(zip: Buffer): string {
  const parts: string[] = [];
  for (let at = zip.indexOf('PK\u0001\u0002', 0, 'latin1'); at >= 0 && at + 46 < zip.length;) {
    if (zip.readUInt32LE(at) !== ENTRY) break;
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + packed);
    parts.push(zip.toString('utf8', at + 46, at + 46 + name!));
    parts.push((method === DEFLATED ? inflateRawSync(bytes) : bytes).toString('utf8'));
    at += 46 + name! + extra! + comment!;
  }
  return parts.join('\n');
}
