// Kills the program before, half way through and after every effect of every night, starts it again, and compares what
// is there with an undisturbed week: the same reports and mails to the byte, the same state, nothing left over.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Execution } from '../e2e/exec.ts';
import { fravaer } from '../e2e/exec.ts';
import { filesUnder, stateRows } from '../e2e/folder.ts';
import type { StateRows } from '../e2e/folder.ts';
import type { EffectPlan, Moment } from './plan.ts';
import { PLAN_VARIABLE } from './plan.ts';

const EFFECTS = pathToFileURL(path.join(import.meta.dirname, 'effects.ts')).href;

/** Nights that are run one after the other in one folder. */
export interface Scenario {
  readonly name: string;
  readonly nights: readonly string[];
  /** Configuration and calendar. */
  readonly prepare: (folder: string) => void;
  /** The export of the night with this number. */
  readonly layOut: (folder: string, night: number) => void;
  readonly env: Readonly<Record<string, string>>;
  /** Mails that have arrived at a server since the last call, as text; empty when mails go to a folder. */
  readonly takeMails: () => readonly string[];
}

export interface Point {
  readonly night: number;
  readonly effect: number;
  readonly label: string;
  readonly moment: Moment;
  /** What is started after the kill: the same night, or the next one without it. */
  readonly next: 'same-night' | 'next-night';
}

export interface Tried {
  readonly point: Point;
  /** What differs from the undisturbed week; undefined when nothing does. */
  readonly difference: string | undefined;
  /** Mails that a server got twice, under one Message-ID. */
  readonly twice: number;
}

/** Runs one night with a plan; the clock is the real one, the as-of date the night's. */
export function runPlanned(
  folder: string,
  asOf: string,
  plan: EffectPlan,
  env: Readonly<Record<string, string>> = {},
): Promise<Execution> {
  const args = ['run', '--json', '--dato', asOf, '--config', path.join(folder, 'fravaer.config.yaml')];
  return fravaer(args, {
    nodeArgs: ['--import', EFFECTS],
    env: { ...env, [PLAN_VARIABLE]: JSON.stringify(plan) },
  });
}

/** What people and the next night will meet. */
interface Afterwards {
  readonly files: string;
  readonly state: string;
  readonly faults: readonly string[];
  readonly left: readonly string[];
}

const CLOCK_COLUMNS = new Set(['started_at', 'finished_at', 'delivered_at', 'attempts']);

function lookAt(folder: string): Afterwards {
  const reports = path.join(folder, 'reports');
  const files = existsSync(reports) ? [...filesUnder(reports)] : [];
  // Listed before the database is opened, because looking into it leaves files of its own.
  const left = [
    ...files.map(([name]) => name).filter((name) => name.endsWith('.tmp')),
    ...readdirSync(path.join(folder, 'var')).filter((name) => /-wal|-shm|\.tmp|-journal/.test(name)),
  ];
  const state = stateRows({ folder });
  return {
    files: files
      .map(([name, bytes]) => `${name} ${sha256(bytes)}`)
      .toSorted()
      .join('\n'),
    state: JSON.stringify(state, (key, value: unknown) => (CLOCK_COLUMNS.has(key) ? undefined : value)),
    faults: findFaults(state),
    left,
  };
}

const LADDER = ['ingen', 'tidlig-indsats', 'bekymrende', 'massivt'];

/** Cases that the newest run found and whose team has not been told; and news that a team got more than once. */
function findFaults({ run, result, told, outbox }: StateRows): string[] {
  const key = (row: Row): string => text(row, 'skole', 'kvartal', 'elev_key');
  const rank = (row: Row): number => LADDER.indexOf(text(row, 'indsatstrin'));
  const known = new Map(told.map((row) => [key(row), rank(row)]));
  const newest = run.at(-1)?.['id'];
  const forgotten = result.filter(
    (row) => row['run_id'] === newest && rank(row) > (known.get(key(row)) ?? 0),
  );
  const sent = new Set(
    outbox.filter(({ status }) => status === 'sent').map((mail) => text(mail, 'run_id', 'skole')),
  );
  const news = result
    .filter(
      (row) => sent.has(text(row, 'run_id', 'skole')) && ['new', 'escalated'].includes(text(row, 'change')),
    )
    .map((row) => `${key(row)} ${rank(row)}`);
  const repeated = news.filter((entry, index) => news.indexOf(entry) !== index);
  return [
    ...forgotten.map((row) => `forgotten: ${key(row)}`),
    ...repeated.map((entry) => `told twice: ${entry}`),
  ];
}

type Row = Readonly<Record<string, unknown>>;

function text(row: Row, ...columns: readonly string[]): string {
  return columns.map((column) => String(row[column])).join(' ');
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

function messageIds(mails: readonly string[]): string[] {
  return mails.map((mail) => /^Message-ID: (.*)$/im.exec(mail)?.[1]?.trim() ?? '');
}

interface Undisturbed {
  readonly execution: Execution;
  readonly effects: readonly string[];
  readonly after: Afterwards;
  readonly mails: readonly string[];
}

/** One folder in which points are tried; Message-IDs depend on its path, so each has an undisturbed week of its own. */
export interface Bench {
  readonly scenario: Scenario;
  readonly folder: string;
  readonly kept: (nights: number) => string;
  readonly undisturbed: readonly Undisturbed[];
}

/** Runs the week once without harm and keeps the folder as it was before each night. */
export async function openBench(root: string, scenario: Scenario): Promise<Bench> {
  const folder = path.join(root, 'kommune');
  const kept = (nights: number): string => path.join(root, `before-${nights}`);
  mkdirSync(folder, { recursive: true });
  scenario.prepare(folder);
  const undisturbed: Undisturbed[] = [];
  for (const [night, asOf] of scenario.nights.entries()) {
    scenario.layOut(folder, night);
    cpSync(folder, kept(night), { recursive: true, preserveTimestamps: true });
    const log = path.join(root, `effects-${night}.log`);
    const execution = await runPlanned(folder, asOf, { log }, scenario.env);
    const effects = readFileSync(log, 'utf8').trimEnd().split('\n');
    undisturbed.push({ execution, effects, after: lookAt(folder), mails: scenario.takeMails() });
  }
  return { scenario, folder, kept, undisturbed };
}

/** Every point of the week. */
export function pointsOf({ undisturbed, scenario }: Bench): Point[] {
  return undisturbed.flatMap(({ effects }, night) =>
    effects.flatMap((label, index) => {
      const point = { night, effect: index + 1, label };
      const moments: Moment[] = isDivisible(label) ? ['before', 'half', 'after'] : ['before', 'after'];
      const same = moments.map((moment): Point => ({ ...point, moment, next: 'same-night' }));
      const hasNext = night + 1 < scenario.nights.length;
      return hasNext ? [...same, { ...point, moment: 'after', next: 'next-night' }] : same;
    }),
  );
}

function isDivisible(label: string): boolean {
  return label.startsWith('write ') || label === 'smtp message';
}

/** Kills at the point, starts again, and compares. */
export async function tryPoint(bench: Bench, point: Point): Promise<Tried> {
  const { scenario, folder, undisturbed } = bench;
  const { night, effect, moment } = point;
  restore(bench, night);
  const killed = await runPlanned(folder, scenario.nights[night]!, { killAt: effect, moment }, scenario.env);
  if (killed.signal !== 'SIGKILL') return { point, difference: `not killed: ${killed.stderr}`, twice: 0 };
  const next = point.next === 'same-night' ? night : night + 1;
  if (next !== night) scenario.layOut(folder, next);
  const again = await runPlanned(folder, scenario.nights[next]!, {}, scenario.env);
  const mails = scenario.takeMails();
  const expected = undisturbed[next]!;
  const ids = messageIds(mails);
  const difference =
    point.next === 'same-night'
      ? compareSame(expected, { execution: again, effects: [], after: lookAt(folder), mails })
      : compareNext(expected, again, lookAt(folder));
  return { point, difference, twice: ids.length - new Set(ids).size };
}

function restore({ folder, kept }: Bench, night: number): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(kept(night), folder, { recursive: true, preserveTimestamps: true });
}

function compareSame(expected: Undisturbed, actual: Undisturbed): string | undefined {
  if (actual.execution.status !== expected.execution.status)
    return `exit ${actual.execution.status}, not ${expected.execution.status}: ${actual.execution.stdout.slice(0, 400)}`;
  if (actual.after.files !== expected.after.files)
    return `files\n${actual.after.files}\n---\n${expected.after.files}`;
  if (actual.after.state !== expected.after.state)
    return `state\n${actual.after.state}\n---\n${expected.after.state}`;
  if (actual.after.faults.length > 0) return actual.after.faults.join('\n');
  if (actual.after.left.length > 0) return `left over: ${actual.after.left.join(', ')}`;
  const [got, wanted] = [actual.mails, expected.mails].map((mails) =>
    [...new Set(mails)].toSorted().join('\n'),
  );
  return got === wanted ? undefined : `mails\n${messageIds(actual.mails).join('\n')}`;
}

/** The night itself is left out: what it would have told must be told now, once, and nothing may lie about. */
function compareNext(expected: Undisturbed, execution: Execution, after: Afterwards): string | undefined {
  if (execution.status !== expected.execution.status)
    return `exit ${execution.status}: ${execution.stdout.slice(0, 400)}`;
  const faults = [...after.faults, ...after.left.map((name) => `left over: ${name}`)];
  return faults.length === 0 ? undefined : faults.join('\n');
}
