// The roles of docs/drift.md, made by the statements that stand there: the job's own, and one that sees runs but no elev.
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { configText, dagsliste, daysFrom, openKommune } from '../kommune.ts';

const PASSWORD = 'kun-til-test';
const DRIFT = path.join(import.meta.dirname, '..', '..', '..', 'docs', 'drift.md');

async function connect(user: string, password: string, database: string): Promise<pg.Client> {
  const { port } = inject('postgres') ?? {};
  const client = new pg.Client({ host: '127.0.0.1', port, user, password, database });
  await client.connect();
  return client;
}

/** The statements before and after the first run; `\\c` stands where the new database is gone into. */
function statements(): { cluster: string; database: string; afterwards: string } {
  const block = /```sql\n([\s\S]*?)```/.exec(readFileSync(DRIFT, 'utf8'))?.[1] ?? '';
  const [cluster = '', rest = ''] = block.replaceAll('…', PASSWORD).split('\\c fravaer');
  const [database = '', afterwards = ''] = rest.split(/^-- .*$/m);
  return { cluster, database, afterwards };
}

test('the job owns its database and no more, and monitoring sees no elev', async () => {
  const { user, password } = inject('postgres') ?? { user: '', password: '' };
  const { cluster, database, afterwards } = statements();
  const admin = await connect(user, password, 'postgres');
  onTestFinished(async () => {
    await admin.query('drop database if exists fravaer with (force)');
    await admin.query('drop role if exists fravaer');
    await admin.query('drop role if exists fravaer_drift');
    await admin.end();
  });
  for (const one of cluster.split(';').filter((text) => text.trim() !== '')) await admin.query(one);
  const inside = await connect(user, password, 'fravaer');
  onTestFinished(() => inside.end());
  await inside.query(database);
  const kommune = await openKommune({ 'fravaer.csv': dagsliste(daysFrom('2026-11-02', 6)) });
  const { port } = inject('postgres') ?? {};
  await writeFile(
    path.join(kommune.folder, 'fravaer.config.yaml'),
    `${configText()}state: { url: "postgres://fravaer@127.0.0.1:${port}/fravaer" }\n`,
  );

  const report = await kommune.run('2026-11-20');
  await inside.query(afterwards);

  expect(report.night.skoler.map(({ current }) => current.elever.length)).toContain(1);
  const job = await connect('fravaer', PASSWORD, 'fravaer');
  const monitoring = await connect('fravaer_drift', PASSWORD, 'fravaer');
  onTestFinished(async () => {
    await job.end();
    await monitoring.end();
  });
  await expect(
    monitoring.query('select as_of from run join run_skole on run_id = id'),
  ).resolves.toBeDefined();
  for (const table of ['result', 'told', 'outbox', 'meta', 'forloeb_entry'])
    await expect(monitoring.query(`select * from ${table}`)).rejects.toThrow(/permission denied/);
  await expect(monitoring.query('delete from run')).rejects.toThrow(/permission denied/);
  for (const deed of ['create database andet', 'create role andre', 'select * from pg_authid'])
    await expect(job.query(deed)).rejects.toThrow(/permission denied/);
});
