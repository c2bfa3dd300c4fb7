import { describe, expect, it } from 'vitest';
import { proposeAmounts } from './amounts.ts';
import { proposeAarsag } from './code-words.ts';

describe('what a code plainly says (R4)', () => {
  it.each([
    ['Sygdom', 'sygdom'],
    ['SYG', 'sygdom'],
    ['Sick leave', 'sygdom'],
    ['Illness', 'sygdom'],
    ['Ekstraordinær frihed', 'ekstraordinaer-frihed'],
    ['Lovligt fravær', 'ekstraordinaer-frihed'],
    ['Leave of absence', 'ekstraordinaer-frihed'],
    ['Ulovligt', 'ulovligt'],
    ['Unauthorised absence', 'ulovligt'],
    ['For sent', 'none'],
    ['Late', 'none'],
    ['Lejrskole', 'none'],
  ])('%s is %s', (code, expected) => {
    expect(proposeAarsag(code)).toBe(expected);
  });

  it.each(['S', 'F', 'L', '1', 'Excused', 'Authorised absence', 'Ferie', 'Fri', 'Medical', 'Andet', ''])(
    'nothing is guessed for %j',
    (code) => {
      expect(proposeAarsag(code)).toBeUndefined();
    },
  );
});

describe('parts of a day (R5)', () => {
  const amountsOf = (heading: string, ...texts: readonly string[]) =>
    proposeAmounts({
      index: 0,
      heading,
      filled: texts.length,
      values: new Map(texts.map((text) => [text, 1])),
    });

  it.each([
    ['Omfang', ['Hel', 'Halv', '0,25'], { Hel: 1, Halv: 0.5 }, ','],
    ['Portion', ['1.0', '0.5'], {}, '.'],
    ['Andel', ['100 %', '50 %'], { '100 %': 1, '50 %': 0.5 }, ','],
    ['Halv dag', ['Ja', 'Nej'], { Ja: 0.5, Nej: 1 }, ','],
    ['Hele dagen', ['Ja', 'Nej'], { Ja: 1, Nej: 0.5 }, ','],
  ])('under %s: %j', (heading, texts, amounts, decimal) => {
    expect(amountsOf(heading, ...texts)).toEqual({ amounts, decimal, unknown: [], hasLarge: false });
  });

  it('are not what counts over one day, nor what nobody knows', () => {
    expect(amountsOf('Dage', '3', '0,5').hasLarge).toBe(true);
    expect(amountsOf('Omfang', 'Hel', 'lidt').unknown).toEqual(['lidt']);
  });
});
