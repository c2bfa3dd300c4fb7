import { describe, expect, it } from 'vitest';
import { addFravaersdage, exactText, NO_DAYS } from '../../domain/fravaersdage.ts';
import { profileOf, readFile, told } from '../../test/source-files.ts';

const profile = profileOf('lektionsliste');

function lektionsliste(...rows: readonly string[]): string {
  return ['Institutionsnr;ElevID;Klasse;Dato;Lektion;LektionerIAlt;Fraværsårsag', ...rows, ''].join('\n');
}

describe('a lesson row (R5, R6)', () => {
  it('is its part of the day, exactly', async () => {
    const { rows } = await readFile(
      lektionsliste(
        '265001;E1;5A;01-10-2026;1;6;Sygdom',
        '265001;E1;5A;01-10-2026;2;7;U',
        '265001;E1;5A;02-10-2026;3. lektion;1;F',
      ),
      profile,
    );

    expect(rows.map(({ lektion, aarsag, omfang }) => [lektion, aarsag, exactText(omfang)])).toEqual([
      ['1', 'sygdom', '1/6'],
      ['2', 'ulovligt', '1/7'],
      ['3', 'none', '1'],
    ]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])(
    'adds up to exactly one day over a day of %i lessons',
    async (lessons) => {
      const rows = Array.from(
        { length: lessons },
        (_, index) => `265001;E1;5A;01-10-2026;${index + 1};${lessons};S`,
      );
      const read = await readFile(lektionsliste(...rows), profile);

      expect(exactText(read.rows.reduce((sum, { omfang }) => addFravaersdage(sum, omfang), NO_DAYS))).toBe(
        '1',
      );
    },
  );

  it('takes the number of lessons from the profile when the file has none', async () => {
    const own = profileOf('lektionsliste', {
      lessonsPerDay: 4,
      columns: { institutionsnummer: 'S', elevId: 'E', dato: 'D', lektion: 'L', aarsag: 'A' },
    });
    const { rows } = await readFile('S;E;D;L;A\n265001;E1;01-10-2026;1;S\n', own);

    expect(rows.map(({ omfang }) => exactText(omfang))).toEqual(['1/4']);
  });

  it.each([
    ['265001;E1;5A;x;1;6;S', 'dato-invalid 2 Dato'],
    ['265001;E1;5A;01-10-2026;;6;S', 'lektion-invalid 2 Lektion'],
    ['265001;E1;5A;01-10-2026;1-3;6;S', 'lektion-invalid 2 Lektion'],
    ['265001;E1;5A;01-10-2026;1;;S', 'lektioner-invalid 2 LektionerIAlt'],
    ['265001;E1;5A;01-10-2026;1;0;S', 'lektioner-invalid 2 LektionerIAlt 0'],
    ['265001;E1;5A;01-10-2026;1;17;S', 'lektioner-invalid 2 LektionerIAlt 17'],
    ['265001;E1;5A;01-10-2026;1;6;Syg', 'aarsag-unknown 2 Fraværsårsag'],
  ])('is set aside with its reason: %s', async (row, finding) => {
    const read = await readFile(lektionsliste(row), profile);

    expect(read.rows).toEqual([]);
    expect(told(read)[0]).toContain(finding);
  });

  it('with a lesson by name or time is told from another', async () => {
    const { rows } = await readFile(
      lektionsliste(
        '265001;E1;5A;01-10-2026;08:15;6;S',
        '265001;E1;5A;01-10-2026;Dansk;6;S',
        '265001;E1;5A;01-10-2026;01;6;S',
      ),
      profile,
    );

    expect(rows.map(({ lektion }) => lektion)).toEqual(['08:15', 'Dansk', '1']);
  });
});
