// The shape `lesson`: one row per lesson absent. Its part of the day is one of the lessons that the elev had that day (R5).
import type { ReadShape } from '../row-context.ts';

export const readLesson: ReadShape = ({ elev, values, read, reject }) => {
  const dato = values.dato(read('dato'));
  if (dato === undefined) return reject('dato-invalid', 'dato');
  const lektion = lessonName(read('lektion'));
  if (lektion === undefined) return reject('lektion-invalid', 'lektion');
  const omfang = values.lesson(read('lektionerIAlt'));
  if (omfang === undefined) return reject('lektioner-invalid', 'lektionerIAlt');
  const aarsag = values.aarsag(read('aarsag'));
  if (aarsag === undefined) return reject('aarsag-unknown', 'aarsag');
  return { ...elev, dato, aarsag, omfang, lektion };
};

/**
 * One form of the lesson's name or number, by which two lessons of a day are told from one row twice (R7). Undefined for
 * none, and for several at once (`1-3`, `2,4`): how many lessons that is would be a guess.
 */
function lessonName(text: string): string | undefined {
  const number = /^0*(\d{1,2})\.?(?: ?lektion)?$/i.exec(text)?.[1];
  if (number !== undefined) return number;
  return text === '' || text.length > 40 || /\d *[-–,;+/&] *\d| og /.test(text) ? undefined : text;
}
