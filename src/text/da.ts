// The Danish words and forms that every output shares: names of things, dates, numbers, plurals.
import type { Change } from '../domain/comparison.ts';
import { weekday } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import type { Fravaersaarsag } from '../domain/fravaersaarsag.ts';
import { ONE_DAY } from '../domain/fravaersdage.ts';
import type { Fravaersdage } from '../domain/fravaersdage.ts';
import type { Basis, Indsatstrin, TrinMedIndsats } from '../domain/indsatstrin.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import type { SkoleStatus } from '../domain/night.ts';

export const trinText: Readonly<Record<Indsatstrin, string>> = {
  ingen: 'Intet trin',
  'tidlig-indsats': 'Tidlig indsats',
  bekymrende: 'Bekymrende skolefravær',
  massivt: 'Massivt skolefravær',
};

/** After a number of elever: `3 med massivt skolefravær`. */
export const trinPhrase: Readonly<Record<TrinMedIndsats, string>> = {
  'tidlig-indsats': 'til tidlig indsats',
  bekymrende: 'med bekymrende skolefravær',
  massivt: 'med massivt skolefravær',
};

export const changeText: Readonly<Record<Change, string>> = {
  new: 'Ny',
  escalated: 'Steget',
  eased: 'Faldet',
  ended: 'Ikke længere på et trin',
  unchanged: 'Uændret',
};

export const aarsagText: Readonly<Record<Fravaersaarsag, string>> = {
  sygdom: 'Sygdom',
  'ekstraordinaer-frihed': 'Ekstraordinær frihed',
  ulovligt: 'Ulovligt fravær',
};

export const basisText: Readonly<Record<Basis, string>> = { dage: 'dage', vurdering: 'skolens vurdering' };

export const statusText: Readonly<Record<SkoleStatus, string>> = {
  screened: 'Gennemgået',
  refused: 'Afvist',
  'no-data': 'Ingen data',
};

/** Monday first, as in ISO. */
export const WEEKDAYS = ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'] as const;
const MONTHS = [
  'januar',
  'februar',
  'marts',
  'april',
  'maj',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'december',
];

/** `20-11-2026` */
export function datoText(day: Dato): string {
  return `${day.slice(8, 10)}-${day.slice(5, 7)}-${day.slice(0, 4)}`;
}

/** `20. november 2026` */
export function longDatoText(day: Dato): string {
  return `${Number(day.slice(8, 10))}. ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** `fredag den 20. november 2026` */
export function weekdayDatoText(day: Dato): string {
  return `${WEEKDAYS[weekday(day) - 1]} den ${longDatoText(day)}`;
}

/** `4. kvartal 2026` */
export function kvartalText(kvartal: Kvartal): string {
  return `${kvartal.slice(5)}. kvartal ${kvartal.slice(0, 4)}`;
}

/** A number of days with decimal comma and at most two decimals, `ca.` in front when that is rounded: `10,5`, `ca. 0,17`. */
export function dageTal(amount: Fravaersdage): string {
  const hundredths = Math.round((amount * 100) / ONE_DAY);
  const isExact = hundredths * (ONE_DAY / 100) === amount;
  const text = (hundredths / 100).toString().replace('.', ',');
  return isExact ? text : `ca. ${text}`;
}

/** `10,5 dage`, `1 dag` */
export function dageText(amount: Fravaersdage): string {
  return `${dageTal(amount)} ${amount === ONE_DAY ? 'dag' : 'dage'}`;
}

/** Dates of one year as people write them in a row: `5/10, 6/10 og 9/11`. */
export function dayMonthsText(days: readonly Dato[]): string {
  return listText(days.map((day) => `${Number(day.slice(8, 10))}/${Number(day.slice(5, 7))}`));
}

/** For a sentence in the middle of another: `Straks` -> `straks`. */
export function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** A number with its noun in the right form: `1 elev`, `3 elever`. */
export function plural(count: number, one: string, many: string): string {
  return `${tal(count)} ${count === 1 ? one : many}`;
}

/** A whole number with a point between thousands: `8.667`. */
export function tal(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, '.');
}

/** `a`, `a og b`, `a, b og c` */
export function listText(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} og ${last}`;
}
