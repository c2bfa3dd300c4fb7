import {
  copyFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { absent, ABSALON, background, skoledage } from '../test/e2e/export.ts';
import { stateRows } from '../test/e2e/folder.ts';
import { createKommune, newsOf } from '../test/e2e/kommune.ts';
import type { Kommune } from '../test/e2e/kommune.ts';
import { backupState } from './backup.ts';
import { checkNight } from './check.ts';
import type { RunWishes } from './nightly.ts';

const rows = (until: string) => [...background(until), ...absent('E1', skoledage('2026-10-01', 6))];

async function usedKommune(): Promise<{ kommune: Kommune; stateFile: string; copy: string }> {
  const kommune = createKommune();
  kommune.layOut('2026-11-17', rows('2026-11-17'));
  await kommune.run('2026-11-17');
  return {
    kommune,
    stateFile: path.join(kommune.folder, 'var', 'fravaer.sqlite'),
    copy: path.join(kommune.folder, 'kopi.sqlite'),
  };
}

it('copies what is committed while another connection writes, for the owner alone, and leaves nothing beside', async () => {
  const { kommune, stateFile, copy } = await usedKommune();
  const before = stateRows(kommune);
  const writer = new DatabaseSync(stateFile);
  writer.exec('begin immediate; delete from told');

  const backup = await backupState(copy, kommune.configFile);

  writer.exec('rollback');
  writer.close();
  expect(backup).toMatchObject({ file: copy, newest: { asOf: '2026-11-17' }, keyFile: `${stateFile}.key` });
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  expect(readdirSync(kommune.folder).filter((name) => name.startsWith('kopi'))).toEqual(['kopi.sqlite']);
  copyFileSync(copy, stateFile);
  expect(stateRows(kommune)).toEqual(before);
});

it('leaves no files of its own beside the database', async () => {
  const { kommune, stateFile, copy } = await usedKommune();

  await backupState(copy, kommune.configFile);

  expect(readdirSync(path.dirname(stateFile)).toSorted()).toEqual([
    'fravaer.sqlite',
    'fravaer.sqlite.key',
    'fravaer.sqlite.lock',
  ]);
});

it('gives a copy from which the next night goes on as if nothing had happened', async () => {
  const { kommune, stateFile, copy } = await usedKommune();
  await backupState(copy, kommune.configFile);
  writeFileSync(stateFile, 'ødelagt');

  copyFileSync(copy, stateFile);
  kommune.layOut('2026-11-18', [...rows('2026-11-18'), ...absent('E2', skoledage('2026-10-01', 6))]);
  const report = await kommune.run('2026-11-18');

  expect(newsOf(report)).toEqual([`${ABSALON} E2 new tidlig-indsats`]);
});

it('overwrites nothing, and says so when there is nothing to copy or nowhere to put it', async () => {
  const { kommune, copy } = await usedKommune();
  writeFileSync(copy, 'noget andet');
  const unused = createKommune();

  const attempts = [
    [copy, kommune.configFile],
    [path.join(kommune.folder, 'findes', 'ikke.sqlite'), kommune.configFile],
    [copy, unused.configFile],
  ] as const;

  for (const attempt of attempts)
    await expect(backupState(...attempt)).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
  expect(readFileSync(copy, 'utf8')).toBe('noget andet');
});

it('makes no copy of a damaged database', async () => {
  const { kommune, stateFile, copy } = await usedKommune();
  truncateSync(stateFile, 60_000);

  await expect(backupState(copy, kommune.configFile)).rejects.toMatchObject({ exitCode: 13 });

  expect(readdirSync(kommune.folder).filter((name) => name.startsWith('kopi'))).toEqual([]);
});

function check(kommune: Kommune): ReturnType<typeof checkNight> {
  const wishes: RunWishes = {
    configFile: kommune.configFile,
    dato: undefined,
    kvartal: undefined,
    now: Date.parse('2026-11-18T02:00:00Z'),
    skoler: [],
    accept: [],
    out: undefined,
    version: '0',
    environment: {},
    log: { info: () => {}, warn: () => {}, progress: () => {} },
    clock: () => new Date(),
  };
  return checkNight(wishes);
}

it('is checked whole by check, which changes nothing', async () => {
  const { kommune, stateFile } = await usedKommune();
  const before = readFileSync(stateFile);

  const { state } = await check(kommune);

  expect(state).toMatchObject({ newest: { id: 1, asOf: '2026-11-17' }, isRestored: false });
  expect(readFileSync(stateFile).equals(before)).toBe(true);
  expect((await check(createKommuneWithExport())).state).toBeUndefined();
});

function createKommuneWithExport(): Kommune {
  const kommune = createKommune();
  kommune.layOut('2026-11-17', rows('2026-11-17'));
  return kommune;
}

it.each<[string, (stateFile: string) => void]>([
  ['the key is gone', (stateFile) => rmSync(`${stateFile}.key`)],
  ["the key is another's", (stateFile) => writeFileSync(`${stateFile}.key`, Buffer.alloc(32, 1))],
  [
    'a reference leads nowhere',
    (stateFile) => runSql(stateFile, 'pragma foreign_keys = off; delete from run'),
  ],
  [
    'an index has lost its rows',
    (stateFile) =>
      runSql(
        stateFile,
        "pragma writable_schema = on; update sqlite_master set sql = 'CREATE INDEX run_by_key on run (as_of)' where name = 'run_by_key'",
      ),
  ],
])('finds with check that %s', async (_what, harm) => {
  const { kommune, stateFile } = await usedKommune();
  harm(stateFile);

  await expect(check(kommune)).rejects.toMatchObject({ code: 'state-damaged', exitCode: 13 });
});

function runSql(stateFile: string, sql: string): void {
  const database = new DatabaseSync(stateFile);
  database.enableDefensive(false);
  database.exec(sql);
  database.close();
}
