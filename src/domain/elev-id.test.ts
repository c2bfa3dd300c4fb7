import { describe, expect, it } from 'vitest';
import { couldBeCpr, cprId, hideCprId, withoutCpr } from './elev-id.ts';
import { eksportOf, indmeldelseOf, rowOf } from '../test/arbitraries.ts';

const pseudonym = (cpr: string): string => `p-${cpr.split('').toReversed().join('')}`;

describe('an id that is a CPR number (R70)', () => {
  it.each(['0113011234', '011301-1234', '011301 1234'])('is known in every form: %s', (text) => {
    expect(couldBeCpr(text)).toBe(true);
    expect(hideCprId(text, pseudonym)).toBe('p-4321103110');
    expect(cprId(text)).toBe('cpr:0113011234');
  });

  it.each(['E1', '113011234', '01130112345', '011301-123', '', 'abc123'])('is not %j', (text) => {
    expect(hideCprId(text, pseudonym)).toBe(text);
  });

  it('is a pseudonym in all rows and in the roster, and other ids stay', () => {
    const eksport = eksportOf({
      rows: [rowOf({ elevId: cprId('0113011234') }), rowOf({ elevId: 'E1' })],
      indmeldelser: [indmeldelseOf({ elevId: cprId('011301-1234') })],
    });
    const hidden = withoutCpr(eksport, pseudonym);

    expect(hidden.rows.elever.map(({ elevId }) => elevId)).toEqual(['p-4321103110', 'E1']);
    expect(hidden.indmeldelser.map(({ elevId }) => elevId)).toEqual(['p-4321103110']);
  });
});
