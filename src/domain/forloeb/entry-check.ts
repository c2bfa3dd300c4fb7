// What may be recorded about a forløb: checked before an entry is added, the same for the command line and the sheet.
// A problem names field and reason, never an elev.
import { parseDato } from '../dato.ts';
import type { Dato } from '../dato.ts';
import { forloebField } from './fields.ts';
import type { ForloebField, ForloebFieldDefinition } from './fields.ts';
import { datoBy, foldForloeb, missingToClose } from './forloeb.ts';
import type { Forloeb, ForloebEntry } from './forloeb.ts';

export const MAX_TEXT_LENGTH = 40;

export type EntryProblemCode =
  | 'not-a-date'
  | 'date-in-future'
  | 'unknown-choice'
  | 'text-too-long'
  /** R70: so many digits in a row may be a CPR number. */
  | 'looks-like-cpr'
  | 'before-samtale'
  | 'before-handleplan'
  | 'before-vurdering'
  /** R42 */
  | 'not-ready-to-close';

export interface EntryProblem {
  readonly code: EntryProblemCode;
  /** The field whose value cannot be; it may be one recorded before, when the new value contradicts it. */
  readonly field: ForloebField;
  readonly value: string;
}

/** A value to be recorded; undefined takes back what the field holds. */
export interface NewValue {
  readonly field: ForloebField;
  readonly value: string | undefined;
}

/**
 * What is wrong with recording `values` together on `today`, in the forløb that holds `recorded` so far; empty when
 * nothing is. First each value by itself, then all of them against each other.
 */
export function checkValues(
  values: readonly NewValue[],
  recorded: readonly ForloebEntry[],
  today: Dato,
): EntryProblem[] {
  const single = values.flatMap((value) => checkValue(value, today));
  if (single.length > 0) return single;
  const touched = new Set(values.map(({ field }) => field));
  return checkOrder(foldWith(recorded, values), touched, today);
}

function checkValue({ field, value }: NewValue, today: Dato): EntryProblem[] {
  const code = value === undefined ? undefined : problemOf(forloebField(field), value, today);
  return value === undefined || code === undefined ? [] : [{ code, field, value }];
}

function problemOf(
  definition: ForloebFieldDefinition,
  value: string,
  today: Dato,
): EntryProblemCode | undefined {
  switch (definition.kind) {
    case 'choice':
      return Object.hasOwn(definition.choices, value) ? undefined : 'unknown-choice';
    case 'text':
      return checkText(value);
    case 'dato':
    case 'dato-list': {
      const day = parseDato(value, ['yyyy-MM-dd']);
      if (day === undefined) return 'not-a-date';
      return day > today ? 'date-in-future' : undefined;
    }
  }
}

/** R70: what is wrong with a short text, such as initials or a role. */
export function checkText(value: string): EntryProblemCode | undefined {
  if (value.length > MAX_TEXT_LENGTH) return 'text-too-long';
  return /\d[\d -]{4,}\d/.test(value) ? 'looks-like-cpr' : undefined;
}

/** The forløb as it would be with the values recorded. */
function foldWith(recorded: readonly ForloebEntry[], values: readonly NewValue[]): Forloeb | undefined {
  const forloeb = recorded[0]?.forloeb ?? 1;
  const added = values.map((value) => ({
    ...value,
    forloeb,
    skole: '',
    enteredBy: '',
    enteredAt: '',
    source: '',
  }));
  return foldForloeb([...recorded, ...added])[0];
}

const AFTER_SAMTALE = [
  'F2A',
  'F2B',
  'F2C',
  'F2D',
  'F3',
  'F3.1',
  'F3.2',
  'F3.3',
  'tilbagefaldsplan',
  'afsluttet',
] as const;

function checkOrder(
  forloeb: Forloeb | undefined,
  touched: ReadonlySet<ForloebField>,
  today: Dato,
): EntryProblem[] {
  if (forloeb === undefined) return [];
  const problems: EntryProblem[] = [];
  const need = (
    field: ForloebField,
    value: Dato | undefined,
    other: 'samtaledato' | 'F3' | 'vurdering',
  ): void => {
    const earliest = datoBy(forloeb, other, today);
    const concernsNew = touched.has(field) || touched.has(other);
    if (!concernsNew || value === undefined || earliest === undefined || value >= earliest) return;
    problems.push({ code: beforeCode[other], field, value });
  };
  for (const field of AFTER_SAMTALE) need(field, datoBy(forloeb, field, today), 'samtaledato');
  for (const held of forloeb.opfoelgninger) {
    need('opfoelgning', held, 'samtaledato');
    need('opfoelgning', held, 'F3');
  }
  // A new vurdering after one that was withdrawn is no mistake.
  if (touched.has('vurdering-withdrawn')) {
    need('vurdering-withdrawn', datoBy(forloeb, 'vurdering-withdrawn', today), 'vurdering');
  }
  const afsluttet = datoBy(forloeb, 'afsluttet', today);
  if (touched.has('afsluttet') && afsluttet !== undefined && missingToClose(forloeb, today).length > 0) {
    problems.push({ code: 'not-ready-to-close', field: 'afsluttet', value: afsluttet });
  }
  return problems;
}

const beforeCode = {
  samtaledato: 'before-samtale',
  F3: 'before-handleplan',
  vurdering: 'before-vurdering',
} as const;
