import { expect, it } from 'vitest';
import { eksportOf, indmeldelseOf, rowOf } from '../test/arbitraries.ts';
import { elevIdsOf } from './eksport.ts';

it('an export names the elever of its rows and those whom only the roster holds, each once', () => {
  const rows = [rowOf({ elevId: 'E2' }), rowOf({ elevId: 'E1' }), rowOf({ elevId: 'E2', klasse: '6A' })];
  const indmeldelser = [indmeldelseOf({ elevId: 'E1' }), indmeldelseOf({ elevId: 'E3' })];

  expect([...elevIdsOf(eksportOf({ rows, indmeldelser }))].toSorted()).toEqual(['E1', 'E2', 'E3']);
});
