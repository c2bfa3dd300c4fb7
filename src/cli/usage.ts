// Commander's complaints about options and commands, in Danish.
import type { CommanderError } from 'commander';
import { AppError } from '../errors.ts';

const quoted = (text: string): string => /'([^']+)'/.exec(text)?.[1] ?? '';

const messages: Readonly<Record<string, (text: string) => string>> = {
  'commander.unknownOption': (text) => `Ukendt valg ${quoted(text)}`,
  'commander.unknownCommand': (text) => `Ukendt kommando ${quoted(text)}`,
  'commander.missingArgument': (text) => `Der mangler ${quoted(text)}`,
  'commander.optionMissingArgument': (text) => `Der mangler en værdi til ${quoted(text)}`,
  'commander.missingMandatoryOptionValue': (text) => `Valget ${quoted(text)} skal angives`,
  'commander.excessArguments': () => 'Der er for mange argumenter',
  'commander.conflictingOption': (text) => `Valget ${quoted(text)} kan ikke bruges sammen med et andet`,
  'commander.invalidArgument': (text) => text.replace(/^error: /, ''),
  'commander.help': () => 'Der mangler en kommando',
};

export function describeUsageError({ code, message, cause }: CommanderError): AppError {
  if (cause instanceof AppError) return cause;
  const text = messages[code]?.(message) ?? 'Kommandoen er ikke forstået';
  return new AppError('usage', { message: text, hint: 'Se kommandoer og valg med: fravaer --help' });
}
