// A profile by its built-in name, or from a file.
import { readYamlFile } from '../config/yaml-file.ts';
import { AppError } from '../errors.ts';
import type { Problem } from '../errors.ts';
import { builtinProfiles } from './builtin-profiles.ts';
import { findProfileMistakes } from './profile-rules.ts';
import type { Purpose } from './profile-rules.ts';
import { Profile } from './profile.ts';

export interface LoadedProfile {
  readonly profile: Profile;
  readonly navn: string;
  /** The text as read, to recognise an unchanged profile; the name when it is built in. */
  readonly text: string;
}

/** The profile called `name`, or in the file that `resolve(name)` points to. Throws `profile-invalid` with every mistake at once. */
export async function loadProfile(
  name: string,
  purpose: Purpose,
  resolve: (relative: string) => string,
): Promise<LoadedProfile> {
  const builtin = builtinProfiles.get(name);
  if (builtin !== undefined) return loadBuiltin(name, Profile.parse(builtin), purpose);
  if (!/[./\\]/.test(name)) {
    throw new AppError('profile-invalid', {
      message: `Profilen »${name}« findes ikke`,
      hint: `Indbyggede profiler: ${[...builtinProfiles.keys()].join(', ')}; eller angiv stien til en profilfil (.yaml)`,
    });
  }
  const file = await readYamlFile(resolve(name), name, Profile);
  const mistakes = file.salvaged === undefined ? [] : findProfileMistakes(file.salvaged, purpose);
  const problems: Problem[] = [
    ...file.problems,
    ...mistakes.map(({ path, message, hint }) => ({ file: name, line: file.lineOf(path), message, hint })),
  ];
  if (file.value === undefined || problems.length > 0) {
    throw new AppError('profile-invalid', {
      message: `Profilen ${name} har ${problems.length} fejl`,
      hint: 'Ret fejlene, og prøv igen',
      problems,
    });
  }
  return { profile: file.value, navn: name, text: file.text };
}

/** A built-in profile has no mistakes of its own, but it may stand at a source that it is not for. */
function loadBuiltin(name: string, profile: Profile, purpose: Purpose): LoadedProfile {
  if (findProfileMistakes(profile, purpose).length === 0) return { profile, navn: name, text: name };
  throw new AppError('profile-invalid', {
    message: `Profilen »${name}« beskriver elever og kan ikke læse fravær`,
    hint: 'Brug den under sources.elever',
  });
}
