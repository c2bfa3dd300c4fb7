import { describe, expect, it } from 'vitest';
import type { Profile } from '../profile.ts';
import { profileOf, readFile, told } from '../../test/source-files.ts';

const numbers = Array.from({ length: 31 }, (_, index) => String(index + 1));
const heading = ['Institutionsnr', 'Klasse', 'ElevID', 'År', 'Måned', ...numbers].join(';');

/** A line of the grid with a code on the days given. */
function line(month: string, codes: Readonly<Record<number, string>>, elevId = 'E1'): string {
  const [year, number] = month.split('-');
  return ['265001', '5A', elevId, year, number, ...numbers.map((day) => codes[Number(day)] ?? '')].join(';');
}

async function read(rows: readonly string[], profile: Profile = profileOf('maanedsskema')) {
  return readFile([heading, ...rows, ''].join('\n'), profile);
}

describe('a line of a month grid', () => {
  it('gives a registrering for every day with a code', async () => {
    const { rows, file, sortedOut } = await read([line('2026-10', { 1: 'S', 2: 'u', 31: 'F' })]);

    expect(rows.map(({ dato, aarsag }) => [dato, aarsag])).toEqual([
      ['2026-10-01', 'sygdom'],
      ['2026-10-02', 'ulovligt'],
      ['2026-10-31', 'none'],
    ]);
    expect(new Set(rows.map(({ spanning }) => spanning)).size).toBe(1);
    expect(file.rows).toBe(1);
    expect(sortedOut.size).toBe(0);
  });

  it('without a code is a row that says nothing of absence', async () => {
    const { rows, file, sortedOut } = await read([line('2026-10', {})]);

    expect(rows).toEqual([]);
    expect(file.rows).toBe(1);
    expect([...sortedOut]).toEqual([['not-absence', 1]]);
  });

  it('with an unknown code is quarantined by day; what is known of it counts (R4)', async () => {
    const result = await read([line('2026-10', { 1: 'S', 5: 'X', 6: 'Q', 7: 'S' })]);

    expect(result.rows.map(({ dato, spanning }) => [dato, spanning?.isSetAside])).toEqual([
      ['2026-10-01', true],
      ['2026-10-07', true],
    ]);
    expect(told(result)).toEqual(['aarsag-unknown 2 5 X', 'aarsag-unknown 2 6 Q']);
    expect([...result.sortedOut]).toEqual([['quarantined-aarsag-unknown', 1]]);
    expect(result.file.perSkole.get('265001')).toEqual({ read: 1, rejected: 1 });
  });

  it('with a code on a day that the month has not is quarantined', async () => {
    const result = await read([line('2026-11', { 30: 'S', 31: 'S' })]);

    expect(result.rows.map(({ dato }) => dato)).toEqual(['2026-11-30']);
    expect(told(result)).toEqual(['dato-invalid 2 31 S']);
  });

  it.each([
    ['2028-2', '2028-02-29'],
    ['2026-oktober', '2026-10-29'],
    ['2026-Okt.', '2026-10-29'],
    ['2026-01', '2026-01-29'],
  ])('may write the month as %s', async (month, day) => {
    expect((await read([line(month, { 29: 'S' })])).rows[0]?.dato).toBe(day);
  });

  it.each(['2026-13', '2026-0', '26-10', 'x-10', '2026-'])(
    'with no month at all is set aside: %s',
    async (month) => {
      expect(told(await read([line(month, { 1: 'S' })]))[0]).toContain('maaned-invalid 2 Måned');
    },
  );

  it('may end with the last day of its month', async () => {
    const short = [heading, line('2026-11', { 3: 'S' })].map((text) =>
      text.split(';').slice(0, -1).join(';'),
    );
    const { rows } = await readFile(`${short.join('\n')}\n`, profileOf('maanedsskema'));

    expect(rows.map(({ dato }) => dato)).toEqual(['2026-11-03']);
  });

  it('is refused with the file when a column of a day is missing', async () => {
    const without = heading.replace(';17;', ';');

    expect((await readFile(`${without}\n`, profileOf('maanedsskema'))).file.unreadable).toContain(
      'overskriften mangler',
    );
  });

  it('may stand in a file without headings, from the column of its first day on', async () => {
    const profile = profileOf('maanedsskema', {
      header: false,
      dates: ['MM-yyyy'],
      columns: { institutionsnummer: 1, elevId: 2, dato: 3, dag1: 4 },
    });
    const days = numbers.map((day) => (day === '2' ? 'S' : '')).join(';');
    const { rows } = await readFile(`265001;E1;10-2026;${days}\n`, profile);

    expect(rows.map(({ dato }) => dato)).toEqual(['2026-10-02']);
  });
});
