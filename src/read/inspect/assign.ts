// Which column holds which of our fields: by heading and by what stands there, and by the latter alone where a field
// that is needed has no heading that we know.
import type { ProfileField } from '../profile.ts';
import { headingWord, shareOf } from './columns.ts';
import type { Column } from './columns.ts';
import { proposeAarsag } from './code-words.ts';
import { fitsField, isCpr } from './fits.ts';
import type { ColumnContext } from './fits.ts';
import { headingWords } from './heading-words.ts';
import type { Purpose } from './heading-words.ts';

export interface Assignment {
  readonly columns: ReadonlyMap<ProfileField, Column>;
  /** Fields found by what stands in the column, under a heading that says nothing. */
  readonly byContent: ReadonlySet<ProfileField>;
}

interface Candidate {
  readonly field: ProfileField;
  readonly column: Column;
  readonly score: number;
}

/** Any exact heading is better than any that only contains a word. */
const EXACT = 1_000;
/** Shorter words stand inside others by chance. */
const LEAST_LETTERS = 5;

export function assignColumns(
  columns: readonly Column[],
  purpose: Purpose,
  context: ColumnContext,
): Assignment {
  // A column headed by a category holds a month's days of it, and is no field of ours.
  const open = columns.filter(({ heading }) => proposeAarsag(heading) === undefined);
  const candidates = open.flatMap((column) =>
    [...headingWords[purpose]].flatMap(([field, words]): Candidate[] => {
      const score = scoreHeading(column, field, words);
      return score > 0 && fitsField(field, column, context) ? [{ field, column, score }] : [];
    }),
  );
  const found = new Map<ProfileField, Column>();
  const taken = new Set<Column>();
  for (const { field, column } of candidates.toSorted((a, b) => b.score - a.score)) {
    if (found.has(field) || taken.has(column)) continue;
    found.set(field, column);
    taken.add(column);
  }
  const byContent = new Set<ProfileField>();
  for (const field of neededFields(purpose, found)) {
    const column = findByContent(
      field,
      open.filter((one) => !taken.has(one)),
      context,
    );
    if (column === undefined) continue;
    found.set(field, column);
    taken.add(column);
    byContent.add(field);
  }
  return { columns: found, byContent };
}

/** 0 when the heading says nothing about the field. */
function scoreHeading({ heading, values }: Column, field: ProfileField, words: readonly string[]): number {
  const word = headingWord(heading);
  // Words instead of codes can be understood, so they are preferred where a file has both.
  const readable =
    field === 'aarsag' && [...values.keys()].some((text) => proposeAarsag(text) !== undefined) ? 50 : 0;
  const exact = words.indexOf(word);
  if (exact !== -1) return EXACT - exact + readable;
  const isAboutNames = /navn|name/.test(word);
  const isNameField = ['navn', 'fornavn', 'efternavn', 'alias'].includes(field);
  if (isAboutNames !== isNameField) return 0;
  const within = words.filter((one) => one.length >= LEAST_LETTERS && word.includes(one));
  return within.length === 0 ? 0 : Math.max(...within.map((one) => one.length)) + readable;
}

function neededFields(purpose: Purpose, found: ReadonlyMap<ProfileField, Column>): ProfileField[] {
  const hasDates = found.has('dato') || found.has('fra') || found.has('maaned');
  const wanted: ProfileField[] = ['institutionsnummer', ...(found.has('cpr') ? [] : (['elevId'] as const))];
  if (purpose === 'fravaer') wanted.push(...(hasDates ? [] : (['dato'] as const)), 'aarsag');
  return wanted.filter((field) => !found.has(field));
}

/** The one column that can be nothing else. */
function findByContent(
  field: ProfileField,
  columns: readonly Column[],
  context: ColumnContext,
): Column | undefined {
  const isLikely: Partial<Record<ProfileField, (column: Column) => boolean>> = {
    institutionsnummer: (column) =>
      column.values.size <= 60 && shareOf(column, (text) => /^\d{6}$/.test(text)) > 0.9,
    elevId: (column) =>
      !context.isDate(column) &&
      shareOf(column, (text) => /^(?=.*\d)[0-9A-Za-z-]{3,40}$/.test(text) && !isCpr(text)) > 0.9 &&
      column.values.size > 3,
    dato: (column) => context.isDate(column),
    aarsag: (column) => [...column.values.keys()].some((text) => proposeAarsag(text) !== undefined),
  };
  const fitting = columns.filter((column) => column.filled > 0 && (isLikely[field]?.(column) ?? false));
  if (field !== 'elevId') return fitting.length === 1 ? fitting[0] : undefined;
  return fitting.toSorted((a, b) => b.values.size - a.values.size)[0];
}
