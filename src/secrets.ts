// Secrets that the process has read. Whoever reads one says so here, and everything that is printed goes through
// `withoutSecrets`: a library's error text or a careless line never shows one.

const known = new Set<string>();

/** Shorter ones would blot out ordinary words; a secret that short is none. */
const MIN_LENGTH = 4;
const MASK = '[skjult]';

/** Remembers that the text must not be printed, and gives it back. */
export function hideSecret(secret: string): string {
  if (secret.length >= MIN_LENGTH) known.add(secret);
  return secret;
}

/** Reads a secret from the environment; undefined when it is not set or empty. */
export function readSecret(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  const secret = environment[name];
  return secret === undefined || secret === '' ? undefined : hideSecret(secret);
}

/** The text with every secret taken out, also in the form in which it would stand in a URL. */
export function withoutSecrets(text: string): string {
  let masked = text;
  // The longest first: one secret may be the beginning of another.
  for (const secret of [...known].toSorted((a, b) => b.length - a.length)) {
    masked = masked.replaceAll(secret, MASK).replaceAll(encodeURIComponent(secret), MASK);
  }
  return masked;
}
