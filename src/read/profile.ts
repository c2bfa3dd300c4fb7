// A source profile: how one system's export says what we need. As written in YAML; the built-in ones stand below it
// in builtin-profiles.ts.
import { z } from 'zod';
import { aarsagskoder } from '../domain/fravaersaarsag.ts';
import { canWriteEveryDate } from '../domain/dato.ts';

/** Our fields, which a profile maps headings to. */
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
  'registreret',
  'indmeldt',
  'udmeldt',
] as const;

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

/** In luxon's letters; `mm` (minutes) for `MM` is the usual mistake and would make every month January. */
const dateFormat = z
  .string()
  .refine(canWriteEveryDate, 'skal nævne dag, måned og år, fx dd-MM-yyyy (MM er måned, mm er minutter)');
const amount = z.number().min(0).max(1).multipleOf(0.000001, 'må højst have seks decimaler');

export const Profile = z.strictObject({
  shape: z.enum(['day']).optional(),
  encoding: z.enum(['auto', 'utf-8', 'windows-1252', 'iso-8859-15']).default('auto'),
  delimiter: z.enum(['auto', ';', ',', 'tab', '¤']).default('auto'),
  dates: z.array(dateFormat).min(1).default(['dd-MM-yyyy', 'yyyy-MM-dd']),
  decimal: z.enum([',', '.']).default(','),
  columns: z.partialRecord(z.enum(profileFields), headings),
  constants: z
    .partialRecord(z.enum(profileFields), z.union([z.string(), z.number()]).transform(String))
    .default({}),
  aarsager: z.record(z.string(), z.enum(aarsagskoder)).default({}),
  amounts: z.record(z.string(), amount).default({}),
});

export type Profile = z.infer<typeof Profile>;
/** A profile as a person writes it, before defaults. */
export type WrittenProfile = z.input<typeof Profile>;

/** One form of a heading, code or amount: case, the forms of æøå, space and punctuation do not matter. */
export function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .replace(/[\s\u00A0._:-]+/g, '');
}
