// The shape `month-sum`: days per elev and month, either in one row per category or in one row with a column per
// category. No date is known (ADR 0101).
import { NO_DAYS } from '../../domain/fravaersdage.ts';
import type { RowSaid } from '../../domain/rows.ts';
import type { ReadShape, Rejection } from '../row-context.ts';
import { readMonth } from './month.ts';

export const readMonthSum: ReadShape = (context) => {
  const month = readMonth(context);
  if (typeof month !== 'string') return month;
  const { cells, values, read, reject, rejectCell } = context;
  if (cells.length === 0) {
    const aarsag = values.aarsag(read('aarsag'));
    if (aarsag === undefined) return reject('aarsag-unknown', 'aarsag');
    const omfang = values.monthDays(read('omfang'));
    return omfang === undefined
      ? reject('omfang-invalid', 'omfang')
      : { dato: month, said: { aarsag, omfang, isMonthSum: true } };
  }
  const rejections: Rejection[] = [];
  const sums: Pick<RowSaid, 'aarsag' | 'omfang'>[] = [];
  for (const cell of cells) {
    const omfang = cell.text === '' ? NO_DAYS : values.monthDays(cell.text);
    const aarsag = values.aarsag(cell.column);
    if (omfang === undefined || aarsag === undefined) rejections.push(rejectCell('omfang-invalid', cell));
    else if (omfang > 0) sums.push({ aarsag, omfang });
  }
  const spanning = { kind: 'month' as const, first: month, isSetAside: rejections.length > 0 };
  return {
    parts: sums.map((sum) => ({ dato: month, said: { ...sum, isMonthSum: true, spanning } })),
    rejections,
  };
};
