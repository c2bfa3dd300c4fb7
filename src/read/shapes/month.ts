// Which month a row is about: its year and month in two columns, or a date or month in one.
import type { Dato } from '../../domain/dato.ts';
import type { Rejection, RowContext } from '../row-context.ts';

/** The first of the month. */
export function readMonth({ profile, values, read, reject }: RowContext): Dato | Rejection {
  const { columns, constants } = profile;
  const isByNumber = columns.maaned !== undefined || constants.maaned !== undefined;
  const month = isByNumber ? values.month(read('aar'), read('maaned')) : values.monthOf(read('dato'));
  return month ?? reject('maaned-invalid', isByNumber ? 'maaned' : 'dato');
}
