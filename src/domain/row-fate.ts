// R61: every row of an export lands in exactly one counter. What the reader could not use is counted there
// (other skole, quarantined); the rest is decided here, in the order of `RowFate`.
import type { Dato } from './dato.ts';
import { kvartalOf } from './kvartal.ts';
import type { Kvartal } from './kvartal.ts';
import { skoledageOfMonth } from './month-sum.ts';
import { identityOf, isSameRow } from './registrering.ts';
import type { Registrering, SpanningRow } from './registrering.ts';
import { skoleaarOf } from './skolekalender.ts';
import type { Skoledage, SkoledageLookup } from './skolekalender.ts';

/** What becomes of a row that was read without fault; the first that fits. The kvartal comes on top, see counterOf. */
export type RowFate = 'duplicate' | 'after-as-of' | 'not-skoledag' | 'not-absence' | 'counted';

export type RowCounter = RowFate | 'outside-kvartal';

export interface FateContext {
  readonly asOf: Dato;
  readonly skoledage: SkoledageLookup;
  /** The elev's klassetrin at the as-of date, for rows that do not state one. */
  readonly klassetrin: number | undefined;
}

export interface RowWithFate {
  readonly row: Registrering;
  readonly fate: RowFate;
}

/**
 * Decides the fate of each row of one elev (R3, R7, R9, R10), in whatever kvartal it lies. The rows come back in order of date, skole and
 * file, so that the answer does not depend on the order in which they were read.
 */
export function decideFates(rows: readonly Registrering[], context: FateContext): RowWithFate[] {
  const isOnSkoledag = skoledagOfRows(context);
  return withFates(rows, (row) => {
    if (row.dato > context.asOf) return 'after-as-of';
    if (!isOnSkoledag(row)) return 'not-skoledag';
    return row.aarsag === 'none' || row.omfang === 0 ? 'not-absence' : 'counted';
  });
}

/** The same for an elev of whom nothing is known up to the as-of date: every row is of a later one (R10). */
export function decideLaterFates(rows: readonly Registrering[]): RowWithFate[] {
  return withFates(rows, () => 'after-as-of');
}

function withFates(rows: readonly Registrering[], fateOf: (row: Registrering) => RowFate): RowWithFate[] {
  const sorted = isInOrder(rows) ? rows : rows.toSorted(byDateThenPlace);
  const isRepeated = repetitions(sorted);
  return sorted.map((row, index) => ({ row, fate: isRepeated(row, index) ? 'duplicate' : fateOf(row) }));
}

/** Rows are mostly read in order. */
function isInOrder(rows: readonly Registrering[]): boolean {
  for (let index = 1; index < rows.length; index += 1) {
    const [before, row] = [rows[index - 1], rows[index]];
    if (before !== undefined && row !== undefined && byDateThenPlace(before, row) > 0) return false;
  }
  return true;
}

/** A date has few rows, even of lessons: up to so many are compared one by one. */
const FEW_ROWS = 32;

/** R7: asked of every row in order, tells whether an earlier row of the same date has said the same. */
function repetitions(sorted: readonly Registrering[]): (row: Registrering, index: number) => boolean {
  let firstOfDate = 0;
  const said = new Set<string>();
  return (row, index) => {
    if (sorted[firstOfDate]?.dato !== row.dato) {
      firstOfDate = index;
      said.clear();
    }
    if (index - firstOfDate < FEW_ROWS) return isAmong(sorted, firstOfDate, index);
    if (said.size === 0) for (const before of sorted.slice(firstOfDate, index)) said.add(identityOf(before));
    const isKnown = said.has(identityOf(row));
    said.add(identityOf(row));
    return isKnown;
  };
}

function isAmong(sorted: readonly Registrering[], first: number, index: number): boolean {
  const row = sorted[index];
  for (let before = first; before < index; before += 1) {
    const other = sorted[before];
    if (row !== undefined && other !== undefined && isSameRow(row, other)) return true;
  }
  return false;
}

/** The one counter that a row lands in when `kvartal` is screened (R2, R61). */
export function counterOf({ row, fate }: RowWithFate, kvartal: Kvartal): RowCounter {
  return counterOn(row.dato, fate, kvartal);
}

/** The same for any row of a date. */
export function counterOn(day: Dato, fate: RowFate, kvartal: Kvartal): RowCounter {
  return fate !== 'duplicate' && kvartalOf(day) !== kvartal ? 'outside-kvartal' : fate;
}

/**
 * Counts rows of the files, R61: a row that gives several registreringer lands in the counter of the part that got
 * furthest, and in none when the reader has counted it as quarantined.
 */
export function countFates(
  entries: readonly RowWithFate[],
  kvartal: Kvartal,
): ReadonlyMap<RowCounter, number> {
  const counters = new Map<RowCounter, number>();
  const add = (counter: RowCounter): void => void counters.set(counter, (counters.get(counter) ?? 0) + 1);
  const furthest = new Map<SpanningRow, RowCounter>();
  for (const entry of entries) {
    const counter = counterOf(entry, kvartal);
    const { spanning } = entry.row;
    if (spanning === undefined) add(counter);
    else if (!spanning.isSetAside) furthest.set(spanning, further(counter, furthest.get(spanning)));
  }
  for (const counter of furthest.values()) add(counter);
  return counters;
}

const furthestFirst: readonly RowCounter[] = [
  'counted',
  'not-absence',
  'duplicate',
  'not-skoledag',
  'after-as-of',
  'outside-kvartal',
];

function further(a: RowCounter, b: RowCounter = a): RowCounter {
  return furthestFirst.indexOf(a) <= furthestFirst.indexOf(b) ? a : b;
}

/**
 * R9: an interval covers only its skoledage, so the other dates in it are no registrations. They are left out, but for
 * the first of an interval that covers nothing else.
 */
export function withoutGaps(entries: readonly RowWithFate[]): RowWithFate[] {
  const covering = new Set(
    entries.filter(({ fate }) => fate !== 'not-skoledag').map(({ row }) => row.spanning),
  );
  return entries.filter(({ row, fate }) => {
    const { spanning, dato } = row;
    if (spanning?.kind !== 'interval' || fate !== 'not-skoledag') return true;
    return !covering.has(spanning) && dato === spanning.first;
  });
}

/** R9: the calendar of a row's own skole and klassetrin, where the elev went that day. */
export function skoledageAt(
  place: Pick<Registrering, 'institutionsnummer' | 'skole' | 'klassetrin'>,
  day: Dato,
  context: FateContext,
): Skoledage {
  const klassetrin = place.klassetrin ?? klassetrinThen(day, context);
  return context.skoledage({ institutionsnumre: [place.institutionsnummer, place.skole], klassetrin });
}

/** R9: asked of row after row; the rows of a date, most often of one place, share the answer. */
function skoledagOfRows(context: FateContext): (row: Registrering) => boolean {
  let last: { readonly row: Registrering; readonly answer: boolean } | undefined;
  return (row) => {
    if (last !== undefined && isSameSkoledag(row, last.row)) return last.answer;
    last = { row, answer: isOnSkoledag(row, context) };
    return last.answer;
  };
}

function isSameSkoledag(one: Registrering, other: Registrering): boolean {
  return (
    one.dato === other.dato &&
    one.institutionsnummer === other.institutionsnummer &&
    one.skole === other.skole &&
    one.klassetrin === other.klassetrin &&
    one.isMonthSum === other.isMonthSum
  );
}

function isOnSkoledag(row: Registrering, context: FateContext): boolean {
  const skoledage = skoledageAt(row, row.dato, context);
  return row.isMonthSum === true
    ? skoledageOfMonth(row, skoledage, context.asOf).length > 0
    : skoledage.has(row.dato);
}

/** R2: klasser move up on 1 August, so another skoleår than that of `asOf` means another klassetrin. */
export function klassetrinThen(
  day: Dato,
  { klassetrin, asOf }: Pick<FateContext, 'klassetrin' | 'asOf'>,
): number | undefined {
  if (klassetrin === undefined) return undefined;
  const yearsAgo = Number(skoleaarOf(asOf).slice(0, 4)) - Number(skoleaarOf(day).slice(0, 4));
  return Math.max(0, klassetrin - yearsAgo);
}

function byDateThenPlace(a: Registrering, b: Registrering): number {
  return compareText(a.dato, b.dato) || compareText(a.skole, b.skole) || compareSource(a, b);
}

function compareSource(a: Registrering, b: Registrering): number {
  return compareText(a.source.file, b.source.file) || a.source.line - b.source.line;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
