// Rows say the same few things over and over; what is equal is given in one object, so that it is kept only once.
import type { RowSaid } from '../domain/rows.ts';

/** Past so many different sayings all are forgotten. */
const MAX_SAYINGS = 100_000;

/** Gives the first object that said the same. What spans several dates is each row's own. */
export function sameSayings(): (said: RowSaid) => RowSaid {
  const perLektion = new Map<string | undefined, Map<number, RowSaid[]>>();
  let count = 0;
  let last: RowSaid | undefined;

  const find = (said: RowSaid): RowSaid => {
    const ofLektion = perLektion.get(said.lektion) ?? new Map<number, RowSaid[]>();
    const ofOmfang = ofLektion.get(said.omfang) ?? [];
    const known = ofOmfang.find((other) => isSame(other, said));
    if (known !== undefined) return known;
    if (count >= MAX_SAYINGS) {
      perLektion.clear();
      count = 0;
    }
    perLektion.set(said.lektion, ofLektion.set(said.omfang, [...ofOmfang, said]));
    count += 1;
    return said;
  };

  return (said) => {
    if (said.spanning !== undefined) return said;
    if (last === undefined || !isSame(last, said)) last = find(said);
    return last;
  };
}

function isSame(one: RowSaid, other: RowSaid): boolean {
  return (
    one.lektion === other.lektion &&
    one.aarsag === other.aarsag &&
    one.omfang === other.omfang &&
    one.isMonthSum === other.isMonthSum
  );
}
