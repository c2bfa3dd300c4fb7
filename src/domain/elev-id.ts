// R70: a CPR number may tell elever apart, but is shown nowhere. The reader marks an id that is one; before anything is
// done with the rows, a pseudonym takes its place.
import type { Eksport } from './eksport.ts';
import { changeElever } from './rows.ts';

const MARK = 'cpr:';
const CPR = /^\d{6}[- ]?\d{4}$/;

/** CPR number -> a text that tells elever apart and leads nobody back. */
export type Pseudonym = (cpr: string) => string;

/** The id of an elev who is only known by a CPR number. */
export function cprId(cpr: string): string {
  return `${MARK}${cpr.replace(/[- ]/, '').toUpperCase()}`;
}

/** Whether a text is, or could be, a CPR number. Ids of ten digits are taken for one: doubt protects. */
export function couldBeCpr(text: string): boolean {
  return CPR.test(text);
}

/** An elev's id as a person writes it: a CPR number becomes what stands for it in the rows. */
export function hideCprId(elevId: string, pseudonym: Pseudonym): string {
  const id = couldBeCpr(elevId) ? cprId(elevId) : elevId;
  return id.startsWith(MARK) ? pseudonym(id.slice(MARK.length)) : id;
}

/** The export with a pseudonym in place of every CPR number. */
export function withoutCpr(eksport: Eksport, pseudonym: Pseudonym): Eksport {
  const hide = <Elev extends { readonly elevId: string }>(elev: Elev): Elev =>
    elev.elevId.startsWith(MARK) ? { ...elev, elevId: hideCprId(elev.elevId, pseudonym) } : elev;
  return {
    ...eksport,
    rows: changeElever(eksport.rows, hide),
    indmeldelser: eksport.indmeldelser.map(hide),
  };
}
