// One row of fields -> registreringer, or the reason why it is set aside. What all shapes have in common; how each says
// when and why is in shapes/.
import type { Registrering } from '../domain/registrering.ts';
import type { RawRow } from './csv.ts';
import { idReader, readElev } from './elev.ts';
import { cleanCell } from './fold.ts';
import { columnName, fieldReader, findMisfit, headingOf } from './header.ts';
import type { Header } from './header.ts';
import type { Profile, ProfileField, Shape } from './profile.ts';
import { quotableCode, quotableNumber } from './quotable.ts';
import type { NamedCell, ReadShape, Rejection, SeveralParts } from './row-context.ts';
import { readDay } from './shapes/day.ts';
import { readInterval } from './shapes/interval.ts';
import { readLesson } from './shapes/lesson.ts';
import { readMonthGrid } from './shapes/month-grid.ts';
import { readMonthSum } from './shapes/month-sum.ts';
import type { SkoleLookup } from './skole-lookup.ts';
import { valuesFor } from './values.ts';
import type { Serials } from './values.ts';

const shapeReaders: Readonly<Record<Shape, ReadShape>> = {
  day: readDay,
  interval: readInterval,
  lesson: readLesson,
  'month-grid': readMonthGrid,
  'month-sum': readMonthSum,
};

/** What a row comes to. */
export interface RowOutcome extends SeveralParts {
  /** As the configuration writes it, when it knows the number. */
  readonly institutionsnummer: string;
  /** The skole that the number belongs to; undefined when none of ours has it. */
  readonly skole: string | undefined;
}

interface Reading {
  readonly header: Header;
  readonly profile: Profile;
  readonly serials: Serials;
  readonly skoleOf: SkoleLookup;
  readonly file: string;
}

/** A reader of the rows of one file. A row of a skole that is not ours gives nothing and is no mistake. */
export function rowReader({ header, profile, serials, skoleOf, file }: Reading): (row: RawRow) => RowOutcome {
  const values = valuesFor(profile, serials);
  const cell = fieldReader(header, profile);
  const named = header.named.map((index) => ({ index, column: columnName(header, index) }));
  const readId = idReader(header, profile);
  const readShape = shapeReaders[profile.shape ?? 'day'];
  return ({ line, fields }) => {
    const read = (field: ProfileField): string => cell(field, fields);
    const number = read('institutionsnummer');
    const known = skoleOf(number);
    const outcome = ({ registreringer, rejections }: SeveralParts): RowOutcome => ({
      institutionsnummer: known?.institutionsnummer ?? number,
      skole: known?.skole,
      registreringer,
      rejections,
    });
    const rejected = (rejection: Rejection): RowOutcome =>
      outcome({ registreringer: [], rejections: [rejection] });
    const missing = (code: string, field: ProfileField): RowOutcome =>
      rejected({ code, column: headingOf(header, field) });
    const misfit = findMisfit(fields, header);
    if (misfit !== undefined)
      return rejected({ code: 'columns-mismatch', column: undefined, detail: misfit });
    if (number === '') return missing('institutionsnummer-missing', 'institutionsnummer');
    if (known === undefined) return outcome(nothing);
    const elevId = readId(read);
    if (elevId === '') return missing('elev-id-missing', header.columns.has('elevId') ? 'elevId' : 'cpr');
    const elev = readElev({ elevId, read, values, known, source: { file, line } });
    const quoted = rejecter(elevId);
    const result = readShape({
      profile,
      values,
      elev,
      read,
      cells: named.map(({ index, column }) => ({ column, text: cleanCell(fields[index] ?? '') })),
      reject: (code, field) => quoted(code, { column: headingOf(header, field), text: read(field) }),
      rejectCell: quoted,
    });
    return 'code' in result ? rejected(result) : outcome('elevId' in result ? onePart(result) : result);
  };
}

const nothing: SeveralParts = { registreringer: [], rejections: [] };

function onePart(registrering: Registrering): SeveralParts {
  return { registreringer: [registrering], rejections: [] };
}

function rejecter(elevId: string): (code: string, cell: NamedCell) => Rejection {
  return (code, { column, text }) => ({
    code,
    column,
    elevId,
    detail: { value: code === 'aarsag-unknown' ? quotableCode(text) : quotableNumber(text) },
  });
}
