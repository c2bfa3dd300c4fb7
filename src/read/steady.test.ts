import { appendFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../config/load.ts';
import {
  configText,
  dagsliste,
  profileOf,
  skoleOf,
  sourceFile,
  temporaryFolder,
  writeFiles,
} from '../test/source-files.ts';
import { readElevFile } from './elev-file.ts';
import { findSourceFiles } from './files.ts';
import type { SourceFile } from './files.ts';
import { readEksport } from './read-eksport.ts';
import { findUnsteady, STILL_WRITTEN } from './steady.ts';
import { unpackRows } from '../test/packed.ts';

async function lookAt(folder: string): Promise<SourceFile> {
  const search = { resolve: (file: string) => path.resolve(folder, file), timeZone: 'Europe/Copenhagen' };
  const [file] = await findSourceFiles({ files: ['fravaer.csv'], profile: 'dagsliste', pick: 'all' }, search);
  return file!;
}

async function freshFile(): Promise<SourceFile> {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'fravaer.csv'), dagsliste('265001;E1;;5A;5;12-10-2026;S;;'));
  return lookAt(folder);
}

describe('an export that may still be written (R60)', () => {
  it('is steady when nothing changes between two looks', async () => {
    const file = await freshFile();

    expect([...(await findUnsteady([file], Date.now()))]).toEqual([]);
  });

  it.each<[string, (file: string) => Promise<void>]>([
    ['grows', (file) => appendFile(file, 'x')],
    ['is written anew with the same length', async (file) => writeFile(file, 'x'.repeat(107))],
    ['goes away', (file) => rm(file)],
  ])('is unsteady when it %s', async (_, change) => {
    const file = await freshFile();

    const looking = findUnsteady([file], Date.now());
    setTimeout(() => void change(file.path), 50);

    expect([...(await looking)]).toEqual([file.path]);
  });

  it('is not read, and its skoler are known', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, {
      'config.yaml': configText,
      'fravaer-b.csv': dagsliste('265031;E2;;5A;5;12-10-2026;S;;'),
    });
    const growing = path.join(folder, 'fravaer-a.csv');
    await writeFile(growing, dagsliste('265001;E1;;5A;5;12-10-2026;S;;'));
    const loaded = await loadConfig(path.join(folder, 'config.yaml'));

    const reading = readEksport(loaded);
    setTimeout(() => void appendFile(growing, '265001;E1;;5A;5;13-10-2026;S;;\n'), 120);
    const { eksport } = await reading;

    expect(unpackRows(eksport.rows).map(({ elevId }) => elevId)).toEqual(['E2']);
    expect(eksport.rowsRead).toBe(1);
    expect(eksport.findings).toMatchObject([
      {
        code: 'file-unreadable',
        severity: 'error',
        file: 'fravaer-a.csv',
        detail: { reason: STILL_WRITTEN },
      },
    ]);
    expect(eksport.files.find(({ file }) => file === 'fravaer-a.csv')?.perSkole.has('265001')).toBe(true);
  });
});

describe('a roster that is cut off', () => {
  const heading = 'Institutionsnr;ElevID;Fornavn;Efternavn;Klasse;Klassetrin;Indmeldt;Udmeldt;Beskyttet\n';

  it.each([
    ['in the middle of a row', '265001;E1;Anna;Prø', 'skåret over'],
    ['in the middle of a date', '265001;E1;Anna;Prøve;5A;5;01-08;;', 'skåret over'],
  ])('%s stops the run', async (_, rest, reason) => {
    const folder = await temporaryFolder();
    const config = configText.replace(
      'skoler:',
      '  elever: [{ files: "elever.csv", profile: elevliste }]\nskoler:',
    );
    await writeFiles(folder, {
      'config.yaml': config,
      'fravaer.csv': dagsliste(),
      'elever.csv': heading + rest,
    });

    await expect(readEksport(await loadConfig(path.join(folder, 'config.yaml')))).rejects.toMatchObject({
      code: 'export-unreadable',
      problems: [{ file: 'elever.csv', line: 2, message: expect.stringContaining(reason) as string }],
    });
  });

  it('is read when only the last newline is missing', async () => {
    const file = await sourceFile(`${heading}265001;E1;Anna;Prøve;5A;5;01-08-2026;;`);

    const { fault, indmeldelser } = await readElevFile(file, profileOf('elevliste'), skoleOf);

    expect(fault).toBeUndefined();
    expect(indmeldelser).toHaveLength(1);
  });
});
