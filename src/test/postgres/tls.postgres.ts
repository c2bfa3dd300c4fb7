// The way to a server on another machine: TLS with an authority of one's own, checked, or nothing.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StatePlace, StateServer } from '../../state-place.ts';
import { lockPlace, openPlace, openPlaceReadOnly } from '../../state/open.ts';
import { createCertificate } from '../certificate.ts';
import { tempFolder } from '../temp.ts';
import { startPostgres } from './server.ts';
import type { TestServer } from './server.ts';

const certificate = createCertificate();
let server: TestServer;

beforeAll(async () => {
  server = await startPostgres({ certificate });
});

afterAll(() => server.stop());

function place(changes: Partial<StateServer> = {}, authority = certificate.cert): StatePlace {
  const folder = tempFolder();
  const ca = path.join(folder, 'ca.pem');
  writeFileSync(ca, authority);
  const { port, user, password } = server;
  const asConfigured = { host: 'localhost', port, database: 'postgres', user, password, tls: true, ca };
  return { file: path.join(folder, 'state.sqlite'), server: { ...asConfigured, ...changes } };
}

test('state, the look at it and the lock go over TLS when the authority is known', async () => {
  const db = await openPlace(place());
  const ways = await sql<{ ssl: boolean; version: string }>`
    select ssl, version from pg_stat_ssl where pid = pg_backend_pid()`.execute(db);
  await db.destroy();
  const lock = await lockPlace(place());
  const looking = await openPlaceReadOnly(place());

  await expect(lockPlace(place())).rejects.toMatchObject({ code: 'locked' });

  expect(ways.rows).toEqual([{ ssl: true, version: expect.stringMatching(/^TLSv1\.[23]$/) as unknown }]);
  await looking?.destroy();
  await lock.release();
});

test.each<[string, () => StatePlace, string]>([
  [
    'an authority that did not make the certificate',
    () => place({}, createCertificate().cert),
    'certifikat kan ikke godkendes',
  ],
  ["the system's authorities", () => place({ ca: undefined }), 'certifikat kan ikke godkendes'],
  ['another host name', () => place({ host: '127.0.0.1' }), 'certifikat kan ikke godkendes'],
  ['no TLS', () => place({ tls: false, ca: undefined }), 'afviste brugeren eller adgangskoden'],
])('%s: nothing is opened, and it is said in Danish', async (_what, made, reason) => {
  const wrong = made();

  for (const open of [openPlace, openPlaceReadOnly, lockPlace])
    await expect(open(wrong)).rejects.toMatchObject({
      exitCode: 13,
      message: expect.stringContaining(reason) as unknown,
    });
});

test('a file of authorities that cannot be read is a mistake in the configuration', async () => {
  await expect(openPlace(place({ ca: '/findes/ikke.pem' }))).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining('ikke.pem (ENOENT)') as unknown,
  });
});
