// What every command's declaration is made of: common options, Danish help, where its exit code goes.
import { Help, Option } from 'commander';
import type { Command } from 'commander';

const DEFAULT_CONFIG = 'fravaer.config.yaml';

/** Takes a command's exit code. */
export type Done = (exitCode: number) => void;

/** Declares what a command takes and does. */
export type Declare = (command: Command, done: Done) => void;

/** The configuration and the forms of output. */
export function withConfig(command: Command): Command {
  const config = new Option('--config <fil>', 'konfigurationen')
    .env('FRAVAER_CONFIG')
    .default(DEFAULT_CONFIG);
  return withOutput(command.addOption(config));
}

/** The forms of output that every command has. */
export function withOutput(command: Command): Command {
  return command
    .option('--json', 'skriv resultatet som JSON')
    .option('--quiet', 'skriv kun fejl')
    .option('--verbose', 'skriv også, hvad der sker undervejs');
}

/** As-of date (R10) and kvartal (R2). */
export function withDates(command: Command): Command {
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

const helpOf = new Help();

function inDanish(usage: string): string {
  return usage.replace('[options]', '[valg]').replace('[command]', '[kommando]');
}

/** R22: other limits than the configured ones, to see what they would give. */
export function withLimits(command: Command, when = ''): Command {
  return command.option('--limits <5,10,20>', `hvad nu hvis grænserne var disse${when}`);
}

/** Danish help, and errors thrown to main.ts instead of printed by commander; commands added later take after it. */
export function danish(command: Command): Command {
  return command
    .exitOverride()
    .helpOption('-h, --help', 'vis hjælp')
    .helpCommand(false)
    .allowExcessArguments(false)
    .configureHelp({
      commandUsage: (shown) => inDanish(helpOf.commandUsage(shown)),
      subcommandTerm: (shown) => inDanish(helpOf.subcommandTerm(shown)),
      // Our help has no colours to leave out when it is measured.
      displayWidth: (text) => text.length,
      styleTitle: (title) => titles[title] ?? title,
      styleOptionDescription: (text) =>
        text.replace('(default:', '(ellers').replace('env:', 'eller miljøvariablen'),
    })
    .configureOutput({ outputError: () => {} });
}
