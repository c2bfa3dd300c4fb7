import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { expect, test } from 'vitest';
import { dato } from '../domain/dato.ts';
import { configText, dagsliste, daysFrom, openKommune } from '../test/kommune.ts';
import type { Kommune } from '../test/kommune.ts';
import { runWithHeartbeat } from './heartbeat.ts';
import type { RunReport } from './nightly.ts';

const rows = dagsliste(daysFrom('2026-11-09', 6));

function start({ folder }: Kommune): Promise<RunReport> {
  const now = Date.parse('2026-11-21T04:00:00Z');
  return runWithHeartbeat({
    configFile: path.join(folder, 'fravaer.config.yaml'),
    dato: dato('2026-11-20'),
    kvartal: undefined,
    accept: [],
    now,
    skoler: [],
    out: undefined,
    version: '0.0.0',
    environment: {},
    log: { info: () => {}, warn: () => {}, progress: () => {} },
    clock: () => new Date(now),
  });
}

async function mailsOf({ folder }: Kommune): Promise<Email[]> {
  const outbox = path.join(folder, 'reports/outbox');
  const names = await readdir(outbox).catch(() => []);
  return Promise.all(names.map(async (name) => PostalMime.parse(await readFile(path.join(outbox, name)))));
}

test('operations hear that there is no export, once a night, and nobody else does (R81)', async () => {
  const kommune = await openKommune({});

  for (const _start of ['first', 'second'])
    await expect(start(kommune)).rejects.toMatchObject({ code: 'no-export', exitCode: 10 });

  const mails = await mailsOf(kommune);
  expect(mails.map(({ to }) => to?.map(({ address }) => address))).toEqual([['drift@kommune.example']]);
  expect(mails[0]?.subject).toBe('Fraværsscreening: kørslen kunne ikke gennemføres (20-11-2026)');
  expect(mails[0]?.text).toContain('fravaer*.csv');
  expect(mails[0]?.text).toContain('afslutningskode 10');
});

test('operations hear that the key is another one', async () => {
  const kommune = await openKommune({ 'fravaer.csv': rows });
  await start(kommune);
  await writeFile(path.join(kommune.folder, 'var/fravaer.sqlite.key'), Buffer.alloc(32, 1));

  await expect(start(kommune)).rejects.toMatchObject({ exitCode: 13 });

  const subjects = (await mailsOf(kommune)).map(({ subject }) => subject);
  expect(subjects).toContain('Fraværsscreening: kørslen kunne ikke gennemføres (20-11-2026)');
});

test('a mistake in the configuration is told to whoever started the run, and mailed to nobody', async () => {
  const kommune = await openKommune({ 'fravaer.csv': rows });
  await kommune.write({ 'fravaer.config.yaml': `${configText()}ukendt: 1\n` });

  await expect(start(kommune)).rejects.toMatchObject({ exitCode: 2 });

  expect(await mailsOf(kommune)).toEqual([]);
});
