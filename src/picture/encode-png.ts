// Pixels -> PNG (ISO/IEC 15948), packed by Node's own zlib: resvg's packer takes twice as long and packs less.
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const BYTES_PER_PIXEL = 4;
const BITS_PER_CHANNEL = 8;
const COLOUR_WITH_ALPHA = 6;

/** Four bytes for each pixel, red, green, blue and alpha, row by row from the top. */
export interface Pixels {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The same pixels give the same bytes. */
export function encodePng({ bytes, width, height }: Pixels): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([BITS_PER_CHANNEL, COLOUR_WITH_ALPHA], 8);
  const row = width * BYTES_PER_PIXEL;
  // Before each row the number of its filter: 0, as it is. Wide even surfaces pack best so.
  const rows = new Uint8Array((row + 1) * height);
  for (let y = 0; y < height; y += 1) rows.set(bytes.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  const packed = deflateSync(rows);
  giveBack(rows);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * Frees the megabytes of a picture at once; `bytes` is empty afterwards. They lie outside V8's heap but count towards it: left
 * to themselves, every other picture makes it collect everything.
 */
export function giveBack({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, checksum]);
}
