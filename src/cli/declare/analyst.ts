// The commands for looking: what would be read, why a figure is what it is, what earlier runs came to.
import { Option } from 'commander';
import type { Command } from 'commander';
import type { BacktestOptions } from '../commands/backtest.ts';
import type { HistoryOptions } from '../commands/history.ts';
import type { ExplainOptions } from '../commands/explain.ts';
import type { InitOptions } from '../commands/init.ts';
import type { OverviewOptions } from '../commands/overview.ts';
import type { RunOptions } from '../commands/run.ts';
import { withConfig, withDates, withLimits } from './command.ts';
import type { Done } from './command.ts';

export function declareInit(command: Command, done: Done): void {
  withConfig(command)
    .requiredOption('--from <fil...>', 'eksporterne: fravær, og gerne en elevliste')
    .action(async (options: InitOptions) => {
      const { init } = await import('../commands/init.ts');
      done(await init(options));
    });
}

export function declareCheck(command: Command, done: Done): void {
  withDates(withConfig(command)).action(async (options: RunOptions) => {
    const { check } = await import('../commands/check.ts');
    done(await check(options));
  });
}

export function declareExplain(command: Command, done: Done): void {
  withLimits(withDates(withConfig(command.argument('<elevId>')))).action(
    async (elevId: string, options: ExplainOptions) => {
      const { explain } = await import('../commands/explain.ts');
      done(await explain(elevId, options));
    },
  );
}

export function declareOverview(command: Command, done: Done): void {
  withDates(withConfig(command))
    .addOption(
      new Option('--format <form>', 'table, csv (til Excel), json eller xlsx')
        .choices(['table', 'csv', 'json', 'xlsx'])
        .default('table'),
    )
    .option('--out <fil>', 'skriv til filen i stedet for skærmen; skal angives for xlsx')
    .action(async (options: OverviewOptions) => {
      const { overview } = await import('../commands/overview.ts');
      done(await overview(options));
    });
}

export function declareBacktest(command: Command, done: Done): void {
  withLimits(withConfig(command), ', ved siden af dem, der gælder')
    .requiredOption('--from <ÅÅÅÅ-MM-DD>', 'første nat')
    .requiredOption('--to <ÅÅÅÅ-MM-DD>', 'sidste nat')
    .option('--window <antal/skoledage...>', 'også en regel om de sidste skoledage, fx 7/20 eller 5/5')
    .action(async (options: BacktestOptions) => {
      const { backtest } = await import('../commands/backtest.ts');
      done(await backtest(options));
    });
}

export function declareHistory(command: Command, done: Done): void {
  withConfig(command)
    .option('--check', 'sig til (kode 3), hvis jobbet ikke har kørt, som det skal; til overvågning')
    .action(async (options: HistoryOptions) => {
      const { history } = await import('../commands/history.ts');
      done(await history(options));
    });
}
