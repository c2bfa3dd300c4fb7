import { describe, expect, it } from 'vitest';
import { ONE_DAY } from '../domain/fravaersdage.ts';
import { fraction } from '../test/arbitraries.ts';
import { profileOf } from '../test/source-files.ts';
import { valuesFor } from './values.ts';

const values = valuesFor(profileOf());

describe('a date', () => {
  it.each([
    ['01-10-2026', '2026-10-01'],
    ['29-02-2028', '2028-02-29'],
  ])('%s', (text, expected) => {
    expect(values.dato(text)).toBe(expected);
  });

  it.each(['31-02-2026', '29-02-2026', '1-10-2026', '2026-10-01', '01-10-26', '00-10-2026', '', 'i går'])(
    'is none: %j',
    (text) => {
      expect(values.dato(text)).toBeUndefined();
    },
  );
});

describe('a code (R3, R4)', () => {
  it.each([
    ['Sygdom', 'sygdom'],
    ['s', 'sygdom'],
    ['Ekstraordinær frihed', 'ekstraordinaer-frihed'],
    ['EKSTRAORDINAER FRIHED', 'ekstraordinaer-frihed'],
    ['Lovligt', 'ekstraordinaer-frihed'],
    ['L', 'ekstraordinaer-frihed'],
    ['Ulovligt', 'ulovligt'],
    ['U', 'ulovligt'],
    ['For sent', 'none'],
    ['F', 'none'],
  ])('%s is %s', (code, aarsag) => {
    expect(values.aarsag(code)).toBe(aarsag);
  });

  it.each(['', 'Syg', 'X', 'constructor', '__proto__', 'S U', '0'])('is never guessed: %j', (code) => {
    expect(values.aarsag(code)).toBeUndefined();
  });
});

describe('an amount (R5)', () => {
  it.each([
    ['', ONE_DAY],
    ['Hel', ONE_DAY],
    ['halv', fraction(1, 2)],
    ['0,25', fraction(1, 4)],
    ['0,333333', fraction(333_333, 1_000_000)],
    ['1', ONE_DAY],
    ['1,0', ONE_DAY],
    ['0', 0],
  ])('%j', (text, expected) => {
    expect(values.omfang(text)).toBe(expected);
  });

  it.each(['0.5', '1,01', '2', '-0,5', '+1', '1e0', ',5', '0,', '0,3333333', 'kvart', 'Infinity'])(
    'is none: %j',
    (text) => {
      expect(values.omfang(text)).toBeUndefined();
    },
  );

  it('takes the point as separator when the profile says so', () => {
    const { omfang } = valuesFor(profileOf('dagsliste', { decimal: '.' }));

    expect(omfang('0.25')).toBe(fraction(1, 4));
    expect(omfang('0,25')).toBeUndefined();
  });
});

describe('a klassetrin', () => {
  it.each([
    ['5', 5],
    ['05', 5],
    ['0', 0],
    ['10', 10],
    ['5.', 5],
    ['5. klasse', 5],
    ['9.klasse', 9],
  ])('%s', (text, expected) => {
    expect(values.klassetrin(text)).toBe(expected);
  });

  it.each(['', '11', 'Spec', '5A', '-1', '1.5'])('is none: %j', (text) => {
    expect(values.klassetrin(text)).toBeUndefined();
  });
});
