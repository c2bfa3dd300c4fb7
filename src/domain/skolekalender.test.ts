import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dato, datesBetween } from './dato.ts';
import { skoleaarOf, skoledageLookup } from './skolekalender.ts';
import type { Kalendersted, Kalenderundtagelse, Skoledage } from './skolekalender.ts';
import {
  ABSALON,
  anyDato,
  isWeekday,
  kalenderOf,
  LOERDAG,
  MANDAG,
  ordinary,
  SOENDAG,
  TIRSDAG,
  TRAEKRONER,
} from '../test/arbitraries.ts';

function exceptionOf(fields: Partial<Kalenderundtagelse>): Kalenderundtagelse {
  return { skoler: undefined, klassetrin: undefined, closed: [], last: undefined, ...fields };
}

function calendarAt(exceptions: readonly Kalenderundtagelse[], place: Partial<Kalendersted> = {}): Skoledage {
  const ordinaryPlace = { institutionsnumre: [ABSALON.institutionsnummer], klassetrin: 5 };
  return skoledageLookup(kalenderOf({ exceptions }))({ ...ordinaryPlace, ...place });
}

const closedOnMandag = { closed: [{ navn: 'Pædagogisk dag', from: MANDAG, to: MANDAG }] };

describe('skoledage (R9)', () => {
  it.each([
    ['an ordinary Monday', '2026-11-16', true],
    ['a Saturday', LOERDAG, false],
    ['a Sunday', SOENDAG, false],
    ['the Friday before efterårsferie', '2026-10-09', true],
    ['the first weekday of efterårsferie', '2026-10-12', false],
    ['the last weekday of efterårsferie', '2026-10-16', false],
    ['the Monday after efterårsferie', '2026-10-19', true],
    ['the day before the first skoledag', '2026-08-07', false],
    ['the first skoledag', '2026-08-10', true],
    ['the last skoledag', '2027-06-25', true],
    ['the day after the last skoledag', '2027-06-28', false],
    ['a weekday of sommerferie', '2026-07-15', false],
    ['a public holiday', '2026-05-14', false],
    ['the day after a public holiday', '2026-05-15', true],
  ])('%s', (_, day, expected) => {
    expect(ordinary.has(dato(day))).toBe(expected);
  });

  it('lists skoledage with both ends', () => {
    expect(ordinary.between(dato('2026-10-08'), dato('2026-10-20'))).toEqual([
      '2026-10-08',
      '2026-10-09',
      '2026-10-19',
      '2026-10-20',
    ]);
    expect(ordinary.between(dato('2026-10-20'), dato('2026-10-19'))).toEqual([]);
  });

  it('knows the number of skoledage of 2026K4: 7 before efterårsferie and nine weeks after', () => {
    expect(ordinary.between(dato('2026-10-01'), dato('2026-12-31'))).toHaveLength(7 + 9 * 5);
  });

  it('counts weekdays except holidays in a skoleår that is not in the calendar', () => {
    const lookup = skoledageLookup({
      skoleaar: [],
      exceptions: [],
      holidays: new Map([[MANDAG, 'Helligdag']]),
    });
    const calendar = lookup({ institutionsnumre: [ABSALON.institutionsnummer], klassetrin: 5 });

    expect([MANDAG, TIRSDAG, LOERDAG].map(calendar.has)).toEqual([false, true, false]);
  });

  it('never holds a weekend', () => {
    fc.assert(
      fc.property(anyDato('2020-01-01', '2030-12-31'), (day) => {
        expect(ordinary.has(day) && !isWeekday(day)).toBe(false);
      }),
    );
  });

  it('answers the same when asked again', () => {
    const days = datesBetween(dato('2026-10-01'), dato('2026-10-31'));

    expect(days.map(ordinary.has)).toEqual(days.map(ordinary.has));
  });
});

describe('exceptions per skole and klassetrin (R9)', () => {
  it.each<[string, Partial<Kalenderundtagelse>, Partial<Kalendersted>, boolean]>([
    ['for all', {}, {}, false],
    ['for this skole', { skoler: ['265001'] }, {}, false],
    ['for another skole', { skoler: [TRAEKRONER.institutionsnummer] }, {}, true],
    ['for this klassetrin', { klassetrin: [5] }, {}, false],
    ['for another klassetrin', { klassetrin: [9, 10] }, {}, true],
    ['for this skole but another klassetrin', { skoler: ['265001'], klassetrin: [9] }, {}, true],
    ['for this klassetrin but another skole', { skoler: ['265031'], klassetrin: [5] }, {}, true],
    ['for both', { skoler: ['265001', '265031'], klassetrin: [4, 5] }, {}, false],
    ['for a klassetrin when the elev has none', { klassetrin: [5] }, { klassetrin: undefined }, true],
    ['for klassetrin 0', { klassetrin: [0] }, { klassetrin: 0 }, false],
    ['for no skole at all', { skoler: [] }, {}, true],
  ])('closed %s', (_, who, place, isOpen) => {
    const calendar = calendarAt([exceptionOf({ ...closedOnMandag, ...who })], place);

    expect(calendar.has(MANDAG)).toBe(isOpen);
    expect(calendar.has(TIRSDAG)).toBe(true);
  });

  it('closes every day of a period', () => {
    const calendar = calendarAt([
      exceptionOf({ closed: [{ navn: 'Lejrskole', from: MANDAG, to: TIRSDAG }] }),
    ]);

    expect(calendar.between(dato('2026-11-13'), dato('2026-11-18'))).toEqual(['2026-11-13', '2026-11-18']);
  });

  it('adds up several exceptions', () => {
    const calendar = calendarAt([
      exceptionOf(closedOnMandag),
      exceptionOf({ closed: [{ navn: 'Motionsdag', from: TIRSDAG, to: TIRSDAG }] }),
    ]);

    expect([MANDAG, TIRSDAG].map(calendar.has)).toEqual([false, false]);
  });

  it('tells two skoler apart in one look-up', () => {
    const lookup = skoledageLookup(
      kalenderOf({ exceptions: [exceptionOf({ ...closedOnMandag, skoler: ['265031'] })] }),
    );
    const at = (skole: string): boolean => lookup({ institutionsnumre: [skole], klassetrin: 5 }).has(MANDAG);

    expect([at('265001'), at('265031'), at('265001')]).toEqual([true, false, true]);
  });

  it('tells two klassetrin apart in one look-up', () => {
    const lookup = skoledageLookup(
      kalenderOf({ exceptions: [exceptionOf({ ...closedOnMandag, klassetrin: [9] })] }),
    );
    const at = (klassetrin: number): boolean =>
      lookup({ institutionsnumre: ['265001'], klassetrin }).has(MANDAG);

    expect([at(8), at(9), at(8)]).toEqual([true, false, true]);
  });
});

describe('the last ordinary day (R9)', () => {
  const exceptions = [exceptionOf({ klassetrin: [9, 10], last: dato('2027-05-13') })];

  it.each([
    [9, '2027-05-13', true],
    [9, '2027-05-18', false],
    [10, '2027-06-01', false],
    [8, '2027-05-18', true],
    [9, '2026-11-16', true],
    [9, '2026-06-01', true],
  ])('for klassetrin %i on %s: %s', (klassetrin, day, expected) => {
    expect(calendarAt(exceptions, { klassetrin }).has(dato(day))).toBe(expected);
  });

  it('holds within its own skoleår only', () => {
    const lastSpring = [exceptionOf({ klassetrin: [9], last: dato('2026-05-13') })];

    expect(calendarAt(lastSpring, { klassetrin: 9 }).has(MANDAG)).toBe(true);
  });
});

describe('skoleaarOf', () => {
  it.each([
    ['2026-07-31', '2025/2026'],
    ['2026-08-01', '2026/2027'],
    ['2026-12-31', '2026/2027'],
    ['2027-01-01', '2026/2027'],
  ])('puts %s into %s', (day, expected) => {
    expect(skoleaarOf(dato(day))).toBe(expected);
  });
});
