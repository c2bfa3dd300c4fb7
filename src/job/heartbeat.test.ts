import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dato } from '../domain/dato.ts';
import { configText, dagsliste, daysFrom, openKommune } from '../test/kommune.ts';
import type { Kommune } from '../test/kommune.ts';
import { runWithHeartbeat } from './heartbeat.ts';
import type { RunWishes } from './nightly.ts';

const rows = dagsliste(daysFrom('2026-11-09', 6));

/** A monitor on this machine that answers with `status`; what it was asked for, in order. */
async function openMonitor(status = 200): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/uuid`, asked };
}

async function kommuneWith(
  operations: string,
  files: Record<string, string> = { 'fravaer.csv': rows },
): Promise<Kommune> {
  const text = configText().replace('operations: { ', `operations: { ${operations}, `);
  return openKommune({ ...files, 'fravaer.config.yaml': text });
}

function wishesFor({ folder }: Kommune, clock: string): RunWishes & { readonly logged: string[] } {
  const logged: string[] = [];
  const keep = (message: string): void => void logged.push(message);
  return {
    logged,
    configFile: path.join(folder, 'fravaer.config.yaml'),
    dato: dato('2026-11-20'),
    kvartal: undefined,
    limits: undefined,
    accept: [],
    now: Date.parse(clock),
    skoler: [],
    out: undefined,
    version: '0.0.0',
    environment: {},
    log: { info: () => {}, warn: keep, progress: () => {} },
    clock: () => new Date(clock),
  };
}

const MORNING = '2026-11-21T04:00:00Z';
const metrics = async ({ folder }: Kommune): Promise<string> =>
  readFile(path.join(folder, 'fravaer.prom'), 'utf8');

test('fetches the URL with the exit code behind it', async () => {
  const { url, asked } = await openMonitor();

  await runWithHeartbeat(wishesFor(await kommuneWith(`pingUrl: "${url}"`), MORNING));

  expect(asked).toEqual(['GET /uuid/0']);
});

test('fetches it with the code of a run that failed, and the failure stays what it was', async () => {
  const { url, asked } = await openMonitor();
  const kommune = await kommuneWith(`pingUrl: "${url}"`, {});

  await expect(runWithHeartbeat(wishesFor(kommune, MORNING))).rejects.toMatchObject({ code: 'no-export' });

  expect(asked).toEqual(['GET /uuid/10']);
});

test('a monitor that refuses or is not there is logged, without its address, and fails nothing', async () => {
  const { url } = await openMonitor(500);
  const [refused, gone] = [url, 'http://127.0.0.1:1/uuid'];
  const logged: string[] = [];

  for (const address of [refused, gone]) {
    const wishes = wishesFor(await kommuneWith(`pingUrl: "${address}"`), MORNING);
    expect((await runWithHeartbeat(wishes)).outcome).toBe('done');
    logged.push(...wishes.logged);
  }

  expect(logged).toEqual(['hjerteslaget blev afvist', 'hjerteslaget nåede ikke frem']);
});

test('writes figures for node-exporter, and remembers the last success through a failure', async () => {
  const kommune = await kommuneWith('metricsFile: fravaer.prom');
  await runWithHeartbeat(wishesFor(kommune, MORNING));

  const success = Date.parse(MORNING) / 1000;
  const first = await metrics(kommune);
  expect(first).toMatch(new RegExp(`^fravaer_last_success_timestamp_seconds ${success}$`, 'm'));
  expect(first).toMatch(/^fravaer_last_run_exit_code 0$/m);
  expect(first).toMatch(/^fravaer_last_run_rows_read 6$/m);
  expect((await stat(path.join(kommune.folder, 'fravaer.prom'))).mode & 0o777).toBe(0o644);

  await kommune.remove('fravaer.csv');
  await runWithHeartbeat(wishesFor(kommune, '2026-11-22T04:00:00Z')).catch(() => {});

  const second = await metrics(kommune);
  expect(second).toMatch(/^fravaer_last_run_exit_code 10$/m);
  expect(second).toMatch(new RegExp(`^fravaer_last_success_timestamp_seconds ${success}$`, 'm'));
});

test('figures that cannot be written fail nothing', async () => {
  const wishes = wishesFor(await kommuneWith('metricsFile: findes/ikke/fravaer.prom'), MORNING);

  expect((await runWithHeartbeat(wishes)).outcome).toBe('done');
  expect(wishes.logged).toEqual(['målingerne kunne ikke skrives']);
});

test('the next run tells operations that the job did not run', async () => {
  const kommune = await kommuneWith('metricsFile: fravaer.prom');
  await kommune.run({ clock: () => new Date('2026-11-17T04:00:00Z') });
  const before = await kommune.mailed();
  await kommune.write({ 'fravaer.csv': dagsliste(daysFrom('2026-11-09', 7)) });

  const { outcome } = await kommune.run({ clock: () => new Date('2026-11-20T04:00:00Z') });

  expect(outcome).toBe('done');
  expect((await kommune.mailed()).filter((to) => to === 'drift@kommune.example')).toHaveLength(
    before.filter((to) => to === 'drift@kommune.example').length + 1,
  );
});
