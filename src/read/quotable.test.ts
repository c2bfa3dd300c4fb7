import { expect, test } from 'vitest';
import type { Finding } from '../domain/finding.ts';
import {
  klasseText,
  quotableCode,
  quotableInstitutionsnummer,
  quotableNumber,
  withoutRareCodes,
} from './quotable.ts';

test.each(['31-02-2026', '2026-13-01', '1,5', '½', 'x', '', '46300', '08:15'])(
  'quotes the number %s',
  (text) => {
    expect(quotableNumber(text)).toBe(text);
  },
);

test.each(['311399-7011', '3113997011', '311399 7011', 'Aksel', 'E1', '70011234'])(
  'does not quote %s as a number',
  (text) => {
    expect(quotableNumber(text)).toBe('…');
  },
);

test.each([
  ['280199', '280199'],
  ['ELV70011', '…'],
  ['Aksel Østergård', '…'],
  ['3113997011', '…'],
])('quotes %s as an institutionsnummer: %s', (text, quoted) => {
  expect(quotableInstitutionsnummer(text)).toBe(quoted);
});

test.each([
  ['X', 'X'],
  ['Juniormesterlære', 'Juniormesterlære'],
  ['Anden 12', 'Anden 12'],
  ['311399-7011', '…'],
  ['a'.repeat(25), '…'],
])('quotes %s as a code: %s', (text, quoted) => {
  expect(quotableCode(text)).toBe(quoted);
});

test('quotes an unknown code when it is an abbreviation or stands at three elever', () => {
  const unknown = (value: string): Finding => ({
    code: 'aarsag-unknown',
    severity: 'warning',
    line: 7,
    detail: { value },
  });
  const elever = new Map([
    ['Praktik', 3],
    ['Aksel', 2],
  ]);
  const findings = [unknown('Praktik'), unknown('Aksel'), unknown('FX')];

  const quoted = withoutRareCodes(findings, (code) => elever.get(code) ?? 0);

  expect(quoted.map(({ detail }) => detail?.['value'])).toEqual(['Praktik', '…', 'FX']);
  expect(quoted.every(({ line }) => line === 7)).toBe(true);
});

test.each([
  ['5A', 'Aksel Østergård', '5A'],
  ['Aksel østergård', 'Aksel Østergård', ''],
  ['311399-7011', 'Aksel Østergård', ''],
  ['', '', ''],
  ['Spec B', '', 'Spec B'],
])('takes %s of %s as the klasse %s', (text, navn, klasse) => {
  expect(klasseText(text, navn)).toBe(klasse);
});
