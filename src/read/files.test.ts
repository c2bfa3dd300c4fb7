import { mkdir, symlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../test/source-files.ts';
import { findSourceFiles } from './files.ts';

async function find(folder: string, files: readonly string[]): Promise<string[]> {
  const search = {
    resolve: (relative: string) => path.resolve(folder, relative),
    timeZone: 'Europe/Copenhagen',
  };
  const found = await findSourceFiles({ files: [...files], profile: 'dagsliste', pick: 'all' }, search);
  return found.map(({ label, bytes, modifiedOn }) => `${label} ${bytes} ${modifiedOn}`);
}

describe('the files of a source', () => {
  it('are those of its patterns, once each, in order of path, with size and date', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, { 'ind/b.csv': 'bb', 'ind/a.csv': 'a', 'ind/c.txt': '', 'd.csv': '' });
    // 23:30 UTC is already the next day in Denmark.
    for (const name of ['a', 'b']) await utimes(path.join(folder, `ind/${name}.csv`), 0, 1_793_489_400);

    expect(await find(folder, ['ind/*.csv', 'ind/b*'])).toEqual([
      'ind/a.csv 1 2026-11-01',
      'ind/b.csv 2 2026-11-01',
    ]);
  });

  it('are found by an absolute path', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, { 'a.csv': 'a' });

    expect(await find(folder, [path.join(folder, '*.csv')])).toHaveLength(1);
  });

  it('are none when nothing fits', async () => {
    expect(await find(await temporaryFolder(), ['*.csv', 'nope/*.csv'])).toEqual([]);
  });

  it('are no folders and no links to nowhere', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'x.csv'));
    await symlink(path.join(folder, 'gone'), path.join(folder, 'y.csv'));

    expect(await find(folder, ['*.csv'])).toEqual([]);
  });
});
