// R74: elever with navne- og adressebeskyttelse, where a kommune wants their names left out everywhere.
import type { Eksport } from './eksport.ts';

/** The export without the names of protected elever; where one row or enrolment says so, the elev is protected. */
export function withoutBeskyttedeNavne(eksport: Eksport): Eksport {
  const ids = [...eksport.rows, ...eksport.indmeldelser]
    .filter(({ beskyttet }) => beskyttet === true)
    .map(({ elevId }) => elevId);
  const beskyttede = new Set(ids);
  const hideIn = <Row extends { readonly elevId: string; readonly navn: string }>(
    rows: readonly Row[],
  ): Row[] => rows.map((row) => (beskyttede.has(row.elevId) ? { ...row, navn: '' } : row));
  if (beskyttede.size === 0) return eksport;
  return { ...eksport, rows: hideIn(eksport.rows), indmeldelser: hideIn(eksport.indmeldelser) };
}
