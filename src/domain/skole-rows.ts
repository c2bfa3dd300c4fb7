// What the rows of a skole come to, whoever they are of: gathered for all skoler in one pass, because they are too many
// to look at again for every question of a gate (R60) or a report (R14).
import { laterOf } from './dato.ts';
import type { Dato } from './dato.ts';
import type { Size } from './gate.ts';
import { kvartalOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import { eachStretch, madeFor } from './rows.ts';
import type { Rows, Stretch } from './rows.ts';
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
  hasData: boolean;
  oldest: Dato;
  newest: Dato | undefined;
  readonly elever: Set<string>;
  readonly madeFor: Set<Dato>;
  readonly newestPerKlasse: Map<string, Dato>;
}

/** Per skole that has rows. */
export function gatherSkoleRows(rows: Rows, night: RowsNight): ReadonlyMap<string, SkoleRows> {
  const perSkole = new Map<string, Gathered>();
  for (const stretch of eachStretch(rows)) {
    const { skole } = stretch.elev;
    const gathered = perSkole.get(skole) ?? beginWith(stretch.dato);
    perSkole.set(skole, gathered);
    addTo(gathered, stretch, night);
  }
  return new Map([...perSkole].map(([skole, gathered]) => [skole, finish(gathered, night)]));
}

function beginWith(oldest: Dato): Gathered {
  return {
    rowsInKvartal: 0,
    hasData: false,
    oldest,
    newest: undefined,
    elever: new Set(),
    madeFor: new Set(),
    newestPerKlasse: new Map(),
  };
}

function addTo(gathered: Gathered, stretch: Stretch, { asOf, kvartal }: RowsNight): void {
  const { elev, dato, said } = stretch;
  if (dato < gathered.oldest) gathered.oldest = dato;
  if (kvartalOf(dato) === kvartal) {
    gathered.rowsInKvartal += said.length;
    gathered.elever.add(elev.elevId);
    gathered.hasData ||= dato <= asOf;
  }
  const day = madeFor(stretch);
  gathered.madeFor.add(day);
  if (day > asOf) return;
  gathered.newest = laterOf(gathered.newest ?? day, day);
  const { newestPerKlasse } = gathered;
  newestPerKlasse.set(elev.klasse, laterOf(newestPerKlasse.get(elev.klasse) ?? day, day));
}

function finish(gathered: Gathered, { asOf }: RowsNight): SkoleRows {
  const { rowsInKvartal, elever, oldest, newest } = gathered;
  const skoleaar = skoleaarOf(asOf);
  return {
    inKvartal: { rows: rowsInKvartal, elever: elever.size },
    hasData: gathered.hasData,
    madeFor: gathered.madeFor,
    span: newest === undefined ? undefined : { oldest: oldest < newest ? oldest : newest, newest },
    newestPerKlasse: new Map(
      [...gathered.newestPerKlasse].filter(([, newestRow]) => skoleaarOf(newestRow) === skoleaar),
    ),
  };
}

/** The newest date up to `asOf` of the rows of each file (R14); undefined for one that has none. */
export function newestPerFile(rows: Rows, asOf: Dato): ReadonlyMap<string, Dato | undefined> {
  const newest = new Map<string, Dato | undefined>();
  for (const stretch of eachStretch(rows)) {
    const { file } = stretch.elev;
    const known = newest.get(file);
    const day = madeFor(stretch);
    newest.set(file, day > asOf || (known !== undefined && known >= day) ? known : day);
  }
  return newest;
}
