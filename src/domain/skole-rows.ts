// What the rows of a skole come to, whoever they are of: gathered for all skoler in one pass, because they are too many
// to look at again for every question of a gate (R60) or a report (R14).
import { earlierOf } from './dato.ts';
import type { Dato } from './dato.ts';
import type { Size } from './gate.ts';
import { firstDayOf, kvartalOf, lastDayOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import { madeFor, visitStretches } from './rows.ts';
import type { Rows } from './rows.ts';
import { skoleaarOf } from './skolekalender.ts';

/** The first and the last date of rows. */
export interface RowSpan {
  readonly oldest: Dato;
  readonly newest: Dato;
}

export interface SkoleRows {
  readonly inKvartal: Size;
  /** Whether rows of the kvartal lie on or before the as-of date. */
  readonly hasData: boolean;
  /** The dates for which there are rows, in whatever kvartal; none for a skole without rows. */
  readonly madeFor: ReadonlySet<Dato>;
  /** From when to when there are rows up to the as-of date (R14); undefined when there are none. */
  readonly span: RowSpan | undefined;
  /**
   * R14: the newest date of any row up to the as-of date, per klasse. Klasser are renamed on 1 August (R2), so only rows
   * of the skoleår of the as-of date are about the klasser of today.
   */
  readonly newestPerKlasse: ReadonlyMap<string, Dato>;
}

/** Of a skole without rows. */
export const noSkoleRows: SkoleRows = {
  inKvartal: { rows: 0, elever: 0 },
  hasData: false,
  madeFor: new Set(),
  span: undefined,
  newestPerKlasse: new Map(),
};

export interface RowsNight {
  readonly asOf: Dato;
  readonly kvartal: Kvartal;
}

interface Gathered {
  rowsInKvartal: number;
  readonly eleverInKvartal: Set<string>;
  readonly dates: Set<Dato>;
  /** The dates for which there are rows, per klasse. */
  readonly madeFor: Map<string, Set<Dato>>;
}

/** Per skole that has rows. */
export function gatherSkoleRows(rows: Rows, night: RowsNight): ReadonlyMap<string, SkoleRows> {
  const perSkole = new Map<string, Gathered>();
  const [first, last] = [firstDayOf(night.kvartal), lastDayOf(night.kvartal)];
  visitStretches(rows, (stretch) => {
    const { elev, dato, said } = stretch;
    const gathered = entryOf(perSkole, elev.skole, newGathered);
    gathered.dates.add(dato);
    entryOf(gathered.madeFor, elev.klasse, newDates).add(madeFor(stretch));
    if (dato < first || dato > last) return;
    gathered.rowsInKvartal += said.length;
    gathered.eleverInKvartal.add(elev.elevId);
  });
  return new Map([...perSkole].map(([skole, gathered]) => [skole, finish(gathered, night)]));
}

function newGathered(): Gathered {
  return { rowsInKvartal: 0, eleverInKvartal: new Set(), dates: new Set(), madeFor: new Map() };
}

function newDates(): Set<Dato> {
  return new Set();
}

function entryOf<T>(entries: Map<string, T>, key: string, make: () => T): T {
  const known = entries.get(key);
  if (known !== undefined) return known;
  const made = make();
  entries.set(key, made);
  return made;
}

function finish(
  { rowsInKvartal, eleverInKvartal, dates, madeFor: perKlasse }: Gathered,
  { asOf, kvartal }: RowsNight,
): SkoleRows {
  const skoleaar = skoleaarOf(asOf);
  const newestPerKlasse = [...perKlasse].flatMap(([klasse, days]) => {
    const newest = newestUpTo(days, asOf);
    return newest === undefined ? [] : [[klasse, newest] as const];
  });
  const newest = newestUpTo(new Set(newestPerKlasse.map(([, day]) => day)), asOf);
  return {
    inKvartal: { rows: rowsInKvartal, elever: eleverInKvartal.size },
    hasData: [...dates].some((day) => day <= asOf && kvartalOf(day) === kvartal),
    madeFor: new Set([...perKlasse.values()].flatMap((days) => [...days])),
    span: newest === undefined ? undefined : { oldest: [...dates].reduce(earlierOf, newest), newest },
    newestPerKlasse: new Map(newestPerKlasse.filter(([, day]) => skoleaarOf(day) === skoleaar)),
  };
}

function newestUpTo(days: ReadonlySet<Dato>, asOf: Dato): Dato | undefined {
  let newest: Dato | undefined;
  for (const day of days) if (day <= asOf && day > (newest ?? '')) newest = day;
  return newest;
}

/** The newest date up to `asOf` of the rows of each file (R14); undefined for one that has none. */
export function newestPerFile(rows: Rows, asOf: Dato): ReadonlyMap<string, Dato | undefined> {
  const newest = new Map<string, Dato | undefined>();
  visitStretches(rows, (stretch) => {
    const { file } = stretch.elev;
    const known = newest.get(file);
    const day = madeFor(stretch);
    newest.set(file, day > asOf || (known !== undefined && known >= day) ? known : day);
  });
  return newest;
}
