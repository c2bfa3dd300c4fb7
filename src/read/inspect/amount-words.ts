// Words for a part of a day (R5) that mean the same wherever they stand.
import { fold } from '../fold.ts';

const whole = 'hel hele heldag heledagen helfravaersdag full fullday whole wholeday allday day';
const half = 'halv halvdag halvedag formiddag eftermiddag half halfday am pm morning afternoon';

const parts: ReadonlyMap<string, number> = new Map([
  ...whole.split(' ').map((word) => [word, 1] as const),
  ...half.split(' ').map((word) => [word, 0.5] as const),
]);

/** The part of a day that a word plainly says; undefined when it must be asked. */
export function proposeAmount(word: string): number | undefined {
  const percent = /^(\d{1,3}) ?%$/.exec(word)?.[1];
  if (percent !== undefined) return Number(percent) <= 100 ? Number(percent) / 100 : undefined;
  return parts.get(fold(word).replace(/[^a-z]/g, ''));
}
