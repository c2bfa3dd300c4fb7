// Loaded before the program (`node --import`): counts every effect that it has on the world and, where the plan says so,
// kills the process there with SIGKILL or lets the effect fail. The program itself knows nothing of it.
import crypto from 'node:crypto';
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import sqlite from 'node:sqlite';
import { Duplex } from 'node:stream';
import type { EffectPlan, Moment, PlannedFault, Recorded } from './plan.ts';
import { PLAN_VARIABLE } from './plan.ts';

const plan = JSON.parse(process.env[PLAN_VARIABLE] ?? '{}') as EffectPlan;
const { appendFileSync, readdirSync, readFileSync, writeSync } = fs;
const { createHash } = crypto;
const seen = new Map<PlannedFault, number>();
let count = 0;
/** What went to a mail server so far: what it knows is no part of the drive. */
let sent = 0;

let shift = plan.clock === undefined ? 0 : Date.parse(plan.clock.start) - Date.now();
let hasJumped = false;

function patchClock(): void {
  const { now } = Date;
  const shifted = (): number => now() + shift;
  globalThis.Date = new Proxy(Date, {
    construct: (target, args: [], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [shifted()] : args, newTarget) as Date,
    get: (target, name) => (name === 'now' ? shifted : (Reflect.get(target, name) as unknown)),
  });
}

function jumpAt(label: string): void {
  const { match, milliseconds } = plan.clock?.jump ?? {};
  if (match === undefined || hasJumped || !new RegExp(match).test(label)) return;
  hasJumped = true;
  shift += milliseconds ?? 0;
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

interface Effect<T> {
  readonly label: string;
  readonly act: () => T;
  /** Does half of it, where half is possible. */
  readonly half?: () => void;
  readonly fail: (fault: PlannedFault) => Error;
}

/** The folder's names and bytes in one word, and how far the talk with the mail server has come. */
function imageOf(folder: string): string {
  const hash = createHash('sha1');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (lieAt(a) < lieAt(b) ? -1 : 1))) {
    hash.update(`${lieAt(entry)}\0`);
    if (entry.isFile()) hash.update(readFileSync(lieAt(entry)));
  }
  return `${hash.digest('hex')} ${sent}`;
}

function lieAt({ parentPath, name }: fs.Dirent): string {
  return path.join(parentPath, name);
}

/** Writes down what a kill at this moment would leave behind. */
function record(moment: Moment, effect: number, label: string): void {
  if (plan.record === undefined) return;
  const { log, folder } = plan.record;
  const seenNow: Recorded = { effect, label, moment, image: imageOf(folder) };
  appendFileSync(log, `${JSON.stringify(seenNow)}\n`);
}

function perform<T>(effect: Effect<T>): T {
  const { label, act, half, fail } = effect;
  count += 1;
  const own = count;
  record('before', own, label);
  jumpAt(label);
  const isTarget = plan.killAt === count;
  if (isTarget && plan.moment === 'before') die();
  if (isTarget && plan.moment === 'half') {
    half?.();
    die();
  }
  const fault = dueFault(label);
  if (fault !== undefined) throw fail(fault);
  const result = act();
  if (label.startsWith('smtp ')) sent += 1;
  const after = (): void => {
    record('after', own, label);
    if (isTarget) die();
  };
  if (result instanceof Promise) return result.finally(after) as T;
  after();
  return result;
}

/** For functions that give a promise: they fail by rejecting. */
async function performLater(effect: Effect<unknown>): Promise<unknown> {
  return await perform(effect);
}

function dueFault(label: string): PlannedFault | undefined {
  return plan.faults?.find((fault) => {
    if (!new RegExp(fault.match).test(label)) return false;
    const times = (seen.get(fault) ?? 0) + 1;
    seen.set(fault, times);
    return times > (fault.skip ?? 0) && times <= (fault.skip ?? 0) + (fault.times ?? Infinity);
  });
}

const fsError =
  (file: string) =>
  ({ code }: PlannedFault): Error =>
    Object.assign(new Error(`${code}: planned, '${file}'`), { code, path: file });

const sqlError = ({ code, errcode }: PlannedFault): Error =>
  Object.assign(new Error(`planned: ${code}`), { code: 'ERR_SQLITE_ERROR', errcode });

interface Call {
  readonly self: unknown;
  readonly args: readonly unknown[];
  readonly act: () => unknown;
}

/** Puts `around` in the place of a function that the program calls. */
function wrap(target: object, name: string, around: (call: Call) => unknown): void {
  const original = Reflect.get(target, name) as (...args: unknown[]) => unknown;
  const wrapped = function (this: unknown, ...args: unknown[]): unknown {
    return around({ self: this, args, act: () => original.apply(this, args) });
  };
  Object.assign(target, { [name]: wrapped });
}

function patchFs(): void {
  for (const name of [
    'rename',
    'unlink',
    'rm',
    'rmdir',
    'mkdir',
    'chmod',
    'copyFile',
    'writeFile',
    'utimes',
  ]) {
    wrap(fsp, name, ({ args, act }) => {
      const file = String(args[0]);
      return performLater({ label: `${name} ${path.basename(file)}`, act, fail: fsError(file) });
    });
  }
}

const files = new WeakMap<object, string>();

/** Opening counts when it can make a file. */
function patchOpen(): void {
  wrap(fsp, 'open', async ({ args, act }) => {
    const [file, flags] = args.map(String);
    const label = `open ${path.basename(file ?? '')}`;
    const isMaking = /[wa]/.test(flags ?? '');
    const handle = (await (isMaking
      ? perform({ label, act, fail: fsError(file ?? '') })
      : act())) as FileHandle;
    files.set(handle, file ?? '');
    return handle;
  });
}

async function patchHandles(): Promise<void> {
  const handle = await fsp.open(import.meta.filename);
  const prototype: object = Object.getPrototypeOf(handle) as object;
  await handle.close();
  wrap(prototype, 'writeFile', ({ self, args, act }) => {
    const opened = self as FileHandle;
    const file = files.get(opened) ?? '';
    const half = (): void => {
      const bytes = Buffer.from(args[0] as Uint8Array);
      writeSync(opened.fd, bytes.subarray(0, bytes.length / 2));
    };
    return performLater({ label: `write ${path.basename(file)}`, act, half, fail: fsError(file) });
  });
  wrap(prototype, 'sync', ({ self, act }) => {
    const file = files.get(self as FileHandle) ?? '';
    return performLater({ label: `fsync ${path.basename(file)}`, act, fail: fsError(file) });
  });
}

const WRITES =
  /^\s*(insert|update|delete|create|drop|alter|replace|begin|commit|rollback|vacuum|pragma (?:journal_mode|wal_checkpoint))\b/i;

function performSql(sql: string, act: () => unknown): unknown {
  if (!WRITES.test(sql)) return act();
  const words = sql.replace(/["`]/g, '').trim().split(/\s+/).slice(0, 3);
  return perform({ label: `sql ${words.join(' ').toLowerCase()}`, act, fail: sqlError });
}

function patchSqlite(): void {
  const { DatabaseSync, StatementSync } = sqlite;
  wrap(DatabaseSync.prototype, 'exec', ({ args, act }) => performSql(String(args[0]), act));
  // Closing the last connection writes the log back into the database.
  wrap(DatabaseSync.prototype, 'close', ({ act }) => perform({ label: 'sql close', act, fail: sqlError }));
  for (const name of ['run', 'all'])
    wrap(StatementSync.prototype, name, ({ self, act }) =>
      performSql((self as sqlite.StatementSync).sourceSQL, act),
    );
}

/** What goes to a mail server: commands, the message in pieces, its end. */
function patchSockets(): void {
  wrap(net.Socket.prototype, 'write', ({ self, args, act }) => {
    const socket = self as net.Socket;
    if (socket.remotePort === undefined) return act();
    const text = Buffer.from(args[0] as Uint8Array | string).toString('latin1');
    const command = /^(EHLO|HELO|STARTTLS|AUTH|MAIL FROM|RCPT TO|DATA|RSET|QUIT)\b/.exec(text)?.[1];
    return perform({
      label: `smtp ${command ?? (/^\.\r?\n$/.test(text) ? 'end of message' : 'message')}`,
      act,
      half: () => void halfOf(socket, text),
      fail: ({ code }) => Object.assign(new Error(`planned: ${code}`), { code }),
    });
  });
}

/** Written below the patch, so that it is no effect of its own. */
function halfOf(socket: net.Socket, text: string): boolean {
  return Duplex.prototype.write.call(socket, Buffer.from(text.slice(0, text.length / 2), 'latin1'), 'latin1');
}

// The same key in every run, so that what two runs remember can be compared.
Object.assign(crypto, { randomBytes: (size: number) => Buffer.alloc(size, 7) });
if (plan.clock !== undefined) patchClock();
patchFs();
patchOpen();
await patchHandles();
patchSqlite();
patchSockets();
syncBuiltinESMExports();
