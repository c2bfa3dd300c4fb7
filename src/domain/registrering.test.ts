import { describe, expect, it } from 'vitest';
import { identityOf, isSameRow } from './registrering.ts';
import type { Registrering } from './registrering.ts';
import { fraction, rowOf, TIRSDAG } from '../test/arbitraries.ts';

describe('identityOf (R7)', () => {
  it.each<[string, Partial<Registrering>]>([
    ['another file and line', { source: { file: 'fravaer-2.csv', line: 99 } }],
    ['the name spelled differently', { navn: 'Ida Aagaard' }],
    ['the klasse renamed', { klasse: '5 A' }],
  ])('is the same for %s', (_, fields) => {
    expect(identityOf(rowOf(fields))).toBe(identityOf(rowOf()));
    expect(isSameRow(rowOf(fields), rowOf())).toBe(true);
  });

  it.each<[string, Partial<Registrering>]>([
    ['another date', { dato: TIRSDAG }],
    ['another category', { aarsag: 'ulovligt' }],
    ['another amount', { omfang: fraction(1, 2) }],
    ['another lesson', { lektion: '2' }],
    ['the sum of a month', { isMonthSum: true }],
    ['another skole', { skole: '265031' }],
    ['another afdeling', { institutionsnummer: '265099', skole: '265001' }],
  ])('differs for %s', (_, fields) => {
    expect(identityOf(rowOf(fields))).not.toBe(identityOf(rowOf()));
    expect(isSameRow(rowOf(fields), rowOf())).toBe(false);
  });
});
