// State taken along from SQLite to a server and back: the job goes on as if nothing had happened (R36).
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../../config/load.ts';
import { copyState } from '../../job/copy-state.ts';
import { runNight } from '../../job/nightly.ts';
import type { RunReport } from '../../job/nightly.ts';
import { dato } from '../../domain/dato.ts';
import { configText, dagsliste, daysFrom, openKommune } from '../kommune.ts';
import type { Kommune } from '../kommune.ts';

const rows = daysFrom('2026-11-02', 6);

async function twoHomes(): Promise<{ kommune: Kommune; sqlite: string; server: string }> {
  const kommune = await openKommune({ 'fravaer.csv': dagsliste(rows) });
  const server = path.join(kommune.folder, 'fravaer.config.yaml');
  const sqlite = path.join(kommune.folder, 'sqlite.config.yaml');
  await writeFile(sqlite, `${configText()}state: { path: gammel/fravaer.sqlite }\n`);
  return { kommune, sqlite, server };
}

function run(configFile: string, asOf: string): Promise<RunReport> {
  const clock = (): Date => new Date(`${asOf}T22:00:00Z`);
  const log = { info: () => {}, warn: () => {}, progress: () => {} };
  const wishes = {
    kvartal: undefined,
    limits: undefined,
    accept: [],
    skoler: [],
    out: undefined,
    environment: {},
    log,
  };
  return runNight({ ...wishes, configFile, dato: dato(asOf), now: clock().getTime(), version: '0', clock });
}

const changes = ({ night }: RunReport): unknown[] =>
  night.skoler.flatMap(({ current }) => current.elever.map(({ change }) => change));

test('what a team was told is known in the new home, and numbers go on', async () => {
  const { sqlite, server } = await twoHomes();
  expect(changes(await run(sqlite, '2026-11-18'))).toEqual(['new']);

  const copied = await copyState(sqlite, server);

  expect(copied.get('run')).toBe(1);
  expect(copied.get('told')).toBe(1);
  expect(changes(await run(server, '2026-11-19'))).toEqual(['unchanged']);
});

test('and back again', async () => {
  const { kommune, sqlite, server } = await twoHomes();
  await run(server, '2026-11-18');

  await copyState(server, sqlite);

  expect(changes(await run(sqlite, '2026-11-19'))).toEqual(['unchanged']);
  expect((await loadConfig(sqlite)).state.file).toBe(path.join(kommune.folder, 'gammel/fravaer.sqlite'));
});

test('a home that is in use is not copied over', async () => {
  const { sqlite, server } = await twoHomes();
  await run(sqlite, '2026-11-18');
  await run(server, '2026-11-18');

  await expect(copyState(sqlite, server)).rejects.toMatchObject({ code: 'usage' });
});

test('there must be something to copy', async () => {
  const { sqlite, server } = await twoHomes();

  await expect(copyState(sqlite, server)).rejects.toMatchObject({ code: 'usage' });
});
