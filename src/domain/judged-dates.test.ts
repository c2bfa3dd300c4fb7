import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anyDato,
  anyRows,
  FREDAG,
  LOERDAG,
  MANDAG,
  ordinary,
  rowOf,
  settingsOf,
  SOENDAG,
  TIRSDAG,
  TRAEKRONER,
} from '../test/arbitraries.ts';
import { rowsOf, stretchesOf } from '../test/packed.ts';
import { addDays, dato } from './dato.ts';
import { countFravaer } from './fravaer.ts';
import { fromDays, ONE_DAY } from './fravaersdage.ts';
import { dateJudge, entriesOf } from './judged-dates.ts';
import type { JudgedDate } from './judged-dates.ts';
import type { Registrering } from './registrering.ts';
import { decideFates, decideLaterFates } from './row-fate.ts';
import type { FateContext } from './row-fate.ts';
import { registreringerOf, stretchesByElev } from './rows.ts';

const ELEVER = ['E1', 'E2', 'E3', 'E4'];

const contextOf = (fields: Partial<FateContext> = {}): FateContext => ({
  ...settingsOf(),
  klassetrin: 5,
  ...fields,
});

/** Rows of every kind, line by line: lessons, leave over several dates, sums of months, klasser without a klassetrin. */
const anyKinds = fc
  .array(
    fc.record({
      row: anyRows().map(([row = rowOf()]) => row),
      lektion: fc.option(fc.constantFrom('1', '2'), { nil: undefined }),
      klassetrin: fc.constantFrom(5, 5, undefined),
      kind: fc.constantFrom('day', 'day', 'day', 'day', 'spanning', 'month-sum'),
      repeated: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 25 },
  )
  .map((drawn) =>
    drawn
      .flatMap(({ row, lektion, klassetrin, kind, repeated }) => {
        const said = { ...row, lektion, klassetrin };
        if (kind === 'month-sum')
          return [{ ...said, isMonthSum: true, dato: dato('2026-11-01'), omfang: fromDays(2) }];
        const spanning = { kind: 'interval' as const, first: row.dato, isSetAside: false };
        return kind === 'spanning'
          ? [0, 1, 2].map((days) => ({ ...said, spanning, dato: addDays(row.dato, days) }))
          : Array<Registrering>(repeated).fill(said);
      })
      .map((row, index): Registrering => ({ ...row, source: { file: 'fravaer.csv', line: index + 2 } })),
  );

const totalOf = (dates: readonly JudgedDate[]): readonly (number | undefined)[] =>
  dates.map(({ day }) => day?.total);

describe('rows judged date by date', () => {
  it('come to what they come to one by one, whatever was judged before', () => {
    fc.assert(
      fc.property(anyKinds, anyDato('2026-10-01', '2026-12-31'), (rows, asOf) => {
        const ofElev = stretchesByElev(rowsOf(rows));
        const context = contextOf({ asOf });
        const judge = dateJudge();
        for (const elevId of ELEVER) {
          const own = registreringerOf(ofElev(elevId));
          const entries = decideFates(own, context);
          const dates = judge(ofElev(elevId), context);

          expect(dates.flatMap(entriesOf)).toEqual(entries);
          const counts = (fate: string): number =>
            dates
              .flatMap(({ judgement }) => judgement.counts)
              .filter((count) => count.fate === fate)
              .reduce((sum, count) => sum + count.rows, 0);
          for (const { fate } of entries)
            expect(counts(fate)).toBe(entries.filter((entry) => entry.fate === fate).length);
          const adding = entries.filter(({ fate }) => fate === 'counted' || fate === 'after-as-of');
          expect(dates.flatMap(({ day }) => day ?? [])).toEqual(
            countFravaer(adding.map(({ row }) => row)).days,
          );
        }
      }),
    );
  });

  it('say the same on a skoledag, on a Saturday and on a day to come, and come to different things', () => {
    const judge = dateJudge();
    const dates = [MANDAG, LOERDAG, addDays(FREDAG, 3), TIRSDAG, SOENDAG].map((day) => rowOf({ dato: day }));
    const judged = judge(stretchesOf(dates), contextOf({ asOf: SOENDAG }));

    expect(judged.map(({ dato: day, judgement }) => [day, judgement.counts])).toEqual([
      [MANDAG, [{ fate: 'counted', rows: 1 }]],
      [TIRSDAG, [{ fate: 'counted', rows: 1 }]],
      [LOERDAG, [{ fate: 'not-skoledag', rows: 1 }]],
      [SOENDAG, [{ fate: 'not-skoledag', rows: 1 }]],
      ['2026-11-23', [{ fate: 'after-as-of', rows: 1 }]],
    ]);
    expect(totalOf(judged)).toEqual([ONE_DAY, ONE_DAY, undefined, undefined, ONE_DAY]);
  });

  it('are looked up in the calendar of the klassetrin then, when they name none (R2)', () => {
    const places: unknown[] = [];
    const context = contextOf({
      skoledage: (place) => {
        places.push(place.klassetrin);
        return settingsOf().skoledage(place);
      },
    });
    const rows = [dato('2024-11-18'), dato('2025-11-17'), MANDAG].map((day) =>
      rowOf({ dato: day, klassetrin: undefined }),
    );
    dateJudge()(stretchesOf(rows), context);

    expect([...new Set(places)]).toEqual([3, 4, 5]);
  });

  it('are looked up in the calendar of the skole where the elev went (R9)', () => {
    const skole = TRAEKRONER.institutionsnummer;
    const context = contextOf({
      skoledage: ({ institutionsnumre }) =>
        institutionsnumre.includes(skole) ? { ...ordinary, has: () => false } : ordinary,
    });
    const judged = dateJudge()(stretchesOf([rowOf(), rowOf({ dato: TIRSDAG, skole })]), context);

    expect(totalOf(judged)).toEqual([ONE_DAY, undefined]);
  });

  it('are judged anew for every sum of a month: whether it counts is up to the month', () => {
    const monthSum = { isMonthSum: true, omfang: fromDays(2) };
    const sums = ['2026-07-01', '2026-11-01'].map((first) => rowOf({ ...monthSum, dato: dato(first) }));
    const judged = dateJudge()(stretchesOf(sums), contextOf());

    expect(judged.flatMap(entriesOf).map(({ fate }) => fate)).toEqual(['not-skoledag', 'counted']);
    expect(judged.flatMap(({ judgement }) => judgement.counts)).toEqual([
      { fate: 'not-skoledag', rows: 1 },
      { fate: 'counted', rows: 1 },
    ]);
  });

  it('of one date at two skoler are judged together', () => {
    const rows = [rowOf(), rowOf({ skole: TRAEKRONER.institutionsnummer })];
    const [judged, ...others] = dateJudge()(stretchesOf(rows), contextOf());

    expect(others).toEqual([]);
    expect(judged?.day?.total).toBe(ONE_DAY);
    expect(judged?.stretches).toHaveLength(2);
  });

  it('are all of a later date when nothing is known of the elev by the as-of date (R10)', () => {
    const rows = [rowOf(), rowOf(), rowOf({ dato: TIRSDAG, aarsag: 'none' })];
    const judged = dateJudge()(stretchesOf(rows), undefined);

    expect(judged.flatMap(entriesOf)).toEqual(decideLaterFates(rows));
    expect(judged.map(({ judgement }) => judgement.counts)).toEqual([
      [
        { fate: 'after-as-of', rows: 1 },
        { fate: 'duplicate', rows: 1 },
      ],
      [{ fate: 'after-as-of', rows: 1 }],
    ]);
  });

  it('tell what is more than a day: made day by day, or reaching further', () => {
    const spanning = { kind: 'interval' as const, first: MANDAG, isSetAside: false };
    const judge = dateJudge();
    const about = (fields: Partial<Registrering>): readonly boolean[] =>
      judge(stretchesOf([rowOf(fields)]), contextOf()).flatMap(({ judgement }) => [
        judgement.isDayByDay,
        judgement.reachesFurther,
      ]);

    expect(about({})).toEqual([true, false]);
    expect(about({ aarsag: 'ekstraordinaer-frihed' })).toEqual([false, false]);
    expect(about({ spanning })).toEqual([true, true]);
    expect(about({ isMonthSum: true, dato: dato('2026-11-01') })).toEqual([false, true]);
  });
});
