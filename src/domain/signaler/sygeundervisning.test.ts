import { describe, expect, it } from 'vitest';
import { FREDAG, fraction, ordinary, rowOf, rowsOn } from '../../test/arbitraries.ts';
import { signalViewOf } from '../../test/signals.ts';
import { addDays, dato } from '../dato.ts';
import type { Dato } from '../dato.ts';
import type { Registrering } from '../registrering.ts';
import type { FoundSignal } from './signal.ts';
import { sygeundervisningRule } from './sygeundervisning.ts';

function lastSkoledage(count: number): readonly Dato[] {
  return ordinary.between(addDays(FREDAG, -120), FREDAG).slice(-count);
}

function find(rows: readonly Registrering[]): FoundSignal | undefined {
  return sygeundervisningRule.find(signalViewOf(rows));
}

describe('skoledage since the elev last took part (R51)', () => {
  it('is shown from 10 skoledage and due at 15', () => {
    expect(find(rowsOn(lastSkoledage(9)))).toBeUndefined();
    expect(find(rowsOn(lastSkoledage(10)))).toEqual({
      id: 'sygeundervisning',
      skoledage: 10,
      since: dato('2026-11-09'),
      dueOn: dato('2026-11-27'),
      isDue: false,
      strong: true,
    });
    expect(find(rowsOn(lastSkoledage(14)))).toMatchObject({ isDue: false, dueOn: '2026-11-23' });
    expect(find(rowsOn(lastSkoledage(15)))).toMatchObject({ isDue: true, dueOn: FREDAG });
  });

  it('goes on over holidays and the turn of the kvartal', () => {
    const rows = rowsOn(ordinary.between(dato('2026-09-24'), dato('2026-10-20')));

    expect(sygeundervisningRule.find(signalViewOf(rows, { asOf: dato('2026-10-20') }))).toMatchObject({
      skoledage: 14,
      since: '2026-09-24',
    });
  });

  it('begins anew when the elev took part, also for a part of a day', () => {
    const days = lastSkoledage(15);
    const half = rowOf({ dato: days[7]!, omfang: fraction(5, 6), source: { file: 'x', line: 1 } });

    expect(find(rowsOn(days.toSpliced(7, 1)))).toBeUndefined();
    expect(find([...rowsOn(days.toSpliced(7, 1)), half])).toBeUndefined();
  });

  it('is over when the elev came on the last known day', () => {
    expect(find(rowsOn(lastSkoledage(16).slice(0, -1)))).toBeUndefined();
  });

  it("takes the skole's newest row as the last known day (R14)", () => {
    const rows = rowsOn(lastSkoledage(16).slice(0, -1));

    expect(sygeundervisningRule.find(signalViewOf(rows, { newestRow: addDays(FREDAG, -1) }))).toMatchObject({
      skoledage: 15,
    });
  });

  it('is about illness: leave alone gives none, leave and then illness does', () => {
    const days = lastSkoledage(12);
    const leave = { aarsag: 'ekstraordinaer-frihed' } as const;

    expect(find(rowsOn(days, leave))).toBeUndefined();
    expect(find([...rowsOn(days.slice(0, 11), leave), ...rowsOn(days.slice(11))])).toMatchObject({
      skoledage: 12,
    });
  });
});
