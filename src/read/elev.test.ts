import { describe, expect, it } from 'vitest';
import { profileOf, readFile, told } from '../test/source-files.ts';
import type { WrittenProfile } from './profile.ts';

async function idsOf(columns: WrittenProfile['columns'], heading: string, ...cells: readonly string[]) {
  const profile = profileOf('dagsliste', {
    columns: { institutionsnummer: 'Skole', dato: 'Dato', aarsag: 'Kode', ...columns },
  });
  const lines = cells.map((cell) => `265001;01-10-2026;S;${cell}`);
  return readFile([`Skole;Dato;Kode;${heading}`, ...lines, ''].join('\n'), profile);
}

it('shows no CPR number as a name (R70)', async () => {
  const { rows } = await readFile(
    'Institutionsnr;ElevID;Navn;Dato;Fraværsårsag;Omfang\n265001;E1;Ærø 011301-1234;01-10-2026;S;\n',
  );

  expect(rows[0]?.navn).toBe('');
});

describe('what tells elever apart', () => {
  it('is the id as exported, letters composed and invisible signs gone', async () => {
    const { rows } = await idsOf({ elevId: 'Id' }, 'Id', 'E1', ' E\u00A01\u200B ', 'Å1'.normalize('NFD'));

    expect(rows.map(({ elevId }) => elevId)).toEqual(['E1', 'E 1', 'Å1']);
  });

  it('is the CPR number where a profile has no id, marked, with the zero that Excel took', async () => {
    const { rows } = await idsOf(
      { cpr: 'Nr' },
      'Nr',
      '0113011234',
      '113011234',
      '011301-1234',
      '011301-12ab',
    );

    expect(rows.map(({ elevId }) => elevId)).toEqual([
      'cpr:0113011234',
      'cpr:0113011234',
      'cpr:0113011234',
      'cpr:01130112AB',
    ]);
  });

  it('is never the CPR number where a profile has an id', async () => {
    const { rows } = await idsOf({ elevId: 'Id', cpr: 'Nr' }, 'Nr;Id', '0113011234;E1');

    expect(rows.map(({ elevId }) => elevId)).toEqual(['E1']);
  });

  it('is marked where a CPR number stands as the id', async () => {
    const byForm = await idsOf({ elevId: 'Id' }, 'Id', '0113011234', '113011234');
    const byHeading = await idsOf({ elevId: 'CPR-nr.' }, 'CPR nr', '113011234');

    expect(byForm.rows.map(({ elevId }) => elevId)).toEqual(['cpr:0113011234', '113011234']);
    expect(byHeading.rows.map(({ elevId }) => elevId)).toEqual(['cpr:0113011234']);
  });

  it.each([
    ['no CPR number', { cpr: 'Nr' }, 'Nr', '12345', 'elev-id-missing 2 Nr'],
    ['nothing', { elevId: 'Id' }, 'Id', '', 'elev-id-missing 2 Id'],
    ['a whole sentence', { elevId: 'Id' }, 'Id', 'x'.repeat(65), 'elev-id-missing 2 Id'],
  ])('is missing where there is %s', async (_, columns, heading, cell, finding) => {
    expect(told(await idsOf(columns, heading, cell))).toEqual([finding]);
  });
});
