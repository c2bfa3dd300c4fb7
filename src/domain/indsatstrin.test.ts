import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dato } from './dato.ts';
import { countFravaer } from './fravaer.ts';
import { fromDays, ONE_DAY } from './fravaersdage.ts';
import {
  countedBy,
  indsatstrin,
  isReached,
  parseLimits,
  placeOnLadder,
  policyLimits,
  rank,
  roskildeLadder,
} from './indsatstrin.ts';
import type { Indsatstrin } from './indsatstrin.ts';
import { fraction, fravaerOf, rowOf, rowsOn, rowsWorth, skoledageFrom } from '../test/arbitraries.ts';

const ladder = roskildeLadder(policyLimits);
const vurdering = { dato: dato('2026-11-12') };

describe('the borders of the indsatstrin (R20)', () => {
  it.each<[number, Indsatstrin]>([
    [0, 'ingen'],
    [4.99, 'ingen'],
    [4.999999, 'ingen'],
    [5, 'tidlig-indsats'],
    [5.01, 'tidlig-indsats'],
    [9.99, 'tidlig-indsats'],
    [10, 'tidlig-indsats'],
    [10.000001, 'bekymrende'],
    [10.01, 'bekymrende'],
    [19.99, 'bekymrende'],
    [20, 'bekymrende'],
    [20.000001, 'massivt'],
    [20.01, 'massivt'],
    [52, 'massivt'],
  ])('places %d days on %s', (days, expected) => {
    expect(placeOnLadder(fravaerOf(days), ladder).trin).toBe(expected);
  });

  it('reaches tidlig indsats with thirty lessons of six, and not with twenty-nine', () => {
    const lessons = rowsOn(skoledageFrom('2026-10-01', 30), { omfang: fraction(1, 6) });

    expect(placeOnLadder(countFravaer(lessons), ladder).trin).toBe('tidlig-indsats');
    expect(placeOnLadder(countFravaer(lessons.slice(1)), ladder).trin).toBe('ingen');
  });

  it('is not lifted above tidlig indsats by ten days made of sevenths', () => {
    const sevenths = skoledageFrom('2026-10-01', 35).flatMap((day) =>
      ['1', '2'].map((lektion) => rowOf({ dato: day, lektion, omfang: fraction(1, 7) })),
    );
    const oneMore = rowOf({ dato: dato('2026-12-18'), omfang: fraction(1, 100) });

    expect(placeOnLadder(countFravaer(sevenths), ladder).trin).toBe('tidlig-indsats');
    expect(placeOnLadder(countFravaer([...sevenths, oneMore]), ladder).trin).toBe('bekymrende');
  });

  it('adds all three categories', () => {
    const days = skoledageFrom('2026-10-01', 11);
    const rows = days.map((day, index) =>
      rowOf({ dato: day, aarsag: (['sygdom', 'ekstraordinaer-frihed', 'ulovligt'] as const)[index % 3]! }),
    );

    expect(placeOnLadder(countFravaer(rows), ladder).trin).toBe('bekymrende');
  });

  it('names the limit that was crossed', () => {
    const { step, basis } = placeOnLadder(fravaerOf(10.5), ladder);

    expect(step).toMatchObject({ trin: 'bekymrende', days: 10, reached: 'over', rule: 'R20' });
    expect(basis).toBe('dage');
  });

  it('never falls when the days rise', () => {
    const hundredths = fc.integer({ min: 0, max: 3000 });

    fc.assert(
      fc.property(hundredths, hundredths, (a, b) => {
        const [lower, higher] = [Math.min(a, b), Math.max(a, b)].map(
          (days) => placeOnLadder(fravaerOf(days / 100), ladder).trin,
        );

        expect(rank(higher!)).toBeGreaterThanOrEqual(rank(lower!));
      }),
    );
  });
});

describe('limits as settings (R22)', () => {
  it.each<[number, Indsatstrin]>([
    [2.9, 'ingen'],
    [3, 'tidlig-indsats'],
    [7.5, 'tidlig-indsats'],
    [7.51, 'bekymrende'],
    [15, 'bekymrende'],
    [15.01, 'massivt'],
  ])('places %d days on %s with limits 3, 7.5 and 15', (days, expected) => {
    const own = roskildeLadder({ tidligIndsats: 3, bekymrende: 7.5, massivt: 15 });

    expect(placeOnLadder(fravaerOf(days), own).trin).toBe(expected);
  });

  it.each([
    ['3,7.5,15', { tidligIndsats: 3, bekymrende: 7.5, massivt: 15 }],
    ['0,0.000001,200', { tidligIndsats: 0, bekymrende: 0.000001, massivt: 200 }],
  ])('are read from %s', (text, limits) => {
    expect(parseLimits(text)).toEqual(limits);
  });

  it.each([
    '',
    '5',
    '5,10',
    '5,10,20,30',
    '5,10,10',
    '10,5,20',
    '5;10;20',
    'a,10,20',
    '-5,10,20',
    '5,10,201',
    '5,,20',
    ' 5,10,20',
    '5.1234567,10,20',
  ])('are not read from "%s"', (text) => {
    expect(parseLimits(text)).toBeUndefined();
  });

  it('can add some of the categories only', () => {
    const sygdomOnly = { ...ladder, counts: ['sygdom'] as const };
    const fravaer = countFravaer([...rowsWorth(5), rowOf({ aarsag: 'ulovligt' })]);

    expect(countedBy(sygdomOnly, fravaer)).toBe(fromDays(5));
    expect(countedBy(ladder, fravaer)).toBe(fromDays(6));
  });

  it.each([
    { reached: 'over' as const, total: fromDays(1), expected: false },
    { reached: 'over' as const, total: fromDays(1.000001), expected: true },
    { reached: 'at-least' as const, total: fromDays(1), expected: true },
    { reached: 'at-least' as const, total: fromDays(0.999999), expected: false },
  ])('reads a limit of 1 day, $reached, against $total as $expected', ({ reached, total, expected }) => {
    const step = { trin: 'massivt' as const, days: 1, reached, rule: 'R20', policy: '' };

    expect(isReached(step, total)).toBe(expected);
  });
});

describe('the dates on which limits were crossed (R23)', () => {
  it('dates each limit by the day that crossed it', () => {
    const days = skoledageFrom('2026-10-01', 21);

    const { crossings, crossed } = placeOnLadder(countFravaer(rowsOn(days)), ladder);

    expect(crossings).toEqual([
      { trin: 'tidlig-indsats', dato: days[4] },
      { trin: 'bekymrende', dato: days[10] },
      { trin: 'massivt', dato: days[20] },
    ]);
    expect(crossed).toBe(days[20]);
  });

  it('crosses bekymrende on the day that passes ten, not on the one that reaches it', () => {
    const days = skoledageFrom('2026-10-01', 11);
    const rows = [...rowsOn(days.slice(0, 10)), rowOf({ dato: days[10]!, omfang: fraction(1, 100) })];

    const { crossings } = placeOnLadder(countFravaer(rows), ladder);

    expect(crossings.at(-1)).toEqual({ trin: 'bekymrende', dato: days[10] });
  });

  it('gives one run two crossings with their own dates (eSchoolPlus)', () => {
    const days = ['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08', '2026-10-09'].map(dato);
    const own = roskildeLadder({ tidligIndsats: 3, bekymrende: 4.5, massivt: 20 });

    const { crossings } = placeOnLadder(countFravaer(rowsOn(days)), own);

    expect(crossings).toEqual([
      { trin: 'tidlig-indsats', dato: '2026-10-07' },
      { trin: 'bekymrende', dato: '2026-10-09' },
    ]);
  });

  it('gives two limits one date when one day crosses both', () => {
    const own = roskildeLadder({ tidligIndsats: 0.5, bekymrende: 0.75, massivt: 20 });

    const { crossings } = placeOnLadder(countFravaer([rowOf()]), own);

    expect(crossings.map(({ trin }) => trin)).toEqual(['tidlig-indsats', 'bekymrende']);
    expect(new Set(crossings.map((crossing) => crossing.dato)).size).toBe(1);
  });

  it('has no date below the first limit', () => {
    const placering = placeOnLadder(fravaerOf(4), ladder);

    expect(placering).toEqual({
      trin: 'ingen',
      basis: 'dage',
      step: undefined,
      crossings: [],
      crossed: undefined,
    });
  });

  it('agrees with the trin: the last crossing is the trin by days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2500 }), (hundredths) => {
        const { trin, crossings } = placeOnLadder(fravaerOf(hundredths / 100), ladder);

        expect(crossings.at(-1)?.trin ?? 'ingen').toBe(trin);
        expect(crossings).toHaveLength(rank(trin));
      }),
    );
  });
});

describe("the school's vurdering (R21)", () => {
  it.each<[number, Indsatstrin, string, string | undefined]>([
    [0, 'bekymrende', 'vurdering', '2026-11-12'],
    [4, 'bekymrende', 'vurdering', '2026-11-12'],
    [5, 'bekymrende', 'vurdering', '2026-11-12'],
    [10, 'bekymrende', 'vurdering', '2026-11-12'],
    [10.5, 'bekymrende', 'dage', '2026-10-22'],
    [20, 'bekymrende', 'dage', '2026-10-22'],
    [20.5, 'massivt', 'dage', '2026-11-05'],
  ])('places %d days on %s by %s since %s', (days, trin, basis, crossed) => {
    expect(placeOnLadder(fravaerOf(days), ladder, vurdering)).toMatchObject({ trin, basis, crossed });
  });

  it('keeps the limit that the days have crossed beside the vurdering', () => {
    const { step, crossings } = placeOnLadder(fravaerOf(6), ladder, vurdering);

    expect(step?.trin).toBe('tidlig-indsats');
    expect(crossings).toHaveLength(1);
  });

  it('lifts nobody once withdrawn', () => {
    expect(placeOnLadder(fravaerOf(4), ladder, undefined).trin).toBe('ingen');
  });
});

it('orders the trin from ingen to massivt', () => {
  expect(indsatstrin.map(rank)).toEqual([0, 1, 2, 3]);
  expect(rank('massivt')).toBeGreaterThan(rank('bekymrende'));
  expect(rank('bekymrende')).toBeGreaterThan(rank('tidlig-indsats'));
});

it('counts an elev absent every day as massivt', () => {
  const fravaer = countFravaer(rowsOn(skoledageFrom('2026-10-01', 52)));

  expect(fravaer.total).toBe(52 * ONE_DAY);
  expect(placeOnLadder(fravaer, ladder).trin).toBe('massivt');
});
