// One forløb of one elev, folded from the append-only list of what people entered (R43). The newest entry of a field
// counts; a correction is one more entry, so nothing that a person entered is ever overwritten.
import type { Dato } from '../dato.ts';
import type { ChoiceField, DatoField, ForloebField } from './fields.ts';

/** One thing that somebody recorded; never changed, only followed by another. */
export interface ForloebEntry {
  /** Which forløb of the elev: 1 for the first; a new one can begin when the one before is closed. */
  readonly forloeb: number;
  /** The skole whose team recorded it: a tovholder belongs to a skole. */
  readonly skole: string;
  readonly field: ForloebField;
  /** As fields.ts says; undefined takes the field's value back. */
  readonly value: string | undefined;
  /** Initials or role. */
  readonly enteredBy: string;
  /** ISO 8601 in UTC. */
  readonly enteredAt: string;
  /** The command or the file it came through. */
  readonly source: string;
}

export interface Forloeb {
  readonly number: number;
  /** The newest entry of each field that has a value now, whatever its date. */
  readonly latest: ReadonlyMap<ForloebField, ForloebEntry>;
  /** Earliest first, without those taken away again. */
  readonly opfoelgninger: readonly Dato[];
  /** Everything recorded, oldest first. */
  readonly entries: readonly ForloebEntry[];
}

/** The elev's forløb, the oldest first, from the entries in the order in which they were recorded. */
export function foldForloeb(entries: readonly ForloebEntry[]): Forloeb[] {
  return [...Map.groupBy(entries, ({ forloeb }) => forloeb)]
    .toSorted(([a], [b]) => a - b)
    .map(([number, own]) => foldOne(number, own));
}

function foldOne(number: number, entries: readonly ForloebEntry[]): Forloeb {
  const latest = new Map<ForloebField, ForloebEntry>();
  const opfoelgninger = new Set<Dato>();
  for (const entry of entries) {
    const { field, value } = entry;
    if (value === undefined) latest.delete(field);
    else if (field === 'opfoelgning') opfoelgninger.add(value as Dato);
    else if (field === 'opfoelgning-removed') opfoelgninger.delete(value as Dato);
    else latest.set(field, entry);
  }
  return { number, latest, opfoelgninger: [...opfoelgninger].toSorted(), entries };
}

/** The date of a field when it lies on or before `asOf`; what is dated later has not happened yet. */
export function datoBy(forloeb: Forloeb, field: DatoField['id'], asOf: Dato): Dato | undefined {
  const day = forloeb.latest.get(field)?.value as Dato | undefined;
  return day !== undefined && day <= asOf ? day : undefined;
}

/** The key of a choice, or undefined when nothing has been chosen. */
export function choiceOf({ latest }: Forloeb, field: ChoiceField['id']): string | undefined {
  return latest.get(field)?.value;
}

/** R21: the date of the skole's vurdering when it stands: made, and neither withdrawn nor ended with the forløb. */
export function standingVurdering(forloeb: Forloeb, asOf: Dato): Dato | undefined {
  const made = datoBy(forloeb, 'vurdering', asOf);
  const withdrawn = datoBy(forloeb, 'vurdering-withdrawn', asOf);
  if (made === undefined || (withdrawn !== undefined && withdrawn >= made)) return undefined;
  return isClosed(forloeb, asOf) ? undefined : made;
}

/** R42: what is missing before the forløb can be closed. */
export function missingToClose(forloeb: Forloeb, asOf: Dato): ('tilbagefaldsplan' | 'brobygning')[] {
  return [
    ...(datoBy(forloeb, 'tilbagefaldsplan', asOf) === undefined ? (['tilbagefaldsplan'] as const) : []),
    ...(choiceOf(forloeb, 'brobygning') === undefined ? (['brobygning'] as const) : []),
  ];
}

/** R42: a date of closing closes only what has a plan against relapse and a decision on brobygning. */
export function isClosed(forloeb: Forloeb, asOf: Dato): boolean {
  return datoBy(forloeb, 'afsluttet', asOf) !== undefined && missingToClose(forloeb, asOf).length === 0;
}

/** A forløb runs from the samtale, or from a vurdering that stands, until it is closed. */
export function isRunning(forloeb: Forloeb, asOf: Dato): boolean {
  const isOpened =
    datoBy(forloeb, 'samtaledato', asOf) !== undefined || standingVurdering(forloeb, asOf) !== undefined;
  return isOpened && !isClosed(forloeb, asOf);
}

/** The forløb that runs at `asOf`, the newest if there are several. */
export function runningForloeb(all: readonly Forloeb[], asOf: Dato): Forloeb | undefined {
  return all.findLast((forloeb) => isRunning(forloeb, asOf));
}

/** R42: the indsatsforløb without tiltag; a handleplan is complete when all three have one. */
export function missingIndsatsforloeb(forloeb: Forloeb, asOf: Dato): ('F3.1' | 'F3.2' | 'F3.3')[] {
  return (['F3.1', 'F3.2', 'F3.3'] as const).filter((id) => datoBy(forloeb, id, asOf) === undefined);
}

/** The number under which something new about the elev is recorded: the newest forløb's, or the next when that is closed. */
export function numberToRecord(all: readonly Forloeb[], asOf: Dato): number {
  const newest = all.at(-1);
  if (newest === undefined) return 1;
  return isClosed(newest, asOf) ? newest.number + 1 : newest.number;
}
