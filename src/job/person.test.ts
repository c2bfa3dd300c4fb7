import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../config/load.ts';
import { findElevKey } from '../state/elev-key.ts';
import { openPlace } from '../state/open.ts';
import { dagsliste, daysFrom, openKommune } from '../test/kommune.ts';
import type { Kommune } from '../test/kommune.ts';
import { erasePersonData, showPerson } from './person.ts';

const A = '265001';
const B = '265031';
/** Twelve days at A, of which the last two are news on the second night. */
const mine = daysFrom('2026-11-02', 12, { skole: A, elev: 'E-mine' });
const neighbour = daysFrom('2026-11-02', 6, { skole: A, elev: 'E-neighbour', klasse: '6B' });
const elsewhere = daysFrom('2026-11-02', 6, { skole: B, elev: 'E-elsewhere' });

async function twoNights(): Promise<Kommune> {
  const kommune = await openKommune({
    'fravaer.csv': dagsliste([...mine.slice(0, 10), ...neighbour, ...elsewhere]),
  });
  await kommune.run('2026-11-16');
  await kommune.write({ 'fravaer.csv': dagsliste([...mine, ...neighbour, ...elsewhere]) });
  await kommune.run('2026-11-17');
  return kommune;
}

const configOf = ({ folder }: Kommune): string => path.join(folder, 'fravaer.config.yaml');
const stateOf = ({ folder }: Kommune): string => path.join(folder, 'var/fravaer.sqlite');

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

test('shows results, what was told, mails and the files that hold the elev', async () => {
  const kommune = await twoNights();

  const { stored, files, inExport } = await showPerson('E-mine', configOf(kommune));

  expect(stored.results.map(({ as_of, indsatstrin, change }) => [as_of, indsatstrin, change])).toEqual([
    ['2026-11-16', 'tidlig-indsats', 'new'],
    ['2026-11-17', 'bekymrende', 'escalated'],
  ]);
  expect(stored.told.map(({ skole, indsatstrin }) => [skole, indsatstrin])).toEqual([[A, 'bekymrende']]);
  expect(stored.mails.map(({ skole, status, recipients }) => [skole, status, recipients])).toEqual([
    [A, 'sent', ['a@kommune.example']],
    [A, 'sent', ['a@kommune.example']],
  ]);
  expect(files.filter((file) => file.endsWith('.xlsx'))).toEqual([
    'reports/2026-11-16/fravaer-265001.xlsx',
    'reports/2026-11-17/fravaer-265001.xlsx',
  ]);
  expect(files.filter((file) => file.endsWith('.eml'))).toHaveLength(2);
  expect(inExport).toBe(true);
});

test('shows nothing of an elev that nothing is stored about, also before the first run', async () => {
  const kommune = await openKommune({ 'fravaer.csv': dagsliste(mine) });

  const { stored, files } = await showPerson('E-mine', configOf(kommune));

  expect([stored.results, stored.told, stored.mails, files]).toEqual([[], [], [], []]);
  expect(await readdir(kommune.folder)).not.toContain('var');
});

test('knows that no export can be read', async () => {
  const kommune = await twoNights();
  await kommune.remove('fravaer.csv');

  expect((await showPerson('E-mine', configOf(kommune))).inExport).toBeUndefined();
});

test('erases the elev from state and every file, and nobody else', async () => {
  const kommune = await twoNights();
  const holding = (await showPerson('E-mine', configOf(kommune))).files;
  const neighbourBefore = await showPerson('E-neighbour', configOf(kommune));
  const elsewhereBefore = await showPerson('E-elsewhere', configOf(kommune));

  const erasure = await erasePersonData('E-mine', configOf(kommune));

  expect(erasure.remains).toBe(0);
  for (const file of await filesUnder(kommune.folder))
    expect(holding).not.toContain(path.relative(kommune.folder, file));
  expect((await showPerson('E-mine', configOf(kommune))).stored.results).toEqual([]);
  expect((await showPerson('E-neighbour', configOf(kommune))).stored.told).toEqual(
    neighbourBefore.stored.told,
  );
  expect(await showPerson('E-elsewhere', configOf(kommune))).toEqual(elsewhereBefore);
});

test('finds and erases rows of any table that knows elever by key', async () => {
  const kommune = await twoNights();
  const { state } = await loadConfig(configOf(kommune));
  const db = await openPlace(state);
  onTestFinished(() => db.destroy());
  const key = (await findElevKey(state.file, db))?.('E-mine') ?? '';
  await sql`create table later_table (elev_key text not null, note text)`.execute(db);
  await sql`insert into later_table values (${key}, 'en bemærkning'), ('another', 'x')`.execute(db);

  const { stored } = await showPerson('E-mine', configOf(kommune));
  expect(stored.other.get('later_table')).toEqual([{ elev_key: key, note: 'en bemærkning' }]);

  await erasePersonData('E-mine', configOf(kommune));
  const { rows } = await sql`select elev_key from later_table`.execute(db);
  expect(rows).toEqual([{ elev_key: 'another' }]);
});

test('erases without an export and a second time', async () => {
  const kommune = await twoNights();
  await kommune.remove('fravaer.csv');

  const first = await erasePersonData('E-mine', configOf(kommune));
  const second = await erasePersonData('E-mine', configOf(kommune));

  expect(first.files).toHaveLength(4);
  expect([second.stored.results, second.files, second.remains]).toEqual([[], [], 0]);
});

test('takes back a mail that was still to tell about the elev, and the next run tells about the others', async () => {
  const kommune = await openKommune({ 'fravaer.csv': dagsliste([...mine, ...neighbour]) });
  await kommune.write({ 'reports/outbox': 'a file where the folder should be' });
  const { mails } = await kommune.run('2026-11-16');
  expect(mails.find(({ institutionsnummer }) => institutionsnummer === A)?.status).toBe('failed');

  await erasePersonData('E-mine', configOf(kommune));
  await rm(path.join(kommune.folder, 'reports/outbox'));
  const third = daysFrom('2026-11-02', 12, { skole: A, elev: 'E-third' });
  await kommune.write({ 'fravaer.csv': dagsliste([...third, ...neighbour]) });
  const next = await kommune.run('2026-11-17');

  expect(next.night.skoler[0]?.current.elever.map(({ elevId, change }) => [elevId, change])).toEqual([
    ['E-neighbour', 'new'],
    ['E-third', 'new'],
  ]);
  expect((await kommune.mailed()).filter((to) => to === 'a@kommune.example')).toHaveLength(1);
});

test('refuses when the key that recognises elever is gone', async () => {
  const kommune = await twoNights();
  await rm(`${stateOf(kommune)}.key`);

  await expect(showPerson('E-mine', configOf(kommune))).rejects.toMatchObject({ code: 'state-damaged' });
  await expect(erasePersonData('E-mine', configOf(kommune))).rejects.toMatchObject({ code: 'state-damaged' });
});
