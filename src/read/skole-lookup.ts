// Which skole a number belongs to: its own or that of one of its afdelinger.
import type { Skole } from '../domain/skole.ts';

export type SkoleLookup = (institutionsnummer: string) => string | undefined;

/** Every number of the configuration: skoler and afdelinger. */
export function numbersOf(skoler: readonly Skole[]): ReadonlySet<string> {
  return new Set(skoler.flatMap(({ institutionsnummer, afdelinger }) => [institutionsnummer, ...afdelinger]));
}

export function skoleLookup(skoler: readonly Skole[]): SkoleLookup {
  const numbers = new Map(
    skoler.flatMap(({ institutionsnummer, afdelinger }) =>
      [institutionsnummer, ...afdelinger].map((number) => [number, institutionsnummer] as const),
    ),
  );
  return (institutionsnummer) => numbers.get(institutionsnummer);
}
