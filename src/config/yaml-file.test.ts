import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readYamlFile } from './yaml-file.ts';
import { temporaryFolder, writeFiles } from '../test/source-files.ts';
import { windows1252 } from '../test/windows1252.ts';
import type { Content } from '../test/source-files.ts';

const Schema = z.strictObject({
  navn: z.string(),
  limits: z.strictObject({ low: z.number().min(1), high: z.number().max(9) }),
  list: z.array(z.strictObject({ id: z.string(), kind: z.enum(['a', 'b']) })).default([]),
});

async function read(content: Content) {
  const folder = await temporaryFolder();
  await writeFiles(folder, { 'x.yaml': content });
  return readYamlFile(path.join(folder, 'x.yaml'), 'x.yaml', Schema);
}

async function problemsOf(content: Content): Promise<string[]> {
  return (await read(content)).problems.map(({ line, message }) => `${line ?? '-'}: ${message}`);
}

describe('a YAML file', () => {
  it('gives its value and text when all is well', async () => {
    const text = 'navn: Ærø\nlimits: { low: 1, high: 2 }\n';
    const file = await read(text);

    expect(file.value).toEqual({ navn: 'Ærø', limits: { low: 1, high: 2 }, list: [] });
    expect(file.text).toBe(text);
    expect(file.problems).toEqual([]);
  });

  it('may begin with a byte order mark', async () => {
    expect((await read('\uFEFFnavn: x\nlimits: { low: 1, high: 2 }\n')).value?.navn).toBe('x');
  });

  it('has every mistake named at once, with its line', async () => {
    const text = [
      'navn: 7',
      'limits:',
      '  low: 0',
      '  high: 10',
      '  middle: 5',
      'list:',
      '  - id: one',
      '    kind: c',
      'nvan: x',
    ];

    expect((await problemsOf(text.join('\n'))).toSorted()).toEqual([
      '1: »navn« skal være tekst',
      '3: »limits.low« skal være mindst 1',
      '4: »limits.high« må højst være 9',
      '5: Ukendt nøgle »limits.middle«',
      '8: »list.0.kind« skal være en af: a, b',
      '9: Ukendt nøgle »nvan«',
    ]);
  });

  it('names what is missing at the group it is missing from', async () => {
    expect(await problemsOf('navn: x\nlimits:\n  low: 1\n')).toEqual(['2: »limits.high« mangler']);
  });

  it.each([
    ['navn: x\nnavn: y\n', '2: Samme nøgle står to gange'],
    ['navn: x\nlimits:\n\tlow: 1\n', '3: Der er brugt tabulator til indrykning; brug mellemrum'],
    ['navn: "x\n', '2: Der mangler et tegn, ofte et anførselstegn eller et kolon'],
  ])('is told from no YAML: %j', async (text, problem) => {
    expect(await problemsOf(text)).toContain(problem);
  });

  it('is refused when it is not there, and when it is no UTF-8', async () => {
    const folder = await temporaryFolder();
    const missing = await readYamlFile(path.join(folder, 'nope.yaml'), 'nope.yaml', Schema);
    const directory = await readYamlFile(folder, 'folder', Schema);

    expect(missing.problems).toEqual([{ file: 'nope.yaml', message: 'Filen findes ikke' }]);
    expect(directory.problems[0]?.message).toBe('Filen kan ikke åbnes (EISDIR)');
    expect(await problemsOf(windows1252('navn: Ærø\n'))).toEqual([
      '-: Filen er ikke gemt som UTF-8, så æ, ø og å kan ikke læses',
    ]);
  });

  it.each(['', '[]', 'just text', 'a: &a [*a, *a]'])('is refused without a crash: %j', async (text) => {
    const file = await read(text);

    expect(file.value).toBeUndefined();
    expect(file.problems.length).toBeGreaterThan(0);
  });

  it('is refused when aliases unfold without end', async () => {
    const levels = Array.from(
      { length: 20 },
      (_, level) => `l${level}: &l${level} [${`*l${level - 1},`.repeat(9)}]`,
    );

    expect((await read(['l-1: &l-1 x', ...levels].join('\n').replaceAll('l-1', 'lx'))).value).toBeUndefined();
  });
});

describe('what is left of a faulty file', () => {
  it('is its value without the faulty keys', async () => {
    const { value, salvaged } = await read('navn: x\nlimits: { low: 1, high: 2, odd: 3 }\nnvan: y\n');

    expect(value).toBeUndefined();
    expect(salvaged).toEqual({ navn: 'x', limits: { low: 1, high: 2 }, list: [] });
  });

  it('is nothing when a needed key is faulty', async () => {
    expect((await read('navn: x\nlimits: { low: 0, high: 2 }\n')).salvaged).toBeUndefined();
  });

  it('has no list with an entry taken out, which would number the others anew', async () => {
    const file = await read(
      'navn: x\nlimits: { low: 1, high: 2 }\nlist:\n  - wrong\n  - { id: b, kind: b }\n',
    );

    expect(file.salvaged?.list).toEqual([]);
    expect(file.lineOf(['list', 1])).toBe(5);
  });
});

describe('a hostile YAML file', () => {
  it('that unfolds without end is refused at once, with a word on why', async () => {
    const letters = 'abcdefghij'.split('');
    const lines = letters.map((letter, index) => {
      const before = letters[index - 1];
      return `${letter}: &${letter} [${Array(9)
        .fill(before === undefined ? 'x' : `*${before}`)
        .join(', ')}]`;
    });

    expect(await problemsOf([...lines, 'navn: *j', ''].join('\n'))).toEqual([
      '1: Henvisningerne (& og *) folder sig ud uden ende',
    ]);
  });

  it('that nests without end is refused, not followed', async () => {
    const problems = await problemsOf(`navn: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`);

    expect(problems.length).toBeGreaterThan(0);
  });

  it('cannot reach into JavaScript by its keys', async () => {
    const problems = await problemsOf(
      'navn: x\nlimits: { low: 1, high: 2 }\n__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }\n',
    );

    expect(problems).toEqual(['3: Ukendt nøgle »__proto__«', '4: Ukendt nøgle »constructor«']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
