import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dato } from '../dato.ts';
import { skoledageLookup } from '../skolekalender.ts';
import { anyDato, forloebOf, kalenderOf, ordinary } from '../../test/arbitraries.ts';
import { faseOf, fristAfter, fristerFor, isDue, isOpen } from './frister.ts';
import type { Frist, FristContext, FristStatus } from './frister.ts';
import { forloebSteps } from './steps.ts';

type Values = Parameters<typeof forloebOf>[0];

function contextOf(asOf: string, pauseInHolidays = false): FristContext {
  return { skoledage: ordinary, asOf: dato(asOf), options: { pauseInHolidays } };
}

/** The step's frist, the last round of it. */
function fristOf(
  id: string,
  values: Values,
  asOf = '2026-09-02',
  opfoelgninger: readonly string[] = [],
): Frist {
  const all = fristerFor(forloebOf(values, opfoelgninger), contextOf(asOf));
  return all.findLast(({ step }) => step.id === id)!;
}

const TUESDAY = '2026-09-01';

describe('frister after the samtale (R40)', () => {
  it.each([
    ['F2A', '2026-09-15'],
    ['F2B', '2026-09-15'],
    ['F2C', '2026-09-15'],
    ['F2D', '2026-09-22'],
    ['F3', '2026-09-29'],
    ['F3.1', '2026-10-20'],
    ['F3.2', '2026-10-20'],
    ['F3.3', '2026-10-20'],
  ])('%s is due on %s after a samtale on 1 September', (id, expected) => {
    expect(fristOf(id, { samtaledato: TUESDAY }).frist).toBe(expected);
  });

  it.each([
    ['a Saturday to Monday', '2026-09-05', 'F2A', '2026-09-21'],
    ['efterårsferie to the Monday after', '2026-08-24', 'F3.1', '2026-10-19'],
    ['juleferie to the first skoledag of the year', '2026-12-08', 'F2A', '2027-01-04'],
    ['sommerferie to August', '2026-06-15', 'F3', '2026-08-10'],
  ])('moves from %s', (_, samtaledato, id, expected) => {
    expect(fristOf(id, { samtaledato }, '2026-12-30').frist).toBe(expected);
  });

  it('keeps the date when the calendar has no skoledag in reach', () => {
    const skoledage = skoledageLookup(kalenderOf())({ institutionsnumre: [], klassetrin: undefined });
    const never = { ...contextOf(TUESDAY), skoledage: { ...skoledage, has: () => false } };

    expect(fristAfter(dato(TUESDAY), 14, never)).toBe('2026-09-15');
  });

  it('has none for the samtale and the afrunding', () => {
    expect(fristOf('F1', { samtaledato: TUESDAY })).toMatchObject({ frist: undefined, status: 'done' });
    expect(fristOf('F5', { samtaledato: TUESDAY })).toMatchObject({ frist: undefined, status: 'upcoming' });
  });

  it('lets the weeks pause in school holidays of five weekdays when asked to', () => {
    const pausing = (from: string, days: number): string =>
      fristAfter(dato(from), days, contextOf(from, true));

    // Eleven days up to Friday 9 October, three more from Monday 19.
    expect(pausing('2026-09-28', 14)).toBe('2026-10-21');
    // A weekend is no holiday, nor is a lone holiday: 14 May 2026 is a Thursday.
    expect(pausing('2026-09-01', 14)).toBe('2026-09-15');
    expect(pausing('2026-05-11', 14)).toBe('2026-05-25');
    // From 12 June: fourteen days up to 26 June, seven from 10 August, which end on a Sunday.
    expect(pausing('2026-06-12', 21)).toBe('2026-08-17');
  });
});

describe('the status of a step (R41)', () => {
  it.each<[string, FristStatus]>([
    ['2026-09-01', 'upcoming'],
    ['2026-09-07', 'upcoming'],
    ['2026-09-08', 'due-soon'],
    ['2026-09-15', 'due-soon'],
    ['2026-09-16', 'overdue'],
  ])('F2A with the frist 15 September is on %s %s', (asOf, expected) => {
    expect(fristOf('F2A', { samtaledato: TUESDAY }, asOf).status).toBe(expected);
  });

  it.each<[string, FristStatus]>([
    ['2026-09-01', 'done'],
    ['2026-09-15', 'done'],
    ['2026-09-16', 'done-late'],
  ])('F2A done on %s is %s', (doneOn, expected) => {
    const frist = fristOf('F2A', { samtaledato: TUESDAY, F2A: doneOn }, '2026-11-20');

    expect(frist).toMatchObject({ status: expected, doneOn });
  });

  it('awaits the samtale before it is held, also when only a concern is recorded', () => {
    const statuses = fristerFor(forloebOf({ vurdering: TUESDAY }), contextOf('2026-09-30')).map(
      ({ status }) => status,
    );

    expect(new Set(statuses)).toEqual(new Set(['awaiting-samtale']));
  });

  it('looks at what had happened by the as-of date', () => {
    expect(fristOf('F2A', { samtaledato: TUESDAY, F2A: '2026-09-10' }, '2026-09-09').status).toBe('due-soon');
    expect(fristOf('F2A', { samtaledato: TUESDAY }, '2026-08-31').status).toBe('awaiting-samtale');
  });

  it('needs no handleplan, indsats or opfølgning when F2D said no', () => {
    const values: Values = { samtaledato: TUESDAY, F2D: '2026-09-20', 'handleplan-needed': 'nej' };

    const byId = new Map(
      fristerFor(forloebOf(values), contextOf('2026-11-20')).map(({ step, status }) => [step.id, status]),
    );

    expect(byId.get('F2A')).toBe('overdue');
    expect(byId.get('F2D')).toBe('done');
    expect(['F3', 'F3.1', 'F3.2', 'F3.3', 'F4'].map((id) => byId.get(id as 'F3'))).toEqual(
      Array.from({ length: 5 }, () => 'not-needed'),
    );
    expect(byId.get('F5')).toBe('upcoming');
  });

  it('takes the answer of F2D only with its date, and a handleplan that was made all the same', () => {
    const samtale = { samtaledato: TUESDAY, 'handleplan-needed': 'nej' };

    expect(fristOf('F3', samtale, '2026-11-20').status).toBe('overdue');
    expect(fristOf('F3', { ...samtale, F2D: '2026-09-20', F3: '2026-09-25' }, '2026-11-20').status).toBe(
      'done',
    );
  });

  it('asks for nothing more when the forløb is closed', () => {
    const values = {
      samtaledato: TUESDAY,
      F2A: '2026-09-10',
      tilbagefaldsplan: '2026-10-01',
      brobygning: 'nej',
      afsluttet: '2026-10-01',
    };

    const frister = fristerFor(forloebOf(values), contextOf('2026-11-20'));

    expect(frister.some(isOpen)).toBe(false);
    expect(frister.find(({ step }) => step.id === 'F5')).toMatchObject({
      status: 'done',
      doneOn: '2026-10-01',
    });
    expect(fristOf('F2B', values, '2026-09-30').status).toBe('overdue');
  });
});

describe('opfølgning (F4)', () => {
  const planned = { samtaledato: TUESDAY, F3: '2026-09-29' };

  it.each<[string, FristStatus]>([
    ['2026-11-23', 'upcoming'],
    ['2026-11-24', 'due-soon'],
    ['2027-01-04', 'due-soon'],
    ['2027-01-05', 'overdue'],
  ])('is on %s %s: eight weeks after 29 September, twelve weeks moved past juleferie', (asOf, expected) => {
    expect(fristOf('F4', planned, asOf)).toMatchObject({ frist: '2027-01-04', status: expected, round: 1 });
  });

  it('repeats from each opfølgning that was held', () => {
    const held = ['2026-12-01', '2027-03-02'];

    const rounds = fristerFor(forloebOf(planned, held), contextOf('2027-03-03')).filter(
      ({ step }) => step.id === 'F4',
    );

    expect(rounds.map(({ round, frist, status, doneOn }) => [round, frist, status, doneOn])).toEqual([
      [1, '2027-01-04', 'done', '2026-12-01'],
      [2, '2027-02-23', 'done-late', '2027-03-02'],
      [3, '2027-05-25', 'upcoming', undefined],
    ]);
  });

  it('has no frist before there is a handleplan, whatever was held before', () => {
    expect(fristOf('F4', { samtaledato: TUESDAY }, '2026-11-20')).toMatchObject({
      frist: undefined,
      status: 'upcoming',
    });
    expect(fristOf('F4', planned, '2026-11-20', ['2026-09-10'])).toMatchObject({
      round: 1,
      frist: '2027-01-04',
    });
  });
});

describe('the fase of a forløb', () => {
  it.each<[Values, string]>([
    [{ vurdering: TUESDAY }, 'opsporing'],
    [{ samtaledato: TUESDAY }, 'kortlaegning'],
    [{ samtaledato: TUESDAY, F2A: TUESDAY }, 'kortlaegning'],
    [{ samtaledato: TUESDAY, F2D: TUESDAY }, 'handleplan'],
    [{ samtaledato: TUESDAY, F2D: TUESDAY, 'handleplan-needed': 'nej' }, 'afrunding'],
    [{ samtaledato: TUESDAY, F3: TUESDAY, 'F3.1': TUESDAY }, 'indsatsforloeb'],
    [{ samtaledato: TUESDAY, F3: TUESDAY, 'F3.1': TUESDAY, 'F3.2': TUESDAY, 'F3.3': TUESDAY }, 'opfoelgning'],
    [{ samtaledato: TUESDAY, tilbagefaldsplan: TUESDAY }, 'afrunding'],
  ])('%o is %s', (values, expected) => {
    expect(faseOf(forloebOf(values), dato('2026-11-20'))).toBe(expected);
  });
});

describe('what holds for every forløb', () => {
  const anySamtale = anyDato('2025-08-01', '2027-04-30');

  it('frister are skoledage, never before the samtale, and in the order of the forløbspakke', () => {
    fc.assert(
      fc.property(anySamtale, fc.boolean(), (samtaledato, pauseInHolidays) => {
        const context = { ...contextOf('2027-06-01'), options: { pauseInHolidays } };
        const frister = fristerFor(forloebOf({ samtaledato }), context)
          .map(({ frist }) => frist)
          .filter((frist) => frist !== undefined);

        expect(frister).toHaveLength(8);
        expect(frister.every((frist) => frist >= samtaledato && ordinary.has(frist))).toBe(true);
        expect(frister).toEqual(frister.toSorted());
      }),
    );
  });

  it('a later samtale never gives an earlier frist, and pausing never an earlier one', () => {
    fc.assert(
      fc.property(anySamtale, fc.nat({ max: 60 }), fc.nat({ max: 90 }), (first, later, days) => {
        const second = addDays(first, later);
        for (const pause of [false, true]) {
          const context = contextOf('2027-06-01', pause);
          expect(fristAfter(second, days, context) >= fristAfter(first, days, context)).toBe(true);
        }
        expect(
          fristAfter(first, days, contextOf('2027-06-01', true)) >=
            fristAfter(first, days, contextOf('2027-06-01')),
        ).toBe(true);
      }),
    );
  });

  it('a step that nobody does goes from upcoming over due-soon to overdue, never back', () => {
    const order: readonly FristStatus[] = ['awaiting-samtale', 'upcoming', 'due-soon', 'overdue'];
    fc.assert(
      fc.property(anySamtale, anySamtale, fc.nat({ max: 120 }), (samtaledato, asOf, later) => {
        const forloeb = forloebOf({ samtaledato, F3: samtaledato });
        const rankAt = (day: string): number[] =>
          fristerFor(forloeb, contextOf(day)).map(({ status }) => order.indexOf(status));
        const now = rankAt(asOf);
        const then = rankAt(addDays(asOf, later));
        const open = forloebSteps.map(({ id }) => !['F1', 'F3', 'F5'].includes(id));
        expect(now.every((rank, index) => !open[index] || (then[index] ?? -1) >= rank)).toBe(true);
      }),
    );
  });

  it('is due only with a frist', () => {
    fc.assert(
      fc.property(anySamtale, anySamtale, (samtaledato, asOf) => {
        const due = fristerFor(forloebOf({ samtaledato }), contextOf(asOf)).filter(isDue);
        expect(due.every(({ frist }) => frist !== undefined)).toBe(true);
      }),
    );
  });
});
