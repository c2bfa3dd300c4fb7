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

/**
 * The bytes of a file, or those from `start` to `end`, both included. Each piece holds only until the next is asked for, which
 * is read in the meantime: there is no end of garbage outside V8's heap, for which it would collect everything in it.
 */
export async function* readBytes(
  path: string,
  { start, end = Infinity }: { readonly start?: number; readonly end?: number } = {},
): AsyncGenerator<Buffer> {
  const handle = await open(path, AS_FOUND);
  let at = start ?? 0;
  const readInto = async (buffer: Buffer): Promise<Buffer> => {
    const wanted = Math.min(buffer.length, end + 1 - at);
    const { bytesRead } = await handle.read(buffer, 0, wanted, start === undefined ? null : at);
    at += bytesRead;
    return buffer.subarray(0, bytesRead);
  };
  const readAhead = (buffer: Buffer): Promise<Buffer> => {
    const reading = readInto(buffer);
    // A fault is thrown to the one who asks for the piece, who may be busy with the one before.
    reading.catch(() => {});
    return reading;
  };
  let [buffer, other] = [Buffer.allocUnsafeSlow(CHUNK_BYTES), Buffer.allocUnsafeSlow(CHUNK_BYTES)];
  let reading = readAhead(buffer);
  try {
    for (let piece = await reading; piece.length > 0; piece = await reading) {
      [buffer, other] = [other, buffer];
      reading = readAhead(buffer);
      yield piece;
    }
  } finally {
    // What fails here after nobody wants to read on is no fault of the file.
    await reading.catch(() => {});
    await handle.close();
  }
}

export function isPacked(beginning: Buffer): boolean {
  return beginning.subarray(0, 2).equals(GZIP);
}

/** The same bytes, or what is packed in them. */
export async function* unpack(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = packed[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const all = concat(first.value, chunks);
  if (!isPacked(first.value)) {
    yield* all;
    return;
  }
  const whole = Readable.from(copies(all));
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
  try {
    yield first;
    yield* { [Symbol.asyncIterator]: () => rest };
  } finally {
    // Whoever wants no more than the first must not leave the file open.
    await rest.return?.();
  }
}

/** For whoever reads ahead. */
async function* copies(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(piece);
}
