// The shape `month-grid`: one row per elev and month, a column per day with a code in it. An empty cell says nothing.
import { addDays } from '../../domain/dato.ts';
import { ONE_DAY } from '../../domain/fravaersdage.ts';
import type { Dato } from '../../domain/dato.ts';
import type { Aarsagskode } from '../../domain/fravaersaarsag.ts';
import type { ReadShape, Rejection } from '../row-context.ts';
import { readMonth } from './month.ts';

export const readMonthGrid: ReadShape = (context) => {
  const month = readMonth(context);
  if (typeof month !== 'string') return month;
  const { cells, values, rejectCell } = context;
  const rejections: Rejection[] = [];
  const marked: { readonly dato: Dato; readonly aarsag: Aarsagskode }[] = [];
  for (const [index, cell] of cells.entries()) {
    if (cell.text === '') continue;
    const dato = addDays(month, index);
    const aarsag = values.aarsag(cell.text);
    if (aarsag === undefined) rejections.push(rejectCell('aarsag-unknown', cell));
    else if (dato.slice(0, 7) !== month.slice(0, 7)) rejections.push(rejectCell('dato-invalid', cell));
    else marked.push({ dato, aarsag });
  }
  const spanning = { kind: 'month' as const, first: month, isSetAside: rejections.length > 0 };
  return {
    parts: marked.map(({ dato, aarsag }) => ({ dato, said: { aarsag, omfang: ONE_DAY, spanning } })),
    rejections,
  };
};
