import { describe, expect, it } from 'vitest';
import { FREDAG, ordinary, rowsOn } from '../../test/arbitraries.ts';
import { signalViewOf } from '../../test/signals.ts';
import { addDays, dato } from '../dato.ts';
import { ofLast20Rule, ofLast60Rule } from './of-last.ts';

const past = ordinary.between(addDays(FREDAG, -200), FREDAG);

/** `count` absent days: the first ones of the last `of` skoledage. */
function absentOf(of: number, count: number) {
  return rowsOn(past.slice(-of).slice(0, count));
}

describe('absence within few skoledage (R53)', () => {
  it('finds 7 of the last 20', () => {
    expect(ofLast20Rule.find(signalViewOf(absentOf(20, 6)))).toBeUndefined();
    expect(ofLast20Rule.find(signalViewOf(absentOf(20, 7)))).toEqual({
      id: 'of-last-20',
      absent: 7,
      of: 20,
      strong: true,
    });
    expect(ofLast20Rule.find(signalViewOf(absentOf(21, 7)))).toBeUndefined();
  });

  it('finds 15 of the last 60', () => {
    expect(ofLast60Rule.find(signalViewOf(absentOf(60, 14)))).toBeUndefined();
    expect(ofLast60Rule.find(signalViewOf(absentOf(60, 15)))).toMatchObject({ absent: 15, of: 60 });
    expect(ofLast60Rule.find(signalViewOf(absentOf(61, 15)))).toBeUndefined();
  });

  it("names 15 of 60 in reports only while the kvartal's own sum does not show it (R33)", () => {
    const rows = rowsOn(past.slice(-15));

    expect(ofLast60Rule.find(signalViewOf(rows))).toMatchObject({ strong: false });
    expect(ofLast60Rule.find(signalViewOf(rows.slice(1).concat(absentOf(60, 1))))).toMatchObject({
      strong: true,
    });
  });

  it('sees across the turn of the kvartal', () => {
    const rows = rowsOn(ordinary.between(dato('2026-09-25'), dato('2026-10-05')));

    expect(ofLast20Rule.find(signalViewOf(rows, { asOf: dato('2026-10-05') }))).toMatchObject({ absent: 7 });
  });
});
