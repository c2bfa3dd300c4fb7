// The commands for following forløb. What can be recorded comes from the domain's list of fields.
import { Option } from 'commander';
import type { Command } from 'commander';
import { forloebFields } from '../../domain/forloeb/fields.ts';
import type { ForloebFieldDefinition } from '../../domain/forloeb/fields.ts';
import type { ReadOptions } from '../commands/forloeb-read.ts';
import type { ListOptions, SetOptions } from '../commands/forloeb.ts';
import { withConfig, withDates } from './command.ts';
import type { Done } from './command.ts';

export function declareForloeb(command: Command, done: Done): void {
  command.action(() => command.help({ error: true }));
  addList(command, done);
  addSet(command, done);
  addRead(command, done);
}

function addRead(group: Command, done: Done): void {
  withConfig(group.command('read <fil...>'))
    .description('Læs regneark, som teamene har udfyldt og sendt tilbage; filerne ændres ikke')
    .option('--skole <nr>', 'filerne skal være fra denne skole (institutionsnummer)')
    .action(async (files: string[], options: ReadOptions) => {
      const { readForloebCommand } = await import('../commands/forloeb-read.ts');
      done(await readForloebCommand(files, options));
    });
}

function addList(group: Command, done: Done): void {
  withDates(withConfig(group.command('list')))
    .description('Elever i et forløb og elever, der afventer samtale, med næste frist; uden navne')
    .option('--overdue', 'kun frister, der er overskredet')
    .option('--skole <nr...>', 'kun disse skoler (institutionsnummer)')
    .addOption(
      new Option('--format <form>', 'tabel, CSV til Excel eller JSON')
        .choices(['table', 'csv', 'json'])
        .default('table'),
    )
    .action(async (options: ListOptions) => {
      const { listForloebCommand } = await import('../commands/forloeb.ts');
      done(await listForloebCommand(options));
    });
}

function addSet(group: Command, done: Done): void {
  const set = withConfig(group.command('set <elevId>'))
    .description('Registrér i en elevs forløb; alt kontrolleres, før noget skrives, og intet overskrives')
    .requiredOption('--by <initialer>', 'hvem der registrerer: initialer eller rolle')
    .option(
      '--step <trin=dato...>',
      'et trin er udført, for eksempel F2A=2026-10-01 (F2A-F2D, F3, F3.1-F3.3)',
    )
    .option(
      '--forloeb <nr>',
      'hvilket af elevens forløb; ellers det nyeste, eller et nyt, når det er afsluttet',
    )
    .option('--clear <felt...>', 'tag det tilbage, der står i feltet, for eksempel tovholder eller F2A');
  for (const field of forloebFields.filter(({ id }) => !id.startsWith('F'))) {
    set.addOption(new Option(`--${field.id} <${placeholderOf(field)}>`, field.label));
  }
  set.addHelpText('after', examples);
  set.action(async (elevId: string, options: SetOptions) => {
    const { setForloebCommand } = await import('../commands/forloeb.ts');
    done(await setForloebCommand(elevId, options));
  });
}

function placeholderOf(field: ForloebFieldDefinition): string {
  switch (field.kind) {
    case 'dato':
      return 'ÅÅÅÅ-MM-DD';
    case 'dato-list':
      return 'ÅÅÅÅ-MM-DD...';
    case 'choice':
      return Object.keys(field.choices).join('|');
    case 'text':
      return 'tekst';
  }
}

const examples = `
Datoer må ikke ligge i fremtiden. Trin, opfølgning og afslutning må ikke ligge før samtalen (R40).
Et forløb kan først afsluttes med en plan mod tilbagefald og en beslutning om brobygning (R42).

Eksempler:
  fravaer forloeb set E1 --by LK --samtaledato 2026-10-01 --tovholder LK
  fravaer forloeb set E1 --by LK --step F2A=2026-10-08 F2B=2026-10-09
  fravaer forloeb set E1 --by MB --vurdering 2026-10-01 --bekymring-fra foraeldre
  fravaer forloeb set E1 --by LK --tilbagefaldsplan 2027-03-01 --brobygning nej --afsluttet 2027-03-01`;
