// All commands and the help over them; no logic. What a command takes is declared in a file that is loaded when the command
// is asked for, and its code when it is called, so that help is instant.
import { Command } from 'commander';
import { danish } from './declare/command.ts';
import type { Declare, Done } from './declare/command.ts';
import { programVersion } from './version.ts';

interface Entry {
  readonly name: string;
  /** What stands after the name in the list of commands. */
  readonly takes: string;
  readonly description: string;
  readonly load: () => Promise<Declare>;
}

const entries: readonly Entry[] = [
  {
    name: 'run',
    takes: '[valg]',
    description: 'Natkørslen: læs, kontrollér, gennemgå, sammenlign, gem, skriv rapporter og send mails',
    load: async () => (await import('./declare/night.ts')).declareRun,
  },
  {
    name: 'init',
    takes: '[valg]',
    description: 'Se på eksporter, og skriv en konfiguration, en profil og en kalender, der kan rettes til',
    load: async () => (await import('./declare/analyst.ts')).declareInit,
  },
  {
    name: 'check',
    takes: '[valg]',
    description:
      'Se efter i konfiguration, kalender og eksporter: hvad læses, hvad mangler, hvad er galt; ændrer intet',
    load: async () => (await import('./declare/analyst.ts')).declareCheck,
  },
  {
    name: 'explain',
    takes: '[valg] <elevId>',
    description: 'Forklar én elevs tal: hver række, hver dag, summen, trinnet og ændringen',
    load: async () => (await import('./declare/analyst.ts')).declareExplain,
  },
  {
    name: 'overview',
    takes: '[valg]',
    description: 'Kommunen i tal: skoler, klassetrin og klasser, kun antal; små tal er skjult',
    load: async () => (await import('./declare/analyst.ts')).declareOverview,
  },
  {
    name: 'forloeb',
    takes: '',
    description: 'Følg forløbspakken: vis forløb og frister, registrér et trin, læs ark fra teamene',
    load: async () => (await import('./declare/forloeb.ts')).declareForloeb,
  },
  {
    name: 'send',
    takes: '[valg]',
    description: 'Send de mails, der venter',
    load: async () => (await import('./declare/night.ts')).declareSend,
  },
  {
    name: 'history',
    takes: '[valg]',
    description: 'Tidligere kørsler og deres udfald',
    load: async () => (await import('./declare/analyst.ts')).declareHistory,
  },
  {
    name: 'backtest',
    takes: '[valg]',
    description:
      'Spil tidligere nætter igen: meldinger pr. uge og skole, tid fra trin til trin, prognosens træfsikkerhed',
    load: async () => (await import('./declare/analyst.ts')).declareBacktest,
  },
  {
    name: 'person',
    takes: '',
    description: 'Indsigt og sletning: hvad der er gemt om én elev',
    load: async () => (await import('./declare/privacy.ts')).declarePerson,
  },
  {
    name: 'purge',
    takes: '[valg]',
    description: 'Slet det, der er ældre, end det må være; natkørslen gør det også',
    load: async () => (await import('./declare/privacy.ts')).declarePurge,
  },
  {
    name: 'backup',
    takes: '[valg] <fil>',
    description: 'Kopiér tilstanden til en ny fil, også mens en kørsel er i gang; nøglefilen gemmes for sig',
    load: async () => (await import('./declare/privacy.ts')).declareBackup,
  },
  {
    name: 'state',
    takes: '',
    description: 'Flyt tilstanden mellem SQLite og PostgreSQL',
    load: async () => (await import('./declare/state.ts')).declareState,
  },
  {
    name: 'demo',
    takes: '[valg]',
    description: 'Kør hele jobbet på en opdigtet kommune, flere nætter i træk; mails lægges i en mappe',
    load: async () => (await import('./declare/night.ts')).declareDemo,
  },
];

/** The program as far as `args` ask for it: the command they name, or a line for every command. */
export async function createProgram(args: readonly string[], done: Done): Promise<Command> {
  const program = danish(new Command('fravaer'))
    .version(programVersion(), '-V, --version', 'vis versionen')
    .addHelpText('after', exitCodeHelp);
  // The program itself has no option with a value, so the first word is the command.
  const word = args.find((argument) => !argument.startsWith('-'));
  const asked = entries.find(({ name }) => name === word);
  if (asked !== undefined) {
    const declare = await asked.load();
    declare(program.command(asked.name).description(asked.description), done);
    return program;
  }
  program.description(await describeProgram());
  for (const { name, description } of entries) program.command(name).description(description);
  const takes = new Map(entries.map((entry) => [entry.name, entry.takes]));
  return program
    .configureHelp({
      ...program.configureHelp(),
      subcommandTerm: (command) => `${command.name()} ${takes.get(command.name()) ?? ''}`.trimEnd(),
    })
    .action(() => program.help({ error: true }));
}

async function describeProgram(): Promise<string> {
  const { policyLimits } = await import('../domain/indsatstrin.ts');
  const { tidligIndsats, bekymrende, massivt } = policyLimits;
  return (
    'Gennemgår elevfravær hver nat og fortæller skolernes kom i skole team, hvem der er nye på et indsatstrin\n' +
    `(tidlig indsats fra ${tidligIndsats} dage, bekymrende over ${bekymrende}, massivt over ${massivt} dage i et kvartal).`
  );
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
  fravaer init --from fravaer.csv elever.csv
  fravaer check --config fravaer.config.yaml
  fravaer run --dry-run --dato 2026-11-20
  fravaer explain E1 --dato 2026-11-20
  fravaer overview --format csv --out overblik.csv
  fravaer backtest --from 2025-08-11 --to 2026-06-26 --limits 4,8,15`;
