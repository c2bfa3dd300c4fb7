import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction, rowOf, rowsOn, skoledageFrom } from '../../test/arbitraries.ts';
import { signalViewOf } from '../../test/signals.ts';
import { addDays, dato } from '../dato.ts';
import { absentOfLast } from './signal-view.ts';

describe('the days that signals look at (R53)', () => {
  it('joins absent skoledage over weekends and holidays into one spell', () => {
    const { spells } = signalViewOf(rowsOn(skoledageFrom('2026-10-07', 6)));

    expect(spells).toMatchObject([
      { skoledage: 6, first: { dato: '2026-10-07' }, last: { dato: '2026-10-21' } },
    ]);
  });

  it('parts spells at a skoledag on which the elev came', () => {
    const days = skoledageFrom('2026-11-02', 5);

    const { spells } = signalViewOf(rowsOn(days.toSpliced(2, 1)));

    expect(spells.map(({ skoledage }) => skoledage)).toEqual([2, 2]);
  });

  it('has every absent day in exactly one spell', () => {
    const days = skoledageFrom('2026-09-01', 50);

    fc.assert(
      fc.property(fc.subarray([...days]), (chosen) => {
        const { absent, spells } = signalViewOf(rowsOn(chosen));

        expect(spells.reduce((sum, { skoledage }) => sum + skoledage, 0)).toBe(absent.length);
        expect(absent.map((day) => day.dato)).toEqual(chosen);
      }),
    );
  });

  it('takes a day as absent from half a day on, and as whole only when it is', () => {
    const [first, second, third, fourth] = skoledageFrom('2026-11-02', 4);
    const part = (day: string, sixths: number) =>
      rowOf({ dato: dato(day), omfang: fraction(sixths, 6), source: { file: day, line: 1 } });

    const { absent } = signalViewOf([part(first!, 2), part(second!, 3), part(third!, 5), part(fourth!, 6)]);

    expect(absent.map(({ dato: day, isWhole }) => [day, isWhole])).toEqual([
      [second, false],
      [third, false],
      [fourth, true],
    ]);
  });

  it("knows nothing of the days after the skole's newest row (R14)", () => {
    const rows = rowsOn(skoledageFrom('2026-11-16', 5));

    const view = signalViewOf(rows, { newestRow: dato('2026-11-18') });

    expect(view.absent.map((day) => day.dato)).toEqual(['2026-11-16', '2026-11-17', '2026-11-18']);
    expect(view.axis.days[view.known - 1]).toBe('2026-11-18');
  });

  it('counts all skoledage of the kvartal, also those to come', () => {
    expect(signalViewOf(rowsOn([dato('2026-11-16')])).skoledageInKvartal).toBe(52);
    expect(signalViewOf(rowsOn([dato('2026-09-16')]), { asOf: dato('2026-09-20') }).skoledageInKvartal).toBe(
      38,
    );
  });

  it('looks back a year', () => {
    const old = dato('2025-11-20');

    expect(signalViewOf(rowsOn([old])).absent).toHaveLength(1);
    expect(signalViewOf(rowsOn([addDays(old, -1)])).absent).toHaveLength(0);
  });
});

describe('absentOfLast', () => {
  it('counts within the last known skoledage', () => {
    const view = signalViewOf(rowsOn(skoledageFrom('2026-11-09', 6)));

    expect(absentOfLast(view, 5).map(({ dato: day }) => day)).toEqual(['2026-11-16']);
    expect(absentOfLast(view, 10)).toHaveLength(6);
  });
});
