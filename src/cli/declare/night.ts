// The commands of the nightly job.
import type { Command } from 'commander';
import type { DemoOptions } from '../commands/demo.ts';
import type { RunOptions } from '../commands/run.ts';
import type { CommonOptions } from '../options.ts';
import { danish, subcommand, withDates, withLimits, withOutput } from './command.ts';
import type { Done } from './command.ts';

export function addRun(program: Command, done: Done): void {
  withLimits(withDates(subcommand(program, 'run')), '; kun sammen med --dry-run')
    .description('Natkørslen: læs, kontrollér, gennemgå, sammenlign, gem, skriv rapporter og send mails')
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

export function addSend(program: Command, done: Done): void {
  subcommand(program, 'send')
    .description('Send de mails, der venter')
    .action(async (options: CommonOptions) => {
      const { send } = await import('../commands/send.ts');
      done(await send(options));
    });
}

export function addDemo(program: Command, done: Done): void {
  withOutput(danish(program.command('demo')))
    .description('Kør hele jobbet på en opdigtet kommune, flere nætter i træk; mails lægges i en mappe')
    .option('--out <mappe>', 'arbejdsmappen', 'reports/demo')
    .action(async (options: DemoOptions) => {
      const { demo } = await import('../commands/demo.ts');
      done(await demo(options));
    });
}
