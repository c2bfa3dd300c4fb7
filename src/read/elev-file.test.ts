import { describe, expect, it } from 'vitest';
import { profileOf, skoleOf, sourceFile } from '../test/source-files.ts';
import type { Content } from '../test/source-files.ts';
import { readElevFile } from './elev-file.ts';

const heading = 'Institutionsnr;ElevID;Fornavn;Efternavn;Klasse;Klassetrin;Indmeldt;Udmeldt;Beskyttet';

async function read(content: Content, profile = profileOf('elevliste')) {
  return readElevFile(await sourceFile(content, 'elever.csv'), profile, skoleOf);
}

async function first(row: string) {
  return (await read(`${heading}\n${row}\n`)).indmeldelser[0];
}

describe('a row of the roster', () => {
  it('becomes an episode of enrolment', async () => {
    expect(await first('265099;E1;Ærø;Østergård;5A;5;01-08-2026;31-10-2026;Ja')).toEqual({
      elevId: 'E1',
      institutionsnummer: '265099',
      skole: '265001',
      navn: 'Ærø Østergård',
      klasse: '5A',
      klassetrin: 5,
      indmeldt: '2026-08-01',
      udmeldt: '2026-10-31',
      beskyttet: true,
      source: { file: 'elever.csv', line: 2 },
    });
  });

  it('has no end while the elev is enrolled', async () => {
    expect(await first('265001;E1;;;Spec B;;;;')).toMatchObject({
      indmeldt: undefined,
      udmeldt: undefined,
      klassetrin: undefined,
      beskyttet: false,
      navn: '',
    });
  });

  it.each([
    ['ja', true],
    ['J', true],
    ['x', true],
    ['Navne- og adressebeskyttet', true],
    ['', false],
    ['Nej', false],
    ['0', false],
  ])('tells beskyttelse by %j', async (text, beskyttet) => {
    expect((await first(`265001;E1;;;5A;5;;;${text}`))?.beskyttet).toBe(beskyttet);
  });

  it('shows the alias instead of the name (R74)', async () => {
    const profile = profileOf('elevliste', {
      columns: { institutionsnummer: 'S', elevId: 'E', fornavn: 'F', alias: 'A' },
    });
    const { indmeldelser } = await read('S;E;F;A\n265001;E1;Ærø;Bo\n265001;E2;Ærø;\n', profile);

    expect(indmeldelser.map(({ navn }) => navn)).toEqual(['Bo', 'Ærø']);
  });

  it('of another skole is no concern of ours', async () => {
    const { indmeldelser, findings, file } = await read(`${heading}\n777777;E1;;;5A;5;;;\n`);

    expect({ indmeldelser, findings, rows: file.rows }).toEqual({ indmeldelser: [], findings: [], rows: 1 });
  });

  it.each([
    ['265001;;Ærø;Ø;5A;5;;;', 'ElevID'],
    ['265001;E1;Ærø;Ø;5A;5;31-02-2026;;', 'Indmeldt'],
    ['265001;E1;Ærø;Ø;5A;5;;snart;', 'Udmeldt'],
  ])('that cannot be used is left out and told: %s', async (row, column) => {
    const { indmeldelser, findings } = await read(`${heading}\n${row}\n`);

    expect(indmeldelser).toEqual([]);
    expect(findings).toMatchObject([{ code: 'roster-row-invalid', line: 2, column }]);
  });

  it('is a fault when its quote is never closed', async () => {
    const { indmeldelser, fault } = await read(`${heading}\n265001;E1;;;5A;5;;;\n"265001`);

    expect(indmeldelser).toHaveLength(1);
    expect(fault?.line).toBe(3);
  });
});

it('an empty roster holds nobody', async () => {
  expect(await read('')).toMatchObject({
    indmeldelser: [],
    findings: [],
    fault: undefined,
    file: { rows: 0 },
  });
});
