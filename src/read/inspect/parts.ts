// The parts of a proposed profile, each with what is uncertain about it.
import type { ProfileField, Shape, WrittenProfile } from '../profile.ts';
import { proposeAmounts } from './amounts.ts';
import { proposeAarsag } from './code-words.ts';
import type { Column } from './columns.ts';
import type { DateFormats } from './date-formats.ts';
import { hasHalfDays, isHalfDays } from './fits.ts';
import { columnName, doubt, essential } from './proposal.ts';
import type { Doubt, Inspected } from './proposal.ts';
import { categoryColumns } from './shape.ts';

export type Fields = ReadonlyMap<ProfileField, Column>;

export type DatesOf = (column: Column) => DateFormats | undefined;

export interface Part {
  readonly profile: Partial<WrittenProfile>;
  readonly doubts: readonly Doubt[];
}

export function missingFields(fields: Fields, shape: Shape | undefined): Doubt[] {
  return [...missingId(fields), ...(shape === undefined ? [] : missingMonth(fields, shape))];
}

function missingId(fields: Fields): Doubt[] {
  if (fields.has('elevId')) return [];
  return [fields.has('cpr') ? doubt('cpr-as-id') : essential('no-elev-id')];
}

function missingMonth(fields: Fields, shape: Shape): Doubt[] {
  if (shape !== 'month-grid' && shape !== 'month-sum') return [];
  const sums = shape === 'month-sum' ? [doubt('month-sums')] : [];
  if (fields.has('maaned')) return [...(fields.has('aar') ? [] : [essential('no-year')]), ...sums];
  return [...(fields.has('dato') ? [] : [essential('no-month')]), ...sums];
}

export function readNumber(fields: Fields, { numbers }: Inspected): Part {
  if (fields.has('institutionsnummer')) return { profile: {}, doubts: [] };
  const [number] = numbers;
  if (number === undefined || numbers.length > 1)
    return { profile: {}, doubts: [essential('no-institutionsnummer')] };
  return {
    profile: { constants: { institutionsnummer: number } },
    doubts: [doubt('institutionsnummer-from-name', { institutionsnummer: number })],
  };
}

/** The formats of all date columns; those of the absence itself come first. */
export function readDates(fields: Fields, datesOf: DatesOf): Part {
  const columns = (['dato', 'fra', 'til', 'indmeldt', 'udmeldt'] as const)
    .map((field) => fields.get(field))
    .filter((column) => column !== undefined);
  const found = columns.map((column) => ({ column, dates: datesOf(column) }));
  const formats = [...new Set(found.flatMap(({ dates }) => dates?.formats ?? []))];
  return {
    profile: formats.length === 0 ? {} : { dates: formats },
    doubts: found.flatMap(({ column, dates }) =>
      dates?.otherwise === undefined
        ? []
        : [
            doubt('day-month-order', {
              column: columnName(column),
              format: dates.formats[0] ?? '',
              otherwise: dates.otherwise[0] ?? '',
            }),
          ],
    ),
  };
}

/** R5: how many lessons a day has, where no column says so. */
export function readLessons(fields: Fields, shape: Shape | undefined): Part {
  const lektion = fields.get('lektion');
  if (shape !== 'lesson' || lektion === undefined || fields.has('lektionerIAlt'))
    return { profile: {}, doubts: [] };
  if (isHalfDays(lektion)) return { profile: { lessonsPerDay: 2 }, doubts: [] };
  const numbers = [...lektion.values.keys()]
    .map((text) => Number.parseInt(text, 10))
    .filter((number) => number > 0);
  const lessons = Math.max(1, ...numbers);
  return { profile: { lessonsPerDay: lessons }, doubts: [doubt('lessons-per-day', { lessons })] };
}

export function readAmounts(
  column: Column | undefined,
): (Part & { readonly isLeftOut: boolean }) | undefined {
  if (column === undefined) return undefined;
  const { amounts, decimal, unknown, hasLarge } = proposeAmounts(column);
  const name = { column: columnName(column) };
  if (hasLarge) return { profile: {}, doubts: [doubt('omfang-over-one', name)], isLeftOut: true };
  return {
    profile: {
      ...(decimal === '.' ? { decimal } : {}),
      ...(Object.keys(amounts).length === 0 ? {} : { amounts }),
    },
    doubts: [
      ...(unknown.length === 0 ? [] : [doubt('amount-unknown', { ...name, words: unknown.length })]),
      ...(hasHalfDays(column) ? [doubt('half-days-mixed', name)] : []),
    ],
    isLeftOut: false,
  };
}

/** R4: codes whose words say what they mean; the rest are left to the analyst. */
export function readCodes(
  fields: Fields,
  shape: Shape | undefined,
  { columns }: Inspected,
): Part & { readonly proposed: ReadonlySet<string> } {
  const codes = new Set(codeTexts(fields, shape, columns));
  const aarsager = Object.fromEntries(
    [...codes].flatMap((code) => {
      const aarsag = proposeAarsag(code);
      return aarsag === undefined ? [] : [[code, aarsag] as const];
    }),
  );
  return {
    profile: shape === undefined ? {} : { aarsager },
    doubts: [],
    proposed: new Set(Object.keys(aarsager)),
  };
}

function codeTexts(fields: Fields, shape: Shape | undefined, columns: readonly Column[]): readonly string[] {
  if (shape === 'month-grid')
    return columns
      .filter(({ heading }) => /^\d{1,2}$/.test(heading))
      .flatMap(({ values }) => [...values.keys()]);
  const aarsag = fields.get('aarsag');
  if (shape === 'month-sum' && aarsag === undefined)
    return categoryColumns(columns).map(({ heading }) => heading);
  return [...(aarsag?.values.keys() ?? [])];
}
