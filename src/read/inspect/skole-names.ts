// What the skoler are called, where an export says so beside their numbers: for the configuration that `init` proposes.
import { cleanCell, fold } from '../fold.ts';
import { fieldReader } from '../header.ts';
import type { SourceFile } from '../files.ts';
import type { Profile } from '../profile.ts';
import type { SkoleLookup } from '../skole-lookup.ts';
import { openTable } from '../table.ts';

const HEADINGS = new Set([
  'skolenavn',
  'skolensnavn',
  'institutionsnavn',
  'skole',
  'institution',
  'enhedsnavn',
]);
const MAX_LENGTH = 80;

const anySkole: SkoleLookup = (number) =>
  number === '' ? undefined : { institutionsnummer: number, skole: number };

/**
 * Institutionsnummer -> name. Only a name that stands in every row of its number is one, and of no other number: what
 * differs from row to row may be a person's (R70).
 */
export async function readSkoleNames(
  file: SourceFile,
  profile: Profile,
): Promise<ReadonlyMap<string, string>> {
  const { header, rows } = await openTable(file, profile, anySkole);
  const mapped = new Set(header?.columns.values());
  const column = header?.headings.findIndex(
    (heading, index) => HEADINGS.has(fold(heading)) && !mapped.has(index),
  );
  const namesOf = new Map<string, Set<string>>();
  if (header === undefined || column === undefined || column < 0) {
    await rows.return(undefined);
    return new Map();
  }
  const cell = fieldReader(header, profile);
  for await (const piece of rows) {
    for (const { fields } of piece) {
      const number = cell('institutionsnummer', fields);
      const names = namesOf.get(number) ?? new Set();
      namesOf.set(number, names.add(cleanCell(fields[column] ?? '')));
    }
  }
  const single = [...namesOf].flatMap(([number, [name = '', ...others]]) =>
    others.length === 0 && isName(name) ? [[number, name] as const] : [],
  );
  return new Map(single.filter(([, name]) => single.filter((other) => other[1] === name).length === 1));
}

function isName(text: string): boolean {
  return /\p{L}{2}/u.test(text) && text.length <= MAX_LENGTH && !/\d{6}/.test(text);
}
