// Bytes -> text. UTF-8 (with or without byte order mark) is recognised over the whole file; what is not UTF-8 is
// Windows-1252, the other encoding that Danish systems write.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';

export type Encoding = 'utf-8' | 'windows-1252' | 'iso-8859-15';

export interface FileFacts {
  readonly encoding: Encoding;
  readonly bytes: number;
  readonly sha256: string;
  /** NUL bytes: not a text file. */
  readonly isBinary: boolean;
  /** Whether the last byte ends a line; a file that is still being written often stops within one. */
  readonly endsWithNewline: boolean;
}

const NUL = 0;
const NEWLINES = new Set([0x0a, 0x0d]);

/** Reads the file once: what it is, and a hash by which an unchanged export is recognised. */
export async function inspectFile(path: string, wanted: Encoding | 'auto'): Promise<FileFacts> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let isBinary = false;
  let bytes = 0;
  let lastByte: number | undefined;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    lastByte = chunk.at(-1) ?? lastByte;
    isBinary ||= chunk.includes(NUL);
    isUtf8 &&= decodes(decoder, chunk, true);
  }
  isUtf8 &&= decodes(decoder, new Uint8Array(), false);
  return {
    encoding: wanted === 'auto' ? (isUtf8 ? 'utf-8' : 'windows-1252') : wanted,
    bytes,
    sha256: hash.digest('hex'),
    isBinary,
    endsWithNewline: lastByte !== undefined && NEWLINES.has(lastByte),
  };
}

function decodes(decoder: TextDecoder, chunk: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(chunk, { stream });
    return true;
  } catch {
    // Only the answer matters: these bytes are not UTF-8.
    return false;
  }
}

/** The file's text in pieces; a letter never breaks between two. A byte order mark is dropped. */
export async function* decodeFile(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 16 }) as AsyncIterable<Buffer>) {
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}
