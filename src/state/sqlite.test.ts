import { copyFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { tempFolder } from '../test/temp.ts';
import { openElevKey } from './elev-key.ts';
import { migrations } from './migrations.ts';
import { openSqlite, openSqliteReadOnly } from './sqlite.ts';

/** A state that has been in use: tables, key and some pages of content. */
async function usedState(): Promise<string> {
  const file = path.join(tempFolder(), 'var', 'fravaer.sqlite');
  const db = await openSqlite(file);
  await openElevKey(file, db);
  const fill = Array.from({ length: 200 }, (_, index) => ({ name: `fill-${index}`, value: 'x'.repeat(500) }));
  await db.insertInto('meta').values(fill).execute();
  await db.destroy();
  return file;
}

async function overwrite(file: string, at: number, bytes: Buffer): Promise<void> {
  const content = await readFile(file);
  bytes.copy(content, at);
  await writeFile(file, content);
}

it('makes the folder and the files readable for the owner alone, the write-ahead log too', async () => {
  const file = path.join(tempFolder(), 'var', 'fravaer.sqlite');

  const db = await openSqlite(file);
  await openElevKey(file, db);

  expect((await stat(path.dirname(file))).mode & 0o777).toBe(0o700);
  for (const name of [file, `${file}-wal`, `${file}-shm`, `${file}.key`])
    expect((await stat(name)).mode & 0o777).toBe(0o600);
  await db.destroy();
});

it('keeps what it holds when it is opened again', async () => {
  const file = await usedState();

  const db = await openSqlite(file);

  expect(await db.selectFrom('meta').select('name').execute()).toHaveLength(201);
  await db.destroy();
});

it('refuses a database that a newer program has migrated, and leaves it as it is', async () => {
  const file = await usedState();
  const raw = new DatabaseSync(file);
  raw.exec(`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', '2099-01-01')`);
  raw.close();
  const before = await readFile(file);

  await expect(openSqlite(file)).rejects.toMatchObject({ code: 'state-newer', exitCode: 13 });
  await expect(openSqliteReadOnly(file)).rejects.toMatchObject({ code: 'state-newer' });

  expect(await readFile(file)).toEqual(before);
});

it.each([
  ['cut off in the middle', async (file: string) => truncate(file, 40_000)],
  ['cut down to nothing', async (file: string) => truncate(file, 0)],
  ['not a database at all', async (file: string) => writeFile(file, 'hej med dig '.repeat(1000))],
  ['a page overwritten', async (file: string) => overwrite(file, 3 * 4096, Buffer.alloc(4096, 0x5a))],
])('refuses a database that is %s', async (_what, harm) => {
  const file = await usedState();
  await harm(file);

  await expect(openSqlite(file)).rejects.toMatchObject({ code: 'state-damaged', exitCode: 13 });
});

it('refuses a database without its key, and with the key of another', async () => {
  const file = await usedState();
  const other = await usedState();
  await copyFile(`${other}.key`, `${file}.key`);
  const db = await openSqlite(file);
  await expect(openElevKey(file, db)).rejects.toMatchObject({ code: 'state-damaged' });

  await truncate(`${file}.key`, 5);

  await expect(openElevKey(file, db)).rejects.toMatchObject({ code: 'state-damaged', exitCode: 13 });
  await db.destroy();
});

it('takes a key that was made just before the program was killed', async () => {
  const file = path.join(tempFolder(), 'fravaer.sqlite');
  const first = await openSqlite(file);
  const key = await openElevKey(file, first);
  await first.deleteFrom('meta').execute();
  await first.destroy();

  const db = await openSqlite(file);

  expect((await openElevKey(file, db))('E1')).toBe(key('E1'));
  await db.destroy();
});

it('makes all tables or none, so that a kill in the middle of a migration leaves a database that opens', async () => {
  const file = path.join(tempFolder(), 'fravaer.sqlite');
  const step = migrations['0001-runs-told-outbox']!;
  const broken: typeof step = {
    up: async (db) => {
      await step.up(db);
      throw new Error('killed');
    },
  };
  Object.assign(migrations, { '0001-runs-told-outbox': broken });
  try {
    await expect(openSqlite(file)).rejects.toThrow('killed');
  } finally {
    Object.assign(migrations, { '0001-runs-told-outbox': step });
  }

  const db = await openSqlite(file);

  expect(await db.selectFrom('run').selectAll().execute()).toEqual([]);
  await db.destroy();
});

it('reads a database without leaving a trace, and knows when there is none', async () => {
  const file = await usedState();
  const before = (await stat(file)).mtimeMs;

  const db = await openSqliteReadOnly(file);
  const names = await db!.selectFrom('meta').select('name').execute();
  await db!.destroy();

  expect(names).toHaveLength(201);
  expect((await stat(file)).mtimeMs).toBe(before);
  await expect(stat(`${file}-wal`)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await openSqliteReadOnly(`${file}.missing`)).toBeUndefined();
});

it('reads what an older program left as the next run will have it, and leaves it as it is', async () => {
  const later = ['0003-forloeb', '0004-forloeb-problems', '0005-mail-pictures'];
  const steps = Object.entries(migrations);
  const file = path.join(tempFolder(), 'fravaer.sqlite');
  for (const name of later) Reflect.deleteProperty(migrations, name);
  try {
    const old = await openSqlite(file);
    await openElevKey(file, old);
    await old.destroy();
  } finally {
    for (const [name] of steps) Reflect.deleteProperty(migrations, name);
    Object.assign(migrations, Object.fromEntries(steps));
  }
  const before = await readFile(file);
  const running = new DatabaseSync(file);
  running.exec("pragma wal_autocheckpoint = 0; insert into meta values ('not yet in the file', 'x')");

  const db = await openSqliteReadOnly(file);

  const names = await db!.selectFrom('meta').select('name').execute();
  expect(names.map(({ name }) => name)).toEqual(['key-check', 'not yet in the file']);
  expect(await db!.selectFrom('forloeb_entry').selectAll().execute()).toEqual([]);
  await db!.destroy();
  expect(await readFile(file)).toEqual(before);
  running.close();
});
