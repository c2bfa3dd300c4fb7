import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from './load.ts';
import { AppError } from '../errors.ts';
import { temporaryFolder, writeFiles } from '../test/source-files.ts';

const minimal = `
kommune: Eksempel Kommune
sources:
  fravaer: [{ files: "a.csv", profile: dagsliste }]
skoler:
  - { institutionsnummer: "265001", navn: Absalons Skole, komISkoleTeam: [team@kommune.example] }
`;

async function load(text: string) {
  const folder = await temporaryFolder();
  await writeFiles(folder, { 'fravaer.config.yaml': text });
  return loadConfig(path.join(folder, 'fravaer.config.yaml'));
}

async function failure(text: string): Promise<AppError> {
  const error: unknown = await load(text).catch((thrown: unknown) => thrown);
  if (error instanceof AppError) return error;
  throw new Error('the configuration was accepted', { cause: error });
}

async function problems(text: string): Promise<string[]> {
  return (await failure(text)).problems.map(({ line, message }) => `${line ?? '-'}: ${message}`);
}

describe('a configuration', () => {
  it('needs a kommune, a source and a skole; the rest is the policy and sensible', async () => {
    const { config } = await load(minimal);

    expect(config).toMatchObject({
      timeZone: 'Europe/Copenhagen',
      sources: { fravaer: [{ files: ['a.csv'], pick: 'all' }], elever: [] },
      limits: { tidligIndsats: 5, bekymrende: 10, massivt: 20 },
      gates: { staleSkoledage: 3, shrinkShare: 0.3, rejectedShare: 0.02 },
      skoler: [{ institutionsnummer: '265001', skoletype: 'folkeskole', afdelinger: [] }],
      reports: { keepDays: 30 },
      mail: { transport: 'folder', attachment: 'plain' },
    });
  });

  it('takes a number of a skole without quotes as text', async () => {
    expect((await load(minimal.replace('"265001"', '265001'))).config.skoler[0]?.institutionsnummer).toBe(
      '265001',
    );
  });

  it('resolves paths from its own folder', async () => {
    const loaded = await load(minimal);

    expect(loaded.resolve('kalender.yaml')).toBe(
      path.join(path.dirname(path.resolve(loaded.file)), 'kalender.yaml'),
    );
    expect(loaded.resolve('/srv/x')).toBe('/srv/x');
  });

  it('says how to get one when there is none', async () => {
    const error: unknown = await loadConfig('/nowhere/x.yaml').catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({
      code: 'config-missing',
      exitCode: 2,
      message: 'Konfigurationen /nowhere/x.yaml kan ikke læses: Filen findes ikke',
    });
    expect((error as AppError).hint).toContain('--config');
  });
});

describe('mistakes in a configuration', () => {
  it('are all named at once, with line and hint, those across keys too', async () => {
    const text = [
      'kommune: Eksempel Kommune',
      'tidszone: Europe/Copenhagen',
      'sources:',
      '  fravaer: [{ files: "a.csv", profile: dagsliste, pick: some }]',
      'skoler:',
      '  - { institutionsnummer: "265001", navn: A, komISkoleTeam: [a@kommune.example] }',
      '  - { institutionsnummer: "265001", navn: B, komISkoleTeam: [b@kommune.example] }',
      'limits:',
      '  bekymrende: 30',
      '',
    ].join('\n');
    const error = await failure(text);

    expect(error).toMatchObject({
      code: 'config-invalid',
      exitCode: 2,
      message: 'Konfigurationen har 4 fejl',
    });
    expect(error.problems.map(({ line, message }) => `${line}: ${message}`).toSorted()).toEqual([
      '2: Ukendt nøgle »tidszone«',
      '4: »sources.fravaer.0.pick« skal være en af: all, newest',
      '7: Institutionsnummer 265001 står ved to skoler eller afdelinger',
      '8: Grænserne skal stige: tidligIndsats < bekymrende < massivt',
    ]);
    for (const { hint, file } of error.problems) {
      expect(hint).toBeTruthy();
      expect(file).toContain('fravaer.config.yaml');
    }
  });

  it.each([
    ['kommune: ""', 'kommune: Eksempel Kommune', '2: »kommune« må ikke være tom'],
    ['"26 5001"', '"265001"', '6: »skoler.0.institutionsnummer« skal være 1-20 cifre, bogstaver, - eller _'],
    ['[]', '[{ files: "a.csv", profile: dagsliste }]', '4: »sources.fravaer« skal have mindst én kilde'],
    ['{ files: [], profile: x }', '{ files: "a.csv", profile: dagsliste }', '4: »sources.fravaer.0.files«'],
  ])('are told in Danish: %s', async (wrong, right, problem) => {
    expect((await problems(minimal.replace(right, wrong)))[0]).toContain(problem);
  });

  it('are told when a needed group is missing', async () => {
    expect(await problems('kommune: X\n')).toEqual(['1: »sources« mangler', '1: »skoler« mangler']);
  });
});
