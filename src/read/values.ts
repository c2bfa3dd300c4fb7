// Cell text -> checked value. Each distinct text is parsed once per file: an export repeats a few hundred dates and
// codes over hundreds of thousands of rows.
import { parseDato } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import type { Aarsagskode } from '../domain/fravaersaarsag.ts';
import { fromDays, ONE_DAY, parseDecimalDays } from '../domain/fravaersdage.ts';
import type { Fravaersdage } from '../domain/fravaersdage.ts';
import { fold } from './profile.ts';
import type { Profile } from './profile.ts';

/** Names and ids are nearly all distinct; a memory that grows past this is emptied. */
const MAX_REMEMBERED = 100_000;
/** No date, code or amount is longer; a longer text is not worth remembering. */
const MAX_VALUE_CHARACTERS = 100;

export interface Values {
  readonly dato: (text: string) => Dato | undefined;
  /** R4: undefined for a code that the profile does not map. */
  readonly aarsag: (text: string) => Aarsagskode | undefined;
  /** R5: a part of a day from 0 to 1; an empty text is a whole day. */
  readonly omfang: (text: string) => Fravaersdage | undefined;
  readonly klassetrin: (text: string) => number | undefined;
}

export function valuesFor(profile: Profile): Values {
  const aarsager = new Map(Object.entries(profile.aarsager).map(([code, aarsag]) => [fold(code), aarsag]));
  const amounts = new Map(
    Object.entries(profile.amounts).map(([word, part]) => [fold(word), fromDays(part)]),
  );
  return {
    dato: remember((text) => parseDato(text, profile.dates)),
    aarsag: remember((text) => aarsager.get(fold(text))),
    omfang: remember((text) => parseOmfang(text, amounts, profile.decimal)),
    klassetrin: remember(parseKlassetrin),
  };
}

function parseOmfang(
  text: string,
  amounts: ReadonlyMap<string, Fravaersdage>,
  decimal: ',' | '.',
): Fravaersdage | undefined {
  if (text === '') return ONE_DAY;
  const amount = amounts.get(fold(text)) ?? parseDecimalDays(text, decimal);
  return amount === undefined || amount > ONE_DAY ? undefined : amount;
}

/** 0-10, written as a number, perhaps with a point or the word klasse after it; a specialklasse has none. */
function parseKlassetrin(text: string): number | undefined {
  const match = /^(\d{1,2})\.?(\s*klasse)?$/i.exec(text);
  const number = match === null ? undefined : Number(match[1]);
  return number !== undefined && number <= 10 ? number : undefined;
}

export function remember<T>(parse: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > MAX_VALUE_CHARACTERS) return parse(text);
    const value = known.get(text);
    if (value !== undefined || known.has(text)) return value as T;
    if (known.size >= MAX_REMEMBERED) known.clear();
    const parsed = parse(text);
    known.set(text, parsed);
    return parsed;
  };
}
