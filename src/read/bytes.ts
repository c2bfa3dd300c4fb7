// File -> bytes, unpacked when they are gzip. What a file is, its first bytes tell and not its name.
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UnreadableFile } from './file-fault.ts';

const CHUNK_BYTES = 1 << 18;
const GZIP = Buffer.of(0x1f, 0x8b);

/** Text of rows packs to a tenth or a thirtieth; what unfolds to more than this many times its size is made to harm. */
export const MAX_UNPACK_RATIO = 200;
/** Below so many bytes nobody is harmed, and a ratio says nothing. */
export const HARMLESS_BYTES = 50_000_000;

/** Neither waits for somebody to write into a pipe nor follows a link that took the file's place since it was found. */
export const AS_FOUND = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** The bytes of a file, or those from `start` to `end`, both included. */
export async function* readBytes(
  path: string,
  part: { readonly start?: number; readonly end?: number } = {},
): AsyncGenerator<Buffer> {
  const handle = await open(path, AS_FOUND);
  yield* handle.createReadStream({ highWaterMark: CHUNK_BYTES, ...part }) as AsyncIterable<Buffer>;
}

export function isPacked(beginning: Buffer): boolean {
  return beginning.subarray(0, 2).equals(GZIP);
}

/** The same bytes, or what is packed in them. */
export async function* unpack(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = packed[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const whole = Readable.from(concat(first.value, chunks));
  if (!isPacked(first.value)) {
    yield* whole as AsyncIterable<Buffer>;
    return;
  }
  const gunzip = createGunzip();
  whole.on('error', (error) => gunzip.destroy(error));
  let bytes = 0;
  try {
    for await (const chunk of whole.pipe(gunzip) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > HARMLESS_BYTES && bytes > gunzip.bytesWritten * MAX_UNPACK_RATIO) {
        throw new UnreadableFile('den pakkede fil folder sig ud til langt mere, end en eksport kan fylde');
      }
      yield chunk;
    }
  } finally {
    // What goes wrong in the unpacking does not close the file by itself.
    whole.destroy();
  }
}

async function* concat(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => rest };
}
