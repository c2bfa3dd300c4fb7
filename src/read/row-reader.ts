// One row of fields -> registreringer, or the reason why it is set aside. What all shapes have in common; how each says
// when and why is in shapes/.
import type { RowElev } from '../domain/rows.ts';
import type { RawRow } from './csv.ts';
import { idReader, readElev } from './elev.ts';
import { cleanCell } from './fold.ts';
import { columnName, fieldReader, findMisfit, headingOf } from './header.ts';
import type { Header } from './header.ts';
import type { Profile, ProfileField, Shape } from './profile.ts';
import { quotableCode, quotableNumber } from './quotable.ts';
import type { NamedCell, ReadShape, Rejection, SeveralParts } from './row-context.ts';
import { rememberCells } from './remember-cells.ts';
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

/** The fields that tell who a row is about; what many elever share comes first, which makes less to remember. */
const elevFields: readonly ProfileField[] = [
  'institutionsnummer',
  'klasse',
  'klassetrin',
  'beskyttet',
  'alias',
  'fornavn',
  'efternavn',
  'navn',
  'cpr',
  'elevId',
];

/** The fields that tell when and why, by one shape or another; those that change least from row to row come first. */
const partFields: readonly ProfileField[] = [
  'dato',
  'fra',
  'til',
  'aar',
  'maaned',
  'lektionerIAlt',
  'aarsag',
  'omfang',
  'lektion',
];

/** Rows whose cells about the elev say the same share one answer. */
function whoReader(
  { header, profile, skoleOf, file }: Reading,
  values: Values,
): (fields: readonly string[]) => Who {
  const cell = fieldReader(header, profile);
  const readId = idReader(header, profile);
  return rememberCells(elevColumns(header), (fields): Who => {
    const read = (field: ProfileField): string => cell(field, fields);
    const number = read('institutionsnummer');
    const place = number === '' ? undefined : skoleOf(number);
    if (place === undefined) return { institutionsnummer: number, skole: undefined, elev: undefined };
    const elevId = readId(read);
    const elev = elevId === '' ? undefined : { ...readElev({ elevId, read, values, known: place }), file };
    return { ...place, elev };
  });
}

/** The columns on which alone it depends who a row is about. */
export function elevColumns(header: Header): number[] {
  return columnsOf(elevFields, header);
}

/** The columns on which alone, unless there are named ones, it depends what a row says of whoever it is about. */
export function partColumns(header: Header): number[] {
  return columnsOf(partFields, header);
}

function columnsOf(fields: readonly ProfileField[], { columns }: Header): number[] {
  return fields.map((field) => columns.get(field)).filter((column) => column !== undefined);
}

type ReadParts = (fields: readonly string[], elev: RowElev) => SeveralParts;

/** Reads when and why. What rows with the same cells say is read once, unless it is each row's own. */
function partsReader(reading: Reading, values: Values): ReadParts {
  const { header } = reading;
  const readShape = shapeReader(reading, values);
  const shared = sameSayings();
  const columns = header.named.length > 0 ? [] : partColumns(header);
  if (columns.length === 0) return readShape;
  // A part is the same whoever it is of; who it is of matters only to what is set aside.
  let elev: RowElev | undefined;
  const remembered = rememberCells(
    columns,
    (fields) => {
      const { parts, rejections } = elev === undefined ? nothing : readShape(fields, elev);
      return { parts: parts.map(({ dato, said }) => ({ dato, said: shared(said) })), rejections };
    },
    ({ parts, rejections }) => rejections.length === 0 && parts[0]?.said.spanning === undefined,
  );
  return (fields, ofElev) => {
    elev = ofElev;
    return remembered(fields);
  };
}

function shapeReader({ header, profile }: Reading, values: Values): ReadParts {
  const cell = fieldReader(header, profile);
  const named = header.named.map((index) => ({ index, column: columnName(header, index) }));
  const readShape = shapeReaders[profile.shape ?? 'day'];
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
    return 'said' in result ? { parts: [result], rejections: [] } : result;
  };
}
