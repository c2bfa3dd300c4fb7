// Which column holds which of our fields: by the heading row, or by position where a file has none.
import { cleanCell, fold } from './fold.ts';
import { optionalFields, profileFields } from './profile.ts';
import type { Profile, ProfileField } from './profile.ts';
import type { SkoleLookup } from './skole-lookup.ts';

export interface Header {
  /** Index of the column per field. */
  readonly columns: ReadonlyMap<ProfileField, number>;
  /** Indexes of columns that are no field: the days of a month's grid in order, or the categories of a month's sums. */
  readonly named: readonly number[];
  /** The headings as the file has them, for findings; empty for a file without. */
  readonly headings: readonly string[];
  /** Indexes that the profile gives by position: what stands above them may be no heading at all. */
  readonly positions: ReadonlySet<number>;
  /** Columns that a row must have; a separator at the end of each line makes none. */
  readonly width: number;
  /** What stands beyond the width is no mistake: a file without headings may have columns that nobody named. */
  readonly isOpen: boolean;
}

export interface HeaderFault {
  readonly missing: readonly string[];
  readonly ambiguous: readonly string[];
}

/** February has 28 days, and so many columns a month's grid must have. */
const LEAST_DAYS = 28;
const MOST_DAYS = 31;

/**
 * Maps a heading row. Of several headings that a profile accepts for a field, the first that the file has counts. A
 * fault when a needed heading is missing, or stands twice.
 */
export function mapHeader(headings: readonly string[], profile: Profile): Header | HeaderFault {
  const folded = headings.map((heading) => fold(heading));
  const indexes = (wanted: string | number): number[] => {
    if (typeof wanted === 'number') return wanted <= headings.length ? [wanted - 1] : [];
    const name = fold(wanted);
    return folded.flatMap((heading, index) => (heading === name ? [index] : []));
  };
  const columns = new Map<ProfileField, number>();
  const missing: string[] = [];
  const ambiguous: string[] = [];
  for (const field of profileFields) {
    const accepted = profile.columns[field];
    if (accepted === undefined) continue;
    const found = accepted.map(indexes).find((places) => places.length > 0) ?? [];
    if (found.length > 1) ambiguous.push(String(accepted[0]));
    else if (found[0] !== undefined) columns.set(field, found[0]);
    else if (!optionalFields.has(field) && profile.constants[field] === undefined)
      missing.push(String(accepted[0]));
  }
  const named = namedColumns(folded, profile);
  if (named === undefined) missing.push(...missingNames(profile));
  if (named === undefined || missing.length > 0 || ambiguous.length > 0) return { missing, ambiguous };
  const width = folded.findLastIndex((heading) => heading !== '') + 1;
  return { columns, named, headings, positions: positionsIn(profile), width, isOpen: false };
}

function positionsIn({ columns }: Profile): ReadonlySet<number> {
  const given = Object.values(columns).flat();
  return new Set(given.flatMap((column) => (typeof column === 'number' ? [column - 1] : [])));
}

/** Undefined when the file lacks what its shape needs. */
function namedColumns(folded: readonly string[], profile: Profile): readonly number[] | undefined {
  if (profile.shape === 'month-grid') return dayColumns(folded);
  if (!hasCategoryColumns(profile)) return [];
  const codes = new Set(Object.keys(profile.aarsager).map(fold));
  const found = folded.flatMap((heading, index) => (codes.has(heading) ? [index] : []));
  return found.length === 0 ? undefined : found;
}

function missingNames({ shape, aarsager }: Profile): readonly string[] {
  return shape === 'month-grid' ? ['1', '2', `… ${LEAST_DAYS}`] : Object.keys(aarsager).slice(0, 1);
}

/** A month's sum without a column for the category has a column per category, headed by its code. */
function hasCategoryColumns({ shape, columns, constants }: Profile): boolean {
  return shape === 'month-sum' && columns.aarsag === undefined && constants.aarsag === undefined;
}

/** The columns headed 1, 2 … 31; undefined when one of the first 28 is missing or any stands twice. */
function dayColumns(folded: readonly string[]): readonly number[] | undefined {
  const days: number[] = [];
  for (let day = 1; day <= MOST_DAYS; day += 1) {
    const found = folded.flatMap((heading, index) =>
      /^\d{1,2}$/.test(heading) && Number(heading) === day ? [index] : [],
    );
    if (found.length > 1 || (found.length === 0 && day <= LEAST_DAYS)) return undefined;
    if (found[0] === undefined) break;
    days.push(found[0]);
  }
  return days;
}

export function isHeader(mapped: Header | HeaderFault): mapped is Header {
  return 'columns' in mapped;
}

/** How many of the profile's headings a row holds: what tells a heading row from a title, and one delimiter from another. */
export function countHeadings(cells: readonly string[], { columns }: Profile): number {
  const held = new Set(cells.map((cell) => fold(cell)));
  return Object.values(columns).filter((accepted) => accepted.some((name) => held.has(fold(String(name)))))
    .length;
}

/**
 * The columns of a file without headings. Of several positions that a profile accepts, the rows decide: the skole's
 * number is where numbers of the configuration stand, and no other field is read from there.
 */
export function mapPositions(
  sample: readonly (readonly string[])[],
  profile: Profile,
  skoleOf: SkoleLookup,
): Header {
  const columns = new Map<ProfileField, number>();
  const positionsOf = (field: ProfileField): number[] =>
    (profile.columns[field] ?? []).map((position) => Number(position) - 1);
  const numbersAt = (index: number): number =>
    sample.filter((fields) => skoleOf(cleanCell(fields[index] ?? '')) !== undefined).length;
  const best = positionsOf('institutionsnummer').toSorted((a, b) => numbersAt(b) - numbersAt(a))[0];
  if (best !== undefined) columns.set('institutionsnummer', best);
  for (const field of profileFields) {
    const first = positionsOf(field).find((index) => index !== best);
    if (first !== undefined && !columns.has(field)) columns.set(field, first);
  }
  const day1 = columns.get('dag1');
  const named = day1 === undefined ? [] : Array.from({ length: MOST_DAYS }, (_, index) => day1 + index);
  const last = Math.max(...columns.values(), named[LEAST_DAYS - 1] ?? 0);
  return { columns, named, headings: [], positions: positionsIn(profile), width: last + 1, isOpen: true };
}

/** The text of a field in a row: its column, else the profile's constant, else empty. */
export function fieldReader(
  header: Header,
  profile: Profile,
): (field: ProfileField, fields: readonly string[]) => string {
  const { columns } = header;
  return (field, fields) => {
    const index = columns.get(field);
    return cleanCell((index === undefined ? profile.constants[field] : fields[index]) ?? '');
  };
}

/** The heading above a field, for findings; our own name when the value is a constant. */
export function headingOf(header: Header, field: ProfileField): string {
  const index = header.columns.get(field);
  return index === undefined ? field : columnName(header, index);
}

/** The heading where the profile knows it, else the number: a name must never be told as a heading (R62). */
export function columnName({ headings, positions }: Header, index: number): string {
  const heading = positions.has(index) ? '' : (headings[index]?.trim() ?? '');
  return heading === '' ? `kolonne ${index + 1}` : heading;
}

/** How a row has fewer or more cells than the heading: columns have slipped, so that no cell can be trusted. */
export function findMisfit(
  fields: readonly string[],
  { width, isOpen }: Header,
): { readonly columns: number; readonly expected: number } | undefined {
  const isTooLong =
    !isOpen && fields.length > width && fields.slice(width).some((extra) => extra.trim() !== '');
  return fields.length < width || isTooLong ? { columns: fields.length, expected: width } : undefined;
}
