import { describe, expect, it } from 'vitest';
import { profileOf, sourceFile } from '../../test/source-files.ts';
import { readSkoleNames } from './skole-names.ts';

const heading = 'Institutionsnr;Skolenavn;ElevID;Dato;Fraværsårsag;Omfang';
const namesIn = async (...lines: readonly string[]): Promise<unknown> =>
  Object.fromEntries(await readSkoleNames(await sourceFile(`${lines.join('\n')}\n`), profileOf()));

describe('what an export calls the skoler', () => {
  it('is the name beside each number', async () => {
    const rows = [
      '265001;Absalons Skole;E1;01-10-2026;S;',
      '265031;Trekroner Skole;E2;01-10-2026;S;',
      '265001;Absalons Skole;E3;02-10-2026;S;',
    ];

    expect(await namesIn(heading, ...rows)).toEqual({
      '265001': 'Absalons Skole',
      '265031': 'Trekroner Skole',
    });
    expect(await namesIn(heading.replace('Skolenavn', 'Institution'), ...rows)).toHaveProperty('265001');
  });

  it('is none where it differs from row to row, is the same for several numbers, or is no name (R70)', async () => {
    expect(
      await namesIn(
        heading,
        '265001;Ida Ågård;E1;01-10-2026;S;',
        '265001;Bo Sø;E2;01-10-2026;S;',
        '265031;Kommunen;E3;01-10-2026;S;',
        '265051;Kommunen;E4;01-10-2026;S;',
        '265071;010126-1234;E5;01-10-2026;S;',
        '265091;;E6;01-10-2026;S;',
      ),
    ).toEqual({});
  });

  it('is not looked for in other columns', async () => {
    expect(
      await namesIn(heading.replace('Skolenavn', 'Kontakt'), '265001;Ida Ågård;E1;01-10-2026;S;'),
    ).toEqual({});
  });
});
