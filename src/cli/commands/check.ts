// fravaer check: what would be read, what is wrong with it, and whether each skole passes the gates.
import { checkNight } from '../../job/check.ts';
import { exitCodeOf } from '../../job/outcome.ts';
import { outputOf } from '../options.ts';
import { printResult } from '../output.ts';
import { checkJson } from '../present/check-json.ts';
import { checkText } from '../present/check-text.ts';
import { runWishesOf } from './run.ts';
import type { RunOptions } from './run.ts';

export async function check(options: RunOptions): Promise<number> {
  const report = await checkNight(runWishesOf({ ...options, skole: [] }));
  printResult(outputOf(options), checkJson(report), () => checkText(report));
  return exitCodeOf(report.outcome);
}
