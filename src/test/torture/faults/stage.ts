// The stage on which one thing goes wrong at a time, against the built program: each with the exit code of the contract, a
// Danish message with what to do, and the other skole served all the same.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Execution } from '../../e2e/exec.ts';
import { layExport, writeKommune } from '../../e2e/export.ts';
import { runPlanned } from '../crash-matrix.ts';
import type { Surroundings } from '../crash-matrix.ts';
import type { EffectPlan } from '../plan.ts';
import { week } from '../week.ts';

/** A municipality that has run one night and is about to run the next. */
export interface Stage {
  readonly folder: string;
  readonly stateFile: string;
  readonly asOf: string;
  readonly run: (plan?: EffectPlan, surroundings?: Surroundings) => Promise<Execution>;
}

export interface Fault {
  readonly what: string;
  /** The exit code that the contract gives. */
  readonly exit: number;
  /** What the output must say. */
  readonly says: RegExp;
  /** Mails of the two skoler, as the result has them; not looked at when the run could not be done. */
  readonly mails?: readonly string[];
  readonly meet: (stage: Stage) => Promise<Execution>;
  /** What this machine lacks to try it; undefined when it lacks nothing. */
  readonly needs?: () => string | undefined;
}

const [, , news] = week;

/** Runs one fault on a stage of its own. Returns what is not as it must be. */
export async function tryFault(fault: Fault): Promise<string | undefined> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fravaer-fault-'));
  try {
    const { status, stdout, stderr } = await fault.meet(await setStage(folder));
    const said = `${stdout}${stderr}`;
    if (status !== fault.exit) return `exit ${status}, not ${fault.exit}: ${said.slice(0, 600)}`;
    if (!fault.says.test(said)) return `does not say ${String(fault.says)}: ${said.slice(0, 600)}`;
    if (/\bat .*\.js:\d+/.test(said)) return `a stack trace: ${said.slice(0, 600)}`;
    return fault.mails === undefined ? undefined : compareMails(fault.mails, stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compareMails(wanted: readonly string[], stdout: string): string | undefined {
  const { mails } = JSON.parse(stdout) as { mails: readonly { readonly status: string }[] };
  const got = mails.map(({ status }) => status).join(' ');
  return got === wanted.join(' ') ? undefined : `mails ${got}, not ${wanted.join(' ')}`;
}

async function setStage(folder: string): Promise<Stage> {
  const first = week[0]!;
  writeKommune(folder, { roster: true });
  layExport(folder, first.asOf, first.rows, first.roster);
  await runPlanned(folder, first.asOf, {});
  // Both skoler have news.
  const rows = [
    ...news!.rows,
    ...first.rows.filter(({ elev }) => elev === 'E1').map((row) => ({ ...row, elev: 'E7', skole: '265031' })),
  ];
  layExport(folder, news!.asOf, rows, news!.roster);
  const { asOf } = news!;
  return {
    folder,
    asOf,
    stateFile: path.join(folder, 'var', 'fravaer.sqlite'),
    run: (plan = {}, surroundings = {}) => runPlanned(folder, asOf, plan, surroundings),
  };
}

export const always = (match: string, code: string, errcode?: number): EffectPlan => ({
  faults: [{ match, code, ...(errcode === undefined ? {} : { errcode }) }],
});
