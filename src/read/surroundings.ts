// What people and systems write around a table: lines with sums, and above it when it was made.
import type { Dato } from '../domain/dato.ts';
import { parseDato } from '../domain/dato.ts';
import type { RawRow } from './csv.ts';
import { fold, isText } from './fold.ts';
import type { Header } from './header.ts';

const TOTAL = /^(ialt|total|totalt|subtotal|sum|samlet|antal|gennemsnit)([^a-z]|$|raekker|elever|dage)/;

/** Tells a line that sums up others: where it begins, or where the elev should stand, stands `I alt` or the like. */
export function totalLines({ columns }: Header): (row: RawRow) => boolean {
  const elevColumn = columns.get('elevId') ?? columns.get('cpr') ?? -1;
  return ({ fields }) => isTotal(firstText(fields)) || isTotal(fields[elevColumn] ?? '');
}

function firstText(fields: readonly string[]): string {
  for (const field of fields) if (isText(field)) return field;
  return '';
}

/** Most cells begin with a digit, and no total does: `fold` leaves it where it is. */
function isTotal(text: string): boolean {
  return !/^\d/.test(text) && TOTAL.test(fold(text));
}

const MADE = /udtr[uæ]k|udskrevet|dannet|genereret|hentet|eksporteret/i;
const DATE = /\b(\d{4}-\d{2}-\d{2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})\b/g;

/** R60: the date on which the export was made, when a title says so with a single date. */
export function statedOn(titles: readonly string[]): Dato | undefined {
  for (const title of titles) {
    const dates = title.match(DATE) ?? [];
    if (!MADE.test(title) || dates.length !== 1) continue;
    const day = parseDato((dates[0] ?? '').replaceAll(/[./]/g, '-'), ['yyyy-MM-dd', 'd-M-yyyy']);
    if (day !== undefined) return day;
  }
  return undefined;
}

/** The skoleår that a title consists of, as TEA writes it: `2026` for 2026/2027. */
export function statedSkoleaar(titles: readonly string[]): string | undefined {
  const year = titles
    .map((title) => /^(20\d{2})(\/\d{2,4})?$/.exec(title)?.[1])
    .find((found) => found !== undefined);
  return year === undefined ? undefined : `${year}/${Number(year) + 1}`;
}
