// Which column holds which of our fields, by the heading row and the profile.
import { fold, optionalFields, profileFields } from './profile.ts';
import type { Profile, ProfileField } from './profile.ts';

export interface Header {
  /** Index of the column per field. */
  readonly columns: ReadonlyMap<ProfileField, number>;
  /** The headings as the file has them, for findings. */
  readonly headings: readonly string[];
  /** Columns up to the last heading; a separator at the end of each line makes no column. */
  readonly width: number;
}

export interface HeaderFault {
  readonly missing: readonly string[];
  readonly ambiguous: readonly string[];
}

/** Maps a heading row. A fault when a needed heading is missing or a field has two columns. */
export function mapHeader(headings: readonly string[], profile: Profile): Header | HeaderFault {
  const folded = headings.map((heading) => fold(heading));
  const columns = new Map<ProfileField, number>();
  const missing: string[] = [];
  const ambiguous: string[] = [];
  for (const field of profileFields) {
    const accepted = profile.columns[field];
    if (accepted === undefined) continue;
    const wanted = new Set(accepted.map((heading) => fold(String(heading))));
    const found = folded.flatMap((heading, index) => (wanted.has(heading) ? [index] : []));
    if (found.length > 1) ambiguous.push(String(accepted[0]));
    else if (found[0] !== undefined) columns.set(field, found[0]);
    else if (!optionalFields.has(field) && profile.constants[field] === undefined)
      missing.push(String(accepted[0]));
  }
  if (missing.length > 0 || ambiguous.length > 0) return { missing, ambiguous };
  return { columns, headings, width: folded.findLastIndex((heading) => heading !== '') + 1 };
}

export function isHeader(mapped: Header | HeaderFault): mapped is Header {
  return 'columns' in mapped;
}

/** The text of a field in a row: its column, else the profile's constant, else empty. */
export function fieldReader(
  header: Header,
  profile: Profile,
): (field: ProfileField, fields: readonly string[]) => string {
  const { columns } = header;
  return (field, fields) => {
    const index = columns.get(field);
    return (index === undefined ? profile.constants[field] : fields[index])?.trim() ?? '';
  };
}

/** The heading above a field, for findings; our own name when the value is a constant. */
export function headingOf(header: Header, field: ProfileField): string {
  const index = header.columns.get(field);
  return index === undefined ? field : (header.headings[index]?.trim() ?? field);
}
