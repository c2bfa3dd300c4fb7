// R6: exact sums of days. A day is cut into 9 009 000 000 equal parts, the smallest number that every lesson of
// a day of 1-16 lessons and every decimal of up to six digits divides evenly; sums stay whole numbers far below
// 2^53 (a year is 3.3e12), so adding and comparing is exact. Counting which rows count is in fravaer.ts.

/** An exact amount of absence: a whole number of 1/9 009 000 000 of a day. */
export type Fravaersdage = number & { readonly brand: 'Fravaersdage' };

/** One day: lcm(1…16, 10^6) parts. */
export const ONE_DAY = 9_009_000_000 as Fravaersdage;
export const NO_DAYS = 0 as Fravaersdage;

/** `numerator/denominator` of a day, or undefined when the grid cannot hold it exactly (17 lessons, seven decimals). */
export function fractionOfDay(numerator: number, denominator: number): Fravaersdage | undefined {
  const scaled = numerator * (ONE_DAY / denominator);
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator <= 0)
    return undefined;
  if (ONE_DAY % denominator !== 0 || !Number.isSafeInteger(scaled)) return undefined;
  return scaled as Fravaersdage;
}

/** Whole days as an exact amount; limits are given as numbers with at most six decimals. */
export function fromDays(days: number): Fravaersdage {
  const micro = Math.round(days * 1_000_000);
  if (Math.abs(days * 1_000_000 - micro) > 1e-6) throw new RangeError(`more than six decimals: ${days}`);
  return (micro * (ONE_DAY / 1_000_000)) as Fravaersdage;
}

/** The amount written as a decimal with `decimal` as separator (`0,25`), or undefined when it is not one or has over six decimals. */
export function parseDecimalDays(text: string, decimal: ',' | '.'): Fravaersdage | undefined {
  const match = /^(\d{1,4})(?:([.,])(\d{1,20}))?$/.exec(text);
  if (match === null || (match[2] !== undefined && match[2] !== decimal)) return undefined;
  const decimals = (match[3] ?? '').replace(/0+$/, '');
  if (decimals.length > 6) return undefined;
  return fractionOfDay(Number(`${match[1]}${decimals}`), 10 ** decimals.length);
}

export function addFravaersdage(a: Fravaersdage, b: Fravaersdage): Fravaersdage {
  return (a + b) as Fravaersdage;
}

export function subtractFravaersdage(a: Fravaersdage, b: Fravaersdage): Fravaersdage {
  return (a - b) as Fravaersdage;
}

export function smallerOf(a: Fravaersdage, b: Fravaersdage): Fravaersdage {
  return a <= b ? a : b;
}

/** For reading only: the amount as a decimal number of days. */
export function toDays(amount: Fravaersdage): number {
  return amount / ONE_DAY;
}

/**
 * The amount as a reduced fraction of days.
 * @example exactText(fromDays(10.5)) === '21/2'; whole days have no denominator: '10'
 */
export function exactText(amount: Fravaersdage): string {
  const divisor = greatestCommonDivisor(Math.abs(amount), ONE_DAY);
  const denominator = ONE_DAY / divisor;
  return denominator === 1 ? String(amount / divisor) : `${amount / divisor}/${denominator}`;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
