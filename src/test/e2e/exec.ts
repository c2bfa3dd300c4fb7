// Runs the built program as a user would, in a process of its own.
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export const BIN = path.join(import.meta.dirname, '..', '..', '..', 'bin', 'fravaer.js');

export interface Execution {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ExecOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node itself, such as a module to load first. */
  readonly nodeArgs?: readonly string[];
  /** Another user and group, by number; only root can have one. */
  readonly user?: number;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

export function startFravaer(
  args: readonly string[],
  { cwd, env = {}, nodeArgs = [], user }: ExecOptions = {},
): Child {
  return spawn(process.execPath, [...nodeArgs, BIN, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
}

export async function ended(child: Child): Promise<Execution> {
  const [stdout, stderr, [status, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  return { status, signal, stdout, stderr };
}

export function fravaer(args: readonly string[], options?: ExecOptions): Promise<Execution> {
  return ended(startFravaer(args, options));
}
