import { describe, expect, it } from 'vitest';
import { decodeFile, inspectFile } from './decode.ts';
import { sourceFile, windows1252 } from '../test/source-files.ts';
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

describe('the encoding of a file', () => {
  it.each([
    ['plain letters', 'abc', 'utf-8'],
    ['UTF-8', 'Fraværsårsag', 'utf-8'],
    ['UTF-8 with a byte order mark', '\uFEFFFraværsårsag', 'utf-8'],
    ['Windows-1252', windows1252('Fraværsårsag'), 'windows-1252'],
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

  it('tell a file with NUL bytes from text', async () => {
    expect((await factsOf('a\u0000b')).isBinary).toBe(true);
    expect((await factsOf('ab')).isBinary).toBe(false);
  });
});
