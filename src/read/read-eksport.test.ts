import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../config/load.ts';
import { AppError } from '../errors.ts';
import { dagsliste, readFolder, temporaryFolder, writeFiles } from '../test/source-files.ts';
import type { Content } from '../test/source-files.ts';
import { readEksport } from './read-eksport.ts';
import { unpackRows } from '../test/packed.ts';

const row = '265001;E1;;5A;5;01-10-2026;S;;';
const rosterHeading = 'Institutionsnr;ElevID;Fornavn;Efternavn;Klasse;Klassetrin;Indmeldt;Udmeldt;Beskyttet';
const withRoster = `
kommune: Eksempel Kommune
sources:
  fravaer:
    - { files: "a/*.csv", profile: dagsliste }
    - { files: "b/*.csv", profile: b.yaml }
  elever: [{ files: "elever*.csv", profile: elevliste }]
skoler:
  - { institutionsnummer: "265001", navn: Absalons Skole, komISkoleTeam: [team@kommune.example] }
`;
const profileB =
  'shape: day\ncolumns: { institutionsnummer: Skole, elevId: Elev, dato: Dag, aarsag: Kode }\naarsager: { X: ulovligt }\n';

async function failure(files: Readonly<Record<string, Content>>): Promise<AppError> {
  const error: unknown = await readFolder(files).catch((thrown: unknown) => thrown);
  if (error instanceof AppError) return error;
  throw new Error('the export was read', { cause: error });
}

describe('an export', () => {
  it('is everything that the sources hold, each by its own profile, with the roster', async () => {
    const { eksport } = await readFolder({
      'config.yaml': withRoster,
      'a/1.csv': dagsliste(row),
      'a/2.csv': dagsliste('265001;E2;;5A;5;01-10-2026;X;;', '777777;E2;;5A;5;01-10-2026;S;;'),
      'b/1.csv': 'Skole;Elev;Dag;Kode\n265001;E3;2026-10-01;X\n',
      'b.yaml': profileB,
      'elever.csv': `${rosterHeading}\n265001;E1;Ærø;Ø;5A;5;;;\n`,
    });

    expect(
      unpackRows(eksport.rows).map(({ elevId, aarsag, source }) => [elevId, aarsag, source.file]),
    ).toEqual([
      ['E1', 'sygdom', 'a/1.csv'],
      ['E3', 'ulovligt', 'b/1.csv'],
    ]);
    expect(eksport.indmeldelser.map(({ elevId }) => elevId)).toEqual(['E1']);
    expect(eksport.hasRoster).toBe(true);
    expect(eksport.files.map(({ file, kind, rows }) => [file, kind, rows])).toEqual([
      ['a/1.csv', 'fravaer', 1],
      ['a/2.csv', 'fravaer', 2],
      ['b/1.csv', 'fravaer', 1],
      ['elever.csv', 'elever', 1],
    ]);
    expect(eksport.rowsRead).toBe(4);
    expect(new Map(eksport.sortedOut)).toEqual(
      new Map([
        ['quarantined-aarsag-unknown', 1],
        ['other-skole', 1],
      ]),
    );
  });

  it('of one bad file and one good is read, and the bad one told', async () => {
    const { eksport } = await readFolder({ 'fravaer1.csv': dagsliste(row), 'fravaer2.csv': 'A;B\n1;2\n' });

    expect(unpackRows(eksport.rows)).toHaveLength(1);
    expect(eksport.findings).toMatchObject([{ code: 'file-unreadable', file: 'fravaer2.csv', line: 1 }]);
  });

  it('has a fingerprint that changes with any byte of a file or profile, and with nothing else', async () => {
    const print = async (files: Readonly<Record<string, Content>>): Promise<string> =>
      (
        await readFolder({
          'config.yaml': withRoster,
          'b.yaml': profileB,
          'elever.csv': rosterHeading,
          ...files,
        })
      ).fingerprint.join('|');
    const one = await print({ 'a/1.csv': dagsliste(row) });

    expect(await print({ 'a/1.csv': dagsliste(row) })).toBe(one);
    expect(await print({ 'a/1.csv': dagsliste(row, row) })).not.toBe(one);
    expect(await print({ 'a/2.csv': dagsliste(row) })).not.toBe(one);
    expect(await print({ 'a/1.csv': dagsliste(row), 'elever.csv': `${rosterHeading}\n` })).not.toBe(one);
  });
});

describe('an export that is not there or cannot be read', () => {
  it('is refused by the pattern that found nothing', async () => {
    expect(await failure({})).toMatchObject({
      code: 'no-export',
      exitCode: 10,
      message: 'Der er ingen fil med fravær: fravaer*',
    });
  });

  it('is refused when the roster is missing, for leavers and movers would be judged wrongly', async () => {
    const error = await failure({
      'config.yaml': withRoster,
      'a/1.csv': dagsliste(row),
      'b.yaml': profileB,
    });

    expect(error).toMatchObject({ code: 'no-export', message: 'Der er ingen fil med elever: elever*.csv' });
  });

  it('is refused when the roster cannot be read whole', async () => {
    const error = await failure({
      'config.yaml': withRoster,
      'b.yaml': profileB,
      'a/1.csv': dagsliste(row),
      'elever.csv': `${rosterHeading}\n265001;"E1\n`,
    });

    expect(error).toMatchObject({ code: 'export-unreadable', exitCode: 10 });
    expect(error.problems).toMatchObject([{ file: 'elever.csv', line: 2 }]);
  });

  it('is refused with every file and reason when no file can be read', async () => {
    const error = await failure({ 'fravaer1.csv': 'A;B\n', 'fravaer2.csv': 'a\u0000b' });

    expect(error).toMatchObject({ code: 'export-unreadable', message: '2 filer kan ikke læses' });
    expect(error.problems.map(({ file, line, message }) => [file, line, message])).toEqual([
      ['fravaer1.csv', 1, expect.stringContaining('»Institutionsnr«')],
      ['fravaer2.csv', undefined, 'det er ikke en tekstfil'],
    ]);
  });

  it('is refused for a profile that does not exist', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, { 'c.yaml': withRoster.replace('profile: dagsliste', 'profile: dagslist') });

    await expect(readEksport(await loadConfig(path.join(folder, 'c.yaml')))).rejects.toMatchObject({
      code: 'profile-invalid',
    });
  });
});
