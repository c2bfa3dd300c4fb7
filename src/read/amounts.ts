// Cell text -> an exact amount of days (R5, R6): a word of the profile, a decimal, or a fraction.
import { addFravaersdage, fractionOfDay, NO_DAYS, parseDecimalDays } from '../domain/fravaersdage.ts';
import type { Fravaersdage } from '../domain/fravaersdage.ts';

const signs: Readonly<Record<string, readonly [number, number]>> = {
  '½': [1, 2],
  '¼': [1, 4],
  '¾': [3, 4],
  '⅓': [1, 3],
  '⅔': [2, 3],
  '⅙': [1, 6],
  '⅚': [5, 6],
};

/** `0,25`, `1/6`, `½`, `2½`, `2 1/2`; undefined for anything else and for what the grid cannot hold exactly. */
export function parseDays(text: string, decimal: ',' | '.'): Fravaersdage | undefined {
  const match = /^(?:(\d{1,3}) ?)??(?:([½¼¾⅓⅔⅙⅚])|(\d{1,3})\/(\d{1,3}))$/.exec(text);
  if (match === null) return parseDecimalDays(text, decimal);
  const [numerator, denominator] = signs[match[2] ?? ''] ?? [Number(match[3]), Number(match[4])];
  const part = fractionOfDay(numerator, denominator);
  const whole = match[1] === undefined ? NO_DAYS : fractionOfDay(Number(match[1]), 1);
  return part === undefined || whole === undefined ? undefined : addFravaersdage(whole, part);
}
