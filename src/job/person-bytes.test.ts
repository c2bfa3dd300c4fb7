// What an erasure leaves in the bytes of the SQLite file, its free pages and its log. On a server the pages are the server's; that
// its tables are written anew and hold no trace is tried in person.test.ts, which runs on both.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { findElevKey } from '../state/elev-key.ts';
import { openSqlite } from '../state/sqlite.ts';
import { dagsliste, daysFrom, openKommune } from '../test/kommune.ts';
import type { Kommune } from '../test/kommune.ts';
import { erasePersonData, showPerson } from './person.ts';

async function ranOnce(): Promise<Kommune> {
  const rows = ['E-mine', 'E-neighbour'].flatMap((elev) => daysFrom('2026-11-02', 6, { elev }));
  const kommune = await openKommune({ 'fravaer.csv': dagsliste(rows) });
  await kommune.run('2026-11-16');
  return kommune;
}

const configOf = ({ folder }: Kommune): string => path.join(folder, 'fravaer.config.yaml');
const stateOf = ({ folder }: Kommune): string => path.join(folder, 'var/fravaer.sqlite');

async function stateBytes(kommune: Kommune): Promise<Buffer> {
  const folder = path.dirname(stateOf(kommune));
  return Buffer.concat(
    await Promise.all((await readdir(folder)).map((name) => readFile(path.join(folder, name)))),
  );
}

test('showing changes not a byte', async () => {
  const kommune = await ranOnce();
  const before = await stateBytes(kommune);

  await showPerson('E-mine', configOf(kommune));

  expect(before.equals(await stateBytes(kommune))).toBe(true);
});

test('erasing leaves no byte of the elev, in rows of tables that came later either', async () => {
  const kommune = await ranOnce();
  const db = await openSqlite(stateOf(kommune));
  const key = (await findElevKey(stateOf(kommune), db))?.('E-mine') ?? '';
  await sql`create table later_table (elev_key text not null, note text)`.execute(db);
  await sql`insert into later_table values (${key}, 'en bemærkning'), ('another', 'x')`.execute(db);
  await db.destroy();
  expect((await stateBytes(kommune)).includes(key)).toBe(true);

  const { remains } = await erasePersonData('E-mine', configOf(kommune));

  const bytes = await stateBytes(kommune);
  expect([remains, bytes.includes(key), bytes.includes('en bemærkning')]).toEqual([0, false, false]);
  expect(bytes.includes('another')).toBe(true);
});
