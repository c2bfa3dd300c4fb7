// R74: elever with navne- og adressebeskyttelse, where a kommune wants their names left out everywhere.
import type { Eksport } from './eksport.ts';
import { changeElever } from './rows.ts';

/** The export without the names of protected elever; where one row or enrolment says so, the elev is protected. */
export function withoutBeskyttedeNavne(eksport: Eksport): Eksport {
  const ids = [...eksport.rows.elever, ...eksport.indmeldelser]
    .filter(({ beskyttet }) => beskyttet === true)
    .map(({ elevId }) => elevId);
  const beskyttede = new Set(ids);
  const hide = <Elev extends { readonly elevId: string; readonly navn: string }>(elev: Elev): Elev =>
    beskyttede.has(elev.elevId) ? { ...elev, navn: '' } : elev;
  if (beskyttede.size === 0) return eksport;
  return {
    ...eksport,
    rows: changeElever(eksport.rows, hide),
    indmeldelser: eksport.indmeldelser.map(hide),
  };
}
