import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { temporaryFolder, writeFiles } from '../test/source-files.ts';
import { builtinProfiles } from './builtin-profiles.ts';
import { loadProfile } from './load-profile.ts';
import type { Purpose } from './profile-rules.ts';

async function load(text: string, purpose: Purpose = 'fravaer', name = 'profiler/egen.yaml') {
  const folder = await temporaryFolder();
  await writeFiles(folder, { [name]: text });
  return loadProfile(name, purpose, (relative) => path.join(folder, relative));
}

async function failure(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof AppError) return error;
  throw new Error('the profile was accepted', { cause: error });
}

const unresolved = (relative: string): string => relative;
const columns =
  'shape: day\ncolumns: { institutionsnummer: Skole, elevId: [ElevID, UNI-ID], dato: 3, aarsag: Kode }\n';

describe('a profile', () => {
  it.each([...builtinProfiles.keys()])('is built in and complete: %s', async (name) => {
    const { profile, text } = await loadProfile(name, 'elever', unresolved);

    expect(profile.columns.elevId).toBeDefined();
    expect(text).toBe(name);
  });

  it('comes from a file by its path', async () => {
    const { profile } = await load(columns);

    expect(profile).toMatchObject({
      encoding: 'auto',
      delimiter: 'auto',
      dates: ['dd-MM-yyyy', 'yyyy-MM-dd'],
      decimal: ',',
      columns: { institutionsnummer: ['Skole'], elevId: ['ElevID', 'UNI-ID'], dato: [3] },
    });
  });

  it.each(['dagslist', 'constructor', '__proto__', 'toString'])(
    'that is unknown is refused with the names there are: %s',
    async (name) => {
      const error = await failure(loadProfile(name, 'elever', unresolved));

      expect(error).toMatchObject({ code: 'profile-invalid', message: `Profilen »${name}« findes ikke` });
      expect(error.hint).toContain(
        'dagsliste, lektionsliste, intervalliste, maanedsskema, elevliste, tea-elev;',
      );
    },
  );

  it('has all its mistakes named at once', async () => {
    const text = [
      'shape: day',
      'dates: [dd-mm-yyyy, dd-MM]',
      'decimal: ";"',
      'columns:',
      '  elevid: ElevID',
      '  dato: Dato',
      'aarsager:',
      '  S: syg',
      'amounts:',
      '  Kvart: 0.3333333',
      '  Dobbelt: 2',
    ];
    const error = await failure(load(text.join('\n')));
    const problems = error.problems.map(({ line, message }) => `${line}: ${message}`).toSorted();

    expect(error.message).toBe('Profilen profiler/egen.yaml har 10 fejl');
    expect(problems).toEqual([
      '10: »amounts.Kvart« må højst have seks decimaler',
      '11: »amounts.Dobbelt« må højst være 1',
      '2: »dates.0« skal nævne dag, måned og år',
      '2: »dates.1« skal nævne dag, måned og år',
      '3: »decimal« skal være en af: ,, .',
      '4: »columns« mangler aarsag',
      '4: »columns« mangler elevId eller cpr',
      '4: »columns« mangler institutionsnummer',
      '5: Ukendt nøgle »columns.elevid«',
      '8: »aarsager.S« skal være en af: sygdom, ekstraordinaer-frihed, ulovligt, none',
    ]);
  });

  it.each([
    ['day', '{ dato: D, aarsag: A }'],
    ['interval', '{ fra: F, til: T, aarsag: A }'],
    ['lesson', '{ dato: D, lektion: L, lektionerIAlt: I, aarsag: A }'],
    ['month-grid', '{ aar: Y, maaned: M }'],
    ['month-grid', '{ dato: D }'],
    ['month-sum', '{ aar: Y, maaned: M, aarsag: A, omfang: O }'],
    ['month-sum', '{ dato: D }'],
  ])('of the shape %s needs %s beside skole and elev', async (shape, needed) => {
    const own = needed.replace('{', '{ institutionsnummer: S, elevId: E,');
    const missing = await failure(load(`shape: ${shape}\ncolumns: { institutionsnummer: S, elevId: E }`));

    await expect(load(`shape: ${shape}\ncolumns: ${own}`)).resolves.toMatchObject({ profile: { shape } });
    expect(missing.problems.length).toBeGreaterThan(0);
  });

  it('of the shape lesson may state the lessons of a day itself', async () => {
    const text =
      'shape: lesson\nlessonsPerDay: 6\ncolumns: { institutionsnummer: S, elevId: E, dato: D, lektion: L, aarsag: A }';

    expect((await load(text)).profile.lessonsPerDay).toBe(6);
  });

  it('for a file without headings gives positions only', async () => {
    const error = await failure(
      load(
        'shape: day\nheader: false\ncolumns: { institutionsnummer: 1, elevId: E, dato: 3, aarsag: [4, K] }',
      ),
    );

    expect(error.problems.map(({ message }) => message.split(' ')[0])).toEqual([
      '»columns.elevId«',
      '»columns.aarsag«',
    ]);
  });

  it('for fravær states its shape, and a roster needs none', async () => {
    const text = 'columns: { institutionsnummer: S, elevId: E }';

    expect((await failure(load(text))).problems[0]?.message).toContain('»shape« mangler');
    await expect(load(text, 'elever')).resolves.toBeDefined();
    await expect(loadProfile('elevliste', 'fravaer', unresolved)).rejects.toThrow('kan ikke læse fravær');
  });

  it('that is not there is refused', async () => {
    const error = await failure(loadProfile('./nope.yaml', 'fravaer', unresolved));

    expect(error.problems[0]?.message).toBe('Filen findes ikke');
  });

  it.each(['dd-MM-yyyy', 'yyyy-MM-dd', 'd/M-yyyy', 'dd.MM.yy', 'yyyyMMdd', 'yyyy-MM-dd HH:mm'])(
    'may write dates as %s',
    async (format) => {
      await expect(load(`${columns}dates: ["${format}"]\n`)).resolves.toBeDefined();
    },
  );

  it.each(['dd-mm-yyyy', 'dd-MM', 'MM-yyyy', '', 'yyyy ooo MM'])(
    'may not write dates as %j',
    async (format) => {
      await expect(load(`${columns}dates: ["${format}"]\n`)).rejects.toThrow('1 fejl');
    },
  );

  it('may write months without a day where a row is about a month', async () => {
    const text =
      'shape: month-grid\ndates: [MM-yyyy]\ncolumns: { institutionsnummer: S, elevId: E, dato: M }';

    await expect(load(text)).resolves.toBeDefined();
  });
});
