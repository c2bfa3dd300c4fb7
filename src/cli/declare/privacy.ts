// The commands for personal data: what is stored about an elev, its erasure, and retention (R75).
import type { Command } from 'commander';
import type { CommonOptions } from '../options.ts';
import { danish, subcommand } from './command.ts';
import type { Done } from './command.ts';

export function addPerson(program: Command, done: Done): void {
  const person = danish(program.command('person'))
    .description('Indsigt og sletning: hvad der er gemt om én elev')
    .action(() => person.help({ error: true }));
  subcommand(person, 'show <elevId>')
    .description('Vis alt, hvad der er gemt om eleven')
    .action(async (elevId: string, options: CommonOptions) => {
      const { showPerson } = await import('../commands/person.ts');
      done(await showPerson(elevId, options));
    });
  subcommand(person, 'erase <elevId>')
    .description('Slet alt, hvad der er gemt om eleven, og efterprøv, at det er væk')
    .action(async (elevId: string, options: CommonOptions) => {
      const { erasePerson } = await import('../commands/person.ts');
      done(await erasePerson(elevId, options));
    });
}

export function addPurge(program: Command, done: Done): void {
  subcommand(program, 'purge')
    .description('Slet det, der er ældre, end det må være; natkørslen gør det også')
    .action(async (options: CommonOptions) => {
      const { purge } = await import('../commands/purge.ts');
      done(await purge(options));
    });
}
