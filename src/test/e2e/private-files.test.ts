// R70: nothing that the program writes can be read by another user, however generous the machine's umask, from the first
// moment to the last.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { absent, background, skoledage } from './export.ts';
import { createKommune } from './kommune.ts';

const PROGRAM = path.resolve('bin/fravaer.js');
const OTHERS = 0o077;

/** Notes every file and folder below `folder` that others may touch, as long as the program runs. */
async function watchRun(
  folder: string,
  args: readonly string[],
): Promise<{ seen: Set<string>; open: Set<string> }> {
  const command = `umask 000; exec "$0" "$@"`;
  const child = spawn('/bin/sh', ['-c', command, process.execPath, PROGRAM, ...args], { stdio: 'ignore' });
  const exited = once(child, 'exit').then(() => true);
  const found = { seen: new Set<string>(), open: new Set<string>() };
  const look = (): void => lookInto(folder, found);
  for (let isDone = false; !isDone; look()) {
    isDone = await Promise.race([exited, new Promise<false>((resolve) => setImmediate(resolve, false))]);
  }
  look();
  return found;
}

function lookInto(folder: string, found: { seen: Set<string>; open: Set<string> }): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (/^(indbakke|kalender|fravaer\.config)/.test(name)) continue;
    const mode = lstatSync(path.join(folder, name), { throwIfNoEntry: false })?.mode;
    if (mode === undefined) continue;
    found.seen.add(name);
    if ((mode & OTHERS) !== 0) found.open.add(`${name} ${(mode & 0o777).toString(8)}`);
  }
}

test('files and folders are for the job alone, half written ones too', async () => {
  const kommune = createKommune();
  chmodSync(kommune.folder, 0o777);
  const october = skoledage('2026-10-01', 20);
  kommune.layOut('2026-11-20', [...background('2026-11-20'), ...absent('E1', october.slice(0, 8))]);

  const { seen, open } = await watchRun(kommune.folder, [
    'run',
    '--dato',
    '2026-11-20',
    '--config',
    kommune.configFile,
  ]);

  expect([...open]).toEqual([]);
  const names = [...seen];
  for (const kind of ['.sqlite', '.key', '.lock', '.xlsx', '.eml'])
    expect(
      names.some((name) => name.endsWith(kind)),
      kind,
    ).toBe(true);
});
