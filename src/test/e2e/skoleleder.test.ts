// The mail to a skoleleder, night after night: on with a key of the configuration, told once, silent with nothing to decide, and held
// back as the team's is (R32, R72, R81).
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import officeCrypto from 'officecrypto-tool';
import { expect, it } from 'vitest';
import { showPerson } from '../../job/person.ts';
import { findingText } from '../../text/findings.ts';
import { ABSALON, absent, background, baseConfig, skoledage, skoler } from './export.ts';
import type { Row } from './export.ts';
import { filesUnder, stateRows } from './folder.ts';
import { createKommune, mailsTo, readMails, workbooksOf } from './kommune.ts';
import type { Kommune } from './kommune.ts';

const LEDER = 'leder.absalon@kommune.example';
const [absalon, trekroner] = skoler as [object, object];
const TORSDAG = '2026-11-19';
const FREDAG = '2026-11-20';
const SOENDAG = '2026-11-22';
const MANDAG = '2026-11-23';

const autumn = (asOf: string, days = 12): Row[] => [
  ...background(asOf),
  ...absent('E1', skoledage('2026-10-01', days)),
];

function kommuneWith(
  skoleleder: readonly string[],
  other: object = trekroner,
  mail = baseConfig.mail,
): Kommune {
  return createKommune({ config: { mail, skoler: [{ ...absalon, skoleleder }, other] } });
}

async function subjectsTo(kommune: Kommune, address: string): Promise<string[]> {
  return mailsTo(await readMails(kommune), address).map(({ subject = '' }) => subject);
}

it('comes with the decision, then once a week while it waits, with the workbook of the own skole', async () => {
  const kommune = kommuneWith([LEDER]);
  const statuses: unknown[] = [];
  for (const night of [TORSDAG, FREDAG, SOENDAG, MANDAG]) {
    kommune.layOut(night, autumn(night));
    const { mails } = await kommune.run(night);
    statuses.push(mails.map(({ skoleleder }) => skoleleder));
  }

  const mails = mailsTo(await readMails(kommune), LEDER);

  expect(statuses).toEqual(['sent', 'not-due', 'sent', 'not-due'].map((status) => [status, undefined]));
  expect(mails.map(({ subject }) => subject)).toEqual(
    [TORSDAG, SOENDAG].map(
      (day) =>
        `Skolefravær, Absalons Skole: 1 beslutning til skolelederen (til og med ${day.split('-').toReversed().join('-')})`,
    ),
  );
  expect(mails[1]?.text).toContain('Intet nyt siden sidste mail. 1 beslutning venter stadig på dig.');
  expect(mails.map(workbooksOf)).toEqual([[`fravaer-${ABSALON}.xlsx`], [`fravaer-${ABSALON}.xlsx`]]);
});

it('comes on the night of another decision, and calls only that one new', async () => {
  const kommune = kommuneWith([LEDER]);
  kommune.layOut(TORSDAG, autumn(TORSDAG));
  await kommune.run(TORSDAG);

  kommune.layOut(FREDAG, [...autumn(FREDAG), ...absent('E2', skoledage('2026-10-01', 12))]);
  await kommune.run(FREDAG);

  expect((await subjectsTo(kommune, LEDER))[1]).toContain('2 beslutninger til skolelederen, 1 ny');
});

it('waits on at the turn of the kvartal while late registrations are awaited, and is not new again (R34)', async () => {
  const kommune = kommuneWith([LEDER]);
  const bekymrende = absent('E1', skoledage('2026-09-01', 12));
  for (const night of ['2026-09-30', '2026-10-04', '2026-10-18']) {
    kommune.layOut(night, [...background(night), ...bekymrende]);
    await kommune.run(night);
  }

  const mails = mailsTo(await readMails(kommune), LEDER);

  expect(mails.map(({ subject }) => subject?.slice(-11, -1))).toEqual(['30-09-2026', '04-10-2026']);
  expect(mails[1]?.text?.replaceAll(/\s+/g, ' ')).toContain(
    'VENTER STADIG - 1 elev: Bekymrende skolefravær i forrige kvartal, afventer samtale med forældrene; skolen har vidst det i 4 dage.',
  );
});

it('is not there with nothing to decide, nor without the key, and the others get what they got', async () => {
  const quiet = kommuneWith([LEDER]);
  const without = createKommune();
  for (const [kommune, days] of [
    [quiet, 6],
    [without, 12],
  ] as const) {
    kommune.layOut(FREDAG, autumn(FREDAG, days));
    await kommune.run(FREDAG);
  }

  expect(await subjectsTo(quiet, LEDER)).toEqual([]);
  const addresses = (await readMails(without)).map(({ to }) => to?.[0]?.address);
  expect(addresses).toEqual(['fravaer@kommune.example', 'team.absalon@kommune.example']);
});

it('remembers what the skoleleder was told apart from what the team was', async () => {
  const keysOf = async (kommune: Kommune): Promise<string[]> => {
    kommune.layOut(TORSDAG, autumn(TORSDAG));
    await kommune.run(TORSDAG);
    const keys = stateRows(kommune).told_frist.map((row) => String(row['frist_key']));
    return keys.filter((key) => key.startsWith('leder|'));
  };

  expect(await keysOf(kommuneWith([LEDER]))).toEqual(['leder|samtale|0|2026K4|bekymrende']);
  expect(await keysOf(kommuneWith([]))).toEqual([]);
});

it('is new in the next mail when it did not get through, and says so once', async () => {
  const kommune = kommuneWith([LEDER]);
  const outbox = path.join(kommune.folder, 'reports', 'outbox');
  mkdirSync(path.dirname(outbox), { recursive: true });
  writeFileSync(outbox, 'not a folder');
  kommune.layOut(TORSDAG, autumn(TORSDAG));
  const failed = await kommune.run(TORSDAG);
  rmSync(outbox);

  kommune.layOut(FREDAG, autumn(FREDAG));
  await kommune.run(FREDAG);

  expect(failed.mails[0]).toMatchObject({ status: 'failed', skoleleder: 'failed' });
  const mails = mailsTo(await readMails(kommune), LEDER);
  expect(mails.map(({ text }) => text?.includes('1 ny beslutning venter på dig.'))).toEqual([true]);
});

it("brings the workbook locked with the skole's own password, and the elev may ask who has it (R72, R75)", async () => {
  const mail = { ...baseConfig.mail, attachment: 'encrypted', passwords: { env: 'KODE_{nr}' } };
  const kommune = kommuneWith([LEDER], trekroner, mail);
  const environment = { KODE_265001: 'absalons lange kode', KODE_265031: 'trekroners lange kode' };
  kommune.layOut(FREDAG, autumn(FREDAG));

  await kommune.run(FREDAG, { environment });

  const [sent] = mailsTo(await readMails(kommune), LEDER);
  const workbook = Buffer.from(sent?.attachments[0]?.content as ArrayBuffer);
  const opened = await officeCrypto.decrypt(workbook, { password: environment.KODE_265001 });
  expect(opened.equals(filesUnder(kommune.folder).get(`reports/${FREDAG}/fravaer-${ABSALON}.xlsx`)!)).toBe(
    true,
  );
  const { stored } = await showPerson('E1', kommune.configFile);
  expect(stored.mails.flatMap(({ recipients }) => recipients)).toContain(LEDER);
});

it.each([
  ['stands at another skole, too', LEDER, { ...trekroner, skoleleder: [LEDER] }, 'recipients-ambiguous'],
  ["is one of another skole's team", 'team.trekroner@kommune.example', trekroner, 'recipients-ambiguous'],
  ['lies outside the allowed domains', 'leder@andet.example', trekroner, 'recipients-not-allowed'],
])('is held back when the address %s, and operations are told (R72)', async (_what, address, other, code) => {
  const kommune = kommuneWith([address], other);
  kommune.layOut(FREDAG, autumn(FREDAG));

  const report = await kommune.run(FREDAG);

  const status = report.mails.find(({ institutionsnummer }) => institutionsnummer === ABSALON);
  expect(status).toMatchObject({ status: 'sent', skoleleder: 'withheld' });
  expect(report.outcome).toBe('incomplete');
  const mails = await readMails(kommune);
  expect(mails.filter(({ text }) => text?.includes('Til skolelederen'))).toEqual([]);
  const [toOperations] = mailsTo(mails, 'drift@kommune.example');
  expect(toOperations?.text?.replaceAll(/\s+/g, ' ')).toContain(
    `Absalons Skole, til skolelederen (${ABSALON}): holdt tilbage. ${findingText({ code, severity: 'error' })}`,
  );
});
