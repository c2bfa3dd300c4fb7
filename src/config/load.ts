// Reads the configuration: file -> checked values with absolute paths. Every mistake is named at once.
import path from 'node:path';
import { AppError } from '../errors.ts';
import type { Problem } from '../errors.ts';
import { findMistakes } from './rules.ts';
import { Config } from './schema.ts';
import { statePlaceOf } from './state-place.ts';
import type { StatePlace } from '../state-place.ts';
import { readYamlFile } from './yaml-file.ts';

export interface LoadedConfig {
  readonly config: Config;
  /** The file as given, for messages. */
  readonly file: string;
  /** The text as read, to recognise an unchanged configuration. */
  readonly text: string;
  /** A path from the configuration as an absolute one; relative paths start at the configuration's folder. */
  readonly resolve: (relative: string) => string;
  readonly state: StatePlace;
}

/** Reads and checks the configuration. Throws `config-missing` or `config-invalid` with all problems. */
export async function loadConfig(file: string): Promise<LoadedConfig> {
  const read = await readYamlFile(file, file, Config);
  if (read.text === '' && read.value === undefined) {
    throw new AppError('config-missing', {
      message: `Konfigurationen ${file} kan ikke læses: ${read.problems[0]?.message ?? ''}`,
      hint: 'Angiv filen med --config eller FRAVAER_CONFIG, eller lav en med: fravaer init --from EKSPORT',
    });
  }
  const mistakes = read.salvaged === undefined ? [] : findMistakes(read.salvaged);
  const problems: Problem[] = [
    ...read.problems,
    ...mistakes.map(({ path: at, message, hint }) => ({ file, line: read.lineOf(at), message, hint })),
  ];
  if (read.value === undefined || problems.length > 0) {
    throw new AppError('config-invalid', {
      message: `Konfigurationen har ${problems.length} fejl`,
      hint: 'Ret fejlene, og prøv igen; intet er læst eller sendt',
      problems,
    });
  }
  const folder = path.dirname(path.resolve(file));
  const resolve = (relative: string): string => path.resolve(folder, relative);
  const state = statePlaceOf(read.value, resolve);
  return { config: read.value, file, text: read.text, resolve, state };
}
