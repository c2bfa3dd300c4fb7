// Kills the program before, half way through and after every effect of every night, starts it again, and compares what
// is there with an undisturbed week: the same reports and mails to the byte, the same state, nothing left over.
//
// Two moments that leave the same bytes on the drive, with the mail server told equally much, are the same to whoever
// starts again. An undisturbed run writes down what each moment leaves; the program is killed once for each that is
// different, and, to try that claim itself, at every twentieth of the others.
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Execution } from '../e2e/exec.ts';
import { fravaer } from '../e2e/exec.ts';
import { compareNext, compareSame, lookAt, messageIds } from './aftermath.ts';
import type { Aftermath } from './aftermath.ts';
import type { EffectPlan, Moment, Recorded } from './plan.ts';
import { PLAN_VARIABLE } from './plan.ts';

const EFFECTS = pathToFileURL(path.join(import.meta.dirname, 'effects.ts')).href;

/** A process that lives a second is better off with less compiling; nothing else changes by it. */
const SHORT_LIVED = ['--liftoff-only', '--max-semi-space-size=64'];

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

/** What is started after the kill: the same night, or the next one without it. */
export type Next = 'same-night' | 'next-night';

export interface Point {
  readonly night: number;
  readonly effect: number;
  readonly label: string;
  readonly moment: Moment;
  readonly nexts: readonly Next[];
}

export interface Tried {
  readonly point: Point;
  /** How each start after the kill differs from the undisturbed week; nothing when none does. */
  readonly differences: readonly string[];
  /** Mails that a server got twice, under one Message-ID. */
  readonly twice: number;
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** Another user, by number; only root can have one. */
  readonly user?: number;
}

/** Runs one night with a plan; without an as-of date the program takes it from the clock. */
export function runPlanned(
  folder: string,
  asOf: string | undefined,
  plan: EffectPlan,
  { env = {}, user }: Surroundings = {},
): Promise<Execution> {
  const dato = asOf === undefined ? [] : ['--dato', asOf];
  return fravaer(['run', '--json', ...dato, '--config', path.join(folder, 'fravaer.config.yaml')], {
    nodeArgs: [...SHORT_LIVED, '--import', EFFECTS],
    env: { ...env, [PLAN_VARIABLE]: JSON.stringify(plan) },
    ...(user === undefined ? {} : { user }),
  });
}

interface Undisturbed extends Aftermath {
  readonly moments: readonly Recorded[];
}

/** One folder in which points are tried; Message-IDs depend on its path, so each has an undisturbed week of its own. */
export interface Bench {
  readonly scenario: Scenario;
  readonly folder: string;
  /** The folder as it was before a night, or right after a kill. */
  readonly kept: (what: number | 'killed') => string;
  readonly undisturbed: readonly Undisturbed[];
}

/** Runs the week once without harm and keeps the folder as it was before each night. */
export async function openBench(root: string, scenario: Scenario): Promise<Bench> {
  const folder = path.join(root, 'kommune');
  const kept = (what: number | 'killed'): string => path.join(root, `kept-${what}`);
  mkdirSync(folder, { recursive: true });
  scenario.prepare(folder);
  const undisturbed: Undisturbed[] = [];
  for (const [night, asOf] of scenario.nights.entries()) {
    scenario.layOut(folder, night);
    copyFolder(folder, kept(night));
    const log = path.join(root, `moments-${night}.log`);
    const execution = await runPlanned(folder, asOf, { record: { log, folder } }, scenario);
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
    const moments = lines.map((line) => JSON.parse(line) as Recorded);
    undisturbed.push({ ...lookAt(folder, execution, scenario.takeMails()), moments });
  }
  return { scenario, folder, kept, undisturbed };
}

function copyFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
}

export function effectsOf({ undisturbed }: Bench): number {
  return undisturbed.reduce((sum, { moments }) => sum + moments.filter(isBefore).length, 0);
}

function isBefore({ moment }: Pick<Recorded, 'moment'>): boolean {
  return moment === 'before';
}

/** Every moment of the week: before and after each effect, and half way through those that can be half done. */
export function momentsOf({ undisturbed, scenario }: Bench): Point[] {
  return undisturbed.flatMap(({ moments }, night) => {
    const nexts: Next[] = night + 1 < scenario.nights.length ? ['same-night', 'next-night'] : ['same-night'];
    return moments.flatMap(({ effect, label, moment }): Point[] => {
      const point = { night, effect, label, moment, nexts };
      return isBefore(point) && isDivisible(label) ? [point, { ...point, moment: 'half' }] : [point];
    });
  });
}

function isDivisible(label: string): boolean {
  return label.startsWith('write ') || label === 'smtp message';
}

const CHECK_EVERY = 20;
const AGAIN: readonly Next[] = ['same-night'];

/** Where the program is killed. The next night comes after each drive that a whole effect leaves behind. */
export function pointsOf(bench: Bench): Point[] {
  const images = new Map<string, string>();
  for (const [night, { moments }] of bench.undisturbed.entries())
    for (const { effect, moment, image } of moments) images.set(`${night} ${effect} ${moment}`, image);
  const seen = new Set<string>();
  let alike = 0;
  return momentsOf(bench).flatMap((point): Point[] => {
    const { night, effect, moment } = point;
    const image = images.get(`${night} ${effect} ${moment}`);
    if (image === undefined) return [{ ...point, nexts: AGAIN }];
    if (!seen.has(`${night} ${image}`)) {
      seen.add(`${night} ${image}`);
      return [point];
    }
    alike += 1;
    return alike % CHECK_EVERY === 0 ? [{ ...point, nexts: AGAIN }] : [];
  });
}

/** Kills at the point; for each start after it, starts from what the kill left, and compares. */
export async function tryPoint(bench: Bench, point: Point): Promise<Tried> {
  const { scenario, folder, kept } = bench;
  const { night, effect, moment } = point;
  copyFolder(kept(night), folder);
  const killed = await runPlanned(folder, scenario.nights[night], { killAt: effect, moment }, scenario);
  if (killed.signal !== 'SIGKILL') return { point, differences: [`not killed: ${killed.stderr}`], twice: 0 };
  copyFolder(folder, kept('killed'));
  const differences: string[] = [];
  let twice = 0;
  for (const next of point.nexts) {
    const after = await startAgain(bench, night, next);
    const ids = messageIds(after.mails);
    twice += ids.length - new Set(ids).size;
    const difference = compare(bench, night, next, after);
    if (difference !== undefined) differences.push(`${next}: ${difference}`);
  }
  return { point, differences, twice };
}

async function startAgain(bench: Bench, night: number, next: Next): Promise<Aftermath> {
  const { scenario, folder, kept } = bench;
  const at = next === 'same-night' ? night : night + 1;
  copyFolder(kept('killed'), folder);
  if (at !== night) scenario.layOut(folder, at);
  const execution = await runPlanned(folder, scenario.nights[at], {}, scenario);
  return lookAt(folder, execution, scenario.takeMails());
}

function compare({ undisturbed }: Bench, night: number, next: Next, after: Aftermath): string | undefined {
  return next === 'same-night'
    ? compareSame(undisturbed[night]!, after)
    : compareNext(undisturbed[night + 1]!, after);
}
