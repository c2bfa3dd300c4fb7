// Excel's dates are numbers of days.
import { addDays, dato } from '../../domain/dato.ts';
import type { Dato } from '../../domain/dato.ts';

/** Day 0, so that day 61 is 1 March 1900: Excel believes in a 29 February 1900. */
const DAY_ZERO = dato('1899-12-30');
const DAYS_FROM_1900_TO_1904 = 1462;
/** From 1954 to 2119: anything else is a number and no date of ours. */
const EARLIEST = 20_000;
const LATEST = 80_000;

/** The date of a serial number, its time of day dropped; undefined for a number that is no date of our time. */
export function excelDato(serial: number, isFrom1904: boolean): Dato | undefined {
  const days = Math.floor(serial) + (isFrom1904 ? DAYS_FROM_1900_TO_1904 : 0);
  return days >= EARLIEST && days <= LATEST ? addDays(DAY_ZERO, days) : undefined;
}
