import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dato, datesBetween } from './dato.ts';
import { NO_DAYS } from './fravaersdage.ts';
import type { Registrering } from './registrering.ts';
import { compareText, counterOf, countFates, decideFates, withoutGaps } from './row-fate.ts';
import type { FateContext, RowCounter } from './row-fate.ts';
import { skoledageLookup } from './skolekalender.ts';
import {
  ABSALON,
  anyRows,
  fraction,
  FREDAG,
  K3,
  K4,
  kalenderOf,
  LOERDAG,
  MANDAG,
  rowOf,
  skoledage,
  SOENDAG,
  TIRSDAG,
  TORSDAG,
  TRAEKRONER,
} from '../test/arbitraries.ts';

function contextOf(fields: Partial<FateContext> = {}): FateContext {
  return { asOf: FREDAG, skoledage, klassetrin: 5, ...fields };
}

function fatesOf(rows: readonly Registrering[], fields: Partial<FateContext> = {}): string[] {
  return decideFates(rows, contextOf(fields)).map(({ fate }) => fate);
}

function counterFor(
  fields: Partial<Registrering>,
  context: Partial<FateContext> = {},
): RowCounter | undefined {
  const [entry] = decideFates([rowOf(fields)], contextOf(context));
  return entry === undefined ? undefined : counterOf(entry, K4);
}

describe('the counter of a row (R61)', () => {
  it.each<[string, Partial<Registrering>, RowCounter]>([
    ['fravær on a skoledag', {}, 'counted'],
    ['a code that is no fravær (R3)', { aarsag: 'none' }, 'not-absence'],
    ['an amount of 0', { omfang: NO_DAYS }, 'not-absence'],
    ['a Saturday (R9)', { dato: dato('2026-11-14') }, 'not-skoledag'],
    ['a Sunday (R9)', { dato: dato('2026-11-15') }, 'not-skoledag'],
    ['efterårsferie (R9)', { dato: dato('2026-10-12') }, 'not-skoledag'],
    ['the as-of date (R10)', { dato: FREDAG }, 'counted'],
    ['the day after the as-of date (R10)', { dato: LOERDAG }, 'after-as-of'],
    ['a skoledag after the as-of date (R10)', { dato: addDays(FREDAG, 3) }, 'after-as-of'],
    ['the last day of the kvartal before (R2)', { dato: dato('2026-09-30') }, 'outside-kvartal'],
    ['the first day of the kvartal (R2)', { dato: dato('2026-10-01') }, 'counted'],
    ['the first day of the kvartal after (R2)', { dato: dato('2027-01-04') }, 'outside-kvartal'],
    ['a Saturday of another kvartal', { dato: dato('2026-09-26') }, 'outside-kvartal'],
    ['no fravær in another kvartal', { dato: dato('2026-09-29'), aarsag: 'none' }, 'outside-kvartal'],
  ])('%s', (_, fields, expected) => {
    expect(counterFor(fields)).toBe(expected);
  });

  it('is one of the previous kvartal when that one is screened', () => {
    const [entry] = decideFates([rowOf({ dato: dato('2026-09-30') })], contextOf());

    expect(counterOf(entry!, K3)).toBe('counted');
  });

  it('counts a duplicate as such in whatever kvartal it lies', () => {
    const rows = [rowOf({ dato: dato('2026-09-30') }), rowOf({ dato: dato('2026-09-30') })];

    const counters = decideFates(rows, contextOf()).map((entry) => counterOf(entry, K4));

    expect(counters).toEqual(['outside-kvartal', 'duplicate']);
  });

  it('follows the as-of date', () => {
    expect(counterFor({ dato: FREDAG }, { asOf: TORSDAG })).toBe('after-as-of');
    expect(counterFor({ dato: TORSDAG }, { asOf: TORSDAG })).toBe('counted');
  });
});

describe('a row that gives several registreringer (R61)', () => {
  /** The parts of one interval from `first` to `last`. */
  function interval(first: string, last: string, fields: Partial<Registrering> = {}): Registrering[] {
    const dates = datesBetween(dato(first), dato(last));
    const spanning = { kind: 'interval' as const, first: dato(first), isSetAside: false };
    return dates.map((day) => rowOf({ dato: day, spanning, ...fields }));
  }

  function counted(rows: readonly Registrering[], fields: Partial<FateContext> = {}): [string, number][] {
    return [...countFates(decideFates(rows, contextOf(fields)), K4)];
  }

  it.each<[string, Registrering[], RowCounter]>([
    ['over a weekend', interval('2026-11-13', '2026-11-16'), 'counted'],
    ['with a single skoledag after the turn of the kvartal', interval('2026-09-20', '2026-10-01'), 'counted'],
    ['that goes on after the as-of date', interval('2026-11-20', '2026-12-20'), 'counted'],
    ['of a weekend', interval('2026-11-14', '2026-11-15'), 'not-skoledag'],
    ['of a weekend and the days after the as-of date', interval('2026-11-21', '2026-11-29'), 'after-as-of'],
    ['of the kvartal before', interval('2026-09-20', '2026-09-30'), 'outside-kvartal'],
    ['of no fravær', interval('2026-11-13', '2026-11-16', { aarsag: 'none' }), 'not-absence'],
  ])('lands in one counter, that of the part that got furthest: %s', (_, rows, counter) => {
    expect(counted(rows)).toEqual([[counter, 1]]);
  });

  it('is a duplicate when all that it could count stands in another row', () => {
    const rows = [...interval('2026-11-09', '2026-11-16'), ...interval('2026-11-11', '2026-11-15')];

    expect(counted(rows)).toEqual([
      ['counted', 1],
      ['duplicate', 1],
    ]);
  });

  it('is counted when it covers one skoledag more than another', () => {
    const rows = [...interval('2026-11-09', '2026-11-12'), ...interval('2026-11-11', '2026-11-13')];

    expect(counted(rows)).toEqual([['counted', 2]]);
  });

  it('lands in no counter of ours when the reader has counted it as quarantined', () => {
    const spanning = { kind: 'month' as const, first: MANDAG, isSetAside: true };
    const rows = [rowOf({ spanning }), rowOf({ dato: TIRSDAG, spanning })];

    expect(fatesOf(rows)).toEqual(['counted', 'counted']);
    expect(counted(rows)).toEqual([]);
  });

  it('is not about the weekends and holidays in it (R9)', () => {
    const kept = withoutGaps(decideFates(interval('2026-11-13', '2026-11-16'), contextOf()));

    expect(kept.map(({ row }) => row.dato)).toEqual(['2026-11-13', '2026-11-16']);
  });

  it('is about its first day when it covers no skoledag at all (R9)', () => {
    const kept = withoutGaps(decideFates(interval('2026-11-14', '2026-11-15'), contextOf()));

    expect(kept.map(({ row, fate }) => [row.dato, fate])).toEqual([['2026-11-14', 'not-skoledag']]);
  });

  it('keeps a Saturday that a month names (R9)', () => {
    const spanning = { kind: 'month' as const, first: MANDAG, isSetAside: false };
    const rows = [rowOf({ spanning }), rowOf({ dato: LOERDAG, spanning })];

    expect(withoutGaps(decideFates(rows, contextOf({ asOf: SOENDAG })))).toHaveLength(2);
  });
});

describe('identical rows (R7)', () => {
  it('keeps one of three identical rows, whatever file they stand in', () => {
    const rows = [
      rowOf({ source: { file: 'b.csv', line: 2 } }),
      rowOf({ source: { file: 'a.csv', line: 9 } }),
      rowOf({ source: { file: 'a.csv', line: 3 } }),
    ];

    const decided = decideFates(rows, contextOf());

    expect(decided.map(({ row, fate }) => [row.source.file, row.source.line, fate])).toEqual([
      ['a.csv', 3, 'counted'],
      ['a.csv', 9, 'duplicate'],
      ['b.csv', 2, 'duplicate'],
    ]);
  });

  it('counts two identical halvdage as one halvdag', () => {
    const halv = fraction(1, 2);

    expect(fatesOf([rowOf({ omfang: halv }), rowOf({ omfang: halv })])).toEqual(['counted', 'duplicate']);
  });

  it('finds the repeated among very many rows of one date', () => {
    const rows = Array.from({ length: 200 }, (_, index) => rowOf({ lektion: `${index % 70}` }));

    const fates = fatesOf(rows);

    expect(fates.slice(0, 70)).toEqual(Array<string>(70).fill('counted'));
    expect(fates.slice(70)).toEqual(Array<string>(130).fill('duplicate'));
  });

  it.each<[string, Partial<Registrering>]>([
    ['another lesson', { lektion: '2' }],
    ['another category', { aarsag: 'ulovligt' }],
    ['another amount', { omfang: fraction(1, 2) }],
    ['another date', { dato: TIRSDAG }],
    ['another skole', { skole: TRAEKRONER.institutionsnummer }],
  ])('keeps two rows that differ by %s', (_, fields) => {
    const first = rowOf({ lektion: '1' });
    const second = rowOf({ lektion: '1', ...fields });

    expect(fatesOf([first, second])).toEqual(['counted', 'counted']);
  });
});

describe('whose calendar a row follows (R9)', () => {
  const lookup = skoledageLookup(
    kalenderOf({
      exceptions: [
        {
          skoler: [TRAEKRONER.institutionsnummer],
          klassetrin: undefined,
          closed: [{ navn: 'Fælles dag', from: MANDAG, to: MANDAG }],
          last: undefined,
        },
        {
          skoler: ['265099'],
          klassetrin: undefined,
          closed: [{ navn: 'Afdelingens dag', from: TIRSDAG, to: TIRSDAG }],
          last: undefined,
        },
        { skoler: undefined, klassetrin: [9, 10], closed: [], last: dato('2026-05-13') },
      ],
    }),
  );

  it('is closed at the skole of the row only', () => {
    const rows = [rowOf(), rowOf({ skole: TRAEKRONER.institutionsnummer })];

    expect(fatesOf(rows, { skoledage: lookup })).toEqual(['counted', 'not-skoledag']);
  });

  it('knows the exceptions of an afdeling and of its skole', () => {
    const own = rowOf({ dato: TIRSDAG });
    const afdeling = rowOf({
      dato: TIRSDAG,
      institutionsnummer: '265099',
      skole: ABSALON.institutionsnummer,
    });

    expect(fatesOf([own], { skoledage: lookup })).toEqual(['counted']);
    expect(fatesOf([afdeling], { skoledage: lookup })).toEqual(['not-skoledag']);
  });

  it.each<[string, number | undefined, number | undefined, string, string]>([
    ['the klassetrin of the row', 9, 5, '2026-05-20', 'not-skoledag'],
    ['the klassetrin of the row before the one of the roster', 8, 9, '2026-05-20', 'counted'],
    ['the last ordinary day itself', 9, 9, '2026-05-13', 'counted'],
    ["the roster's klassetrin when the row has none", undefined, 9, '2026-05-20', 'not-skoledag'],
    ['no klassetrin at all', undefined, undefined, '2026-05-20', 'counted'],
  ])('takes %s', (_, ofRow, ofRoster, day, expected) => {
    const row = rowOf({ klassetrin: ofRow, dato: dato(day) });

    expect(fatesOf([row], { skoledage: lookup, klassetrin: ofRoster, asOf: dato('2026-06-20') })).toEqual([
      expected,
    ]);
  });

  it.each<[number, string]>([
    [9, 'counted'],
    [10, 'not-skoledag'],
    [11, 'not-skoledag'],
    [8, 'counted'],
  ])(
    'sees an elev of klassetrin %i after 1 August one klassetrin lower before it (R2): %s',
    (klassetrinNow, expected) => {
      const row = rowOf({ klassetrin: undefined, dato: dato('2026-05-20') });

      expect(fatesOf([row], { skoledage: lookup, klassetrin: klassetrinNow, asOf: FREDAG })).toEqual([
        expected,
      ]);
    },
  );

  it('goes no lower than boernehaveklasse', () => {
    const closedForZero = skoledageLookup(
      kalenderOf({
        exceptions: [
          {
            skoler: undefined,
            klassetrin: [0],
            closed: [{ navn: 'Indskoling lukket', from: dato('2026-05-20'), to: dato('2026-05-20') }],
            last: undefined,
          },
        ],
      }),
    );
    const row = rowOf({ klassetrin: undefined, dato: dato('2026-05-20') });

    expect(fatesOf([row], { skoledage: closedForZero, klassetrin: 0 })).toEqual(['not-skoledag']);
  });
});

describe('the order of rows', () => {
  it('comes back by date, skole, file and line', () => {
    const rows = [
      rowOf({ dato: TIRSDAG, lektion: 'a' }),
      rowOf({ dato: MANDAG, skole: TRAEKRONER.institutionsnummer }),
      rowOf({ dato: MANDAG, lektion: 'c', source: { file: 'b.csv', line: 2 } }),
      rowOf({ dato: MANDAG, lektion: 'b', source: { file: 'a.csv', line: 10 } }),
      rowOf({ dato: MANDAG, lektion: 'a', source: { file: 'a.csv', line: 9 } }),
    ];

    const sorted = decideFates(rows, contextOf()).map(({ row }) => rows.indexOf(row));

    expect(sorted).toEqual([4, 3, 2, 1, 0]);
  });

  it('does not change how many rows have each fate', () => {
    const shuffled = anyRows().chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );

    fc.assert(
      fc.property(shuffled, ([rows, other]) => {
        expect(fatesOf(other).toSorted()).toEqual(fatesOf(rows).toSorted());
        expect(fatesOf(rows)).toHaveLength(rows.length);
      }),
    );
  });

  it.each([
    ['a', 'b', -1],
    ['b', 'a', 1],
    ['a', 'a', 0],
  ])('compares %s with %s as %i', (a, b, expected) => {
    expect(compareText(a, b)).toBe(expected);
  });
});

it('never counts a row on a weekend or after the as-of date', () => {
  fc.assert(
    fc.property(anyRows(), (rows) => {
      const counted = decideFates(rows, contextOf()).filter(({ fate }) => fate === 'counted');

      expect(counted.filter(({ row }) => row.dato > FREDAG || row.dato === SOENDAG)).toEqual([]);
      expect(counted.filter(({ row }) => [0, 6].includes(new Date(row.dato).getUTCDay()))).toEqual([]);
    }),
  );
});
