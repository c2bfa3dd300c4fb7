import { describe, expect, it } from 'vitest';
import { ABSALON, entryOf } from '../../test/arbitraries.ts';
import { dato } from '../dato.ts';
import { foldForloeb } from './forloeb.ts';
import { cellValue, forloebColumnOf, forloebColumns, opfoelgningRounds } from './sheet-columns.ts';

describe('the columns of the sheet Forløb (R43)', () => {
  it('are found again by their headings', () => {
    const columns = forloebColumns(4);

    expect(columns.map(({ heading }) => forloebColumnOf(heading))).toEqual(columns);
    expect(new Set(columns.map(({ heading }) => heading)).size).toBe(columns.length);
  });

  it('know no other headings', () => {
    expect(forloebColumnOf('Opfølgning holdt')).toBeUndefined();
    expect(forloebColumnOf('Opfølgning slettet')).toBeUndefined();
    expect(forloebColumnOf('__proto__')).toBeUndefined();
  });

  it('show what is recorded, each opfølgning in a cell of its own', () => {
    const [forloeb] = foldForloeb([
      entryOf('tovholder', 'LK'),
      entryOf('opfoelgning', '2026-11-03'),
      entryOf('opfoelgning', '2026-10-20'),
    ]);
    const shown = (heading: string): string | undefined =>
      cellValue(forloeb, forloebColumnOf(heading)!, ABSALON.institutionsnummer);

    expect(shown('Tovholder')).toBe('LK');
    expect(['Opfølgning 1', 'Opfølgning 2', 'Opfølgning 3'].map(shown)).toEqual([
      '2026-10-20',
      '2026-11-03',
      undefined,
    ]);
  });

  it('have room for one more opfølgning than any forløb has', () => {
    expect(opfoelgningRounds([])).toBe(2);
    expect(opfoelgningRounds([[], [dato('2026-10-20'), dato('2026-11-03'), dato('2026-11-10')]])).toBe(4);
  });
});
