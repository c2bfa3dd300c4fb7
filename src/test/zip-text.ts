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
    parts.push(withoutPixels(method === DEFLATED ? inflateRawSync(bytes) : bytes).toString('utf8'));
    at += 46 + name! + extra! + comment!;
  }
  return parts.join('\n');
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The packed pixels of a picture hold any three letters by chance; all its other chunks, texts among them, are kept. */
function withoutPixels(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, PNG.length).equals(PNG)) return bytes;
  const chunks: Buffer[] = [];
  for (let at = PNG.length; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) !== 'IDAT') chunks.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(chunks);
}
