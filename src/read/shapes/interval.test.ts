import { describe, expect, it } from 'vitest';
import { fraction } from '../../test/arbitraries.ts';
import { profileOf, readFile, told } from '../../test/source-files.ts';

const profile = profileOf('intervalliste');

function intervalliste(...rows: readonly string[]): string {
  return ['Institutionsnr;ElevID;Klasse;Fra;Til;Fraværsårsag;Omfang', ...rows, ''].join('\n');
}

describe('an interval row (R9)', () => {
  it('gives a registrering for every date, weekends too: the calendar is not known here', async () => {
    const { rows, file } = await readFile(
      intervalliste('265001;E1;5A;02-10-2026;05-10-2026;Lovligt;Halv'),
      profile,
    );

    expect(rows.map(({ dato }) => dato)).toEqual(['2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05']);
    expect(new Set(rows.map(({ spanning }) => spanning)).size).toBe(1);
    expect(rows[0]).toMatchObject({
      aarsag: 'ekstraordinaer-frihed',
      omfang: fraction(1, 2),
      spanning: { kind: 'interval', first: '2026-10-02', isSetAside: false },
      source: { line: 2 },
    });
    expect(file.rows).toBe(1);
    expect(file.perSkole.get('265001')).toEqual({ read: 1, rejected: 0 });
  });

  it('of one date is a day row', async () => {
    const { rows } = await readFile(intervalliste('265001;E1;5A;02-10-2026;02-10-2026;S;'), profile);

    expect(rows).toHaveLength(1);
    expect(rows[0]?.spanning).toBeUndefined();
  });

  it('may last a leap year, and not a day more', async () => {
    const year = await readFile(intervalliste('265001;E1;5A;01-01-2028;31-12-2028;S;'), profile);
    const more = await readFile(intervalliste('265001;E1;5A;01-01-2028;01-01-2029;S;'), profile);

    expect(year.rows).toHaveLength(366);
    expect(told(more)).toEqual(['interval-too-long 2 Til 01-01-2029']);
  });

  it.each([
    ['265001;E1;5A;;05-10-2026;S;', 'dato-invalid 2 Fra'],
    ['265001;E1;5A;02-10-2026;;S;', 'dato-invalid 2 Til'],
    ['265001;E1;5A;05-10-2026;02-10-2026;S;', 'interval-reversed 2 Til 02-10-2026'],
    ['265001;E1;5A;02-10-2026;31-12-9999;S;', 'interval-too-long 2 Til 31-12-9999'],
    ['265001;E1;5A;02-10-2026;05-10-2026;?;', 'aarsag-unknown 2 Fraværsårsag ?'],
    ['265001;E1;5A;02-10-2026;05-10-2026;S;2', 'omfang-invalid 2 Omfang 2'],
  ])('is set aside as one row, with its reason: %s', async (row, finding) => {
    const read = await readFile(intervalliste(row), profile);

    expect(read.rows).toEqual([]);
    expect(told(read)[0]).toContain(finding);
    expect([...read.sortedOut.values()]).toEqual([1]);
  });
});
