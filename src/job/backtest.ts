// Past nights replayed on the exports as they are now. Reads each file once; touches neither state nor mail.
import { backtest } from '../domain/backtest/backtest.ts';
import type { Backtest } from '../domain/backtest/backtest.ts';
import type { BacktestPeriod } from '../domain/backtest/replay.ts';
import type { Window } from '../domain/backtest/warning-rules.ts';
import type { Dato } from '../domain/dato.ts';
import type { Limits } from '../domain/indsatstrin.ts';
import type { Skole } from '../domain/skole.ts';
import { AppError } from '../errors.ts';
import { readEksport } from '../read/read-eksport.ts';
import { prepare } from './prepare.ts';

export interface BacktestWishes {
  readonly configFile: string;
  readonly from: Dato;
  readonly to: Dato;
  /** R22: limits to compare with those in force. */
  readonly whatIf: Limits | undefined;
  /** Windows of skoledage to compare with, beside those of R53. */
  readonly windows: readonly Window[];
  /** Told how far the replay is. */
  readonly progress: (done: number, of: number) => void;
}

export interface BacktestReport {
  readonly period: BacktestPeriod;
  readonly skoler: readonly Skole[];
  readonly limits: Limits;
  readonly whatIf: Limits | undefined;
  readonly rowsRead: number;
  readonly result: Backtest;
}

/** Throws `usage` when the period ends before it begins. */
export async function backtestKommune(wishes: BacktestWishes): Promise<BacktestReport> {
  const { configFile, from, to, whatIf, windows, progress } = wishes;
  if (from > to) {
    throw new AppError('usage', {
      message: `Perioden slutter ${to}, før den begynder ${from}`,
      hint: 'Byt om på --from og --to',
    });
  }
  const { loaded, settings } = await prepare({
    configFile,
    dato: to,
    kvartal: undefined,
    accept: [],
    now: 0,
  });
  const { eksport } = await readEksport(loaded);
  const { limits } = loaded.config;
  const period = { from, to };
  return {
    period,
    skoler: settings.skoler,
    limits,
    whatIf,
    rowsRead: eksport.rowsRead,
    result: backtest(eksport, { screening: settings, period, limits, whatIf, windows }, progress),
  };
}
