import { describe, expect, it } from 'vitest';
import { withoutBeskyttedeNavne } from './beskyttede.ts';
import { eksportOf, indmeldelseOf, rowOf } from '../test/arbitraries.ts';
import { unpackRows } from '../test/packed.ts';

const navneIn = (fields: Parameters<typeof eksportOf>[0]): string[] => {
  const { rows, indmeldelser } = withoutBeskyttedeNavne(eksportOf(fields));
  return [...unpackRows(rows), ...indmeldelser].map(({ navn }) => navn);
};

describe('names of protected elever (R74)', () => {
  it('are left out of every row and enrolment, whichever says so', () => {
    const rows = [
      rowOf({ navn: 'Ane' }),
      rowOf({ navn: 'Bo', elevId: 'E2' }),
      rowOf({ navn: 'Ib', elevId: 'E3', beskyttet: true }),
    ];
    const indmeldelser = [
      indmeldelseOf({ navn: 'Ane', beskyttet: true }),
      indmeldelseOf({ navn: 'Ane' }),
      indmeldelseOf({ navn: 'Ib', elevId: 'E3' }),
    ];

    expect(navneIn({ rows, indmeldelser })).toEqual(['', 'Bo', '', '', '', '']);
  });

  it('stand when nobody is protected', () => {
    expect(navneIn({ rows: [rowOf({ navn: 'Ane' })] })).toEqual(['Ane']);
  });
});
