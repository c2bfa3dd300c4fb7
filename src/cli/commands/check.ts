// fravaer check: what would be read, what is wrong with it, and whether each skole passes the gates.
import { dryRun } from '../../job/dry-run.ts';
import { exitCodeOf } from '../../job/outcome.ts';
import { outputOf } from '../options.ts';
import { printResult } from '../output.ts';
import { checkJson, checkText } from '../present/check-text.ts';
import { runWishesOf } from './run.ts';
import type { RunOptions } from './run.ts';

export async function check(options: RunOptions): Promise<number> {
  const report = await dryRun(runWishesOf({ ...options, skole: [] }));
  printResult(outputOf(options), checkJson(report), () => checkText(report));
  return exitCodeOf(report.outcome);
}
