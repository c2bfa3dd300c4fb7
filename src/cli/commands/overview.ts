// fravaer overview: the kommune in counts (R76), as a table, for Excel or for another program.
import { writeFile } from 'node:fs/promises';
import { AppError, systemCode } from '../../errors.ts';
import { exitCodeOf } from '../../job/outcome.ts';
import type { Outcome } from '../../job/outcome.ts';
import { overviewKommune, overviewWorkbook } from '../../job/overview.ts';
import type { OverviewReport } from '../../job/overview.ts';
import type { Wishes } from '../../job/prepare.ts';
import { outputOf, wishesOf } from '../options.ts';
import type { DateOptions } from '../options.ts';
import { printDocument, printResult } from '../output.ts';
import { overviewCsv, overviewJson, overviewText } from '../present/overview-text.ts';

export interface OverviewOptions extends DateOptions {
  readonly format: 'table' | 'csv' | 'json' | 'xlsx';
  readonly out?: string;
}

export async function overview(options: OverviewOptions): Promise<number> {
  const { out } = options;
  const format = options.json === true && options.format === 'table' ? 'json' : options.format;
  if (format === 'xlsx' && out === undefined) {
    throw new AppError('usage', {
      message: 'Et regneark kan ikke vises på skærmen',
      hint: 'Angiv en fil med --out, for eksempel --out overblik.xlsx',
    });
  }
  const wishes = wishesOf(options);
  if (out !== undefined) {
    const { content, outcome } = await contentOf(wishes, format);
    await writeOut(out, content);
    printResult(outputOf(options), { file: out, format }, () => `Overblikket ligger i ${out}`);
    return exitCodeOf(outcome);
  }
  const result = await overviewKommune(wishes);
  if (format === 'csv') printDocument(overviewCsv(result));
  else
    printResult({ ...outputOf(options), json: format === 'json' }, overviewJson(result), () =>
      overviewText(result),
    );
  return exitCodeOf(result.outcome);
}

interface Content {
  readonly content: string | Buffer;
  readonly outcome: Outcome;
}

async function contentOf(wishes: Wishes, format: OverviewOptions['format']): Promise<Content> {
  if (format === 'xlsx') return overviewWorkbook(wishes);
  const texts = { csv: overviewCsv, json: jsonText, table: (of: OverviewReport) => `${overviewText(of)}\n` };
  const result = await overviewKommune(wishes);
  return { content: texts[format](result), outcome: result.outcome };
}

function jsonText(result: OverviewReport): string {
  return `${JSON.stringify(overviewJson(result), undefined, 2)}\n`;
}

async function writeOut(file: string, content: string | Buffer): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new AppError('usage', {
      message: `Filen ${file} kan ikke skrives (${code})`,
      hint: 'Vælg en mappe, der findes, og som må skrives i',
    });
  }
}
