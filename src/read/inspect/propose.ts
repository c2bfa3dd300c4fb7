// Columns of unknown meaning -> the profile that reads them, and everything that only a person can settle.
import { profileFields } from '../profile.ts';
import type { ProfileField, Shape, WrittenProfile } from '../profile.ts';
import { assignColumns } from './assign.ts';
import type { Assignment } from './assign.ts';
import { matchBuiltin } from './builtin.ts';
import type { BuiltinMatch } from './builtin.ts';
import { headingWord } from './columns.ts';
import type { Column } from './columns.ts';
import { findDateFormats } from './date-formats.ts';
import type { DateFormats } from './date-formats.ts';
import { missingFields, readAmounts, readCodes, readDates, readLessons, readNumber } from './parts.ts';
import type { DatesOf, Fields } from './parts.ts';
import { columnName, doubt } from './proposal.ts';
import type { Inspected, Proposal } from './proposal.ts';
import { findShape } from './shape.ts';

export function proposeProfile(file: Inspected): Proposal {
  const builtin = matchBuiltin(file);
  if (builtin !== undefined) return fromBuiltin(builtin, file);
  const datesOf = rememberDates();
  const context = { rows: file.rows, isDate: (column: Column) => datesOf(column) !== undefined };
  const fravaer = assignColumns(file.columns, 'fravaer', context);
  const shape = findShape(fravaer, file.columns);
  const assignment = shape === undefined ? assignColumns(file.columns, 'elever', context) : fravaer;
  return draft({ file, shape, assignment, datesOf });
}

function rememberDates(): DatesOf {
  const known = new Map<Column, DateFormats | undefined>();
  return (column) => {
    if (!known.has(column)) known.set(column, findDateFormats(column));
    return known.get(column);
  };
}

interface Draft {
  readonly file: Inspected;
  /** Undefined for a roster. */
  readonly shape: Shape | undefined;
  readonly assignment: Assignment;
  readonly datesOf: DatesOf;
}

function draft({ file, shape, assignment, datesOf }: Draft): Proposal {
  const amounts = shape === 'month-sum' ? undefined : readAmounts(assignment.columns.get('omfang'));
  const isWanted = (field: ProfileField): boolean =>
    isRead(field, shape, assignment.columns) && !(field === 'omfang' && amounts?.isLeftOut);
  const fields = new Map(
    profileFields.filter(isWanted).flatMap((field) => {
      const column = assignment.columns.get(field);
      return column === undefined ? [] : [[field, column] as const];
    }),
  );
  const codes = readCodes(fields, shape, file);
  const parts = [
    readNumber(fields, file),
    readDates(fields, datesOf),
    readLessons(fields, shape),
    ...(amounts === undefined || shape === undefined ? [] : [amounts]),
    codes,
  ];
  return {
    purpose: shape === undefined ? 'elever' : 'fravaer',
    profile: {
      ...(shape === undefined ? {} : { shape }),
      ...(file.headingLine === undefined ? { header: false } : {}),
      columns: namedColumns(fields, file.columns),
      ...Object.assign({}, ...parts.map(({ profile }) => profile)),
    },
    builtin: undefined,
    fields,
    proposedCodes: codes.proposed,
    doubts: [
      ...missingFields(fields, shape),
      ...[...assignment.byContent].map((field) =>
        doubt('field-by-content', { field, column: columnName(fields.get(field)) }),
      ),
      ...parts.flatMap(({ doubts }) => doubts),
    ],
  };
}

const elevFields: ReadonlySet<ProfileField> = new Set([
  'institutionsnummer',
  'elevId',
  'cpr',
  'navn',
  'fornavn',
  'efternavn',
  'alias',
  'beskyttet',
  'klasse',
  'klassetrin',
]);
const shapeFields: Readonly<Record<Shape, readonly ProfileField[]>> = {
  day: ['dato', 'aarsag', 'omfang'],
  interval: ['fra', 'til', 'aarsag', 'omfang'],
  lesson: ['dato', 'lektion', 'lektionerIAlt', 'aarsag'],
  'month-grid': ['aar', 'maaned', 'dato'],
  'month-sum': ['aar', 'maaned', 'dato', 'aarsag', 'omfang'],
};

/** A CPR number is read only when nothing else tells elever apart (R73). */
function isRead(field: ProfileField, shape: Shape | undefined, found: Fields): boolean {
  if (field === 'cpr') return !found.has('elevId');
  const own: readonly ProfileField[] = shape === undefined ? ['indmeldt', 'udmeldt'] : shapeFields[shape];
  return elevFields.has(field) || own.includes(field);
}

/** By heading; by position where a heading is missing or stands twice. */
function namedColumns(fields: Fields, columns: readonly Column[]): WrittenProfile['columns'] {
  const isUnique = ({ heading }: Column): boolean =>
    headingWord(heading) !== '' &&
    columns.filter((other) => headingWord(other.heading) === headingWord(heading)).length === 1;
  return Object.fromEntries(
    [...fields].map(([field, column]) => [field, isUnique(column) ? column.heading : column.index + 1]),
  );
}

function fromBuiltin({ name, written }: BuiltinMatch, { columns }: Inspected): Proposal {
  const byHeading = new Map(columns.map((column) => [headingWord(column.heading), column]));
  const fields = Object.entries(written.columns).flatMap(([field, heading]) => {
    const column = typeof heading === 'string' ? byHeading.get(headingWord(heading)) : undefined;
    return column === undefined ? [] : [[field as ProfileField, column] as const];
  });
  return {
    purpose: written.shape === undefined ? 'elever' : 'fravaer',
    profile: written,
    builtin: name,
    fields: new Map(fields),
    proposedCodes: new Set(),
    doubts: [],
  };
}
