import { describe, expect, it } from 'vitest';
import { toDays } from '../../domain/fravaersdage.ts';
import { profileOf, readFile, told } from '../../test/source-files.ts';

const aarsager = { Syg: 'sygdom', Ulovlig: 'ulovligt', 'For sent': 'none' } as const;
const long = profileOf('dagsliste', {
  shape: 'month-sum',
  aarsager,
  columns: {
    institutionsnummer: 'Skole',
    elevId: 'Elev',
    aar: 'År',
    maaned: 'Måned',
    aarsag: 'Årsag',
    omfang: 'Dage',
  },
});
const wide = profileOf('dagsliste', {
  shape: 'month-sum',
  aarsager,
  dates: ['MM-yyyy'],
  columns: { institutionsnummer: 'Skole', elevId: 'Elev', dato: 'Måned' },
});

describe('a sum per month in one row per category', () => {
  const heading = 'Skole;Elev;År;Måned;Årsag;Dage';

  it('is the days of the month, without a date', async () => {
    const { rows, findings } = await readFile(
      `${heading}\n265001;E1;2026;10;Syg;3,5\n265001;E1;2026;11;Ulovlig;½\n`,
      long,
    );

    expect(
      rows.map(({ dato, aarsag, omfang, isMonthSum }) => [dato, aarsag, toDays(omfang), isMonthSum]),
    ).toEqual([
      ['2026-10-01', 'sygdom', 3.5, true],
      ['2026-11-01', 'ulovligt', 0.5, true],
    ]);
    expect(findings).toMatchObject([{ code: 'month-sums-only', severity: 'info', file: 'fravaer.csv' }]);
  });

  it.each([
    ['265001;E1;2026;10;Syg;', 'omfang-invalid 2 Dage '],
    ['265001;E1;2026;10;Syg;32', 'omfang-invalid 2 Dage 32'],
    ['265001;E1;2026;10;Syg;-1', 'omfang-invalid 2 Dage -1'],
    ['265001;E1;2026;10;X;1', 'aarsag-unknown 2 Årsag X'],
    ['265001;E1;2026;14;Syg;1', 'maaned-invalid 2 Måned 14'],
  ])('is set aside with its reason: %s', async (row, finding) => {
    expect(told(await readFile(`${heading}\n${row}\n`, long))).toContain(finding);
  });
});

describe('a sum per month in one row with a column per category', () => {
  const heading = 'Skole;Elev;Måned;Syg;Ulovlig;For sent';

  it('is one row with a sum for each category that has any', async () => {
    const { rows, file, sortedOut } = await readFile(
      `${heading}\n265001;E1;10-2026;3,5;;2\n265001;E2;10-2026;0;0;0\n`,
      wide,
    );

    expect(rows.map(({ elevId, dato, aarsag, omfang }) => [elevId, dato, aarsag, toDays(omfang)])).toEqual([
      ['E1', '2026-10-01', 'sygdom', 3.5],
      ['E1', '2026-10-01', 'none', 2],
    ]);
    expect(rows[0]?.spanning).toBe(rows[1]?.spanning);
    expect(file.rows).toBe(2);
    expect([...sortedOut]).toEqual([['not-absence', 1]]);
  });

  it('is quarantined by category; what is known of it counts', async () => {
    const result = await readFile(`${heading}\n265001;E1;10-2026;3;mange;\n`, wide);

    expect(result.rows).toHaveLength(1);
    expect(result.rows[0]?.spanning?.isSetAside).toBe(true);
    expect(told(result)[0]).toContain('omfang-invalid 2 Ulovlig');
  });

  it('is refused with the file when no category has a column', async () => {
    expect((await readFile('Skole;Elev;Måned\n', wide)).file.unreadable).toBe('overskriften mangler »Syg«');
  });
});
