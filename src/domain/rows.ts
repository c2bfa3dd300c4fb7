// The rows of an export, packed: a large kommune has millions of them, far too many to be objects. What rows have in
// common is kept once, and successive lines about one date of one elev, as the lessons of a day, are one stretch. The
// rules see plain registreringer again, those of one elev at a time.
import type { Dato } from './dato.ts';
import type { Registrering } from './registrering.ts';

/** What a row says of its elev. */
export type RowElev = Pick<
  Registrering,
  'elevId' | 'institutionsnummer' | 'skole' | 'navn' | 'klasse' | 'klassetrin' | 'beskyttet'
> & { readonly file: string };

/** What a row says of its date. */
export type RowSaid = Pick<Registrering, 'aarsag' | 'omfang' | 'isMonthSum' | 'lektion' | 'spanning'>;

export interface Rows {
  /** How many registreringer there are. */
  readonly count: number;
  readonly elever: readonly RowElev[];
  readonly datoer: readonly Dato[];
  /** What the lines of a stretch say, line by line. */
  readonly sayings: readonly (readonly RowSaid[])[];
  /** Four numbers a stretch: its place in `elever`, in `datoer` and in `sayings`, and its first line. */
  readonly stretches: Int32Array<ArrayBuffer>;
}

/** Numbers of a stretch. */
const WIDTH = 4;
/** So many lessons a day has at most; a longer stretch is cut, so that there are not too many sayings. */
const MAX_LINES = 16;

export interface RowPacker {
  /**
   * Adds a registrering. Equal ones may be given in objects of their own; but only what is given in the same object is
   * kept only once.
   */
  readonly add: (elev: RowElev, dato: Dato, said: RowSaid, line: number) => void;
  /** Once, at the end. */
  readonly finish: () => Rows;
}

/** A saying, and those that go on from it. */
interface Saying {
  readonly place: number;
  readonly said: readonly RowSaid[];
  readonly next: Map<RowSaid, Saying>;
  /** What was added to it last, most often the same again. */
  lastNext: { readonly said: RowSaid; readonly saying: Saying } | undefined;
}

export function packRows(): RowPacker {
  const elever = numbering<RowElev>();
  const datoer = numbering<Dato>();
  const sayings: (readonly RowSaid[])[] = [];
  const nothing: Saying = { place: -1, said: [], next: new Map(), lastNext: undefined };
  let stretches = new Int32Array(WIDTH * 64);
  let end = 0;
  let count = 0;
  let last = { elev: undefined as RowElev | undefined, dato: undefined as Dato | undefined, nextLine: 0 };
  let saying = nothing;

  function goOn(from: Saying, said: RowSaid): Saying {
    if (from.lastNext?.said === said) return from.lastNext.saying;
    const saying = from.next.get(said) ?? newSaying([...from.said, said]);
    from.next.set(said, saying);
    from.lastNext = { said, saying };
    return saying;
  }

  function newSaying(said: readonly RowSaid[]): Saying {
    return { place: sayings.push(said) - 1, said, next: new Map(), lastNext: undefined };
  }

  return {
    add: (elev, dato, said, line) => {
      count += 1;
      const goesOn = line === last.nextLine && elev === last.elev && dato === last.dato;
      if (goesOn && said.spanning === undefined && saying.said.length < MAX_LINES) {
        saying = goOn(saying, said);
        stretches[end - 2] = saying.place;
        last.nextLine += 1;
        return;
      }
      if (end === stretches.length) stretches = ofLength(stretches, end * 2);
      saying = goOn(nothing, said);
      stretches[end] = elever.placeOf(elev);
      stretches[end + 1] = datoer.placeOf(dato);
      stretches[end + 2] = saying.place;
      stretches[end + 3] = line;
      end += WIDTH;
      last = { elev, dato, nextLine: said.spanning === undefined ? line + 1 : -1 };
    },
    finish: () => ({
      count,
      elever: elever.all,
      datoer: datoer.all,
      sayings,
      stretches: ofLength(stretches, end),
    }),
  };
}

/** The same numbers in as much memory as asked for; the old memory is free at once. */
function ofLength(stretches: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  return new Int32Array(stretches.buffer.transfer(length * stretches.BYTES_PER_ELEMENT));
}

/** Numbers values in the order in which they come. */
function numbering<T>() {
  const places = new Map<T, number>();
  const all: T[] = [];
  return {
    all,
    placeOf: (value: T): number => {
      const known = places.get(value);
      if (known !== undefined) return known;
      places.set(value, all.length);
      return all.push(value) - 1;
    },
  };
}

export const noRows: Rows = packRows().finish();

/** Rows of several files, one after the other; of parts of one file, whose lines are moved on by `linesBefore` each. */
export function joinRows(parts: readonly Rows[], linesBefore: readonly number[] = []): Rows {
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  const elever = parts.flatMap((part) => part.elever);
  const sayings = parts.flatMap((part) => part.sayings);
  const datoer = numbering<Dato>();
  const stretches = new Int32Array(parts.reduce((length, part) => length + part.stretches.length, 0));
  let end = 0;
  let firstElev = 0;
  let firstSaying = 0;
  for (const [index, part] of parts.entries()) {
    const moved = linesBefore[index] ?? 0;
    const places = part.datoer.map(datoer.placeOf);
    for (let at = 0; at < part.stretches.length; at += WIDTH) {
      stretches[end] = (part.stretches[at] ?? 0) + firstElev;
      stretches[end + 1] = places[part.stretches[at + 1] ?? 0] ?? 0;
      stretches[end + 2] = (part.stretches[at + 2] ?? 0) + firstSaying;
      stretches[end + 3] = (part.stretches[at + 3] ?? 0) + moved;
      end += WIDTH;
    }
    firstElev += part.elever.length;
    firstSaying += part.sayings.length;
  }
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  return { count, elever, datoer: datoer.all, sayings, stretches };
}

/** The same rows, with something else said of their elever. */
export function changeElever(rows: Rows, change: (elev: RowElev) => RowElev): Rows {
  return { ...rows, elever: rows.elever.map(change) };
}

/** Successive lines about one date of one elev. */
export interface Stretch {
  readonly elev: RowElev;
  readonly dato: Dato;
  readonly said: readonly RowSaid[];
  readonly firstLine: number;
}

/** Shows all stretches, in the order in which they were read. There are millions, so no list is made of them. */
export function visitStretches(rows: Rows, visit: (stretch: Stretch) => void): void {
  for (let at = 0; at < rows.stretches.length; at += WIDTH) visit(stretchAt(rows, at));
}

function stretchAt({ elever, datoer, sayings, stretches }: Rows, at: number): Stretch {
  const elev = elever[stretches[at] ?? 0];
  const dato = datoer[stretches[at + 1] ?? 0];
  const said = sayings[stretches[at + 2] ?? 0];
  if (elev === undefined || dato === undefined || said === undefined) throw new RangeError('no such stretch');
  return { elev, dato, said, firstLine: stretches[at + 3] ?? 0 };
}

/** R14: the date for which the rows were made, as far as silence and the newest row go: an interval's first. */
export function madeFor({ dato, said }: Pick<Stretch, 'dato' | 'said'>): Dato {
  const spanning = said[0]?.spanning;
  return spanning?.kind === 'interval' ? spanning.first : dato;
}

/** The registreringer of stretches, in their order. */
export function registreringerOf(stretches: readonly Stretch[]): Registrering[] {
  return stretches.flatMap((stretch) => stretch.said.map((says, index) => unpack(stretch, says, index)));
}

function unpack({ elev, dato, firstLine }: Stretch, says: RowSaid, index: number): Registrering {
  return {
    elevId: elev.elevId,
    institutionsnummer: elev.institutionsnummer,
    skole: elev.skole,
    navn: elev.navn,
    beskyttet: elev.beskyttet,
    klasse: elev.klasse,
    klassetrin: elev.klassetrin,
    dato,
    aarsag: says.aarsag,
    omfang: says.omfang,
    isMonthSum: says.isMonthSum,
    lektion: says.lektion,
    spanning: says.spanning,
    source: { file: elev.file, line: firstLine + index },
  };
}

/** Looks up the stretches of one elev, in the order in which they were read. */
export function stretchesByElev(rows: Rows): (elevId: string) => readonly Stretch[] {
  const ids = numbering<string>();
  const placeOf = Int32Array.from(rows.elever, ({ elevId }) => ids.placeOf(elevId));
  const { stretches } = rows;
  const begins = new Int32Array(ids.all.length + 1);
  for (let at = 0; at < stretches.length; at += WIDTH) {
    const place = placeOf[stretches[at] ?? 0] ?? 0;
    begins[place + 1] = (begins[place + 1] ?? 0) + 1;
  }
  for (let place = 1; place < begins.length; place += 1) {
    begins[place] = (begins[place] ?? 0) + (begins[place - 1] ?? 0);
  }
  const free = begins.slice();
  const ordered = new Int32Array(stretches.length / WIDTH);
  for (let at = 0; at < stretches.length; at += WIDTH) {
    const place = placeOf[stretches[at] ?? 0] ?? 0;
    const index = free[place] ?? 0;
    ordered[index] = at;
    free[place] = index + 1;
  }
  const known = new Map(ids.all.map((id, place) => [id, place]));
  return (elevId) => {
    const place = known.get(elevId);
    if (place === undefined) return [];
    const own: Stretch[] = [];
    for (let index = begins[place] ?? 0; index < (begins[place + 1] ?? 0); index += 1) {
      own.push(stretchAt(rows, ordered[index] ?? 0));
    }
    return own;
  };
}
