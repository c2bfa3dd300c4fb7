// Fraværskoder that mean the same wherever they stand: whole words of the law and plain words for illness. A letter or
// a number means what a system says it means, and "excused" may be illness or leave, so neither is here (R4).
import type { Aarsagskode } from '../../domain/fravaersaarsag.ts';
import { fold } from '../fold.ts';

const words: Readonly<Record<Aarsagskode, string>> = {
  sygdom: `
    sygdom syg syge sygefravaer sygemeldt sygemelding sygdomsfravaer handicap funktionsnedsaettelse
    sick sickness sickleave sickday ill illness`,
  'ekstraordinaer-frihed': `
    ekstraordinaerfrihed ekstraordinaertfri lovligt lovligtfravaer frimedtilladelse tilladtfravaer
    leaveofabsence authorisedleave authorizedleave approvedleave grantedleave`,
  ulovligt: `
    ulovligt ulovlig ulovligtfravaer pjaek unauthorised unauthorisedabsence unauthorized unauthorizedabsence
    unexcused unexcusedabsence truant truancy`,
  none: `
    forsent forsentfremmoede forsentfremmoedt komforsent late latearrival tardy tardiness
    tilstede moedt fremmoedt fremmoede ikkefravaer present
    praktik erhvervspraktik brobygning lejrskole juniormesterlaere`,
};

const meanings: ReadonlyMap<string, Aarsagskode> = new Map(
  Object.entries(words).flatMap(([aarsag, text]) =>
    text
      .trim()
      .split(/\s+/)
      .map((word) => [word, aarsag as Aarsagskode] as const),
  ),
);

/** What a code plainly says, as a proposal for the analyst; undefined when it must be asked. */
export function proposeAarsag(code: string): Aarsagskode | undefined {
  return meanings.get(fold(code).replace(/[^a-z]/g, ''));
}
