// The commands for what is stored: about an elev, its erasure, retention (R75), and a copy of all of it.
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

export function addBackup(program: Command, done: Done): void {
  subcommand(program, 'backup <fil>')
    .description('Kopiér tilstanden til en ny fil, også mens en kørsel er i gang; nøglefilen gemmes for sig')
    .action(async (file: string, options: CommonOptions) => {
      const { backup } = await import('../commands/backup.ts');
      done(await backup(file, options));
    });
}
