import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { documents } from './documents.ts';

describe('documents made from the program', () => {
  it.each(documents().map((document) => [document.file.pathname.split('/').at(-1), document] as const))(
    '%s is up to date; if not: npm run docs',
    async (_name, { file, content }) => {
      expect(await readFile(file, 'utf8')).toBe(content);
    },
  );
});
