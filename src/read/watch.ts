// The rows of one elev that give nothing to count, for the one who asks why that elev's sum is what it is. A finding says
// where and never who (R62), so it cannot be asked afterwards whose rows were set aside.
import type { RawRow } from './csv.ts';
import { idReader } from './elev.ts';
import { fieldReader } from './header.ts';
import type { Header } from './header.ts';
import type { Profile } from './profile.ts';

/** Whether an elev's id, as the reader has it, is the one that is asked after. */
export type IsWatched = (elevId: string) => boolean;

/** Whether a row is of the watched elev, as far as its id can be read. */
export function rowWatcher(
  header: Header,
  profile: Profile,
  isWatched: IsWatched | undefined,
): (row: RawRow) => boolean {
  if (isWatched === undefined) return () => false;
  const cell = fieldReader(header, profile);
  const readId = idReader(header, profile);
  return ({ fields }) => isWatched(readId((field) => cell(field, fields)));
}
