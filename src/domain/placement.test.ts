import { describe, expect, it } from 'vitest';
import { addDays, dato } from './dato.ts';
import type { Dato } from './dato.ts';
import { placeElev } from './placement.ts';
import type { Placement } from './placement.ts';
import type { Registrering } from './registrering.ts';
import type { Indmeldelse } from './skole.ts';
import {
  ABSALON,
  FREDAG,
  indmeldelseOf,
  LOERDAG,
  MANDAG,
  ONSDAG,
  rowOf,
  TIRSDAG,
  TORSDAG,
  TRAEKRONER,
} from '../test/arbitraries.ts';
import { stretchesOf } from '../test/packed.ts';

function placeByRows(
  indmeldelser: readonly Indmeldelse[],
  rows: readonly Registrering[],
  asOf: Dato,
): Placement | undefined {
  return placeElev(indmeldelser, stretchesOf(rows), asOf);
}

const A = ABSALON.institutionsnummer;
const B = TRAEKRONER.institutionsnummer;

describe('where an elev is shown (R11)', () => {
  it('is the skole of the enrolment, whatever the rows say', () => {
    const placement = placeByRows([indmeldelseOf()], [rowOf({ skole: B, dato: FREDAG })], FREDAG);

    expect(placement).toMatchObject({ status: 'enrolled', skole: A, doubleEnrolment: false });
  });

  it.each<[string, Partial<Indmeldelse>, Partial<Indmeldelse>, string]>([
    ['the day of the move', { udmeldt: FREDAG }, { indmeldt: FREDAG }, B],
    ['the day before the move', { udmeldt: LOERDAG }, { indmeldt: LOERDAG }, A],
    ['long after the move', { udmeldt: MANDAG }, { indmeldt: MANDAG }, B],
    ['without dates at the old skole', { indmeldt: undefined, udmeldt: MANDAG }, { indmeldt: MANDAG }, B],
  ])('follows a mover: %s', (_, old, received, expected) => {
    const episodes = [indmeldelseOf({ ...old, skole: A }), indmeldelseOf({ ...received, skole: B })];

    expect(placeByRows(episodes, [], FREDAG)).toMatchObject({
      status: 'enrolled',
      skole: expected,
      doubleEnrolment: false,
    });
  });

  it('prefers the newest of two enrolments that both cover the date, and says so', () => {
    const episodes = [
      indmeldelseOf({ skole: A, indmeldt: dato('2026-08-10') }),
      indmeldelseOf({ skole: B, indmeldt: dato('2026-10-01') }),
    ];

    for (const order of [episodes, episodes.toReversed()]) {
      expect(placeByRows(order, [], FREDAG)).toMatchObject({ skole: B, doubleEnrolment: true });
    }
  });

  it('takes a dated enrolment for newer than an undated one', () => {
    const episodes = [
      indmeldelseOf({ skole: A, indmeldt: undefined }),
      indmeldelseOf({ skole: B, indmeldt: dato('2026-10-01') }),
    ];

    expect(placeByRows(episodes, [], FREDAG)?.skole).toBe(B);
  });

  it('answers the same in any order when two enrolments are equally new', () => {
    const episodes = [indmeldelseOf({ skole: B }), indmeldelseOf({ skole: A })];

    expect(placeByRows(episodes, [], FREDAG)?.skole).toBe(
      placeByRows(episodes.toReversed(), [], FREDAG)?.skole,
    );
  });

  it('does not call two enrolments at one skole double', () => {
    const episodes = [indmeldelseOf(), indmeldelseOf({ indmeldt: dato('2026-10-01'), klasse: '5B' })];

    expect(placeByRows(episodes, [], FREDAG)).toMatchObject({ klasse: '5B', doubleEnrolment: false });
  });

  it('is the skole of the newest row without a roster', () => {
    const rows = [
      rowOf({ skole: A, dato: MANDAG, klasse: '5A' }),
      rowOf({ skole: B, dato: TIRSDAG, klasse: '5.X', navn: 'Ida' }),
    ];

    for (const order of [rows, rows.toReversed()]) {
      expect(placeByRows([], order, FREDAG)).toMatchObject({
        status: 'by-newest-row',
        skole: B,
        klasse: '5.X',
        navn: 'Ida',
        since: undefined,
      });
    }
  });

  it('is stable when two skoler have a row on the newest date', () => {
    const rows = [rowOf({ skole: B }), rowOf({ skole: A })];

    expect(placeByRows([], rows, FREDAG)?.skole).toBe(placeByRows([], rows.toReversed(), FREDAG)?.skole);
  });

  it('does not look at rows after the as-of date (R10)', () => {
    const rows = [rowOf({ skole: A, dato: FREDAG }), rowOf({ skole: B, dato: LOERDAG })];

    expect(placeByRows([], rows, FREDAG)?.skole).toBe(A);
    expect(placeByRows([], rows, LOERDAG)?.skole).toBe(B);
  });

  it('is unknown when nothing stands up to the as-of date', () => {
    const future = indmeldelseOf({ indmeldt: LOERDAG });

    expect(placeByRows([], [], FREDAG)).toBeUndefined();
    expect(placeByRows([future], [rowOf({ dato: LOERDAG })], FREDAG)).toBeUndefined();
  });

  it('is the skole of the newest row while the enrolment lies ahead', () => {
    const future = indmeldelseOf({ skole: B, indmeldt: LOERDAG, navn: 'Ida fra listen', beskyttet: true });

    const placement = placeByRows([future], [rowOf({ skole: A })], FREDAG);

    expect(placement).toMatchObject({
      status: 'by-newest-row',
      skole: A,
      navn: 'Ida fra listen',
      beskyttet: true,
    });
  });

  it("takes the row's name when the roster has none", () => {
    const future = indmeldelseOf({ indmeldt: LOERDAG, navn: '' });

    expect(placeByRows([future], [rowOf()], FREDAG)?.navn).toBe('Ida Ågård');
  });
});

describe('leavers (R12)', () => {
  it.each([
    ['before', TORSDAG, 'udmeldt'],
    ['on', FREDAG, 'udmeldt'],
    ['the day after', LOERDAG, 'enrolled'],
    ['long after', addDays(FREDAG, 100), 'enrolled'],
  ])('udmeldt %s the as-of date', (_, udmeldt, expected) => {
    expect(placeByRows([indmeldelseOf({ udmeldt })], [rowOf()], FREDAG)?.status).toBe(expected);
  });

  it.each([
    ['the day before the enrolment', addDays(FREDAG, 1), undefined],
    ['the day of the enrolment', FREDAG, 'enrolled'],
  ])('is not yet an elev on %s', (_, indmeldt, expected) => {
    expect(placeByRows([indmeldelseOf({ indmeldt })], [], FREDAG)?.status).toBe(expected);
  });

  it('has left the skole where the last enrolment ended', () => {
    const episodes = [
      indmeldelseOf({ skole: A, udmeldt: MANDAG }),
      indmeldelseOf({ skole: B, indmeldt: MANDAG, udmeldt: ONSDAG }),
    ];

    for (const order of [episodes, episodes.toReversed()]) {
      expect(placeByRows(order, [], FREDAG)).toMatchObject({ status: 'udmeldt', skole: B });
    }
  });

  it('stays udmeldt when rows still come from the skole that was left', () => {
    const placement = placeByRows([indmeldelseOf({ udmeldt: MANDAG })], [rowOf({ dato: TORSDAG })], FREDAG);

    expect(placement).toMatchObject({ status: 'udmeldt', skole: A });
  });

  it.each([
    ['after', TIRSDAG, 'by-newest-row', B],
    ['on', MANDAG, 'by-newest-row', B],
    ['before', dato('2026-11-13'), 'udmeldt', A],
  ])('with rows at another skole %s the day of leaving', (_, day, status, skole) => {
    const placement = placeByRows(
      [indmeldelseOf({ udmeldt: MANDAG })],
      [rowOf({ skole: B, dato: day })],
      FREDAG,
    );

    expect(placement).toMatchObject({ status, skole });
  });

  it('has come back when a new enrolment covers the date', () => {
    const episodes = [indmeldelseOf({ udmeldt: MANDAG }), indmeldelseOf({ indmeldt: ONSDAG, klasse: '5B' })];

    expect(placeByRows(episodes, [], FREDAG)).toMatchObject({ status: 'enrolled', klasse: '5B' });
    expect(placeByRows(episodes, [], TIRSDAG)?.status).toBe('udmeldt');
  });
});

describe('what is shown of an enrolment', () => {
  it('keeps number, klasse, start and protection (R74)', () => {
    const episode = indmeldelseOf({ institutionsnummer: '265099', skole: A, beskyttet: true, navn: 'Alias' });

    expect(placeByRows([episode], [], FREDAG)).toEqual({
      status: 'enrolled',
      skole: A,
      klasse: '5A',
      klassetrin: 5,
      institutionsnumre: ['265099', A],
      navn: 'Alias',
      beskyttet: true,
      since: '2026-08-10',
      doubleEnrolment: false,
    });
  });

  it.each([FREDAG, undefined])(
    'protects an elev when any enrolment does, as of one that ended %s (R74)',
    (udmeldt) => {
      const episodes = [
        indmeldelseOf({ skole: A, indmeldt: MANDAG, udmeldt, beskyttet: false }),
        indmeldelseOf({ skole: B, indmeldt: undefined, udmeldt: MANDAG, beskyttet: true }),
      ];

      expect(placeByRows(episodes, [], FREDAG)).toMatchObject({ skole: A, beskyttet: true });
    },
  );

  it('fills name and klasse that the roster lacks from the newest row of the same skole', () => {
    const episode = indmeldelseOf({ navn: '', klasse: '', klassetrin: undefined });

    const placement = placeByRows([episode], [rowOf({ klasse: '6C', klassetrin: 6 })], FREDAG);

    expect(placement).toMatchObject({ navn: 'Ida Ågård', klasse: '6C', klassetrin: 6 });
  });

  it('does not take the klasse from a row of another skole', () => {
    const episode = indmeldelseOf({ navn: '', klasse: '', klassetrin: undefined });

    const placement = placeByRows([episode], [rowOf({ skole: B, klasse: '6C', klassetrin: 6 })], FREDAG);

    expect(placement).toMatchObject({ klasse: '', klassetrin: undefined });
  });

  it('leaves the klassetrin open for a specialklasse', () => {
    const episode = indmeldelseOf({ klasse: 'Spec B', klassetrin: undefined });

    expect(placeByRows([episode], [rowOf()], FREDAG)?.klassetrin).toBeUndefined();
  });

  it('has neither name nor klasse when nobody gives one', () => {
    const episode = indmeldelseOf({ navn: '', klasse: '', klassetrin: undefined });

    expect(placeByRows([episode], [], FREDAG)).toMatchObject({ navn: '', klasse: '' });
  });
});
