import { describe, expect, it } from 'vitest';
import { dato } from './dato.ts';
import { screenNight } from './night.ts';
import { buildTrend, figuresOf } from './trend.ts';
import type { KvartalFigures } from './trend.ts';
import {
  ABSALON,
  eksportOf,
  FREDAG,
  K3,
  K4,
  kvartal,
  memoryOf,
  rowsWorth,
  settingsOf,
  TRAEKRONER,
} from '../test/arbitraries.ts';

function figures(fields: Partial<KvartalFigures> = {}): KvartalFigures {
  return {
    institutionsnummer: ABSALON.institutionsnummer,
    kvartal: K3,
    asOf: dato('2026-09-30'),
    elever: 200,
    overTiProcent: 30,
    perTrin: { massivt: 5, bekymrende: 10, 'tidlig-indsats': 20 },
    ...fields,
  };
}

const night = screenNight(eksportOf({ rows: rowsWorth(6) }), settingsOf(), memoryOf());

describe('the figures kvartal by kvartal', () => {
  it('takes the newest night of each kvartal, and this night for its own', () => {
    const trend = buildTrend(night, [
      figures({ asOf: dato('2026-10-02'), overTiProcent: 33 }),
      figures(),
      figures({ kvartal: K4, asOf: dato('2026-11-19') }),
    ]);

    const skole = trend.filter(({ institutionsnummer }) => institutionsnummer === ABSALON.institutionsnummer);
    expect(skole.map(({ kvartal: of, asOf, elever }) => [of, asOf, elever])).toEqual([
      [K3, '2026-10-02', 200],
      [K4, FREDAG, 1],
    ]);
    expect(skole[0]?.counts).toEqual({
      massivt: 5,
      bekymrende: 10,
      'tidlig-indsats': 20,
      onTrin: 35,
      overTiProcent: 33,
    });
  });

  it('sums the skoler of each kvartal, oldest first', () => {
    const other = { institutionsnummer: TRAEKRONER.institutionsnummer };
    const trend = buildTrend(night, [figures(), figures(other), figures({ kvartal: kvartal('2026K2') })]);

    const kommune = trend.filter(({ institutionsnummer }) => institutionsnummer === undefined);
    expect(kommune.map(({ kvartal: of, elever, counts }) => [of, elever, counts.onTrin])).toEqual([
      ['2026K2', 200, 35],
      [K3, 400, 70],
      [K4, 1, 'withheld'],
    ]);
  });

  it('knows nothing of nights after this one, nor of skoler that are gone', () => {
    const trend = buildTrend(night, [
      figures({ asOf: dato('2026-11-21') }),
      figures({ institutionsnummer: '265999' }),
    ]);

    expect(new Set(trend.map(({ kvartal: of }) => of))).toEqual(new Set([K4]));
  });

  it("leaves a skole without figures tonight out of tonight's kvartal, as the overview does (R60, R76)", () => {
    const other = { institutionsnummer: TRAEKRONER.institutionsnummer };

    const trend = buildTrend(night, [
      figures(other),
      figures({ ...other, kvartal: K4, asOf: dato('2026-11-19') }),
    ]);

    expect(trend.map(({ kvartal: of, elever }) => [of, elever])).toEqual([
      [K3, 200],
      [K3, 200],
      [K4, 1],
      [K4, 1],
    ]);
  });

  it('withholds small counts in earlier kvartaler too (R76)', () => {
    const trend = buildTrend(night, [
      figures({ elever: 60, perTrin: { massivt: 2, bekymrende: 6, 'tidlig-indsats': 8 } }),
    ]);

    expect(trend[0]?.counts).toMatchObject({ massivt: 'withheld', bekymrende: 'withheld', onTrin: 16 });
  });
});

it('counts a night for state to keep', () => {
  const skole = night.skoler[0]!;

  expect(figuresOf(skole, skole.current, FREDAG)).toEqual({
    institutionsnummer: ABSALON.institutionsnummer,
    kvartal: K4,
    asOf: FREDAG,
    elever: 1,
    overTiProcent: 1,
    perTrin: { massivt: 0, bekymrende: 0, 'tidlig-indsats': 1 },
  });
});
