import { describe, expect, it } from 'vitest';
import { dato } from '../domain/dato.ts';
import { blank, count, date, text } from './sheet.ts';
import type { CellModel } from './sheet.ts';
import { trinByWeek } from './trin-by-week.ts';
import type { TrinWeek } from './trin-by-week.ts';

const counts = (...numbers: number[]): CellModel[] => numbers.map((number) => count(number));
const now = counts(1, 2, 3, 6);
const then = counts(0, 1, 4, 5);

const weekOf = (week: number, lastYear?: readonly CellModel[]): TrinWeek => ({
  week,
  until: dato('2026-11-15'),
  now,
  lastYear,
});

describe('the table of trin by week', () => {
  it('has no columns for a year that nobody knows', () => {
    const { hasLastYear, widths, table } = trinByWeek([weekOf(46)], 'Ingen uger.');

    expect(hasLastYear).toBe(false);
    expect(table.groups).toBeUndefined();
    expect(table.columns.map(({ heading }) => heading)).toEqual([
      'Uge',
      'Til og med',
      'Massivt',
      'Bekymrende',
      'Tidlig indsats',
      'I alt på et trin',
    ]);
    expect(widths).toHaveLength(6);
    expect(table.rows).toEqual([{ cells: [text('uge 46'), date(dato('2026-11-15')), ...now] }]);
  });

  it('sets last year beside this one, and leaves the weeks blank that it did not have', () => {
    const { hasLastYear, widths, table } = trinByWeek([weekOf(46, then), weekOf(47)], 'Ingen uger.');

    expect(hasLastYear).toBe(true);
    expect(table.groups?.reduce((columns, { span }) => columns + span, 0)).toBe(10);
    expect(table.columns).toHaveLength(10);
    expect(widths).toHaveLength(10);
    expect(table.rows.map(({ cells }) => cells.slice(2))).toEqual([
      [...now, ...then],
      [...now, blank, blank, blank, blank],
    ]);
  });
});
