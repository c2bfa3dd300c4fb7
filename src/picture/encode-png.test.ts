import { crc32, inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { encodePng, giveBack } from './encode-png.ts';

interface Chunk {
  readonly name: string;
  readonly content: Buffer;
}

/** Reads the chunks as a program that shows pictures does; a wrong checksum is a broken picture. */
function readChunks(png: Buffer): Chunk[] {
  expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length;) {
    const end = at + 8 + png.readUInt32BE(at);
    expect(png.readUInt32BE(end)).toBe(crc32(png.subarray(at + 4, end)));
    chunks.push({ name: png.toString('latin1', at + 4, at + 8), content: png.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

it('holds every pixel where it was', () => {
  const [width, height] = [3, 2];
  const bytes = Uint8Array.from({ length: width * height * 4 }, (_, index) => index * 7);

  const chunks = readChunks(encodePng({ bytes, width, height }));

  expect(chunks.map(({ name }) => name)).toEqual(['IHDR', 'IDAT', 'IEND']);
  const [header, data] = chunks.map(({ content }) => content);
  expect([...(header ?? [])]).toEqual([0, 0, 0, 3, 0, 0, 0, 2, 8, 6, 0, 0, 0]);
  const rows = inflateSync(data ?? Buffer.alloc(0));
  expect([...rows]).toEqual([0, ...bytes.subarray(0, 12), 0, ...bytes.subarray(12)]);
});

it('keeps no memory that was given back', () => {
  const bytes = Uint8Array.of(1, 2, 3);

  giveBack(bytes);

  expect(bytes).toHaveLength(0);
});
