// What a night leaves for people and for the next night, and how it differs from an undisturbed week.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Execution } from '../e2e/exec.ts';
import { filesUnder, stateRows } from '../e2e/folder.ts';
import type { StateRows } from '../e2e/folder.ts';

export interface Aftermath {
  readonly execution: Execution;
  /** Reports and mails in a folder, by name and hash. */
  readonly files: string;
  readonly state: string;
  /** News that nobody was told, or that a team was told twice; mails that were given up. */
  readonly faults: readonly string[];
  /** Half files, and the database's own that a clean end clears away. */
  readonly left: readonly string[];
  /** Mails that a server got. */
  readonly mails: readonly string[];
}

const CLOCK_COLUMNS = new Set(['started_at', 'finished_at', 'delivered_at', 'attempts']);

export function lookAt(folder: string, execution: Execution, mails: readonly string[]): Aftermath {
  const reports = path.join(folder, 'reports');
  const files = existsSync(reports) ? [...filesUnder(reports)] : [];
  // Listed before the database is opened, because looking into it leaves files of its own.
  const left = [
    ...files.map(([name]) => name).filter((name) => name.endsWith('.tmp')),
    ...readdirSync(path.join(folder, 'var')).filter((name) => /-wal|-shm|\.tmp|-journal/.test(name)),
  ];
  const state = stateRows({ folder });
  return {
    execution,
    mails,
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
  const undelivered = outbox.filter(({ status }) => status !== 'sent' && status !== 'superseded');
  return [
    ...forgotten.map((row) => `forgotten: ${key(row)}`),
    ...repeated.map((entry) => `told twice: ${entry}`),
    ...undelivered.map((row) => `not delivered: ${text(row, 'run_id', 'audience', 'skole', 'status')}`),
  ];
}

type Row = Readonly<Record<string, unknown>>;

function text(row: Row, ...columns: readonly string[]): string {
  return columns.map((column) => String(row[column])).join(' ');
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

export function messageIds(mails: readonly string[]): string[] {
  return mails.map((mail) => /^Message-ID: (.*)$/im.exec(mail)?.[1]?.trim() ?? '');
}

/** The same night again: everything must be as if nothing had happened. */
export function compareSame(expected: Aftermath, actual: Aftermath): string | undefined {
  const { execution, files, state, mails } = actual;
  if (execution.status !== expected.execution.status) return exitDiffers(expected, actual);
  if (files !== expected.files) return `files\n${files}\n---\n${expected.files}`;
  if (state !== expected.state) return `state\n${state}\n---\n${expected.state}`;
  const [got, wanted] = [mails, expected.mails].map((all) => [...new Set(all)].toSorted().join('\n'));
  if (got !== wanted) return `mails\n${messageIds(mails).join('\n')}`;
  return whatIsWrong(actual);
}

/** The night itself is left out: what it would have told must be told now, once, and nothing may lie about. */
export function compareNext(expected: Aftermath, actual: Aftermath): string | undefined {
  return actual.execution.status === expected.execution.status
    ? whatIsWrong(actual)
    : exitDiffers(expected, actual);
}

function exitDiffers(expected: Aftermath, { execution: { status, stdout } }: Aftermath): string {
  return `exit ${status}, not ${expected.execution.status}: ${stdout.slice(0, 400)}`;
}

function whatIsWrong({ faults, left }: Aftermath): string | undefined {
  const wrong = [...faults, ...left.map((name) => `left over: ${name}`)];
  return wrong.length === 0 ? undefined : wrong.join('\n');
}
