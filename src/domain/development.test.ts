import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dato } from './dato.ts';
import { developmentOf, heatOf, onTrin, sumDevelopments } from './development.ts';
import { countFravaer } from './fravaer.ts';
import { placeOnLadder, policyLimits, roskildeLadder } from './indsatstrin.ts';
import type { Vurdering } from './indsatstrin.ts';
import { screenNight } from './night.ts';
import type { ElevCase } from './night.ts';
import type { KvartalFigures } from './trend.ts';
import {
  ABSALON,
  anyEksport,
  caseOf,
  FREDAG,
  fraction,
  fravaerOf,
  K4,
  kvartal,
  memoryOf,
  rowOf,
  settingsOf,
  skoledage,
} from '../test/arbitraries.ts';

const ladder = roskildeLadder(policyLimits);

/** So many days in a row from 1 October on. */
function withDays(days: number, vurdering?: Vurdering): ElevCase {
  const fravaer = fravaerOf(days);
  return caseOf({ fravaer, placering: placeOnLadder(fravaer, ladder, vurdering) });
}

function weeksFor(elever: readonly ElevCase[], history: readonly KvartalFigures[] = []) {
  return developmentOf({ kvartal: K4, elever }, FREDAG, history);
}

function figures(asOf: string, massivt: number): KvartalFigures {
  return {
    institutionsnummer: ABSALON.institutionsnummer,
    kvartal: kvartal('2025K4'),
    asOf: dato(asOf),
    elever: 100,
    overTiProcent: 0,
    perTrin: { massivt, bekymrende: 0, 'tidlig-indsats': 0 },
  };
}

describe('a kvartal week by week', () => {
  it('counts each elev on the trin whose limit was crossed by then', () => {
    const weeks = weeksFor([withDays(11), withDays(6)]);

    expect(weeks.map(({ week }) => week)).toEqual([40, 41, 42, 43, 44, 45, 46, 47]);
    expect(weeks.map(({ perTrin }) => [perTrin['tidlig-indsats'], perTrin.bekymrende]).slice(0, 4)).toEqual([
      [0, 0],
      [2, 0],
      [2, 0],
      [1, 1],
    ]);
    expect(weeks.at(-1)?.until).toBe(FREDAG);
  });

  it('counts a vurdering from its own date (R21)', () => {
    const weeks = weeksFor([withDays(0, { dato: dato('2026-11-04') })]);

    expect(weeks.map(({ perTrin }) => perTrin.bekymrende)).toEqual([0, 0, 0, 0, 0, 1, 1, 1]);
  });

  it('ends with what the report says, in any municipality', () => {
    fc.assert(
      fc.property(anyEksport, (eksport) => {
        for (const { current } of screenNight(eksport, settingsOf(), memoryOf()).skoler) {
          expect(developmentOf(current, FREDAG, []).at(-1)?.perTrin).toEqual({
            massivt: current.counts.massivt,
            bekymrende: current.counts.bekymrende,
            'tidlig-indsats': current.counts['tidlig-indsats'],
          });
        }
      }),
    );
  });

  it('stands beside the nearest night a year ago, when there is one', () => {
    const weeks = weeksFor(
      [],
      [figures('2025-10-10', 1), figures('2025-11-20', 2), figures('2025-11-21', 3)],
    );

    expect(weeks.map(({ lastYear }) => lastYear?.massivt)).toEqual([
      undefined,
      1,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      3,
    ]);
  });

  it('adds up skoler, and a year ago only when all have it', () => {
    const one = weeksFor([withDays(6)], [figures('2025-11-21', 3)]);

    expect(sumDevelopments([one, one]).at(-1)).toMatchObject({
      perTrin: { 'tidlig-indsats': 2 },
      lastYear: { massivt: 6 },
    });
    expect(sumDevelopments([one, weeksFor([])]).at(-1)?.lastYear).toBeUndefined();
    expect(sumDevelopments([])).toEqual([]);
    expect(onTrin({ massivt: 1, bekymrende: 2, 'tidlig-indsats': 3 })).toBe(6);
  });
});

describe("a klasse's absence week by week", () => {
  it('is a share of the skoledage of all its elever', () => {
    const absent = caseOf({
      fravaer: countFravaer([rowOf(), rowOf({ dato: addDays(FREDAG, -1), omfang: fraction(1, 2) })]),
    });
    const present = caseOf({ fravaer: fravaerOf(0) });

    const heat = heatOf([absent, present], { kvartal: K4, asOf: FREDAG, skoledage });

    expect(heat[7]).toEqual({ kind: 'percent', percent: 15 });
    expect(heat[6]).toEqual({ kind: 'percent', percent: 0 });
    expect(heat[2]).toEqual({ kind: 'closed' });
    expect(heat[8]).toEqual({ kind: 'later' });
  });

  it('counts a week that is not over up to the as-of date', () => {
    const asOf = dato('2026-11-17');
    const heat = heatOf([caseOf({ fravaer: countFravaer([rowOf()]) })], { kvartal: K4, asOf, skoledage });

    expect(heat[7]).toEqual({ kind: 'percent', percent: 50 });
  });
});
