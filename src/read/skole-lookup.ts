// Which skole a number belongs to: its own or that of one of its afdelinger.
import type { Skole } from '../domain/skole.ts';

export interface KnownNumber {
  /** As the configuration writes it. */
  readonly institutionsnummer: string;
  readonly skole: string;
}

export type SkoleLookup = (institutionsnummer: string) => KnownNumber | undefined;

const DIGITS = 6;

/** Every number of the configuration: skoler and afdelinger. */
export function numbersOf(skoler: readonly Skole[]): ReadonlySet<string> {
  return new Set(skoler.flatMap(({ institutionsnummer, afdelinger }) => [institutionsnummer, ...afdelinger]));
}

/** Finds a number as files write it: Excel drops leading zeros and adds `.0` or a space between thousands. */
export function skoleLookup(skoler: readonly Skole[]): SkoleLookup {
  const numbers = new Map(
    skoler.flatMap(({ institutionsnummer: skole, afdelinger }) =>
      [skole, ...afdelinger].map(
        (number) => [standard(number), { institutionsnummer: number, skole }] as const,
      ),
    ),
  );
  return (institutionsnummer) => numbers.get(institutionsnummer) ?? numbers.get(standard(institutionsnummer));
}

function standard(number: string): string {
  const digits = /^(\d[\d ]{0,7})(?:[.,]0)?$/.exec(number)?.[1];
  return digits === undefined ? number : digits.replaceAll(' ', '').padStart(DIGITS, '0');
}
