// The shape `day`: one row per elev and date.
import type { ReadShape } from '../row-context.ts';

export const readDay: ReadShape = ({ values, read, reject }) => {
  const dato = values.dato(read('dato'));
  if (dato === undefined) return reject('dato-invalid', 'dato');
  const aarsag = values.aarsag(read('aarsag'));
  if (aarsag === undefined) return reject('aarsag-unknown', 'aarsag');
  const omfang = values.omfang(read('omfang'));
  if (omfang === undefined) return reject('omfang-invalid', 'omfang');
  return { dato, said: { aarsag, omfang } };
};
