import { isUtf8 } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFile, inspectFile, utf8Check } from './decode.ts';
import { sourceFile } from '../test/source-files.ts';
import { windows1252 } from '../test/windows1252.ts';
import type { Content } from '../test/source-files.ts';

async function textOf(content: Content): Promise<string> {
  const { path } = await sourceFile(content);
  const { encoding } = await inspectFile(path, 'auto');
  let text = '';
  for await (const piece of decodeFile(path, encoding)) text += piece;
  return text;
}

async function factsOf(content: Content) {
  return inspectFile((await sourceFile(content)).path, 'auto');
}

function utf16le(text: string, withMark: boolean): Buffer {
  return Buffer.from(`${withMark ? '\uFEFF' : ''}${text}`, 'utf16le');
}

function utf16be(text: string, withMark: boolean): Buffer {
  return utf16le(text, withMark).swap16();
}

it('the beginning of a file is what stands there, however much comes after it', async () => {
  const text = Array.from({ length: 200_000 }, (_, number) => `${number} æ\n`).join('');
  const { head } = await factsOf(text);

  expect(head.length).toBeGreaterThan(500_000);
  expect(text.startsWith(head)).toBe(true);
});

describe('the encoding of a file', () => {
  it.each([
    ['plain letters', 'abc', 'utf-8'],
    ['UTF-8', 'Fraværsårsag', 'utf-8'],
    ['UTF-8 with a byte order mark', '\uFEFFFraværsårsag', 'utf-8'],
    ['Windows-1252', windows1252('Fraværsårsag'), 'windows-1252'],
    ['UTF-16, little end first', utf16le('Fraværsårsag', true), 'utf-16le'],
    ['UTF-16, big end first', utf16be('Fraværsårsag', true), 'utf-16be'],
    ['UTF-16 without a byte order mark', utf16le('Fraværsårsag', false), 'utf-16le'],
    ['UTF-16 without a byte order mark, big end first', utf16be('Fraværsårsag', false), 'utf-16be'],
    ['packed', gzipSync(windows1252('Fraværsårsag')), 'windows-1252'],
    ['a UTF-8 letter that is cut off at the end', Uint8Array.of(0x61, 0xc3), 'windows-1252'],
    ['nothing', '', 'utf-8'],
  ])('is recognised: %s', async (_, content, encoding) => {
    expect((await factsOf(content)).encoding).toBe(encoding);
  });

  it('is judged over the whole file, not its beginning', async () => {
    const late = Buffer.concat([Buffer.alloc(600_000, 'a'), windows1252('å')]);

    expect((await factsOf(late)).encoding).toBe('windows-1252');
  });

  it('follows the profile when it states one', async () => {
    const { path } = await sourceFile('abc');

    expect((await inspectFile(path, 'iso-8859-15')).encoding).toBe('iso-8859-15');
  });
});

describe('decoding', () => {
  it('reads the bytes 0x80-0x9F of Windows-1252 as it defines them', async () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, index) => 0x80 + index);

    expect(await textOf(bytes)).toBe('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ');
  });

  it('drops a byte order mark', async () => {
    expect(await textOf('\uFEFFDato')).toBe('Dato');
  });

  it.each([
    ['UTF-16', utf16le('Dato;Ærø\n', true)],
    ['UTF-16, big end first', utf16be('Dato;Ærø\n', true)],
    ['gzip', gzipSync('Dato;Ærø\n')],
  ])('reads %s', async (_, content) => {
    expect(await textOf(content)).toBe('Dato;Ærø\n');
    expect((await factsOf(content)).endsWithNewline).toBe(true);
  });

  it.each([65_535, 65_536, 65_537, 262_143, 262_144])(
    'keeps a letter of several bytes whole after %i bytes',
    async (before) => {
      const text = `${'a'.repeat(before)}æ€𝔸ø`;

      expect(await textOf(text)).toBe(text);
    },
  );
});

describe('the facts of a file', () => {
  it('are its size, and a hash that changes with any byte', async () => {
    const one = await factsOf('abc');
    const other = await factsOf('abd');

    expect(one.bytes).toBe(3);
    expect(one.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(one.sha256).not.toBe(other.sha256);
  });

  it.each([
    ['a\n', true],
    ['a\r', true],
    ['a', false],
    ['', false],
  ])('say whether the last line is ended: %j', async (content, ended) => {
    expect((await factsOf(content)).endsWithNewline).toBe(ended);
  });

  it.each([
    ['NUL bytes', 'a\u0000b', 'det er ikke en tekstfil'],
    ['an old or protected workbook', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), '.xls'],
    ['a PDF', '%PDF-1.7 …', 'PDF'],
    ['letters saved twice in UTF-8', 'FravÃ¦rsÃ¥rsag', 'UTF-8 to gange'],
    ['letters lost', 'Frav�rs�rsag', 'ødelagt'],
  ])('refuse what is no export: %s', async (_, content, reason) => {
    await expect(factsOf(content)).rejects.toMatchObject({
      fault: { reason: expect.stringContaining(reason) },
    });
  });

  it('do not mind a single odd name', async () => {
    await expect(factsOf('Fraværsårsag;KjÃ¦r;Østergård')).resolves.toMatchObject({ kind: 'text' });
  });

  it('refuse what is not in the encoding that the profile states', async () => {
    const { path } = await sourceFile(windows1252('Fraværsårsag'));

    await expect(inspectFile(path, 'utf-8')).rejects.toThrow('ikke UTF-8');
  });
});

it('knows UTF-8 in pieces as it does whole, wherever a letter is cut', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 4 }).map((text) => Buffer.from(text)),
    fc
      .constantFrom([0xc3], [0xa6], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xff], [0x80], [0xc0, 0xaf])
      .map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), fc.integer({ min: 1, max: 5 }), (pieces, size) => {
      const bytes = Buffer.concat(pieces);
      const check = utf8Check();
      for (let at = 0; at < bytes.length; at += size) check.add(bytes.subarray(at, at + size));

      expect(check.isWhole()).toBe(isUtf8(bytes));
    }),
    { numRuns: 1000 },
  );
});
