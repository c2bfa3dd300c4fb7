// R72: the one judge of recipients. A mail about children's health goes to plain addresses in allowed domains that belong to one skole
// alone; anything that needs interpreting is refused rather than understood. Pure.
import type { Finding } from '../domain/finding.ts';

export interface SkoleRecipients {
  readonly institutionsnummer: string;
  readonly recipients: readonly string[];
}

export type Judgement =
  | { readonly ok: true; readonly recipients: readonly string[] }
  | { readonly ok: false; readonly finding: Finding };

/**
 * Letters, digits, `_ + -` in parts divided by single dots. Narrower than RFC 5321 on purpose: quotes, comments, `%`, `!`
 * and the rest are how an address comes to mean another one further on.
 */
const LOCAL_PART = /^[A-Za-z0-9_][A-Za-z0-9_+-]*(?:\.[A-Za-z0-9_+-]+)*$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
const MAX_LOCAL_PART = 64;
const MAX_ADDRESS = 254;

/**
 * Who may receive each skole's mail, by institutionsnummer; one doubtful recipient withholds the mail for all of the skole's.
 * `others` receive another mail of the same skoler: an address there and here must be of one skole, too.
 */
export function judgeRecipients(
  skoler: readonly SkoleRecipients[],
  allowedDomains: readonly string[],
  others: readonly SkoleRecipients[] = [],
): ReadonlyMap<string, Judgement> {
  const owners = ownersOf([...skoler, ...others]);
  const judge = ({ institutionsnummer, recipients }: SkoleRecipients): Judgement => {
    const refuse = (code: string): Judgement => ({
      ok: false,
      finding: { code, severity: 'error', institutionsnummer },
    });
    if (recipients.length === 0) return refuse('recipients-missing');
    if (!recipients.every((address) => isAllowedAddress(address, allowedDomains))) {
      return refuse('recipients-not-allowed');
    }
    if (recipients.some((address) => (owners.get(fold(address))?.size ?? 0) > 1)) {
      return refuse('recipients-ambiguous');
    }
    return { ok: true, recipients: withoutRepeats(recipients) };
  };
  return new Map(skoler.map((skole) => [skole.institutionsnummer, judge(skole)]));
}

/** Whether the address is a plain one in exactly an allowed domain; subdomains and look-alikes are other domains. */
export function isAllowedAddress(address: string, allowedDomains: readonly string[]): boolean {
  const parts = address.split('@');
  const [local = '', domain = ''] = parts;
  if (parts.length !== 2 || address.length > MAX_ADDRESS || local.length > MAX_LOCAL_PART) return false;
  // Tested before folding: a Kelvin sign or a dotless i folds into an ASCII letter.
  if (!/^[\x21-\x7e]+$/.test(address) || !LOCAL_PART.test(local)) return false;
  const folded = fold(domain);
  return DOMAIN.test(folded) && allowedDomains.some((allowed) => fold(allowed) === folded);
}

function ownersOf(skoler: readonly SkoleRecipients[]): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map<string, Set<string>>();
  for (const { institutionsnummer, recipients } of skoler) {
    for (const address of recipients) {
      const known = owners.get(fold(address)) ?? new Set();
      owners.set(fold(address), known.add(institutionsnummer));
    }
  }
  return owners;
}

function withoutRepeats(recipients: readonly string[]): string[] {
  return [
    ...new Map(recipients.toReversed().map((address) => [fold(address), address])).values(),
  ].toReversed();
}

/** Mail servers treat upper and lower case alike, so two spellings are one recipient. */
function fold(text: string): string {
  return text.toLowerCase();
}
