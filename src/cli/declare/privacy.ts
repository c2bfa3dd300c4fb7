// The commands for what is stored: about an elev, its erasure, retention (R75), and a copy of all of it.
import type { Command } from 'commander';
import type { CommonOptions } from '../options.ts';
import { withConfig } from './command.ts';
import type { Done } from './command.ts';

export function declarePerson(command: Command, done: Done): void {
  command.action(() => command.help({ error: true }));
  withConfig(command.command('show <elevId>'))
    .description('Vis alt, hvad der er gemt om eleven')
    .action(async (elevId: string, options: CommonOptions) => {
      const { showPerson } = await import('../commands/person.ts');
      done(await showPerson(elevId, options));
    });
  withConfig(command.command('erase <elevId>'))
    .description('Slet alt, hvad der er gemt om eleven, og efterprøv, at det er væk')
    .action(async (elevId: string, options: CommonOptions) => {
      const { erasePerson } = await import('../commands/person.ts');
      done(await erasePerson(elevId, options));
    });
}

export function declarePurge(command: Command, done: Done): void {
  withConfig(command).action(async (options: CommonOptions) => {
    const { purge } = await import('../commands/purge.ts');
    done(await purge(options));
  });
}

export function declareBackup(command: Command, done: Done): void {
  withConfig(command.argument('<fil>')).action(async (file: string, options: CommonOptions) => {
    const { backup } = await import('../commands/backup.ts');
    done(await backup(file, options));
  });
}
