// Registreringer of a test -> the packed rows that a file with them would have given.
import type { Eksport } from '../domain/eksport.ts';
import type { Registrering } from '../domain/registrering.ts';
import { packRows, registreringerOf, visitStretches } from '../domain/rows.ts';
import type { Rows, Stretch } from '../domain/rows.ts';

export function rowsOf(registreringer: readonly Registrering[]): Rows {
  const packer = packRows();
  const sameElev = same();
  const sameSaid = same();
  for (const { dato, source, aarsag, omfang, isMonthSum, lektion, spanning, ...elev } of registreringer) {
    const said = { aarsag, omfang, isMonthSum, lektion };
    packer.add(
      sameElev({ ...elev, file: source.file }),
      dato,
      spanning === undefined ? sameSaid(said) : { ...said, spanning },
      source.line,
    );
  }
  return packer.finish();
}

/** Registreringer as the rules meet them. */
export function stretchesOf(registreringer: readonly Registrering[]): Stretch[] {
  return stretchesIn(rowsOf(registreringer));
}

export function stretchesIn(rows: Rows): Stretch[] {
  const stretches: Stretch[] = [];
  visitStretches(rows, (stretch) => stretches.push(stretch));
  return stretches;
}

/** All registreringer, in the order in which they were read. */
export function unpackRows(rows: Rows): Registrering[] {
  return registreringerOf(stretchesIn(rows));
}

/** Gives the first object that was equal. */
function same(): <T>(value: T) => T {
  const known = new Map<string, unknown>();
  return <T>(value: T): T => {
    const key = JSON.stringify(value);
    if (!known.has(key)) known.set(key, value);
    return known.get(key) as T;
  };
}

/** An export as a test writes it, with plain registreringer or with packed ones. */
export type EksportFields = Partial<Omit<Eksport, 'rows'>> & {
  readonly rows?: readonly Registrering[] | Rows;
};
