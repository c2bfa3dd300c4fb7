// What is about the server alone: its lock, its refusals, TLS, and copying state from one home to the other.
import { expect, onTestFinished, test } from 'vitest';
import { sql } from 'kysely';
import type { StatePlace, StateServer } from '../../state-place.ts';
import { openElevKey } from '../../state/elev-key.ts';
import { lockPlace, openPlace, openPlaceReadOnly } from '../../state/open.ts';
import { createDatabase, createPlace } from '../state.ts';

async function placeOn(changes: Partial<StateServer> = {}): Promise<StatePlace> {
  const { file, server } = await createPlace();
  return { file, server: { ...(server ?? (await createDatabase())), ...changes } };
}

test('one lock for all hosts, let go of with the connection', async () => {
  const place = await placeOn();
  const elsewhere = { ...place, file: `${place.file}.elsewhere` };
  const lock = await lockPlace(place);

  await expect(lockPlace(elsewhere)).rejects.toMatchObject({ code: 'locked', exitCode: 11 });

  await lock.release();
  await (await lockPlace(elsewhere)).release();
});

test('two databases on one server have a lock each', async () => {
  const [first, second] = [await lockPlace(await placeOn()), await lockPlace(await placeOn())];

  await Promise.all([first.release(), second.release()]);
});

test('there is no state before the first run, and looking makes none', async () => {
  const place = await placeOn();

  expect(await openPlaceReadOnly(place)).toBeUndefined();
  expect(await openPlaceReadOnly(place)).toBeUndefined();
});

test('what an older program left is not looked at, and it is said what to do', async () => {
  const place = await placeOn();
  const db = await openPlace(place);
  await sql`delete from kysely_migration where name = '0005-mail-pictures'`.execute(db);
  await db.destroy();

  await expect(openPlaceReadOnly(place)).rejects.toMatchObject({ code: 'state-older', exitCode: 13 });
});

test('who only looks cannot write', async () => {
  const place = await placeOn();
  await (await openPlace(place)).destroy();
  const db = await openPlaceReadOnly(place);
  onTestFinished(() => db?.destroy());

  const attempt = db?.insertInto('meta').values({ name: 'x', value: 'y' }).execute();

  await expect(attempt).rejects.toThrow(/read-only/);
});

test('amounts of days come back as the numbers they were', async () => {
  const db = await openPlace(await placeOn());
  onTestFinished(() => db.destroy());
  const row = { skole: 'a', kvartal: '2026K4', elev_key: 'k', indsatstrin: 'massivt', basis: 'dage' };

  await db
    .insertInto('told')
    .values({ ...row, fravaersdage: 92 * 9_009_000_000, as_of: '2026-11-20', run_id: 1 })
    .execute();

  expect((await db.selectFrom('told').select('fravaersdage').executeTakeFirst())?.fravaersdage).toBe(
    828_828_000_000,
  );
});

test.each([
  ['a wrong password', { password: 'forkert' }, 'afviste brugeren eller adgangskoden'],
  ['no password', { password: undefined }, 'afviste brugeren eller adgangskoden'],
  ['a database that is not there', { database: 'findes_ikke' }, 'databasen findes ikke'],
  ['a port where nobody listens', { port: 1 }, 'ingen forbindelse til serveren'],
  ['a server without TLS, where TLS is wanted', { tls: true }, 'tilbyder ikke TLS'],
])('%s is said in Danish, without the password', async (_what, changes, reason) => {
  const attempt = openPlace(await placeOn(changes));

  await expect(attempt).rejects.toMatchObject({
    code: 'state-unwritable',
    exitCode: 13,
    message: expect.stringContaining(reason) as unknown,
  });
  await expect(attempt).rejects.not.toMatchObject({
    message: expect.stringMatching(/kun-til-test|forkert/) as unknown,
  });
});

test('a role without rights cannot make tables, and is told so', async () => {
  const place = await placeOn();
  const admin = await openPlace(place);
  onTestFinished(() => admin.destroy());
  await sql`drop role if exists uden_rettigheder`.execute(admin);
  await sql`create role uden_rettigheder login password 'kun-til-test'`.execute(admin);
  const poor = { ...place, server: { ...place.server!, user: 'uden_rettigheder' } };

  await expect(openPlace(poor)).rejects.toMatchObject({
    message: expect.stringContaining('mangler rettigheder') as unknown,
  });
  await sql`drop role uden_rettigheder`.execute(admin);
});

test('the key belongs to the database, on a server too', async () => {
  const place = await placeOn();
  const db = await openPlace(place);
  onTestFinished(() => db.destroy());
  await openElevKey(place.file, db);

  await expect(openElevKey(`${place.file}.another`, db)).rejects.toMatchObject({ code: 'state-damaged' });
});
