// A source profile: how one system's export says what we need. As written in YAML; the built-in ones stand below it
// in builtin-profiles.ts.
import { z } from 'zod';
import { aarsagskoder } from '../domain/fravaersaarsag.ts';

/** Our fields, which a profile maps headings to. Of a month's grid `dag1` is the column of its first day. */
export const profileFields = [
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
  'dato',
  'fra',
  'til',
  'aarsag',
  'omfang',
  'lektion',
  'lektionerIAlt',
  'aar',
  'maaned',
  'dag1',
  'registreret',
  'indmeldt',
  'udmeldt',
] as const;

/** How a row tells of absence. */
export const shapes = ['day', 'interval', 'month-grid', 'month-sum', 'lesson'] as const;

export type Shape = (typeof shapes)[number];

export type ProfileField = (typeof profileFields)[number];

/** Fields that a file may lack even when its profile knows a heading for them. */
export const optionalFields: ReadonlySet<ProfileField> = new Set([
  'cpr',
  'navn',
  'fornavn',
  'efternavn',
  'alias',
  'beskyttet',
  'klasse',
  'klassetrin',
  'registreret',
]);

const heading = z.union([z.string(), z.int().min(1)]);
const headings = z
  .union([heading, z.array(heading).min(1)])
  .transform((value) => (Array.isArray(value) ? value : [value]));

const amount = z.number().min(0).max(1).multipleOf(0.000001, 'må højst have seks decimaler');

export const Profile = z.strictObject({
  shape: z.enum(shapes).optional(),
  encoding: z.enum(['auto', 'utf-8', 'windows-1252', 'iso-8859-15']).default('auto'),
  delimiter: z.enum(['auto', ';', ',', 'tab', '¤']).default('auto'),
  header: z.boolean().default(true),
  skipLines: z.int().min(0).max(1000).default(0),
  sheet: z.union([z.int().min(1), z.string().min(1)]).default(1),
  dates: z.array(z.string()).min(1).default(['dd-MM-yyyy', 'yyyy-MM-dd']),
  decimal: z.enum([',', '.']).default(','),
  columns: z.partialRecord(z.enum(profileFields), headings),
  constants: z
    .partialRecord(z.enum(profileFields), z.union([z.string(), z.number()]).transform(String))
    .default({}),
  /** A key with nothing under it but comments is a map that waits for its first code. */
  aarsager: z
    .record(z.string(), z.enum(aarsagskoder))
    .nullish()
    .transform((codes) => codes ?? {}),
  amounts: z.record(z.string(), amount).default({}),
  lessonsPerDay: z.int().min(1).max(16).optional(),
});

export type Profile = z.infer<typeof Profile>;
/** A profile as a person writes it, before defaults. */
export type WrittenProfile = z.input<typeof Profile>;
