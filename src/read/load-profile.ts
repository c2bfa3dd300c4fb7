// A profile by its built-in name, or from a file.
import { readYamlFile } from '../config/yaml-file.ts';
import { AppError } from '../errors.ts';
import { builtinProfiles } from './builtin-profiles.ts';
import { Profile } from './profile.ts';

export interface LoadedProfile {
  readonly profile: Profile;
  readonly navn: string;
  /** The text as read, to recognise an unchanged profile; the name when it is built in. */
  readonly text: string;
}

/** The profile called `name`, or in the file that `resolve(name)` points to. Throws `profile-invalid`. */
export async function loadProfile(
  name: string,
  resolve: (relative: string) => string,
): Promise<LoadedProfile> {
  const builtin = builtinProfiles.get(name);
  if (builtin !== undefined) return { profile: Profile.parse(builtin), navn: name, text: name };
  if (!/[./\\]/.test(name)) {
    throw new AppError('profile-invalid', {
      message: `Profilen »${name}« findes ikke`,
      hint: `Indbyggede profiler: ${[...builtinProfiles.keys()].join(', ')}; eller angiv stien til en profilfil (.yaml)`,
    });
  }
  const file = await readYamlFile(resolve(name), name, Profile);
  if (file.value === undefined) {
    throw new AppError('profile-invalid', {
      message: `Profilen ${name} har ${file.problems.length} fejl`,
      hint: 'Ret fejlene, og prøv igen',
      problems: file.problems,
    });
  }
  return { profile: file.value, navn: name, text: file.text };
}
