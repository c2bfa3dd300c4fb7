import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dato } from '../domain/dato.ts';
import { skoledageLookup } from '../domain/skolekalender.ts';
import { AppError } from '../errors.ts';
import { temporaryFolder, writeFiles } from '../test/source-files.ts';
import { findMissingYears, loadKalender } from './kalender.ts';

const plain = `
skoleaar:
  - skoleaar: 2026/2027
    first: 2026-08-10
    last: 2027-06-25
    closed:
      - { navn: Efterårsferie, from: 2026-10-10, to: 2026-10-18 }
      - { navn: Juleferie, from: 2026-12-19, to: 2027-01-03 }
      - { navn: Vinterferie, from: 2027-02-13, to: 2027-02-21 }
      - { navn: Påskeferie, from: 2027-03-20, to: 2027-03-29 }
`;

async function load(text: string) {
  const folder = await temporaryFolder();
  await writeFiles(folder, { 'kalender.yaml': text });
  return loadKalender(path.join(folder, 'kalender.yaml'), 'kalender.yaml');
}

async function problems(text: string): Promise<string[]> {
  const error: unknown = await load(text).catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error('the calendar was accepted', { cause: error });
  expect(error).toMatchObject({ code: 'calendar-invalid', exitCode: 2 });
  return error.problems.map(({ line, message }) => `${line ?? '-'}: ${message}`);
}

async function warnings(text: string): Promise<string[]> {
  return (await load(text)).findings.map(
    ({ code, line, detail }) => `${line}: ${code} ${detail?.['navn'] ?? detail?.['skoledage']}`,
  );
}

describe('a calendar (R9)', () => {
  it('knows Danish public holidays without being told', async () => {
    const { kalender, findings } = await load(plain);
    const { has } = skoledageLookup(kalender)({ institutionsnumre: [], klassetrin: undefined });
    const holidays = ['2027-05-06', '2027-05-17', '2026-12-25', '2027-06-05'];

    expect(findings).toEqual([]);
    expect(holidays.filter((day) => has(dato(day)))).toEqual([]);
    expect(kalender.holidays.get(dato('2027-05-06'))).toBe('Kristi Himmelfartsdag');
    expect(has(dato('2027-05-07'))).toBe(true);
    // Store bededag was abolished from 2024.
    expect(has(dato('2027-04-23'))).toBe(true);
  });

  it('has exceptions for skoler and klassetrin', async () => {
    const { kalender } = await load(
      `${plain}exceptions:\n  - { skoler: [265031], klassetrin: [9, 10], last: 2027-05-13 }\n`,
    );

    expect(kalender.exceptions).toEqual([
      { skoler: ['265031'], klassetrin: [9, 10], closed: [], last: '2027-05-13' },
    ]);
  });
});

describe('a calendar that cannot be', () => {
  it('has every impossible date and overlap named at once, with its line', async () => {
    const text = [
      'skoleaar:',
      '  - skoleaar: 2026/2028',
      '    first: 2027-08-10',
      '    last: 2027-06-25',
      '    closed:',
      '      - { navn: A, from: 2026-10-18, to: 2026-10-10 }',
      '      - { navn: B, from: 2026-12-01, to: 2026-12-10 }',
      '      - { navn: C, from: 2026-12-10, to: 2026-12-12 }',
      '  - { skoleaar: 2026/2028, first: 2026-08-10, last: 2027-06-25 }',
      'exceptions:',
      '  - closed: [{ navn: D, from: 2027-02-02, to: 2027-02-01 }]',
    ];

    expect((await problems(text.join('\n'))).toSorted()).toEqual([
      '11: »D« slutter, før den begynder',
      '2: »2026/2028« er ikke et skoleår',
      '3: Første skoledag ligger efter den sidste',
      '6: »A« slutter, før den begynder',
      '8: »C« overlapper »B«',
      '9: Skoleåret 2026/2028 står to gange',
      '9: »2026/2028« er ikke et skoleår',
    ]);
  });

  it('has a date that is none, an unknown key and a wrong klassetrin named at once', async () => {
    const text = plain.replace('2026-08-10', '2026-02-31').replace('closed:', 'lukket:');

    expect((await problems(`${text}exceptions: [{ klassetrin: [11] }]\n`)).toSorted()).toEqual([
      '11: »exceptions.0.klassetrin.0« må højst være 10',
      '4: »skoleaar.0.first« er ikke en dato (ÅÅÅÅ-MM-DD): 2026-02-31',
      '6: Ukendt nøgle »skoleaar.0.lukket«',
    ]);
  });

  it('has skoleår that overlap', async () => {
    const text = `${plain}  - { skoleaar: 2027/2028, first: 2027-06-24, last: 2028-06-23 }\n`;

    expect(await problems(text)).toEqual(['11: Skoleåret 2027/2028 begynder, før 2026/2027 er slut']);
  });

  it('is not there', async () => {
    expect(await problems('')).not.toEqual([]);
    const missing = loadKalender('/nowhere/kalender.yaml', 'kalender.yaml');
    await expect(missing).rejects.toMatchObject({ problems: [{ message: 'Filen findes ikke' }] });
  });
});

describe('a calendar that is doubtful', () => {
  it.each([
    [
      'a year typed wrong in a holiday',
      plain.replace('2026-10-10, to: 2026-10-18', '2025-10-10, to: 2025-10-18'),
      '7: calendar-far-date Efterårsferie',
    ],
    [
      'a year typed wrong in the first day',
      plain.replace('2026-08-10', '2025-08-10'),
      '4: calendar-far-date first',
    ],
    ['too few skoledage', plain.replace('2027-06-25', '2027-04-25'), '3: calendar-day-count 159'],
    ['too many skoledage', plain.split('\n').slice(0, 5).join('\n'), '3: calendar-day-count 223'],
    [
      'an exception in no skoleår',
      `${plain}exceptions:\n  - { klassetrin: [9], last: 2026-05-13 }\n`,
      '12: calendar-far-date last',
    ],
  ])('is used with a warning: %s', async (_, text, warning) => {
    expect(await warnings(text)).toContain(warning);
  });

  it('lacks a skoleår that is asked for', async () => {
    const { kalender } = await load(plain);
    const days = ['2026-11-20', '2026-07-31', '2026-06-01', '2027-08-01'].map(dato);

    expect(findMissingYears(kalender, days).map(({ detail }) => detail?.['skoleaar'])).toEqual([
      '2025/2026',
      '2027/2028',
    ]);
  });
});
