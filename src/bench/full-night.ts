// The full-size municipality and the night that is measured on it.
import { existsSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measure } from './measure.ts';
import type { Command, Measured, Stage } from './measure.ts';

export const NIGHT = '2026-11-20';
export const KVARTAL = '2026K4';
export const PROJECT = path.resolve(import.meta.dirname, '../..');

/** The stages of a night by the log line that ends each; delivery lasts to the end. */
const stages: readonly Stage[] = [
  { name: 'read', endsWith: 'eksport læst' },
  { name: 'screen', endsWith: 'skoler gennemgået' },
  { name: 'build reports', endsWith: 'rapporter bygget' },
  { name: 'save', endsWith: 'kørsel gemt' },
  { name: 'write reports', endsWith: 'rapporter skrevet' },
  { name: 'mail' },
];
/** A night that was run before has nothing to report. */
const stagesAgain: readonly Stage[] = [...stages.slice(0, 2), { name: 'nothing to do' }];

/** A fresh copy of fixtures/full, which is made the first time. */
export async function copyFullMunicipality(): Promise<string> {
  const made = path.join(PROJECT, 'fixtures/full');
  if (!existsSync(made)) {
    await measureOrThrow({ file: process.execPath, args: ['fixtures/generate.ts', '--full'], cwd: PROJECT });
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'fravaer-bench-'));
  await cp(path.join(made, 'indbakke'), path.join(folder, 'indbakke'), { recursive: true });
  for (const file of ['fravaer.config.yaml', 'kalender.yaml'])
    await cp(path.join(made, file), path.join(folder, file));
  return folder;
}

/** One night by the built program, from start to exit. */
export function runNight(folder: string, isRepeated: boolean): Promise<Measured> {
  const options = ['run', '--json', '--verbose', '--dato', NIGHT, '--config', 'fravaer.config.yaml'];
  return measureOrThrow(fravaer(options, folder), isRepeated ? stagesAgain : stages);
}

export function fravaer(options: readonly string[], cwd: string): Command {
  return { file: process.execPath, args: [path.join(PROJECT, 'bin/fravaer.js'), ...options], cwd };
}

export async function measureOrThrow(command: Command, stages: readonly Stage[] = []): Promise<Measured> {
  const measured = await measure(command, stages);
  if (measured.exitCode !== 0)
    throw new Error(`${command.file} ${command.args.join(' ')} ended with ${measured.exitCode}`);
  return measured;
}
