// One row of fields -> registreringer, or the reason why it is set aside. What all shapes have in common; how each says
// when and why is in shapes/.
import type { RowElev, RowSaid } from '../domain/rows.ts';
import type { RawRow } from './csv.ts';
import { idReader, readElev } from './elev.ts';
import { cleanCell } from './fold.ts';
import { columnName, fieldReader, findMisfit, headingOf } from './header.ts';
import type { Header } from './header.ts';
import type { Profile, ProfileField, Shape } from './profile.ts';
import { quotableCode, quotableNumber } from './quotable.ts';
import type { NamedCell, ReadShape, Rejection, RowPart, SeveralParts } from './row-context.ts';
import { sameSayings } from './same-sayings.ts';
import { readDay } from './shapes/day.ts';
import { readInterval } from './shapes/interval.ts';
import { readLesson } from './shapes/lesson.ts';
import { readMonthGrid } from './shapes/month-grid.ts';
import { readMonthSum } from './shapes/month-sum.ts';
import type { SkoleLookup } from './skole-lookup.ts';
import { valuesFor } from './values.ts';
import type { Serials, Values } from './values.ts';

const shapeReaders: Readonly<Record<Shape, ReadShape>> = {
  day: readDay,
  interval: readInterval,
  lesson: readLesson,
  'month-grid': readMonthGrid,
  'month-sum': readMonthSum,
};

/** What the cells about the elev come to. */
interface Who {
  /** As the configuration writes it, when it knows the number. */
  readonly institutionsnummer: string;
  /** The skole that the number belongs to; undefined when none of ours has it. */
  readonly skole: string | undefined;
  /** Undefined for a skole that is not ours, and when the row does not say who it is about. */
  readonly elev: RowElev | undefined;
}

/** What a row comes to. */
export interface RowOutcome extends SeveralParts {
  readonly who: Who;
}

interface Reading {
  readonly header: Header;
  readonly profile: Profile;
  readonly serials: Serials;
  readonly skoleOf: SkoleLookup;
  readonly file: string;
}

/** A reader of the rows of one file. A row of a skole that is not ours gives nothing and is no mistake. */
export function rowReader(reading: Reading): (row: RawRow) => RowOutcome {
  const { header, profile, serials } = reading;
  const values = valuesFor(profile, serials);
  const whoOf = whoReader(reading, values);
  const readParts = partsReader(reading, values);
  const missing = (code: string, field: ProfileField): SeveralParts =>
    rejected({ code, column: headingOf(header, field) });
  const noNumber = missing('institutionsnummer-missing', 'institutionsnummer');
  const noElev = missing('elev-id-missing', header.columns.has('elevId') ? 'elevId' : 'cpr');
  return ({ fields }) => {
    const who = whoOf(fields);
    const misfit = findMisfit(fields, header);
    const { parts, rejections } =
      misfit !== undefined
        ? rejected({ code: 'columns-mismatch', column: undefined, detail: misfit })
        : who.institutionsnummer === ''
          ? noNumber
          : who.skole === undefined
            ? nothing
            : who.elev === undefined
              ? noElev
              : readParts(fields, who.elev);
    return { who, parts, rejections };
  };
}

const nothing: SeveralParts = { parts: [], rejections: [] };

function rejected(rejection: Rejection): SeveralParts {
  return { parts: [], rejections: [rejection] };
}

/** The fields that tell who a row is about. */
const elevFields: readonly ProfileField[] = [
  'institutionsnummer',
  'elevId',
  'cpr',
  'navn',
  'alias',
  'fornavn',
  'efternavn',
  'klasse',
  'klassetrin',
  'beskyttet',
];

/** So many different answers are remembered; then all are forgotten. */
const MAX_WHO = 200_000;

/** Rows whose cells about the elev say the same share one answer: an export repeats them from row to row. */
function whoReader(
  { header, profile, skoleOf, file }: Reading,
  values: Values,
): (fields: readonly string[]) => Who {
  const cell = fieldReader(header, profile);
  const readId = idReader(header, profile);
  const columns = elevFields.map((field) => header.columns.get(field)).filter((index) => index !== undefined);
  const known = new Map<string, Who>();
  let last: { readonly fields: readonly string[]; readonly who: Who } | undefined;

  const readWho = (fields: readonly string[]): Who => {
    const read = (field: ProfileField): string => cell(field, fields);
    const number = read('institutionsnummer');
    const place = number === '' ? undefined : skoleOf(number);
    if (place === undefined) return { institutionsnummer: number, skole: undefined, elev: undefined };
    const elevId = readId(read);
    const elev = elevId === '' ? undefined : { ...readElev({ elevId, read, values, known: place }), file };
    return { ...place, elev };
  };

  return (fields) => {
    if (last !== undefined && isSameIn(columns, fields, last.fields)) return last.who;
    const key = JSON.stringify(columns.map((index) => fields[index]));
    const who = known.get(key) ?? readWho(fields);
    if (known.size >= MAX_WHO) known.clear();
    known.set(key, who);
    last = { fields, who };
    return who;
  };
}

function isSameIn(columns: readonly number[], ones: readonly string[], others: readonly string[]): boolean {
  for (const index of columns) if (ones[index] !== others[index]) return false;
  return true;
}

/** Reads when and why, by the shape of the profile. */
function partsReader(
  { header, profile }: Reading,
  values: Values,
): (fields: readonly string[], elev: RowElev) => SeveralParts {
  const cell = fieldReader(header, profile);
  const named = header.named.map((index) => ({ index, column: columnName(header, index) }));
  const readShape = shapeReaders[profile.shape ?? 'day'];
  const shared = sameSayings();
  return (fields, { elevId }) => {
    const read = (field: ProfileField): string => cell(field, fields);
    const quoted = (code: string, { column, text }: NamedCell): Rejection => ({
      code,
      column,
      elevId,
      detail: { value: code === 'aarsag-unknown' ? quotableCode(text) : quotableNumber(text) },
    });
    const result = readShape({
      profile,
      values,
      read,
      cells: named.map(({ index, column }) => ({ column, text: cleanCell(fields[index] ?? '') })),
      reject: (code, field) => quoted(code, { column: headingOf(header, field), text: read(field) }),
      rejectCell: quoted,
    });
    if ('code' in result) return rejected(result);
    return 'said' in result ? onePart(result.dato, shared(result.said)) : result;
  };
}

function onePart(dato: RowPart['dato'], said: RowSaid): SeveralParts {
  return { parts: [{ dato, said }], rejections: [] };
}
