// Bytes -> text. A byte order mark decides; else UTF-8 is recognised over the whole file, and what is not UTF-8 is
// Windows-1252, the other encoding that Danish systems write.
import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { isPacked, readBytes, unpack } from './bytes.ts';
import { UnreadableFile } from './file-fault.ts';
import { hasBrokenLetters } from './mojibake.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'iso-8859-15';
/** What a profile may ask for; UTF-16 is always recognised. */
export type WantedEncoding = 'auto' | 'utf-8' | 'windows-1252' | 'iso-8859-15';

export interface FileFacts {
  /** A zip is an Excel workbook, or nothing that can be read. */
  readonly kind: 'text' | 'zip';
  readonly encoding: Encoding;
  readonly bytes: number;
  readonly isPacked: boolean;
  readonly sha256: string;
  /** The beginning of the text, enough to see how it is written. */
  readonly head: string;
  /** Whether the last character ends a line; a file that is still being written often stops within one. */
  readonly endsWithNewline: boolean;
}

const HEAD_BYTES = 1 << 20;

/** Reads the file once: what it is, and a hash by which an unchanged export is recognised. Throws UnreadableFile for what is no export. */
export async function inspectFile(path: string, wanted: WantedEncoding): Promise<FileFacts> {
  const hash = createHash('sha256');
  let bytes = 0;
  let packed = false;
  async function* hashed(): AsyncGenerator<Buffer> {
    for await (const chunk of readBytes(path)) {
      if (bytes === 0) packed = isPacked(chunk);
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const look = await lookAt(unpack(hashed()));
  const facts = { bytes, isPacked: packed, sha256: hash.digest('hex') };
  if (isZip(look.head)) return { ...facts, kind: 'zip', encoding: 'utf-8', head: '', endsWithNewline: true };
  const encoding = encodingOf(look, wanted);
  const head = new TextDecoder(encoding).decode(look.head, { stream: true });
  if (hasBrokenLetters(head)) {
    throw new UnreadableFile(
      'æ, ø og å er ødelagt (fx Ã¦ for æ), før filen blev skrevet: den er gemt i UTF-8 to gange. Bestil eksporten igen uden at åbne og gemme den',
    );
  }
  const last = look.tail.find((byte) => byte !== 0);
  return { ...facts, kind: 'text', encoding, head, endsWithNewline: last === 0x0a || last === 0x0d };
}

/**
 * What a plain text file is by its beginning alone: most likely what `inspectFile` says too, though it is not said to end with
 * a whole row, and has no hash. Undefined for everything else.
 */
export async function glanceAt(
  { path, bytes }: { readonly path: string; readonly bytes: number },
  wanted: WantedEncoding,
): Promise<FileFacts | undefined> {
  const look = await lookAt(beginningOf(path));
  if (isPacked(look.head) || isZip(look.head)) return undefined;
  try {
    const encoding = encodingOf({ ...look, isUtf8: look.isUtf8SoFar }, wanted);
    const head = new TextDecoder(encoding).decode(look.head, { stream: true });
    return { kind: 'text', encoding, bytes, isPacked: false, sha256: '', head, endsWithNewline: true };
  } catch (error) {
    if (error instanceof UnreadableFile) return undefined;
    throw error;
  }
}

async function* beginningOf(path: string): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of readBytes(path)) {
    yield chunk;
    length += chunk.length;
    if (length >= HEAD_BYTES) return;
  }
}

interface Look {
  readonly head: Buffer;
  /** The last two bytes, last first. */
  readonly tail: readonly number[];
  readonly isUtf8: boolean;
  /** The last letter may be one that is only begun. */
  readonly isUtf8SoFar: boolean;
  readonly hasNul: boolean;
}

async function lookAt(chunks: AsyncIterable<Buffer>): Promise<Look> {
  const heads: Buffer[] = [];
  let length = 0;
  let tail: number[] = [];
  const utf8 = utf8Check();
  let hasNul = false;
  for await (const chunk of chunks) {
    if (length < HEAD_BYTES) heads.push(Buffer.from(chunk));
    length += chunk.length;
    tail = [...chunk.subarray(-2).toReversed(), ...tail].slice(0, 2);
    hasNul ||= chunk.includes(0);
    utf8.add(chunk);
    if (isNoText(heads[0] ?? chunk, chunk)) break;
  }
  const isUtf8SoFar = utf8.isSoFar();
  return { head: Buffer.concat(heads), tail, isUtf8: utf8.isWhole(), isUtf8SoFar, hasNul };
}

/** Text holds no NULs in a row in any encoding: what is no zip and does is read no further, however long it goes on. */
function isNoText(head: Buffer, chunk: Buffer): boolean {
  return chunk.includes(NULS) && !isZip(head) && utf16Of(head) === undefined;
}

const NULS = Buffer.alloc(4);

/** Tells whether bytes that come in pieces are UTF-8 as a whole; a letter may be cut between two pieces. */
export function utf8Check(): {
  readonly add: (chunk: Buffer) => void;
  readonly isSoFar: () => boolean;
  readonly isWhole: () => boolean;
} {
  let isSoFar = true;
  let begun: Buffer = Buffer.alloc(0);
  return {
    add: (chunk) => {
      if (!isSoFar) return;
      const bytes = begun.length === 0 ? chunk : Buffer.concat([begun, chunk]);
      const end = bytes.length - begunLetter(bytes);
      isSoFar = isUtf8(bytes.subarray(0, end));
      begun = Buffer.from(bytes.subarray(end));
    },
    isSoFar: () => isSoFar,
    isWhole: () => isSoFar && begun.length === 0,
  };
}

/** How many bytes at the end begin a letter that more bytes could finish. */
function begunLetter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

function encodingOf({ head, isUtf8, hasNul }: Look, wanted: WantedEncoding): Encoding {
  const utf16 = utf16Of(head);
  if (utf16 !== undefined) return utf16;
  const foreign = foreignFiles.find(({ signature }) => head.subarray(0, 8).includes(signature));
  if (foreign !== undefined) throw new UnreadableFile(foreign.reason);
  if (hasNul) throw new UnreadableFile('det er ikke en tekstfil');
  const hasMark = startsWith(head, [0xef, 0xbb, 0xbf]);
  if (wanted === 'utf-8' || hasMark) {
    if (isUtf8) return 'utf-8';
    throw new UnreadableFile('filen er ikke UTF-8, som profilen eller dens første tegn siger');
  }
  return wanted === 'auto' ? (isUtf8 ? 'utf-8' : 'windows-1252') : wanted;
}

/** UTF-16 by its byte order mark, or by the NULs that make up every second byte of Danish text. */
function utf16Of(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (startsWith(head, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(head, [0xfe, 0xff])) return 'utf-16be';
  const sample = [...head.subarray(0, 400)];
  const nulsAt = (parity: number): number =>
    sample.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  if (nulsAt(0) === 0 && nulsAt(1) > sample.length * 0.4) return 'utf-16le';
  return nulsAt(1) === 0 && nulsAt(0) > sample.length * 0.4 ? 'utf-16be' : undefined;
}

const foreignFiles = [
  {
    signature: Buffer.of(0xd0, 0xcf, 0x11, 0xe0),
    reason:
      'det er et regneark i det gamle format .xls, eller det er beskyttet med adgangskode; gem det som .xlsx eller CSV',
  },
  { signature: Buffer.from('%PDF'), reason: 'det er en PDF; bestil eksporten som CSV eller .xlsx' },
] as const;

function isZip(head: Buffer): boolean {
  return startsWith(head, [0x50, 0x4b, 0x03, 0x04]);
}

function startsWith(head: Buffer, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

/** The file's text in pieces; a letter never breaks between two. A byte order mark is dropped. */
export async function* decodeFile(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of unpack(readBytes(path))) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
