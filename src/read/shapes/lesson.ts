// The shape `lesson`: one row per lesson absent. Its part of the day is one of the lessons that the elev had that day (R5).
import type { ReadShape } from '../row-context.ts';

export const readLesson: ReadShape = ({ values, read, reject }) => {
  const dato = values.dato(read('dato'));
  if (dato === undefined) return reject('dato-invalid', 'dato');
  const lektion = values.lektion(read('lektion'));
  if (lektion === undefined) return reject('lektion-invalid', 'lektion');
  const omfang = values.lesson(read('lektionerIAlt'));
  if (omfang === undefined) return reject('lektioner-invalid', 'lektionerIAlt');
  const aarsag = values.aarsag(read('aarsag'));
  if (aarsag === undefined) return reject('aarsag-unknown', 'aarsag');
  return { dato, said: { aarsag, omfang, lektion } };
};
