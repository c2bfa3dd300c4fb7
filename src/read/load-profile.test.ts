import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { temporaryFolder, writeFiles } from '../test/source-files.ts';
import { builtinProfiles } from './builtin-profiles.ts';
import { loadProfile } from './load-profile.ts';
import { Profile } from './profile.ts';

async function load(text: string, name = 'profiler/egen.yaml') {
  const folder = await temporaryFolder();
  await writeFiles(folder, { [name]: text });
  return loadProfile(name, (relative) => path.join(folder, relative));
}

async function failure(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof AppError) return error;
  throw new Error('the profile was accepted', { cause: error });
}

const unresolved = (relative: string): string => relative;
const columns = 'columns: { institutionsnummer: Skole, elevId: [ElevID, UNI-ID], dato: 3, aarsag: Kode }\n';

describe('a profile', () => {
  it.each([...builtinProfiles.keys()])('is built in and complete: %s', async (name) => {
    const { profile, text } = await loadProfile(name, unresolved);

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
      const error = await failure(loadProfile(name, unresolved));

      expect(error).toMatchObject({ code: 'profile-invalid', message: `Profilen »${name}« findes ikke` });
      expect(error.hint).toContain('dagsliste, elevliste');
    },
  );

  it('has all its mistakes named at once', async () => {
    const text = [
      'dates: [dd-mm-yyyy, dd-MM]',
      'decimal: ";"',
      'columns:',
      '  elevid: ElevID',
      'aarsager:',
      '  S: syg',
      'amounts:',
      '  Kvart: 0.3333333',
      '  Dobbelt: 2',
    ];
    const error = await failure(load(text.join('\n')));
    const problems = error.problems.map(({ line, message }) => `${line}: ${message}`).toSorted();

    expect(error.message).toBe('Profilen profiler/egen.yaml har 7 fejl');
    expect(problems).toEqual([
      '1: »dates.0« skal nævne dag, måned og år, fx dd-MM-yyyy (MM er måned, mm er minutter)',
      '1: »dates.1« skal nævne dag, måned og år, fx dd-MM-yyyy (MM er måned, mm er minutter)',
      '2: »decimal« skal være en af: ,, .',
      '4: Ukendt nøgle »columns.elevid«',
      '6: »aarsager.S« skal være en af: sygdom, ekstraordinaer-frihed, ulovligt, none',
      '8: »amounts.Kvart« må højst have seks decimaler',
      '9: »amounts.Dobbelt« må højst være 1',
    ]);
  });

  it('that is not there is refused', async () => {
    const error = await failure(loadProfile('./nope.yaml', unresolved));

    expect(error.problems[0]?.message).toBe('Filen findes ikke');
  });

  it.each(['dd-MM-yyyy', 'yyyy-MM-dd', 'd/M-yyyy', 'dd.MM.yy', 'yyyyMMdd', 'yyyy-MM-dd HH:mm'])(
    'may write dates as %s',
    (format) => {
      expect(Profile.safeParse({ columns: {}, dates: [format] }).success).toBe(true);
    },
  );

  it.each(['dd-mm-yyyy', 'dd-MM', 'MM-yyyy', '', 'yyyy ooo MM'])('may not write dates as %j', (format) => {
    expect(Profile.safeParse({ columns: {}, dates: [format] }).success).toBe(false);
  });
});
