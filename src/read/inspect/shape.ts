// What a row of the file stands for, told by which columns it has. A file that says nothing of absence is a roster.
import type { ProfileField, Shape } from '../profile.ts';
import type { Assignment } from './assign.ts';
import { proposeAarsag } from './code-words.ts';
import { headingWord, shareOf } from './columns.ts';
import type { Column } from './columns.ts';
import { headingWords } from './heading-words.ts';

/** February's days; a month's grid has at least so many columns. */
const LEAST_DAYS = 28;

/** The shape of an absence file; undefined for a roster. */
export function findShape({ columns: fields }: Assignment, columns: readonly Column[]): Shape | undefined {
  if (hasDayColumns(columns)) return 'month-grid';
  const has = (...wanted: readonly ProfileField[]): boolean => wanted.every((field) => fields.has(field));
  if (has('maaned') && !has('dato') && (has('aarsag', 'omfang') || categoryColumns(columns).length > 0))
    return 'month-sum';
  if (!has('aarsag') || isRoster(fields, columns)) return undefined;
  if (has('fra', 'til')) return 'interval';
  if (!has('dato')) return undefined;
  return has('lektion') ? 'lesson' : 'day';
}

function hasDayColumns(columns: readonly Column[]): boolean {
  const headings = new Set(columns.map(({ heading }) => Number(heading)));
  return Array.from({ length: LEAST_DAYS }, (_, index) => index + 1).every((day) => headings.has(day));
}

/** The columns headed by a category, with numbers of days in them. */
export function categoryColumns(columns: readonly Column[]): readonly Column[] {
  return columns.filter(
    (column) =>
      proposeAarsag(column.heading) !== undefined &&
      shareOf(column, (text) => /^\d+([.,]\d+)?$/.test(text)) > 0.9,
  );
}

/** Words that head an enrolment's dates and never an absence's. */
const rosterWords = new Set(
  (['indmeldt', 'udmeldt'] as const)
    .flatMap((field) => headingWords.elever.get(field) ?? [])
    .filter((word) => ![...headingWords.fravaer.values()].flat().includes(word)),
);

/** One row per elev, with dates most of which are open, is a list of elever even if one of its columns is a status. */
function isRoster(fields: ReadonlyMap<ProfileField, Column>, columns: readonly Column[]): boolean {
  if (columns.some(({ heading }) => rosterWords.has(headingWord(heading)))) return true;
  const [elevId, til, aarsag] = (['elevId', 'til', 'aarsag'] as const).map((field) => fields.get(field));
  if (elevId === undefined || til === undefined || aarsag === undefined) return false;
  const saysFravaer = [...aarsag.values.keys()].some((code) => proposeAarsag(code) !== undefined);
  return !saysFravaer && elevId.values.size > elevId.filled * 0.9 && til.filled < elevId.filled / 2;
}
