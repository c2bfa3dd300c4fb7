// R43: one row of a sheet that comes back, compared cell by cell with what it held when it was made and with what has
// been recorded since. What a person has changed is recorded; what somebody else has changed meanwhile is a conflict and
// stays as it is.
import { parseDato } from '../dato.ts';
import type { Dato } from '../dato.ts';
import { checkValues } from './entry-check.ts';
import type { EntryProblem, EntryProblemCode, NewValue } from './entry-check.ts';
import { forloebField } from './fields.ts';
import type { ForloebField } from './fields.ts';
import { foldForloeb } from './forloeb.ts';
import type { Forloeb, ForloebEntry } from './forloeb.ts';
import { cellValue } from './sheet-columns.ts';
import type { ForloebColumn } from './sheet-columns.ts';

/** What stands in a cell, whatever program wrote it. */
export type CellContent =
  | { readonly kind: 'empty' }
  | { readonly kind: 'dato'; readonly dato: Dato }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'formula' };

export interface ReturnedCell {
  readonly column: ForloebColumn;
  /** Where it stands, for messages: `H12`. */
  readonly address: string;
  readonly content: CellContent;
}

export type CellProblemCode =
  | EntryProblemCode
  | 'formula'
  /** A date before the kvartal, or before the forløb when that is older. */
  | 'before-kvartal'
  /** Changed to something else since the sheet was made. */
  | 'conflict';

export interface CellProblem {
  readonly code: CellProblemCode;
  readonly address: string;
  readonly heading: string;
}

export interface RowMerge {
  readonly values: readonly NewValue[];
  readonly problems: readonly CellProblem[];
}

export interface MergeContext {
  /** Whose sheet it is. */
  readonly skole: string;
  /** The entries of this forløb when the sheet was made, and as they are now. */
  readonly known: readonly ForloebEntry[];
  readonly recorded: readonly ForloebEntry[];
  readonly today: Dato;
  /** Earlier dates are taken for slips of the pen. */
  readonly earliest: Dato;
}

/** Forms of dates that people type where a cell is text. */
const TYPED_DATES = ['yyyy-MM-dd', 'd-M-yyyy', 'd/M-yyyy', 'd.M.yyyy', 'd/M/yyyy', 'd-M-yy', 'd.M.yy'];

/** What of a returned row is to be recorded, and what cannot be, cell by cell. */
export function mergeRow(cells: readonly ReturnedCell[], context: MergeContext): RowMerge {
  const changes = findChanges(cells, context);
  const values: Change[] = [];
  const problems: CellProblem[] = [];
  for (const change of changes) {
    if ('code' in change) problems.push(problemAt(change.code, change.cell));
    else values.push(change);
  }
  const { accepted, refused } = acceptTogether(values, context);
  return {
    values: accepted.map(({ value }) => value),
    problems: [...problems, ...refused],
  };
}

/** A changed cell with what is to be recorded of it, or why it cannot be. */
interface Change {
  readonly cell: ReturnedCell;
  readonly value: NewValue;
}

interface Refusal {
  readonly cell: ReturnedCell;
  readonly code: CellProblemCode;
}

function findChanges(cells: readonly ReturnedCell[], context: MergeContext): (Change | Refusal)[] {
  const then = foldForloeb(context.known)[0];
  const now = foldForloeb(context.recorded)[0];
  const readings = cells.map((cell) => ({ cell, reading: readCell(cell) }));
  const opfoelgninger = new Set(
    readings.flatMap(({ cell, reading }) =>
      cell.column.field === 'opfoelgning' && 'value' in reading ? [reading.value] : [],
    ),
  );
  return readings.flatMap(({ cell, reading }) => {
    if ('code' in reading) return [{ cell, code: reading.code }];
    const before = cellValue(then, cell.column, context.skole);
    const after = reading.value;
    if (after === before) return [];
    if (isTooEarly(cell, after, context.earliest)) return [{ cell, code: 'before-kvartal' }];
    return cell.column.field === 'opfoelgning'
      ? opfoelgningChange({ cell, before, after }, now, opfoelgninger)
      : fieldChange({ cell, before, after }, cellValue(now, cell.column, context.skole));
  });
}

function isTooEarly({ column }: ReturnedCell, value: string | undefined, earliest: Dato): boolean {
  return value !== undefined && isDato(column) && value < earliest;
}

function isDato({ field }: ForloebColumn): boolean {
  const { kind } = forloebField(field);
  return kind === 'dato' || kind === 'dato-list';
}

interface Edit {
  readonly cell: ReturnedCell;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

function fieldChange({ cell, before, after }: Edit, current: string | undefined): (Change | Refusal)[] {
  if (current === after) return [];
  if (current !== before) return [{ cell, code: 'conflict' }];
  return [{ cell, value: { field: cell.column.field, value: after } }];
}

/** The opfølgninger are a set: a date that only moved to another cell has neither come nor gone. */
function opfoelgningChange(
  { cell, before, after }: Edit,
  now: Forloeb | undefined,
  inSheet: ReadonlySet<string | undefined>,
): (Change | Refusal)[] {
  const held = new Set<string>(now?.opfoelgninger);
  const isAdded = after !== undefined && !held.has(after);
  const isGone = before !== undefined && !inSheet.has(before);
  if (isAdded && isGone && !held.has(before)) return [{ cell, code: 'conflict' }];
  const record = (field: ForloebField, value: string): Change => ({ cell, value: { field, value } });
  return [
    ...(isGone && held.has(before) ? [record('opfoelgning-removed', before)] : []),
    ...(isAdded ? [record('opfoelgning', after)] : []),
  ];
}

type Reading = { readonly value: string | undefined } | { readonly code: CellProblemCode };

/** A cell's content as fields.ts stores it. */
function readCell({ column, content }: ReturnedCell): Reading {
  if (content.kind === 'empty') return { value: undefined };
  if (content.kind === 'formula') return { code: 'formula' };
  const text = content.kind === 'text' ? content.text : content.dato;
  const definition = forloebField(column.field);
  switch (definition.kind) {
    case 'dato':
    case 'dato-list': {
      const day = parseDato(text, TYPED_DATES);
      return day === undefined ? { code: 'not-a-date' } : { value: day };
    }
    case 'choice': {
      const choices = Object.entries(definition.choices);
      const chosen = choices.find(([, label]) => label.toLowerCase() === text.toLowerCase());
      return chosen === undefined ? { code: 'unknown-choice' } : { value: chosen[0] };
    }
    case 'text':
      return { value: text };
  }
}

/** Checks the changes against each other; whatever cannot be is left out until the rest can. */
function acceptTogether(
  changes: readonly Change[],
  { recorded, today }: MergeContext,
): { readonly accepted: readonly Change[]; readonly refused: readonly CellProblem[] } {
  let accepted = changes;
  const refused: CellProblem[] = [];
  for (;;) {
    const found = checkValues(
      accepted.map(({ value }) => value),
      recorded,
      today,
    );
    const faulty = accepted.filter((change) => found.some((problem) => isCulprit(change, problem, accepted)));
    if (faulty.length === 0) return { accepted, refused };
    for (const change of faulty) {
      const problem = found.find((candidate) => isCulprit(change, candidate, accepted));
      if (problem !== undefined) refused.push(problemAt(problem.code, change.cell));
    }
    accepted = accepted.filter((change) => !faulty.includes(change));
  }
}

/** What a value may not lie before. */
const limitOf: Readonly<Partial<Record<EntryProblemCode, ForloebField>>> = {
  'before-samtale': 'samtaledato',
  'before-handleplan': 'F3',
  'before-vurdering': 'vurdering',
};

/** The change that a problem names; or, when it names a value recorded before, the change that contradicts it. */
function isCulprit(
  { value }: Change,
  { code, field, value: named }: EntryProblem,
  all: readonly Change[],
): boolean {
  const isNamed = (change: Change): boolean => change.value.field === field && change.value.value === named;
  return all.some(isNamed) ? value.field === field && value.value === named : value.field === limitOf[code];
}

function problemAt(code: CellProblemCode, { address, column }: ReturnedCell): CellProblem {
  return { code, address, heading: column.heading };
}
