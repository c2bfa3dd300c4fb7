import { mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { loadConfig } from '../config/load.ts';
import { openPlace } from '../state/open.ts';
import { dagsliste, daysFrom, openKommune } from '../test/kommune.ts';
import type { Kommune } from '../test/kommune.ts';
import { purge } from './retention.ts';

const rows = dagsliste([
  ...daysFrom('2024-11-04', 6),
  ...daysFrom('2025-09-01', 6),
  ...daysFrom('2026-11-02', 6),
]);
const TODAY = '2026-11-21T04:00:00Z';

const configOf = ({ folder }: Kommune): string => path.join(folder, 'fravaer.config.yaml');
const nightsIn = async ({ folder }: Kommune): Promise<string[]> =>
  (await readdir(path.join(folder, 'reports'))).filter((name) => /^\d/.test(name)).toSorted();

/** Dates every report and mail of the kommune as written at `instant`. */
async function writtenAt({ folder }: Kommune, instant: string): Promise<void> {
  const entries = await readdir(path.join(folder, 'reports'), { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile()))
    await utimes(path.join(entry.parentPath, entry.name), new Date(instant), new Date(instant));
}

async function stored({ folder }: Kommune): Promise<{ runs: string[]; told: string[]; texts: boolean[] }> {
  const { state } = await loadConfig(path.join(folder, 'fravaer.config.yaml'));
  const db = await openPlace(state);
  const runs = await db.selectFrom('run').select('as_of').orderBy('as_of').execute();
  const told = await db.selectFrom('told').select('kvartal').orderBy('kvartal').execute();
  const outbox = await db.selectFrom('outbox').select(['text', 'html', 'subject']).execute();
  await db.destroy();
  return {
    runs: runs.map(({ as_of }) => as_of),
    told: told.map(({ kvartal }) => kvartal),
    texts: outbox.map(({ text, html, subject }) => `${text}${html}${subject}` !== ''),
  };
}

test('a run keeps the current and the previous skoleår and forgets what is older', async () => {
  const kommune = await openKommune({ 'fravaer.csv': rows });
  for (const night of ['2024-11-15', '2025-09-12', '2026-11-19']) await kommune.run(night);

  expect(await stored(kommune)).toMatchObject({
    runs: ['2025-09-12', '2026-11-19'],
    told: ['2025K3', '2026K4'],
  });
});

test('a run for an old date removes nothing newer', async () => {
  const kommune = await openKommune({ 'fravaer.csv': rows });
  for (const night of ['2026-11-19', '2025-09-12']) await kommune.run(night);

  expect((await stored(kommune)).runs).toEqual(['2025-09-12', '2026-11-19']);
});

test('purge removes workbooks and mails after keepDays, to the day, and the empty folder', async () => {
  const kommune = await openKommune({ 'fravaer.csv': rows });
  await kommune.run('2026-11-19');
  await writtenAt(kommune, '2026-10-22T04:00:01Z');

  expect(await purge(configOf(kommune), Date.parse(TODAY))).toMatchObject({ reports: 0, mails: 0 });
  await writtenAt(kommune, '2026-10-22T03:59:59Z');

  expect(await purge(configOf(kommune), Date.parse(TODAY))).toMatchObject({ mails: 2, failures: [] });
  expect(await nightsIn(kommune)).toEqual([]);
  expect(await kommune.mailed()).toEqual([]);
});

test('a run removes old workbooks too, and what a killed run left half written', async () => {
  const kommune = await openKommune({ 'fravaer.csv': rows });
  await kommune.run('2026-11-16');
  await kommune.write({
    'reports/2026-11-16/.fravaer-265001.xlsx.77.tmp': 'half',
    'reports/outbox/.abc@kommune.example.eml.0a1b2c.tmp': 'half',
  });
  await writtenAt(kommune, '2026-10-01T04:00:00Z');

  await kommune.run('2026-11-19');

  expect(await nightsIn(kommune)).toEqual(['2026-11-19']);
  expect(await readdir(path.join(kommune.folder, 'reports/outbox'))).toHaveLength(0);
});

test('leaves files of others and links alone', async () => {
  const kommune = await openKommune({ 'fravaer.csv': rows });
  const night = path.join(kommune.folder, 'reports/2026-01-05');
  await mkdir(night, { recursive: true });
  await writeFile(path.join(kommune.folder, 'elsewhere.xlsx'), 'not ours to delete');
  await symlink(path.join(kommune.folder, 'elsewhere.xlsx'), path.join(night, 'fravaer-265001.xlsx'));
  await writeFile(path.join(night, 'noter.txt'), 'a note');
  await mkdir(path.join(kommune.folder, 'reports/arkiv'));
  await writeFile(path.join(kommune.folder, 'reports/arkiv/fravaer-265001.xlsx'), 'kept by a person');
  await writtenAt(kommune, '2026-01-05T04:00:00Z');

  const purged = await purge(configOf(kommune), Date.parse(TODAY));

  expect(purged.reports).toBe(0);
  expect((await readdir(night)).toSorted()).toEqual(['fravaer-265001.xlsx', 'noter.txt']);
  expect(await readdir(path.join(kommune.folder, 'reports/arkiv'))).toEqual(['fravaer-265001.xlsx']);
});

test('says that a folder cannot be looked into, and fails nothing else', async () => {
  const kommune = await openKommune({ 'fravaer.csv': rows });
  const night = path.join(kommune.folder, 'reports/2026-01-05');
  await mkdir(path.dirname(night), { recursive: true });
  await symlink(night, night);

  const purged = await purge(configOf(kommune), Date.parse(TODAY));

  expect(purged.failures).toEqual(['ELOOP']);
});

test('removes the words of old mails and keeps that they were sent', async () => {
  const kommune = await openKommune({ 'fravaer.csv': rows });
  await kommune.run('2026-11-19');

  expect(await purge(configOf(kommune), Date.parse('2026-12-21T03:00:00Z'))).toMatchObject({ bodies: 0 });
  expect(await purge(configOf(kommune), Date.parse('2026-12-21T05:00:00Z'))).toMatchObject({ bodies: 2 });

  expect(await stored(kommune)).toMatchObject({ runs: ['2026-11-19'], texts: [false, false] });
  expect(await purge(configOf(kommune), Date.parse('2026-12-21T05:00:00Z'))).toMatchObject({ bodies: 0 });
});

test('a purge changes nothing in what the next run finds new', async () => {
  const kommune = await openKommune({ 'fravaer.csv': rows });
  await kommune.run('2026-11-18');
  await purge(configOf(kommune), Date.parse('2027-01-20T05:00:00Z'));

  const next = await kommune.run('2026-11-19');

  expect(next.night.skoler[0]?.current.elever.map(({ change }) => change)).toEqual(['unchanged']);
});
