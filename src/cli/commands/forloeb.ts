// fravaer forloeb list|set: forløb and frister, and what a person records about one.
import { exitCodes, AppError } from '../../errors.ts';
import { findForloebField, forloebFields } from '../../domain/forloeb/fields.ts';
import type { ForloebField } from '../../domain/forloeb/fields.ts';
import type { NewValue } from '../../domain/forloeb/entry-check.ts';
import { listForloeb } from '../../job/forloeb-list.ts';
import { setForloeb } from '../../job/forloeb-set.ts';
import { outputOf, wishesOf } from '../options.ts';
import type { CommonOptions, DateOptions } from '../options.ts';
import { printDocument, printResult } from '../output.ts';
import { listCsv, listJson, listText, setJson, setText } from '../present/forloeb-list-text.ts';

export interface ListOptions extends DateOptions {
  readonly overdue?: boolean;
  readonly skole?: readonly string[];
  readonly format: 'table' | 'csv' | 'json';
}

export async function listForloebCommand(options: ListOptions): Promise<number> {
  const list = await listForloeb({
    ...wishesOf(options),
    skoler: options.skole ?? [],
    onlyOverdue: options.overdue ?? false,
  });
  if (options.format === 'csv' && options.json !== true) printDocument(listCsv(list));
  else {
    const json = options.json === true || options.format === 'json';
    printResult({ ...outputOf(options), json }, listJson(list), () => listText(list));
  }
  return exitCodes.done;
}

/** Besides the fields by their ids in camel case: `--bekymring-fra` is `bekymringFra`. */
export interface SetOptions extends CommonOptions {
  readonly by: string;
  readonly step?: readonly string[];
  readonly clear?: readonly string[];
  readonly forloeb?: string;
}

export async function setForloebCommand(elevId: string, options: SetOptions): Promise<number> {
  const values = [
    ...valuesOf(options),
    ...stepValues(options.step ?? []),
    ...clearedValues(options.clear ?? []),
  ];
  if (values.length === 0) {
    throw new AppError('usage', {
      message: 'Der er intet at registrere',
      hint: 'Angiv for eksempel --samtaledato 2026-10-01; se alle felter med: fravaer forloeb set --help',
    });
  }
  const { configFile, now, accept } = wishesOf(options);
  const number = options.forloeb === undefined ? undefined : readNumber(options.forloeb);
  const result = await setForloeb({ configFile, now, accept, elevId, values, by: options.by, number });
  printResult(outputOf(options), setJson(elevId, result), () => setText(elevId, result));
  return exitCodes.done;
}

function valuesOf(options: SetOptions): NewValue[] {
  return forloebFields.flatMap(({ id }): NewValue[] => {
    const given: unknown = Reflect.get(options, camelCase(id));
    const texts = Array.isArray(given) ? given : [given];
    return texts.filter((value) => typeof value === 'string').map((value) => ({ field: id, value }));
  });
}

function camelCase(id: string): string {
  return id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function stepValues(steps: readonly string[]): NewValue[] {
  return steps.map((step) => {
    const [id = '', value = '', ...rest] = step.split('=');
    if (rest.length === 0 && value !== '' && id.startsWith('F')) return { field: readField(id), value };
    throw new AppError('usage', {
      message: `»${step}« er ikke et trin med en dato`,
      hint: 'Skriv trin og dato med lighedstegn: --step F2A=2026-10-01',
    });
  });
}

function clearedValues(fields: readonly string[]): NewValue[] {
  return fields.map((id) => ({ field: readField(id), value: undefined }));
}

function readField(id: string): ForloebField {
  const field = findForloebField(id);
  if (field !== undefined) return field.id;
  throw new AppError('usage', {
    message: `Feltet »${id}« findes ikke`,
    hint: `Felterne er: ${forloebFields.map((one) => one.id).join(', ')}`,
  });
}

function readNumber(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new AppError('usage', {
    message: `»${text}« er ikke nummeret på et forløb`,
    hint: 'Skriv for eksempel --forloeb 1; se forløbene med fravaer explain',
  });
}
