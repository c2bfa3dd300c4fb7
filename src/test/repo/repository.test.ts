import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(`${ROOT}/${file}`));
const sources = files.filter((file) => file.startsWith('src/') && file.endsWith('.ts'));
const read = (file: string): string => readFileSync(`${ROOT}/${file}`, 'utf8');

interface Word {
  readonly inCode: readonly string[];
  readonly doNotUse: readonly string[];
}

function readOrdliste(): Word[] {
  const rows = read('docs/ordliste.md')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
  return rows.map((row) => {
    const [, , inCode = '', , doNotUse = ''] = row.split('|').map((cell) => cell.trim());
    const words = doNotUse.split(',').map((word) => word.trim());
    return {
      inCode: [...inCode.matchAll(/`([^`]+)`/g)].map((match) => match[1]!),
      doNotUse: words.filter((word) => word !== ''),
    };
  });
}

/** The words that the identifiers of a file are made of: no comments, no strings. */
function identifierWords(code: string): Set<string> {
  const bare = code
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ' ')
    .replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g, ' ');
  const identifiers = bare.match(/[A-Za-z_$][\w$]*/g) ?? [];
  return new Set(
    identifiers.flatMap((name) => name.split(/(?<=[a-z0-9])(?=[A-Z])|_/)).map((word) => word.toLowerCase()),
  );
}

describe('the repository', () => {
  it('has only ASCII paths', () => {
    expect(files.filter((file) => /[^\x20-\x7e]/.test(file))).toEqual([]);
  });

  it('has a test for every file of the domain that holds more than types', () => {
    const untested = sources.filter(
      (file) =>
        file.startsWith('src/domain/') &&
        !file.endsWith('.test.ts') &&
        /^export (async )?function|^export const \w+ = \(/m.test(read(file)) &&
        !files.includes(file.replace(/\.ts$/, '.test.ts')),
    );

    expect(untested).toEqual([]);
  });

  it('skips and singles out no test', () => {
    const marked = sources.filter((file) =>
      /\b(describe|it|test)\.(skip|only|todo|fails)\b/.test(read(file)),
    );

    expect(marked).toEqual([]);
  });
});

describe('the ordliste', () => {
  const words = readOrdliste();
  const code = sources.filter((file) => !file.endsWith('.test.ts')).map(read);

  it('is read', () => {
    expect(words.length).toBeGreaterThan(20);
  });

  it('lists only words that the code uses', () => {
    const all = code.join('\n').toLowerCase();
    const unused = words.flatMap(({ inCode }) => inCode).filter((word) => !all.includes(word.toLowerCase()));

    expect(unused).toEqual([]);
  });

  it('finds no identifier made of a word that is not to be used', () => {
    const banned = new Set(words.flatMap(({ doNotUse }) => doNotUse));
    const found = sources.flatMap((file) =>
      [...identifierWords(read(file))].filter((word) => banned.has(word)).map((word) => `${file}: ${word}`),
    );

    expect(found).toEqual([]);
  });
});
