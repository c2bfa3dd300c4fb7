// fravaer demo: the whole job on an invented kommune, night after night, in a folder of its own.
import { copyFile, mkdir, readdir, readFile, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { addDays, dato } from '../../domain/dato.ts';
import type { NewValue } from '../../domain/forloeb/entry-check.ts';
import { setForloeb } from '../../job/forloeb-set.ts';
import { runNight } from '../../job/nightly.ts';
import { toResult } from '../../job/result.ts';
import { weekdayDatoText } from '../../text/da.ts';
import { outputOf } from '../options.ts';
import type { CommonOptions } from '../options.ts';
import { printResult } from '../output.ts';
import { runText } from '../present/run-text.ts';
import { projectFile } from '../project.ts';
import { runWishesOf } from './run.ts';

export interface DemoOptions extends Omit<CommonOptions, 'config'> {
  readonly out: string;
}

const FIXTURES = fileURLToPath(projectFile('fixtures/demo'));
const FORLOEB = fileURLToPath(projectFile('fixtures/demo-forloeb.json'));

export async function demo(options: DemoOptions): Promise<number> {
  const folder = path.resolve(options.out);
  const config = path.join(folder, 'fravaer.config.yaml');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const file of ['fravaer.config.yaml', 'kalender.yaml'])
    await copyFile(path.join(FIXTURES, file), path.join(folder, file));
  const texts: string[] = [];
  const results: unknown[] = [];
  for (const night of (await readdir(path.join(FIXTURES, 'naetter'))).toSorted()) {
    await layOut(path.join(FIXTURES, 'naetter', night), path.join(folder, 'indbakke'), night);
    const wishes = runWishesOf({ config, dato: night });
    const report = await runNight(wishes);
    results.push(toResult({ ...report, version: wishes.version, dryRun: false }));
    texts.push(`=== Natten efter ${weekdayDatoText(dato(night))} ===`, runText(report, false), '');
    await recordForloeb(config, night);
  }
  printResult(outputOf(options), { nights: results }, () => [...texts, ...whereToLook(folder)].join('\n'));
  return 0;
}

/** Puts one night's export where the configuration looks for it, dated that evening. */
async function layOut(from: string, to: string, night: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { mode: 0o700 });
  const evening = new Date(`${night}T20:00:00Z`);
  for (const file of await readdir(from)) {
    await copyFile(path.join(from, file), path.join(to, file));
    await utimes(path.join(to, file), evening, evening);
  }
}

/** What the skoler record the morning after a night (R43). */
async function recordForloeb(configFile: string, night: string): Promise<void> {
  const now = Date.parse(`${addDays(dato(night), 1)}T08:00:00Z`);
  const script = JSON.parse(await readFile(FORLOEB, 'utf8')) as readonly DemoRecord[];
  for (const { elevId, by, values } of script.filter(({ after }) => after === night)) {
    const asValues = Object.entries(values).map(([field, value]) => ({ field, value }) as NewValue);
    await setForloeb({ configFile, elevId, by, values: asValues, number: undefined, now, accept: [] });
  }
}

interface DemoRecord {
  readonly after: string;
  readonly elevId: string;
  readonly by: string;
  readonly values: Readonly<Record<string, string>>;
}

function whereToLook(folder: string): string[] {
  const shown = path.relative(process.cwd(), folder);
  return [
    'Alle elever og skoler i demoen er opdigtede. Se:',
    `  ${path.join(shown, 'reports')}/<dato>/   regneark til hver skole og til forvaltningen`,
    `  ${path.join(shown, 'reports', 'outbox')}/   mails som .eml-filer`,
    '',
    'Prøv også:',
    `  npx fravaer explain E900005 --dato 2026-11-17 --config ${path.join(shown, 'fravaer.config.yaml')}`,
    `  npx fravaer forloeb list --dato 2026-11-17 --config ${path.join(shown, 'fravaer.config.yaml')}`,
    `  npx fravaer history --config ${path.join(shown, 'fravaer.config.yaml')}`,
  ];
}
