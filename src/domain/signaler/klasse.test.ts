import { describe, expect, it } from 'vitest';
import {
  eksportOf,
  FREDAG,
  indmeldelseOf,
  ordinary,
  rowOf,
  rowsOn,
  settingsOf,
  skoledage,
  TORSDAG,
} from '../../test/arbitraries.ts';
import { addDays, dato } from '../dato.ts';
import type { Dato } from '../dato.ts';
import type { Registrering } from '../registrering.ts';
import { traceElever } from '../screening.ts';
import type { Indmeldelse } from '../skole.ts';
import { findKlasseSignaler } from './klasse.ts';
import type { KlasseSignal } from './klasse.ts';

const past = ordinary.between(addDays(FREDAG, -90), FREDAG);
const ids = (count: number, from = 0): string[] => Array.from({ length: count }, (_, i) => `E${from + i}`);

function klasseOf(elevIds: readonly string[], klasse = '5A'): Indmeldelse[] {
  return elevIds.map((elevId) => indmeldelseOf({ elevId, klasse }));
}

function find(
  rows: readonly Registrering[],
  indmeldelser: readonly Indmeldelse[],
  newestRow: Dato = FREDAG,
): KlasseSignal[] {
  const elever = traceElever(eksportOf({ rows, indmeldelser }), settingsOf());
  return findKlasseSignaler({ elever, skoledage, newestRow });
}

describe('a wave of illness (R53)', () => {
  const illOn = (day: Dato, count: number, fields: Partial<Registrering> = {}): Registrering[] =>
    ids(count).map((elevId) => rowOf({ ...fields, elevId, dato: day }));

  it('is a third of the klasse, and at least five elever, ill on one of the last five skoledage', () => {
    expect(find(illOn(TORSDAG, 8), klasseOf(ids(24)))).toEqual([
      { id: 'sygdom-wave', klasse: '5A', dato: TORSDAG, elever: 8, of: 24 },
    ]);
    expect(find(illOn(TORSDAG, 8), klasseOf(ids(25)))).toEqual([]);
    expect(find(illOn(TORSDAG, 4), klasseOf(ids(8)))).toEqual([]);
    expect(find(illOn(TORSDAG, 5), klasseOf(ids(8)))).toHaveLength(1);
  });

  it('is over after a week', () => {
    expect(find(illOn(past.at(-5)!, 8), klasseOf(ids(20)))).toHaveLength(1);
    expect(find(illOn(past.at(-6)!, 8), klasseOf(ids(20)))).toEqual([]);
  });

  it('is illness: a skole trip entered as leave is none', () => {
    expect(find(illOn(TORSDAG, 20, { aarsag: 'ekstraordinaer-frihed' }), klasseOf(ids(20)))).toEqual([]);
  });

  it('names the day on which most were ill', () => {
    const rows = [...illOn(TORSDAG, 6), ...illOn(FREDAG, 9)];

    expect(find(rows, klasseOf(ids(18)))).toMatchObject([{ dato: FREDAG, elever: 9 }]);
  });

  it('keeps klasser apart, and leaves out those who have left', () => {
    const left = ids(10, 50).map((elevId) => indmeldelseOf({ elevId, udmeldt: dato('2026-10-01') }));
    const roster = [...klasseOf(ids(5)), ...klasseOf(ids(5, 5), '5B'), ...left];

    expect(find(illOn(TORSDAG, 10), roster).map(({ klasse }) => klasse)).toEqual(['5A', '5B']);
  });
});

describe('a klasse whose registration looks missing (R53)', () => {
  /** One elev after the other is away, every skoledag until so many before the end. */
  const registered = (silent: number, fields: Partial<Registrering> = {}): Registrering[] =>
    past
      .slice(0, past.length - silent)
      .map((day, index) => rowOf({ ...fields, elevId: `E${index % 20}`, dato: day }));

  it('is one that had rows nearly every day and has none any more', () => {
    expect(find(registered(5), klasseOf(ids(20)))).toEqual([
      { id: 'registration-missing', klasse: '5A', newestRow: '2026-11-13', skoledage: 5 },
    ]);
    expect(find(registered(4), klasseOf(ids(20)))).toEqual([]);
  });

  it('is judged at its own rate: a small klasse is silent for a week by chance', () => {
    const everyFifth = registered(5).filter((_, index) => index % 5 === 0);

    expect(find(everyFifth, klasseOf(ids(6)))).toEqual([]);
  });

  it('does not count leave entered ahead as registration', () => {
    const leave = rowsOn(past.slice(-5), { elevId: 'E1', aarsag: 'ekstraordinaer-frihed' });

    expect(find([...registered(5), ...leave], klasseOf(ids(20)))).toHaveLength(1);
  });

  it("does not count a month's sum as registration", () => {
    const sum = rowOf({ elevId: 'E1', dato: dato('2026-11-02'), isMonthSum: true });

    expect(find([...registered(15), sum], klasseOf(ids(20)))).toMatchObject([{ newestRow: past.at(-16) }]);
  });

  it('counts what is no absence as registration', () => {
    const late = rowsOn(past.slice(-5), { elevId: 'E1', aarsag: 'none' });

    expect(find([...registered(5), ...late], klasseOf(ids(20)))).toEqual([]);
  });

  it("goes by the skole's newest row: when the whole skole is silent, R60 says so", () => {
    expect(find(registered(5), klasseOf(ids(20)), dato('2026-11-13'))).toEqual([]);
  });

  it('leaves out klasser that exist only in rows of an earlier skoleår', () => {
    const june = ordinary.between(dato('2026-04-07'), dato('2026-06-26'));
    const rows = june.map((day, index) => rowOf({ elevId: `E${index % 20}`, dato: day, klasse: '9A' }));

    expect(find(rows, [])).toEqual([]);
  });
});
