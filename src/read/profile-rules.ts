// Mistakes in a profile that no single key shows: what its shape needs, and dates that could be misread.
import { namesEvery } from '../domain/dato.ts';
import type { Profile, ProfileField, Shape } from './profile.ts';

/** What a source is read for. */
export type Purpose = 'fravaer' | 'elever';

interface Mistake {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly hint: string;
}

/** Everything that is wrong with the profile as a whole; empty when nothing is. */
export function findProfileMistakes(profile: Profile, purpose: Purpose): Mistake[] {
  return [
    ...missingShape(profile, purpose),
    ...missingFields(profile, purpose),
    ...incompleteDates(profile),
    ...headingsWithoutHeader(profile),
  ];
}

function missingShape({ shape }: Profile, purpose: Purpose): Mistake[] {
  if (purpose === 'elever' || shape !== undefined) return [];
  return [
    {
      path: ['shape'],
      message: '»shape« mangler: hvad en række i filen står for',
      hint: 'day, interval, month-grid, month-sum eller lesson; se docs/datakilder.md',
    },
  ];
}

/** Each entry is a field, or several of which one is enough. */
type Need = ProfileField | readonly ProfileField[];

const always: readonly Need[] = ['institutionsnummer', ['elevId', 'cpr']];
const needs: Readonly<Record<Shape, readonly Need[]>> = {
  day: ['dato', 'aarsag'],
  interval: ['fra', 'til', 'aarsag'],
  lesson: ['dato', 'lektion', 'aarsag'],
  'month-grid': [['maaned', 'dato']],
  'month-sum': [['maaned', 'dato']],
};

function missingFields(profile: Profile, purpose: Purpose): Mistake[] {
  const { shape, columns, constants } = profile;
  const isGiven = (field: ProfileField): boolean =>
    columns[field] !== undefined || constants[field] !== undefined;
  const wanted = [...always, ...(purpose === 'elever' || shape === undefined ? [] : needsOf(profile, shape))];
  return wanted
    .map((need) => (typeof need === 'string' ? [need] : need))
    .filter((fields) => !fields.some(isGiven))
    .map((fields) => ({
      path: ['columns'],
      message: `»columns« mangler ${fields.join(' eller ')}`,
      hint: 'Angiv overskriften i filen, eller en fast værdi under constants',
    }));
}

function needsOf({ columns, constants, header, lessonsPerDay }: Profile, shape: Shape): readonly Need[] {
  const isByYear = columns.maaned !== undefined || constants.maaned !== undefined;
  return [
    ...needs[shape],
    ...(shape.startsWith('month-') && isByYear ? (['aar'] as const) : []),
    ...(shape === 'month-grid' && !header ? (['dag1'] as const) : []),
    // Without a column for the category each category has a column of its own.
    ...(shape === 'month-sum' && columns.aarsag !== undefined ? (['omfang'] as const) : []),
    ...(shape === 'lesson' && lessonsPerDay === undefined ? (['lektionerIAlt'] as const) : []),
  ];
}

function incompleteDates({ shape, dates }: Profile): Mistake[] {
  const unit = shape === 'month-grid' || shape === 'month-sum' ? 'month' : 'day';
  return dates.flatMap((format, index) =>
    namesEvery(unit, format)
      ? []
      : [
          {
            path: ['dates', index],
            message: `»dates.${index}« skal nævne ${unit === 'day' ? 'dag, måned' : 'måned'} og år`,
            hint: 'Fx dd-MM-yyyy eller d/M-yyyy; MM er måned, mm er minutter',
          },
        ],
  );
}

function headingsWithoutHeader({ header, columns }: Profile): Mistake[] {
  if (header) return [];
  return Object.entries(columns).flatMap(([field, headings]) =>
    headings.every((heading) => typeof heading === 'number')
      ? []
      : [
          {
            path: ['columns', field],
            message: `»columns.${field}« skal være kolonnens nummer, fordi filen ingen overskrift har (header: false)`,
            hint: 'Den første kolonne er 1',
          },
        ],
  );
}
