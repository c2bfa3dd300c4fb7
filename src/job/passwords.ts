// The passwords that teams open their workbooks with, one per skole, from the environment or from a file. A skole without a
// fit one gets no mail (R72).
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import type { LoadedConfig } from '../config/load.ts';
import { readYamlFile } from '../config/yaml-file.ts';
import { AppError } from '../errors.ts';
import type { Problem } from '../errors.ts';
import { hideSecret, readSecret } from '../secrets.ts';

/** By institutionsnummer. */
export type Passwords = ReadonlyMap<string, string>;

/** A file can be tried at home for as long as somebody likes; shorter ones do not stand up to that. */
export const MIN_PASSWORD = 12;
/** More than Excel takes. */
const MAX_PASSWORD = 255;
const OTHERS = 0o007;

const PasswordFile = z.record(z.string(), z.string());

/** Undefined when workbooks are not encrypted. Throws `config-invalid` when the file cannot be used. */
export async function readPasswords(
  { config, resolve }: LoadedConfig,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Passwords | undefined> {
  const { attachment, passwords } = config.mail;
  if (attachment !== 'encrypted') return undefined;
  if (passwords?.file !== undefined) return readPasswordFile(resolve(passwords.file), passwords.file);
  const found = config.skoler.map(({ institutionsnummer }) => {
    const name = passwords?.env?.replace('{nr}', institutionsnummer) ?? '';
    return [institutionsnummer, readSecret(environment, name)] as const;
  });
  return new Map(found.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

async function readPasswordFile(file: string, label: string): Promise<Passwords> {
  const { value, problems } = await readYamlFile(file, label, PasswordFile);
  const open: Problem[] =
    value !== undefined && ((await stat(file)).mode & OTHERS) !== 0
      ? [{ file: label, message: 'Filen kan læses af andre end jobbets bruger', hint: 'chmod 600' }]
      : [];
  if (value === undefined || open.length > 0) {
    throw new AppError('config-invalid', {
      message: `Filen med adgangskoder, ${label}, kan ikke bruges`,
      hint: 'Skriv en linje pr. skole: "265001": adgangskode, og giv kun jobbets bruger adgang til filen',
      problems: [...problems, ...open],
    });
  }
  return new Map(Object.entries(value).map(([number, password]) => [number, hideSecret(password)]));
}

export type PasswordFault = 'password-missing' | 'password-unfit' | 'password-shared';

/** Why the skole's password cannot be used; undefined when it can. */
export function passwordFault(skole: string, passwords: Passwords): PasswordFault | undefined {
  const password = passwords.get(skole);
  if (password === undefined) return 'password-missing';
  if (password.length < MIN_PASSWORD || password.length > MAX_PASSWORD) return 'password-unfit';
  const owners = [...passwords.values()].filter((other) => other === password).length;
  return owners > 1 ? 'password-shared' : undefined;
}
