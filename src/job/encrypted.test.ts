// R72: workbooks locked with the team's password, through the whole job.
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import officeCrypto from 'officecrypto-tool';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { configText, dagsliste, daysFrom, openKommune } from '../test/kommune.ts';
import type { Kommune } from '../test/kommune.ts';
import { readPasswords } from './passwords.ts';
import { loadConfig } from '../config/load.ts';
import { sendPending } from './send.ts';

const A = '265001';
const B = '265031';
const rows = daysFrom('2026-11-09', 8, { skole: A, elev: 'E1' });
const rowsOfB = daysFrom('2026-11-09', 8, { skole: B, elev: 'E2' });
const environment = { KODE_265001: 'absalons lange kode', KODE_265031: 'trekroners lange kode' };

async function encryptedKommune(passwords = '{ env: "KODE_{nr}" }'): Promise<Kommune> {
  const encrypted = `attachment: encrypted, passwords: ${passwords}, `;
  return openKommune({
    'fravaer.csv': dagsliste(rows),
    'fravaer.config.yaml': configText().replace('mail: { ', `mail: { ${encrypted}`),
  });
}

/** The workbooks in the mails that were delivered, by receiver. */
async function attachments({ folder }: Kommune): Promise<Map<string, Buffer>> {
  const outbox = path.join(folder, 'reports/outbox');
  const names = await readdir(outbox).catch(() => []);
  const mails = await Promise.all(
    names.map(async (name) => PostalMime.parse(await readFile(path.join(outbox, name)))),
  );
  return new Map(
    mails.flatMap(({ to, attachments: files }) =>
      files.map(({ content }) => [to?.[0]?.address ?? '', Buffer.from(content as ArrayBuffer)] as const),
    ),
  );
}

const statusesOf = (
  mails: readonly { institutionsnummer: string; status: string }[],
): Record<string, string> =>
  Object.fromEntries(mails.map(({ institutionsnummer, status }) => [institutionsnummer, status]));

test('each team gets its workbook, locked with its own password and no other', async () => {
  const kommune = await encryptedKommune();
  await kommune.write({ 'fravaer.csv': dagsliste([...rows, ...rowsOfB]) });
  await kommune.run({ environment });

  const sent = await attachments(kommune);
  const [absalon, trekroner] = ['a', 'b'].map(
    (team) => sent.get(`${team}@kommune.example`) ?? Buffer.of(),
  ) as [Buffer, Buffer];

  const plain = await readFile(path.join(kommune.folder, 'reports/2026-11-20/fravaer-265001.xlsx'));
  const opened = await officeCrypto.decrypt(absalon, { password: environment.KODE_265001 });
  expect(opened.equals(plain)).toBe(true);
  expect(absalon.includes('xl/')).toBe(false);
  await expect(officeCrypto.decrypt(trekroner, { password: environment.KODE_265001 })).rejects.toThrow(
    'password',
  );
});

test.each([
  ['no password', {}, 'ingen adgangskode'],
  ['an empty one', { KODE_265001: '' }, 'ingen adgangskode'],
  ['one of eleven characters', { KODE_265001: 'elleve tegn' }, 'færre end 12'],
  ['the password of another skole', { KODE_265001: environment.KODE_265031 }, 'også en anden skoles'],
])('a skole with %s gets no mail, and operations are told', async (_what, changed, text) => {
  const kommune = await encryptedKommune();

  const report = await kommune.run({ environment: { ...environment, KODE_265001: undefined, ...changed } });

  expect(statusesOf(report.mails)[A]).toBe('withheld');
  expect(report.outcome).toBe('incomplete');
  const [operations = ''] = await mailsTo(kommune, 'drift@kommune.example');
  expect(operations).toContain('Absalons Skole (265001): holdt tilbage.');
  expect(operations.replace(/\s+/g, ' ')).toContain(text);
  expect(operations).not.toContain(environment.KODE_265031);
});

async function mailsTo({ folder }: Kommune, address: string): Promise<string[]> {
  const outbox = path.join(folder, 'reports/outbox');
  const mails = await Promise.all(
    (await readdir(outbox)).map(async (name) => PostalMime.parse(await readFile(path.join(outbox, name)))),
  );
  return mails.filter(({ to }) => to?.[0]?.address === address).map(({ text }) => text ?? '');
}

test('passwords can stand in a file that only the job can read', async () => {
  const kommune = await encryptedKommune('{ file: kodeord.yaml }');
  const file = path.join(kommune.folder, 'kodeord.yaml');
  await writeFile(file, `"265001": ${environment.KODE_265001}\n"265031": ${environment.KODE_265031}\n`);
  await chmod(file, 0o600);

  await kommune.run();

  // A locked workbook is no zip but the older container of Office.
  expect((await attachments(kommune)).get('a@kommune.example')?.toString('hex', 0, 4)).toBe('d0cf11e0');
});

test.each([
  ['that others can read', '"265001": en lang adgangskode\n', 0o644],
  ['that is missing', undefined, 0o600],
  ['with a number for a password', '"265001": 123456789012\n', 0o600],
])('a file %s stops the run before anything is done', async (_what, text, mode) => {
  const kommune = await encryptedKommune('{ file: kodeord.yaml }');
  const file = path.join(kommune.folder, 'kodeord.yaml');
  if (text !== undefined) await writeFile(file, text);
  if (text !== undefined) await chmod(file, mode);

  const refused = kommune.run();

  await expect(refused).rejects.toMatchObject({ code: 'config-invalid', exitCode: 2 });
  await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining('1234') as unknown });
  expect(await attachments(kommune)).toEqual(new Map());
});

test('a mail whose password has gone meanwhile waits, and goes out under the same Message-ID when it is back', async () => {
  const kommune = await encryptedKommune();
  await kommune.write({ 'reports/outbox': 'a file where the folder should be' });
  await kommune.run({ environment });
  await rm(path.join(kommune.folder, 'reports/outbox'));
  const again = (available: Record<string, string>) =>
    kommune.run({ environment: available }).then(({ mails }) => statusesOf(mails));

  expect((await again({}))[A]).toBe('withheld');
  const before = await readdir(path.join(kommune.folder, 'reports/outbox'));
  expect((await again(environment))[A]).toBe('sent');

  const after = await readdir(path.join(kommune.folder, 'reports/outbox'));
  expect(after.filter((name) => !before.includes(name))).toHaveLength(1);
});

test('nothing is asked for when workbooks are not encrypted', async () => {
  const kommune = await openKommune({ 'fravaer.csv': dagsliste(rows) });

  expect(
    await readPasswords(await loadConfig(path.join(kommune.folder, 'fravaer.config.yaml')), {}),
  ).toBeUndefined();
  await expect(
    sendPending({
      configFile: path.join(kommune.folder, 'fravaer.config.yaml'),
      log: { info: () => {}, warn: () => {}, progress: () => {} },
      environment: {},
      clock: () => new Date(),
    }),
  ).resolves.toEqual([]);
});
