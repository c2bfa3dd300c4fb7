// The commands and their options; no logic. Each command's code is loaded when it is called, so that help is instant.
import { Command, Option } from 'commander';
import { policyLimits } from '../domain/indsatstrin.ts';
import type { DemoOptions } from './commands/demo.ts';
import type { ExplainOptions } from './commands/explain.ts';
import type { RunOptions } from './commands/run.ts';
import type { CommonOptions } from './options.ts';
import { programVersion } from './version.ts';

const DEFAULT_CONFIG = 'fravaer.config.yaml';

type Done = (exitCode: number) => void;

export function createProgram(done: Done): Command {
  const program = danish(new Command('fravaer'))
    .description(describeProgram())
    .version(programVersion(), '-V, --version', 'vis versionen')
    .showHelpAfterError(false)
    .action(() => program.help({ error: true }));
  addRun(program, done);
  addCheck(program, done);
  addExplain(program, done);
  addSend(program, done);
  addHistory(program, done);
  addDemo(program, done);
  program.addHelpText('after', exitCodeHelp);
  return program;
}

function describeProgram(): string {
  const { tidligIndsats, bekymrende, massivt } = policyLimits;
  return (
    'Gennemgår elevfravær hver nat og fortæller skolernes kom i skole team, hvem der er nye på et indsatstrin\n' +
    `(tidlig indsats fra ${tidligIndsats} dage, bekymrende over ${bekymrende}, massivt over ${massivt} dage i et kvartal).`
  );
}

function addRun(program: Command, done: Done): void {
  withDates(subcommand(program, 'run'))
    .description('Natkørslen: læs, kontrollér, gennemgå, sammenlign, gem, skriv rapporter og send mails')
    .option('--dry-run', 'vis, hvad der ville ske; rør hverken tilstand eller mail')
    .option('--skole <nr...>', 'kun disse skoler (institutionsnummer)')
    .option('--out <mappe>', 'skriv rapporterne her')
    .action(async (options: RunOptions) => {
      const { run } = await import('./commands/run.ts');
      done(await run(options));
    });
}

function addCheck(program: Command, done: Done): void {
  withDates(subcommand(program, 'check'))
    .description('Se efter i konfiguration, kalender og eksporter; ændrer intet')
    .action(async (options: RunOptions) => {
      const { check } = await import('./commands/check.ts');
      done(await check(options));
    });
}

function addExplain(program: Command, done: Done): void {
  withDates(subcommand(program, 'explain <elevId>'))
    .description('Forklar én elevs tal: hver række, hver dag, summen, trinnet og ændringen')
    .action(async (elevId: string, options: ExplainOptions) => {
      const { explain } = await import('./commands/explain.ts');
      done(await explain(elevId, options));
    });
}

function addSend(program: Command, done: Done): void {
  subcommand(program, 'send')
    .description('Send de mails, der venter')
    .action(async (options: CommonOptions) => {
      const { send } = await import('./commands/send.ts');
      done(await send(options));
    });
}

function addHistory(program: Command, done: Done): void {
  subcommand(program, 'history')
    .description('Tidligere kørsler og deres udfald')
    .action(async (options: CommonOptions) => {
      const { history } = await import('./commands/history.ts');
      done(await history(options));
    });
}

function addDemo(program: Command, done: Done): void {
  withOutput(danish(program.command('demo')))
    .description('Kør hele jobbet på en opdigtet kommune, flere nætter i træk; mails lægges i en mappe')
    .option('--out <mappe>', 'arbejdsmappen', 'reports/demo')
    .action(async (options: DemoOptions) => {
      const { demo } = await import('./commands/demo.ts');
      done(await demo(options));
    });
}

function subcommand(program: Command, name: string): Command {
  const config = new Option('--config <fil>', 'konfigurationen')
    .env('FRAVAER_CONFIG')
    .default(DEFAULT_CONFIG);
  return withOutput(danish(program.command(name)).addOption(config));
}

function withOutput(command: Command): Command {
  return command
    .option('--json', 'skriv resultatet som JSON')
    .option('--quiet', 'skriv kun fejl')
    .option('--verbose', 'skriv også, hvad der sker undervejs');
}

function withDates(command: Command): Command {
  return command
    .option('--dato <ÅÅÅÅ-MM-DD>', 'opgør til og med denne dato; ellers i går')
    .option('--kvartal <2026K4>', 'gennemgå dette kvartal; ellers datoens');
}

const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Brug:',
  'Options:': 'Valg:',
  'Commands:': 'Kommandoer:',
  'Arguments:': 'Argumenter:',
};

function danish(command: Command): Command {
  return command
    .exitOverride()
    .helpOption('-h, --help', 'vis hjælp')
    .helpCommand(false)
    .allowExcessArguments(false)
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      styleOptionDescription: (text) =>
        text.replace('(default:', '(ellers').replace('env:', 'eller miljøvariablen'),
    })
    .configureOutput({ outputError: () => {} });
}

const exitCodeHelp = `
Afslutningskoder:
  0   færdig
  1   uventet fejl i programmet
  2   forkert valg eller ugyldig konfiguration
  3   færdig, men ufuldstændig: en skole afvist, en mail eller rapport mislykket
  10  ingen eksport, eller den kan ikke læses
  11  en anden kørsel er i gang
  12  alle data er afvist
  13  tilstanden er nyere end programmet eller beskadiget
  130 afbrudt

Eksempler:
  fravaer demo
  fravaer check --config fravaer.config.yaml
  fravaer run --dry-run --dato 2026-11-20
  fravaer explain E1 --dato 2026-11-20`;
