import { describe, expect, it } from 'vitest';
import {
  ABSALON,
  indmeldelseOf,
  K3,
  K4,
  kvartal,
  rowOf,
  rowsOn,
  skoledageFrom,
  TRAEKRONER,
} from '../../test/arbitraries.ts';
import { K4_NIGHTS, replayOf } from '../../test/replay.ts';
import { dato } from '../dato.ts';
import { isComplete, kvartalerOf, replayElev } from './replay.ts';

const A = ABSALON.institutionsnummer;
const B = TRAEKRONER.institutionsnummer;

describe('an elev in a replay', () => {
  it('has the counted days up to the last night, by kvartal', () => {
    const rows = rowsOn([dato('2026-09-30'), dato('2026-10-01'), dato('2026-10-10'), dato('2026-11-20')]);

    const { byKvartal } = replayOf(rows, { period: { from: dato('2026-09-01'), to: dato('2026-11-01') } });

    expect([...byKvartal].map(([of, days]) => [of, days.map((day) => day.dato)])).toEqual([
      [K3, ['2026-09-30']],
      [K4, ['2026-10-01']],
    ]);
  });

  it('is at the skole of its enrolment on each night, and at none after leaving (R11, R12)', () => {
    const { skoleAt, moves } = replayOf([], {
      indmeldelser: [
        indmeldelseOf({ indmeldt: dato('2026-10-05'), udmeldt: dato('2026-11-02') }),
        indmeldelseOf({ skole: B, indmeldt: dato('2026-11-02'), udmeldt: dato('2026-12-01') }),
      ],
    });

    expect(
      ['2026-10-04', '2026-10-05', '2026-11-01', '2026-11-02', '2026-12-01'].map((night) =>
        skoleAt(dato(night)),
      ),
    ).toEqual([undefined, A, A, B, undefined]);
    expect(moves).toEqual(['2026-10-05', '2026-11-02', '2026-12-01']);
  });

  it('follows its rows without a roster', () => {
    const rows = [rowOf({ dato: dato('2026-10-05') }), rowOf({ dato: dato('2026-11-03'), skole: B })];

    const { skoleAt } = replayOf(rows, { indmeldelser: [] });

    expect(['2026-10-04', '2026-11-02', '2026-11-03'].map((night) => skoleAt(dato(night)))).toEqual([
      undefined,
      A,
      B,
    ]);
  });

  it('is known from its arrival, or from its first row, but not from before the export begins', () => {
    const days = rowsOn([dato('2026-10-12')]);
    const from = (indmeldt: string | undefined, rows = days) =>
      replayOf(rows, {
        indmeldelser: [indmeldelseOf({ indmeldt: indmeldt === undefined ? undefined : dato(indmeldt) })],
      }).knownFrom;

    expect(from('2026-09-01')).toBe('2026-09-01');
    expect(from('2026-11-01', rowsOn([dato('2026-10-05')]))).toBe('2026-10-05');
    expect(from('2020-08-01')).toBe('2026-08-10');
    expect(from(undefined)).toBe('2026-08-10');
  });

  it('is undefined when nothing is known of it', () => {
    const context = { settings: { skoledage: () => ({}) } as never, firstRow: dato('2026-08-10') };

    expect(replayElev({ elevId: 'E1', stretches: [], indmeldelser: [] }, K4_NIGHTS, context)).toBeUndefined();
  });
});

describe('kvartaler of a replay', () => {
  it('are all that the nights touch', () => {
    expect(kvartalerOf({ from: dato('2025-12-31'), to: dato('2026-04-01') })).toEqual([
      kvartal('2025K4'),
      kvartal('2026K1'),
      kvartal('2026K2'),
    ]);
  });

  it('are complete once no skoledag is left', () => {
    const until = (to: string): boolean => {
      const period = { from: K4_NIGHTS.from, to: dato(to) };
      return isComplete(replayOf(rowsOn(skoledageFrom('2026-10-01', 3)), { period }), K4, period);
    };

    expect(until('2026-12-17')).toBe(false);
    expect(until('2026-12-18')).toBe(true);
    expect(until('2026-12-31')).toBe(true);
  });
});
