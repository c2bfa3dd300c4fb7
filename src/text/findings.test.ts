import { describe, expect, it } from 'vitest';
import { findingCodes, findingText, placeText } from './findings.ts';
import type { Finding } from '../domain/finding.ts';

/** Facts for every text at once. */
const detail = {
  institutionsnummer: '265777',
  rows: 40,
  value: '31-02-2026',
  columns: 8,
  expected: 9,
  dato: '2026-11-14',
  elever: 1,
  bytes: 16,
  written: '2026-11-20 21:00:00',
  skoledage: 5,
  newestRow: '2026-11-13',
  asOf: '2026-11-13',
  newestAsOf: '2026-11-20',
  file: 'fravaer.csv',
  files: 'indbakke/fravaer*.csv',
  limit: 3,
  rejected: 21,
  unit: 'rows',
  before: 1000,
  now: 699,
  reason: 'ikke en tekstfil',
  skoleaar: '2026/2027',
  navn: 'Efterårsferie',
  fault: 'no-key',
};

function findingOf(code: string, fields: Partial<Finding> = {}): Finding {
  return { code, severity: 'warning', detail, ...fields };
}

describe('findings in Danish (R62)', () => {
  it.each(findingCodes)('has a sentence for %s', (code) => {
    const text = findingText(findingOf(code));

    expect(text).toMatch(/^[A-ZÆØÅ»\d]/);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
    expect(text).not.toBe(code);
  });

  it.each([
    [findingOf('not-skoledag'), '14-11-2026 er ikke en skoledag; rækken tæller ikke'],
    [
      findingOf('institutionsnummer-unknown'),
      'Institutionsnummer 265777 findes ikke i konfigurationen: 40 rækker holdt ude',
    ],
    [
      findingOf('institutionsnummer-unknown', { detail: { institutionsnummer: '265777', rows: 1 } }),
      'Institutionsnummer 265777 findes ikke i konfigurationen: 1 række holdt ude',
    ],
    [findingOf('skole-silent'), 'Mangler registrering? Ingen nye rækker i 5 skoledage siden 13-11-2026'],
    [findingOf('gate-stale'), 'Eksporten er 5 skoledage gammel; højst 3 er tilladt'],
    [
      findingOf('gate-rejected', { detail: { rejected: 1021, rows: 8667 } }),
      '1.021 af 8.667 rækker er afvist',
    ],
    [
      findingOf('gate-shrunk'),
      'Antallet af rækker er faldet fra 1.000 til 699 siden sidste godkendte kørsel',
    ],
    [
      findingOf('gate-shrunk', { detail: { unit: 'elever', before: 100, now: 69 } }),
      'Antallet af elever er faldet fra 100 til 69 siden sidste godkendte kørsel',
    ],
  ])('writes %o', (finding, expected) => {
    expect(findingText(finding)).toBe(expected);
  });

  it('shows the code of a finding without a text, rather than nothing', () => {
    expect(findingText(findingOf('brand-new'))).toBe('brand-new');
  });

  it('needs no facts where the text has none', () => {
    expect(findingText({ code: 'gate-empty', severity: 'error' })).toBe('Eksporten er tom');
  });
});

describe('where a finding is (R62)', () => {
  it.each<[Partial<Finding>, string]>([
    [{ file: 'fravaer.csv', line: 7, column: 'Dato' }, 'fravaer.csv, linje 7, kolonnen Dato'],
    [{ file: 'fravaer.csv', line: 7 }, 'fravaer.csv, linje 7'],
    [{ file: 'fravaer.csv' }, 'fravaer.csv'],
    [{}, ''],
  ])('%o', (fields, expected) => {
    expect(placeText(findingOf('dato-invalid', fields))).toBe(expected);
  });
});
