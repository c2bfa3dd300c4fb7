import { describe, expect, it } from 'vitest';
import { findRefusals, findSilence, policyGateLimits, silenceProbability } from './gate.ts';
import type { GateFacts, Silence } from './gate.ts';
import { MANDAG } from '../test/arbitraries.ts';

const limits = policyGateLimits;

/** A skole that passes every gate, save for what is given. */
function factsOf(fields: Partial<GateFacts> = {}): GateFacts {
  return {
    institutionsnummer: '265001',
    rowsRead: 1000,
    rowsRejected: 0,
    inKvartal: { rows: 1000, elever: 100 },
    lastAccepted: undefined,
    ageInSkoledage: 0,
    skoledageSoFar: 32,
    exportIsEmpty: false,
    missingSource: undefined,
    unreadableFile: undefined,
    silence: undefined,
    ...fields,
  };
}

function codesOf(fields: Partial<GateFacts>): string[] {
  return findRefusals(factsOf(fields), limits).map(({ code }) => code);
}

function silenceOf(silentSkoledage: number, skoledageWithRows: number, skoledageBefore: number): Silence {
  return { newestRow: MANDAG, silentSkoledage, skoledageWithRows, skoledageBefore };
}

describe('gates of a skole (R60)', () => {
  it('refuses nothing when all is well', () => {
    expect(codesOf({})).toEqual([]);
  });

  it('has the figures of the rule book as default', () => {
    expect(limits).toEqual({
      staleSkoledage: 3,
      shrinkShare: 0.3,
      rejectedShare: 0.02,
      silentSkoledage: 5,
      silentProbability: 0.001,
    });
  });

  it.each<[string, Partial<GateFacts>, string[]]>([
    ['3 skoledage old', { ageInSkoledage: 3 }, []],
    ['4 skoledage old', { ageInSkoledage: 4 }, ['gate-stale']],
    ['exactly 2 % rejected', { rowsRejected: 20 }, []],
    ['one row more than 2 % rejected', { rowsRejected: 21 }, ['gate-rejected']],
    ['one rejected of 50', { rowsRead: 50, rowsRejected: 1 }, []],
    ['one rejected of 49', { rowsRead: 49, rowsRejected: 1 }, ['gate-rejected']],
    ['no rows at all', { rowsRead: 0 }, []],
    ['an empty export', { exportIsEmpty: true }, ['gate-empty']],
    ['an empty export before the first skoledag', { exportIsEmpty: true, skoledageSoFar: 0 }, []],
    ['an empty export on the first skoledag', { exportIsEmpty: true, skoledageSoFar: 1 }, ['gate-empty']],
    ['an unreadable file', { unreadableFile: 'fravaer.csv' }, ['gate-unreadable']],
  ])('%s', (_, fields, expected) => {
    expect(codesOf(fields)).toEqual(expected);
  });

  it.each<[string, number, number, string[]]>([
    ['as many', 1000, 100, []],
    ['more', 1500, 150, []],
    ['exactly 30 % fewer rows', 700, 100, []],
    ['one row less than that', 699, 100, ['gate-shrunk']],
    ['exactly 30 % fewer elever', 1000, 70, []],
    ['one elev less than that', 1000, 69, ['gate-shrunk']],
    ['fewer of both', 100, 10, ['gate-shrunk', 'gate-shrunk']],
    ['nothing left', 0, 0, ['gate-shrunk', 'gate-shrunk']],
  ])('against 1000 rows of 100 elever: %s', (_, rows, elever, expected) => {
    const fields = { inKvartal: { rows, elever }, lastAccepted: { rows: 1000, elever: 100 } };

    expect(codesOf(fields)).toEqual(expected);
  });

  it('does not shrink from nothing', () => {
    expect(codesOf({ lastAccepted: { rows: 0, elever: 0 }, inKvartal: { rows: 0, elever: 0 } })).toEqual([]);
  });

  it('tells all the reasons at once', () => {
    const codes = codesOf({
      unreadableFile: 'fravaer.csv',
      exportIsEmpty: true,
      ageInSkoledage: 9,
      rowsRejected: 500,
      inKvartal: { rows: 10, elever: 100 },
      lastAccepted: { rows: 1000, elever: 100 },
    });

    expect(codes).toEqual(['gate-unreadable', 'gate-empty', 'gate-stale', 'gate-rejected', 'gate-shrunk']);
  });

  it('names the skole and the figures, as errors', () => {
    const facts = factsOf({
      ageInSkoledage: 4,
      rowsRejected: 21,
      inKvartal: { rows: 699, elever: 100 },
      lastAccepted: { rows: 1000, elever: 100 },
    });

    expect(findRefusals(facts, limits)).toEqual([
      {
        code: 'gate-stale',
        severity: 'error',
        institutionsnummer: '265001',
        detail: { skoledage: 4, limit: 3 },
      },
      {
        code: 'gate-rejected',
        severity: 'error',
        institutionsnummer: '265001',
        detail: { rejected: 21, rows: 1000 },
      },
      {
        code: 'gate-shrunk',
        severity: 'error',
        institutionsnummer: '265001',
        detail: { unit: 'rows', before: 1000, now: 699 },
      },
    ]);
  });

  it('follows other limits', () => {
    const own = { ...limits, staleSkoledage: 10, rejectedShare: 0.5, shrinkShare: 0.9 };
    const facts = factsOf({ ageInSkoledage: 10, rowsRejected: 500 });

    expect(findRefusals(facts, own)).toEqual([]);
    expect(findRefusals(factsOf({ ageInSkoledage: 11 }), own)).toHaveLength(1);
  });
});

describe('silence (R60)', () => {
  it.each<[string, Silence | undefined, boolean]>([
    ['no row to measure from', undefined, false],
    ['4 skoledage at a skole with rows every skoledag', silenceOf(4, 40, 40), false],
    ['5 skoledage at a skole with rows every skoledag', silenceOf(5, 40, 40), true],
    ['5 skoledage at a skole with rows on 15 of 19, 0.00058', silenceOf(5, 15, 19), true],
    ['5 skoledage at a skole with rows on 14 of 19, 0.0016', silenceOf(5, 14, 19), false],
    ['8 skoledage at a small skole with rows on half the skoledage, 0.004', silenceOf(8, 20, 40), false],
    ['10 skoledage at a small skole with rows on half the skoledage, 0.00098', silenceOf(10, 20, 40), true],
    ['5 skoledage after a single day with rows', silenceOf(5, 1, 1), true],
  ])('%s', (_, silence, isWarned) => {
    expect(findSilence(factsOf({ silence }), limits) !== undefined).toBe(isWarned);
  });

  it('does not warn at exactly the probability', () => {
    const silence = silenceOf(5, 10, 19);
    const silentProbability = silenceProbability(silence);

    expect(findSilence(factsOf({ silence }), { ...limits, silentProbability })).toBeUndefined();
    expect(
      findSilence(factsOf({ silence }), { ...limits, silentProbability: silentProbability * 1.001 }),
    ).toBeDefined();
  });

  it('is a warning with the newest row and is no refusal', () => {
    const facts = factsOf({ silence: silenceOf(5, 40, 40) });

    expect(findSilence(facts, limits)).toEqual({
      code: 'skole-silent',
      severity: 'warning',
      institutionsnummer: '265001',
      detail: { skoledage: 5, newestRow: MANDAG },
    });
    expect(findRefusals(facts, limits)).toEqual([]);
  });

  it('becomes less likely the longer it lasts', () => {
    const [five, six] = [5, 6].map((days) => silenceProbability(silenceOf(days, 20, 40)));

    expect(six).toBeLessThan(five!);
    expect(five).toBeCloseTo(0.5 ** 5, 10);
  });
});
