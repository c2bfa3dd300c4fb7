// fravaer backtest: past nights replayed, and how good limits and forecast were.
import { backtestKommune } from '../../job/backtest.ts';
import { outputOf, readDato, readLimits, readWindow } from '../options.ts';
import type { CommonOptions } from '../options.ts';
import { createProgress, printResult } from '../output.ts';
import { backtestJson } from '../present/backtest-json.ts';
import { backtestText } from '../present/backtest-text.ts';
import { programVersion } from '../version.ts';

export interface BacktestOptions extends CommonOptions {
  readonly from: string;
  readonly to: string;
  readonly limits?: string;
  readonly window?: readonly string[];
}

export async function backtest(options: BacktestOptions): Promise<number> {
  const output = outputOf(options);
  const progress = createProgress(output, 'Spiller nætterne igen');
  const report = await backtestKommune({
    configFile: options.config,
    from: readDato(options.from),
    to: readDato(options.to),
    whatIf: options.limits === undefined ? undefined : readLimits(options.limits),
    windows: (options.window ?? []).map(readWindow),
    progress: progress.at,
  });
  progress.end();
  printResult(output, backtestJson(report, programVersion()), () => backtestText(report));
  return 0;
}
