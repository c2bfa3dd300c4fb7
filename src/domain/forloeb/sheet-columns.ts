// The columns in which a team records a forløb (R43): the same list draws the sheet and reads it back, so that a
// heading can never mean two things.
import type { Dato } from '../dato.ts';
import { forloebFields } from './fields.ts';
import type { ForloebField, ForloebFieldDefinition } from './fields.ts';
import type { Forloeb } from './forloeb.ts';

/** The opaque key by which a row is known when it comes back; the column is hidden. */
export const KEY_HEADING = 'Nøgle';
/** Who filled in the row. */
export const INITIALS_HEADING = 'Initialer';

/** A field that has cells of its own; a date is taken out of the opfølgninger by emptying its cell. */
export type SheetField = Exclude<ForloebField, 'opfoelgning-removed'>;

export interface ForloebColumn {
  readonly field: SheetField;
  /** 1, 2, … for the opfølgninger, which have a column each; 1 for every other field. */
  readonly round: number;
  readonly heading: string;
}

/** The columns in the order of the forløbspakke, with room for `opfoelgninger` of them. */
export function forloebColumns(opfoelgninger: number): ForloebColumn[] {
  return forloebFields.flatMap((field) => columnsOf(field, opfoelgninger));
}

function columnsOf({ id, label }: ForloebFieldDefinition, opfoelgninger: number): ForloebColumn[] {
  if (id === 'opfoelgning-removed') return [];
  if (id !== 'opfoelgning') return [{ field: id, round: 1, heading: label }];
  return Array.from({ length: opfoelgninger }, (_, index) => opfoelgningColumn(index + 1));
}

function opfoelgningColumn(round: number): ForloebColumn {
  return { field: 'opfoelgning', round, heading: `Opfølgning ${round}` };
}

const byHeading = new Map(forloebColumns(0).map((column) => [column.heading, column]));

/** The column with this heading, or undefined. */
export function forloebColumnOf(heading: string): ForloebColumn | undefined {
  const round = /^Opfølgning (\d{1,2})$/.exec(heading)?.[1];
  return round === undefined ? byHeading.get(heading) : opfoelgningColumn(Number(round));
}

/**
 * What a cell of the skole's sheet holds when the forløb is as given: as fields.ts stores it, undefined when the cell is
 * empty. The tovholder of an earlier skole is not this one's.
 */
export function cellValue(
  forloeb: Forloeb | undefined,
  { field, round }: ForloebColumn,
  skole: string,
): string | undefined {
  if (field === 'opfoelgning') return forloeb?.opfoelgninger[round - 1];
  const entry = forloeb?.latest.get(field);
  return field === 'tovholder' && entry?.skole !== skole ? undefined : entry?.value;
}

/** How many columns the opfølgninger need: one more than any forløb has, and at least two. */
export function opfoelgningRounds(alle: Iterable<readonly Dato[]>): number {
  let most = 1;
  for (const opfoelgninger of alle) most = Math.max(most, opfoelgninger.length);
  return most + 1;
}
