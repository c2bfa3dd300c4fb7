// The command for moving state.
import type { Command } from 'commander';
import type { CommonOptions } from '../options.ts';
import { withOutput } from './command.ts';
import type { Done } from './command.ts';

export function declareState(command: Command, done: Done): void {
  command.action(() => command.help({ error: true }));
  withOutput(command.command('copy <fra> <til>'))
    .description('Kopiér tilstanden fra den ene konfigurations sted til den andens, som skal være tomt')
    .action(async (from: string, to: string, options: Omit<CommonOptions, 'config'>) => {
      const { stateCopy } = await import('../commands/state.ts');
      done(await stateCopy(from, to, options));
    });
}
