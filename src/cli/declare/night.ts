// The commands of the nightly job.
import type { Command } from 'commander';
import type { DemoOptions } from '../commands/demo.ts';
import type { RunOptions } from '../commands/run.ts';
import type { CommonOptions } from '../options.ts';
import { withConfig, withDates, withLimits, withOutput } from './command.ts';
import type { Done } from './command.ts';

export function declareRun(command: Command, done: Done): void {
  withLimits(withDates(withConfig(command)), '; kun sammen med --dry-run')
    .option('--dry-run', 'vis, hvad der ville ske; rør hverken tilstand eller mail')
    .option('--skole <nr...>', 'kun disse skoler (institutionsnummer)')
    .option(
      '--accept <nr...>',
      'godkend disse skolers data i denne ene kørsel, selv om kontrollen afviser dem',
    )
    .option('--out <mappe>', 'skriv rapporterne her')
    .action(async (options: RunOptions) => {
      const { run } = await import('../commands/run.ts');
      done(await run(options));
    });
}

export function declareSend(command: Command, done: Done): void {
  withConfig(command).action(async (options: CommonOptions) => {
    const { send } = await import('../commands/send.ts');
    done(await send(options));
  });
}

export function declareDemo(command: Command, done: Done): void {
  withOutput(command)
    .option('--out <mappe>', 'arbejdsmappen', 'reports/demo')
    .action(async (options: DemoOptions) => {
      const { demo } = await import('../commands/demo.ts');
      done(await demo(options));
    });
}
