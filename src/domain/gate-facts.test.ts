import { describe, expect, it } from 'vitest';
import type { EksportFields } from '../test/packed.ts';
import { gatherGateFacts } from './gate-facts.ts';
import type { GateFacts } from './gate.ts';
import { gatherSkoleRows, noSkoleRows } from './skole-rows.ts';
import {
  ABSALON,
  eksportOf,
  filOf,
  LOERDAG,
  MANDAG,
  ONSDAG,
  rowOf,
  settingsOf,
  TORSDAG,
  TRAEKRONER,
} from '../test/arbitraries.ts';

const OTHERS = [rowOf({ skole: TRAEKRONER.institutionsnummer })];

/** What the gates ask about Absalons Skole. */
function factsOf(fields: EksportFields): GateFacts {
  const eksport = eksportOf(fields);
  return gatherGateFacts({
    skole: ABSALON,
    rows: gatherSkoleRows(eksport.rows, settingsOf()).get(ABSALON.institutionsnummer) ?? noSkoleRows,
    eksport,
    settings: settingsOf(),
    lastAccepted: undefined,
  });
}

describe('what an export holds for a skole (R60)', () => {
  it.each<[string, EksportFields, boolean]>([
    ['no row of anyone', {}, true],
    ["another skole's rows only", { rows: OTHERS }, false],
    [
      "another skole's rows, and a file without any",
      { rows: OTHERS, files: [filOf(OTHERS), filOf([])] },
      true,
    ],
    ['its rows, and a file without any', { rows: [rowOf()], files: [filOf([rowOf()]), filOf([])] }, false],
    [
      'a file that could not be read',
      { rows: OTHERS, files: [filOf(OTHERS), filOf([], { unreadable: 'x' })] },
      false,
    ],
    ['an empty roster', { rows: OTHERS, files: [filOf(OTHERS), filOf([], { kind: 'elever' })] }, false],
  ])('with %s', (_, fields, expected) => {
    expect(factsOf(fields).exportIsEmpty).toBe(expected);
  });

  it('misses a source only for a skole without rows from elsewhere', () => {
    expect(factsOf({ rows: OTHERS, missingSources: ['a*.csv'] }).missingSource).toBe('a*.csv');
    expect(factsOf({ rows: [rowOf()], missingSources: ['a*.csv'] }).missingSource).toBeUndefined();
  });

  it.each([
    ['on the as-of date', LOERDAG, 0],
    ['on Thursday, one skoledag before', TORSDAG, 1],
    ['on Wednesday', ONSDAG, 2],
    ['on Monday', MANDAG, 4],
  ])('is as old as the skoledage since the extraction %s', (_, extractedOn, expected) => {
    const rows = [rowOf()];

    expect(factsOf({ rows, files: [filOf(rows, { extractedOn })] }).ageInSkoledage).toBe(expected);
  });
});
