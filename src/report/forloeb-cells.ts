// The cells in which people record a forløb, the same on every sheet: what stands in them, how they are coloured, what may
// be typed, and the rule behind each heading (R41, R43).
import type { Dato } from '../domain/dato.ts';
import { forloebField } from '../domain/forloeb/fields.ts';
import type { Forloeb } from '../domain/forloeb/forloeb.ts';
import type { Frist } from '../domain/forloeb/frister.ts';
import { cellValue, INITIALS_HEADING, KEY_HEADING } from '../domain/forloeb/sheet-columns.ts';
import type { ForloebColumn } from '../domain/forloeb/sheet-columns.ts';
import { forloebSteps } from '../domain/forloeb/steps.ts';
import type { ForloebStep } from '../domain/forloeb/steps.ts';
import { numberToRecord } from '../domain/forloeb/forloeb.ts';
import type { ElevCase } from '../domain/night.ts';
import type { SkoleReportInput } from '../domain/report-input.ts';
import type { ColumnInput, ColumnModel, InputCell } from './sheet.ts';

export interface WideColumn extends ColumnModel {
  readonly width: number;
}

/** The last two columns of a sheet that comes back: who filled in the row, and the hidden key. */
export const closingColumns: readonly WideColumn[] = [
  { heading: INITIALS_HEADING, width: 10, input: 'text', note: 'Hvem har udfyldt rækken?' },
  { heading: KEY_HEADING, width: 70 },
];

/** What a row records, and the key by which it is known again. */
export interface RowState {
  readonly skole: string;
  /** The forløb that the row's cells belong to; undefined before anything has been recorded in it. */
  readonly forloeb: Forloeb | undefined;
  readonly frister: readonly Frist[];
  readonly key: string;
}

export function rowStateOf(
  { elevId, forloeb: { all } }: ElevCase,
  { night, skole: { skole }, returned }: SkoleReportInput,
): RowState {
  const alle = all.map(({ forloeb }) => forloeb);
  const number = numberToRecord(alle, night.asOf);
  const known = alle.reduce((sum, { entries }) => sum + entries.length, 0);
  const view = all.find(({ forloeb }) => forloeb.number === number);
  return {
    skole: skole.institutionsnummer,
    forloeb: view?.forloeb,
    frister: view?.frister ?? [],
    key: returned.rowKey({ skole: skole.institutionsnummer, elevId, forloeb: number, known }),
  };
}

export function inputCell(column: ForloebColumn, { forloeb, frister, skole }: RowState): InputCell {
  const value = cellValue(forloeb, column, skole);
  const status = statusOf(column, frister);
  return {
    kind: 'input',
    value: value === undefined ? undefined : shown(column, value),
    ...(status === undefined ? {} : { status }),
  };
}

function shown({ field }: ForloebColumn, value: string): NonNullable<InputCell['value']> {
  const definition = forloebField(field);
  if (definition.kind === 'choice') return { text: definition.choices[value] ?? value };
  return definition.kind === 'text' ? { text: value } : { dato: value as Dato };
}

function statusOf({ field, round }: ForloebColumn, frister: readonly Frist[]): InputCell['status'] {
  const id = stepOf(field)?.id;
  const frist = frister.find((one) => one.step.id === id && one.round === round);
  switch (frist?.status) {
    case 'overdue':
    case 'due-soon':
    case 'not-needed':
      return frist.status;
    case 'done':
    case 'done-late':
      return 'done';
    default:
      return undefined;
  }
}

/** The step of the forløbspakke that a column records. */
function stepOf(field: ForloebColumn['field']): ForloebStep | undefined {
  const id = field === 'samtaledato' ? 'F1' : field === 'opfoelgning' ? 'F4' : field;
  return forloebSteps.find((step) => step.id === id);
}

export function inputColumn(column: ForloebColumn): WideColumn {
  const input = inputOf(column);
  const note = noteOf(column);
  return {
    heading: column.heading,
    width: Math.max(12.5, longestWord(column.heading) * 1.15),
    input,
    ...(note === undefined ? {} : { note }),
  };
}

/** In characters; bold letters take a little more room. */
function longestWord(heading: string): number {
  return Math.max(...heading.split(/[ -]/).map((word) => word.length)) + 1;
}

function inputOf({ field }: ForloebColumn): ColumnInput {
  const definition = forloebField(field);
  if (definition.kind === 'choice') return { oneOf: Object.values(definition.choices) };
  return definition.kind === 'text' ? 'text' : 'date';
}

/** The rule behind the column: who, when and the policy's own words. */
function noteOf({ field }: ForloebColumn): string | undefined {
  const step = stepOf(field);
  if (step === undefined) return otherNotes[field];
  const weeks = step.weeks === '' ? '' : ` ${step.weeks}.`;
  return `${step.id}. ${step.who}: ${step.task}.${weeks} Forløbspakken: »${step.policy}«`;
}

const otherNotes: Readonly<Partial<Record<ForloebColumn['field'], string>>> = {
  vurdering: 'Den dag, skolen har vurderet fraværet som bekymrende, uanset antal dage (R21).',
  'bekymring-fra': 'Hvem udtrykte bekymring først?',
  'vurdering-withdrawn': 'Den dag, skolen ikke længere vurderer fraværet som bekymrende (R21).',
  tovholder:
    'Initialer eller rolle på den, der koordinerer forløbet og er bindeled til forældrene. Ikke et elevnavn.',
  'handleplan-needed': 'Svaret på F2D. Ved »Nej« bortfalder fristerne for handleplan og indsatsforløb.',
  tilbagefaldsplan:
    'F5, R42. Et forløb kan først afsluttes med en plan, der forebygger, at fraværet vender tilbage.',
  brobygning: 'F5, R42. Er der taget stilling til brobygning til andre indsatser?',
  afsluttet: 'F5, R42. Kræver plan mod tilbagefald og stillingtagen til brobygning.',
};
