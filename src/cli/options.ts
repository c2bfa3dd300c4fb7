// Options as commander gives them -> what the job takes. Throws `usage` for a value that cannot be.
import { parseDato } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import { parseWindow } from '../domain/backtest/warning-rules.ts';
import type { Window } from '../domain/backtest/warning-rules.ts';
import { parseLimits } from '../domain/indsatstrin.ts';
import type { Limits } from '../domain/indsatstrin.ts';
import { parseKvartal } from '../domain/kvartal.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import { AppError } from '../errors.ts';
import type { Wishes } from '../job/prepare.ts';
import type { OutputOptions } from './output.ts';

export interface CommonOptions {
  readonly config: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

export interface DateOptions extends CommonOptions {
  readonly dato?: string;
  readonly kvartal?: string;
}

export interface WhatIfOptions extends DateOptions {
  readonly limits?: string;
}

export function outputOf({ json, quiet, verbose }: Omit<CommonOptions, 'config'>): OutputOptions {
  return { json: json ?? false, quiet: quiet ?? false, verbose: verbose ?? false };
}

export function wishesOf({ config, dato, kvartal, limits }: WhatIfOptions): Wishes {
  return {
    configFile: config,
    dato: dato === undefined ? undefined : readDato(dato),
    kvartal: kvartal === undefined ? undefined : readKvartal(kvartal),
    accept: [],
    limits: limits === undefined ? undefined : readLimits(limits),
    now: Date.now(),
  };
}

export function readDato(text: string): Dato {
  const parsed = parseDato(text, ['yyyy-MM-dd']);
  if (parsed !== undefined) return parsed;
  throw new AppError('usage', { message: `»${text}« er ikke en dato`, hint: 'Skriv datoen som 2026-11-20' });
}

function readKvartal(text: string): Kvartal {
  const parsed = parseKvartal(text);
  if (parsed !== undefined) return parsed;
  throw new AppError('usage', {
    message: `»${text}« er ikke et kvartal`,
    hint: 'Skriv kvartalet som 2026K4',
  });
}

/** R22: limits for a what-if. */
export function readLimits(text: string): Limits {
  const parsed = parseLimits(text);
  if (parsed !== undefined) return parsed;
  throw new AppError('usage', {
    message: `»${text}« er ikke tre grænser`,
    hint: 'Skriv tre stigende tal i dage, fx --limits 5,10,20 (halve dage med punktum: 7.5)',
  });
}

/** R53: a window for a what-if. */
export function readWindow(text: string): Window {
  const parsed = parseWindow(text);
  if (parsed !== undefined) return parsed;
  throw new AppError('usage', {
    message: `»${text}« er ikke et antal af de sidste skoledage`,
    hint: 'Skriv fx 7/20 for mindst 7 af de sidste 20 skoledage, eller 5/5 for 5 i træk; højst 200 skoledage',
  });
}
