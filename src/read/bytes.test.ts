import { open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder, writeFiles } from '../test/source-files.ts';
import { readBytes, unpack } from './bytes.ts';

/** More than one piece of a file. */
const CONTENT = Buffer.from(Array.from({ length: 150_000 }, (_, number) => `${number};`).join(''));

async function collect(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const copies: Buffer[] = [];
  for await (const piece of pieces) copies.push(Buffer.from(piece));
  return Buffer.concat(copies);
}

async function fileOf(content: Buffer): Promise<string> {
  const folder = await temporaryFolder();
  await writeFiles(folder, { 'a.csv': content });
  return path.join(folder, 'a.csv');
}

describe('the bytes of a file', () => {
  it('come whole and in order, all or a part of them', async () => {
    const file = await fileOf(CONTENT);

    expect((await collect(readBytes(file))).equals(CONTENT)).toBe(true);
    const part = await collect(readBytes(file, { start: 100, end: 700_000 }));
    expect(part.equals(CONTENT.subarray(100, 700_001))).toBe(true);
    expect(await collect(readBytes(await fileOf(Buffer.alloc(0))))).toHaveLength(0);
  });

  it('come unpacked, also when nobody packed them', async () => {
    const packed = await fileOf(gzipSync(CONTENT, { level: 0 }));

    expect((await collect(unpack(readBytes(packed)))).equals(CONTENT)).toBe(true);
    expect((await collect(unpack(readBytes(await fileOf(CONTENT))))).equals(CONTENT)).toBe(true);
  });

  it.each([
    ['the first piece', 1],
    ['a later one', 2],
  ])('are closed when no more than %s is wanted', async (_, wanted) => {
    let isClosed = false;
    async function* source() {
      try {
        for (let number = 0; number < 5; number += 1) yield await Promise.resolve(Buffer.of(number));
      } finally {
        isClosed = true;
      }
    }
    const pieces = unpack(source());
    for (let taken = 0; taken < wanted; taken += 1) await pieces.next();
    await pieces.return(undefined);

    expect(isClosed).toBe(true);
  });

  it('throw what goes wrong ahead to the one who asks for it, however late', async () => {
    const file = await fileOf(CONTENT);
    const handle = await open(file);
    const files = Object.getPrototypeOf(handle) as { read: (...wanted: unknown[]) => Promise<unknown> };
    await handle.close();
    const { read } = files;
    onTestFinished(() => void (files.read = read));
    let reads = 0;
    files.read = function readOrFail(...wanted) {
      reads += 1;
      return reads === 2 ? Promise.reject(new Error('EIO')) : read.apply(this, wanted);
    };
    const pieces = readBytes(file);
    await pieces.next();
    await setTimeout(10);

    await expect(pieces.next()).rejects.toThrow('EIO');
  });
});
