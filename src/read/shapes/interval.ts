// The shape `interval`: one row from a date to a date. It stands for one day row per date; which of them are skoledage,
// the calendar tells later (R9, ADR 0100).
import { datesBetween, daysBetween } from '../../domain/dato.ts';
import type { ReadShape } from '../row-context.ts';

/** More is a year typed wrong: nobody is registered as absent for more than a year at a time. */
const MAX_DAYS = 366;

export const readInterval: ReadShape = ({ values, read, reject }) => {
  const fra = values.dato(read('fra'));
  if (fra === undefined) return reject('dato-invalid', 'fra');
  const til = values.dato(read('til'));
  if (til === undefined) return reject('dato-invalid', 'til');
  if (til < fra) return reject('interval-reversed', 'til');
  if (daysBetween(fra, til) >= MAX_DAYS) return reject('interval-too-long', 'til');
  const aarsag = values.aarsag(read('aarsag'));
  if (aarsag === undefined) return reject('aarsag-unknown', 'aarsag');
  const omfang = values.omfang(read('omfang'));
  if (omfang === undefined) return reject('omfang-invalid', 'omfang');
  if (fra === til) return { dato: fra, said: { aarsag, omfang } };
  const spanning = { kind: 'interval' as const, first: fra, isSetAside: false };
  const said = { aarsag, omfang, spanning };
  return { parts: datesBetween(fra, til).map((dato) => ({ dato, said })), rejections: [] };
};
