import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../test/temp.ts';
import { takeLock } from './lock.ts';

const LOCK_MODULE = path.join(import.meta.dirname, 'lock.ts');

it('refuses a second holder at once and lets it in after the first has let go', async () => {
  const stateFile = path.join(tempFolder(), 'fravaer.sqlite');
  const first = await takeLock(stateFile);

  await expect(takeLock(stateFile)).rejects.toMatchObject({ code: 'locked', exitCode: 11 });

  first.release();
  (await takeLock(stateFile)).release();
});

it('is let go of by the kernel when the holder is killed', async () => {
  const stateFile = path.join(tempFolder(), 'fravaer.sqlite');
  const script = `
    const { takeLock } = await import(${JSON.stringify(LOCK_MODULE)});
    await takeLock(${JSON.stringify(stateFile)});
    process.stdout.write('held');
    setInterval(() => {}, 1000);
  `;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  await expect(takeLock(stateFile)).rejects.toMatchObject({ code: 'locked' });

  holder.kill('SIGKILL');
  await once(holder, 'exit');

  (await takeLock(stateFile)).release();
});

it('makes a lock and a folder that only the owner can open', async () => {
  const stateFile = path.join(tempFolder(), 'var', 'fravaer.sqlite');

  (await takeLock(stateFile)).release();

  expect((await stat(path.dirname(stateFile))).mode & 0o777).toBe(0o700);
  expect((await stat(`${stateFile}.lock`)).mode & 0o777).toBe(0o600);
});

it('says that state cannot be written when its folder cannot be made', async () => {
  const folder = tempFolder();
  const inTheWay = path.join(folder, 'file');
  (await takeLock(inTheWay)).release();

  const attempt = takeLock(path.join(`${inTheWay}.lock`, 'fravaer.sqlite'));

  await expect(attempt).rejects.toMatchObject({ code: 'state-unwritable', exitCode: 13 });
});
