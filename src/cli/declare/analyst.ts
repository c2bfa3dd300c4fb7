// The commands for looking: what would be read, why a figure is what it is, what earlier runs came to.
import { Option } from 'commander';
import type { Command } from 'commander';
import type { BacktestOptions } from '../commands/backtest.ts';
import type { HistoryOptions } from '../commands/history.ts';
import type { ExplainOptions } from '../commands/explain.ts';
import type { InitOptions } from '../commands/init.ts';
import type { OverviewOptions } from '../commands/overview.ts';
import type { RunOptions } from '../commands/run.ts';
import { subcommand, withDates, withLimits } from './command.ts';
import type { Done } from './command.ts';

export function addInit(program: Command, done: Done): void {
  subcommand(program, 'init')
    .description('Se på eksporter, og skriv en konfiguration, en profil og en kalender, der kan rettes til')
    .requiredOption('--from <fil...>', 'eksporterne: fravær, og gerne en elevliste')
    .action(async (options: InitOptions) => {
      const { init } = await import('../commands/init.ts');
      done(await init(options));
    });
}

export function addCheck(program: Command, done: Done): void {
  withDates(subcommand(program, 'check'))
    .description(
      'Se efter i konfiguration, kalender og eksporter: hvad læses, hvad mangler, hvad er galt; ændrer intet',
    )
    .action(async (options: RunOptions) => {
      const { check } = await import('../commands/check.ts');
      done(await check(options));
    });
}

export function addExplain(program: Command, done: Done): void {
  withLimits(withDates(subcommand(program, 'explain <elevId>')))
    .description('Forklar én elevs tal: hver række, hver dag, summen, trinnet og ændringen')
    .action(async (elevId: string, options: ExplainOptions) => {
      const { explain } = await import('../commands/explain.ts');
      done(await explain(elevId, options));
    });
}

export function addOverview(program: Command, done: Done): void {
  withDates(subcommand(program, 'overview'))
    .description('Kommunen i tal: skoler, klassetrin og klasser, kun antal; små tal er skjult')
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

export function addBacktest(program: Command, done: Done): void {
  withLimits(subcommand(program, 'backtest'), ', ved siden af dem, der gælder')
    .description(
      'Spil tidligere nætter igen: meldinger pr. uge og skole, tid fra trin til trin, prognosens træfsikkerhed',
    )
    .requiredOption('--from <ÅÅÅÅ-MM-DD>', 'første nat')
    .requiredOption('--to <ÅÅÅÅ-MM-DD>', 'sidste nat')
    .action(async (options: BacktestOptions) => {
      const { backtest } = await import('../commands/backtest.ts');
      done(await backtest(options));
    });
}

export function addHistory(program: Command, done: Done): void {
  subcommand(program, 'history')
    .description('Tidligere kørsler og deres udfald')
    .option('--check', 'sig til (kode 3), hvis jobbet ikke har kørt, som det skal; til overvågning')
    .action(async (options: HistoryOptions) => {
      const { history } = await import('../commands/history.ts');
      done(await history(options));
    });
}
