// Whether a file is written for one of the built-in profiles, to the letter.
import { builtinProfiles } from '../builtin-profiles.ts';
import { isHeader, mapHeader } from '../header.ts';
import { Profile } from '../profile.ts';
import type { WrittenProfile } from '../profile.ts';
import type { Inspected } from './proposal.ts';

export interface BuiltinMatch {
  readonly name: string;
  readonly written: WrittenProfile;
}

/** Elev.txt of TEA ends its lines with an empty field after the fourteenth. */
const TEA_COLUMNS = 14;

/** The built-in profile that knows every heading of the file. */
export function matchBuiltin({ columns, headingLine, format }: Inspected): BuiltinMatch | undefined {
  if (headingLine === undefined) {
    const tea = builtinProfiles.get('tea-elev');
    return tea !== undefined && format.endsWith('¤') && columns.length >= TEA_COLUMNS
      ? { name: 'tea-elev', written: tea }
      : undefined;
  }
  const headings = columns.map(({ heading }) => heading).filter((heading) => heading !== '');
  for (const [name, written] of builtinProfiles) {
    const profile = Profile.parse(written);
    const header = profile.header ? mapHeader(headings, profile) : undefined;
    if (header === undefined || !isHeader(header)) continue;
    if (header.columns.size + header.named.length === headings.length) return { name, written };
  }
  return undefined;
}
