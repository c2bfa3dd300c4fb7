// A night whose mails go over SMTP to a server of its own: who gets what, and what a bad server does to the others.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { expect, it, onTestFinished } from 'vitest';
import type { RunWishes } from '../../job/nightly.ts';
import { PASSWORD, polite, refuse, startMailServer, startScriptedServer, USER } from '../mail-server.ts';
import type { MailServer, MailServerFacts } from '../mail-server.ts';
import { ABSALON, absent, background, baseConfig, skoledage, TREKRONER } from './export.ts';
import type { Row } from './export.ts';
import { stateRows } from './folder.ts';
import { createKommune, mailStatuses, newsOf, workbooksOf } from './kommune.ts';
import type { Kommune } from './kommune.ts';

const FREDAG = '2026-11-20';
const LOERDAG = '2026-11-21';

const wishes: Partial<RunWishes> = { environment: { FRAVAER_SMTP_PASSWORD: PASSWORD } };

function rows(until: string): Row[] {
  const days = skoledage('2026-10-01', 20);
  return [
    ...background(until),
    ...absent('E1', days.slice(0, 6)),
    ...absent('E3', days.slice(0, 6), { skole: TREKRONER }),
  ];
}

function mailConfig({ port }: Pick<MailServer, 'port'>, fields: object = {}): object {
  const smtp = { host: 'localhost', port, user: USER, passwordEnv: 'FRAVAER_SMTP_PASSWORD', ca: 'ca.pem' };
  return { ...baseConfig.mail, transport: 'smtp', smtp: { ...smtp, timeoutSeconds: 5, ...fields } };
}

async function kommuneWith(facts: MailServerFacts = {}): Promise<{ kommune: Kommune; server: MailServer }> {
  const server = await startMailServer(facts);
  onTestFinished(server.close);
  const kommune = createKommune({ config: { mail: mailConfig(server) } });
  writeFileSync(path.join(kommune.folder, 'ca.pem'), server.certificate.cert);
  kommune.layOut(FREDAG, rows(FREDAG));
  return { kommune, server };
}

/** Lets the configuration point to another server; the same servers' settings give the same run. */
function pointTo(kommune: Kommune, { port }: MailServer, fields: object): void {
  const mail = mailConfig({ port }, fields);
  writeFileSync(kommune.configFile, JSON.stringify({ ...baseConfig, mail }, undefined, 2));
}

it('gives each team its own workbook over TLS with a login, and nobody a name in the clear', async () => {
  const { kommune, server } = await kommuneWith();

  const report = await kommune.run(FREDAG, wishes);

  expect(mailStatuses(report)).toEqual({ [ABSALON]: 'sent', [TREKRONER]: 'sent' });
  expect(server.received.map(({ to, user }) => [to, user])).toEqual([
    [['team.absalon@kommune.example'], USER],
    [['team.trekroner@kommune.example'], USER],
    [['fravaer@kommune.example'], USER],
  ]);
  for (const { tls, bytes } of server.received) {
    expect(tls).toMatch(/^TLSv1\.[23]$/);
    expect(workbooksOf(await PostalMime.parse(bytes))).toHaveLength(1);
  }
});

it("goes on with the other skoler when one's recipient is refused, and tells operations which", async () => {
  const { kommune, server } = await kommuneWith({
    options: {
      onRcptTo: ({ address }, _session, done) =>
        address.startsWith('team.absalon') ? done(refuse(550, '5.1.1 unknown')) : done(),
    },
  });

  const report = await kommune.run(FREDAG, wishes);

  expect(report.outcome).toBe('incomplete');
  expect(mailStatuses(report)).toEqual({ [ABSALON]: 'failed', [TREKRONER]: 'sent' });
  const toOperations = await PostalMime.parse(server.received.at(-1)!.bytes);
  expect(toOperations.to?.[0]?.address).toBe('drift@kommune.example');
  expect(toOperations.text).toMatch(/Absalons Skole .*ikke sendt/);
  expect(toOperations.text).not.toContain('team.absalon');
  expect(stateRows(kommune).told.map(({ skole }) => skole)).toEqual([TREKRONER]);
});

it('keeps mails waiting while the server puts them off, and delivers them with the next start', async () => {
  let isGreylisting = true;
  const { kommune, server } = await kommuneWith({
    options: {
      onRcptTo: (_address, _session, done) =>
        isGreylisting ? done(refuse(450, '4.2.0 greylisted')) : done(),
    },
  });
  const first = await kommune.run(FREDAG, wishes);
  isGreylisting = false;

  const second = await kommune.run(FREDAG, wishes);

  expect(mailStatuses(first)).toEqual({ [ABSALON]: 'pending', [TREKRONER]: 'pending' });
  expect(first.outcome).toBe('incomplete');
  expect(mailStatuses(second)).toEqual({ [ABSALON]: 'sent', [TREKRONER]: 'sent' });
  expect(second).toMatchObject({ outcome: 'done', sentAgain: 0 });
  expect(new Set(server.received.map(({ to }) => to[0])).size).toBe(server.received.length);
});

it('sends a mail again under its own Message-ID when the answer got lost, before any newer one', async () => {
  const lost: string[] = [];
  const answer = polite(() => undefined);
  const forgetful = await startScriptedServer('220 ready', (line, inData) => {
    const id = /^Message-ID: (.*)/i.exec(line)?.[1];
    if (inData && id !== undefined) lost.push(id);
    return inData && line === '.' ? 'drop' : answer(line, inData);
  });
  onTestFinished(forgetful.close);
  const { kommune, server } = await kommuneWith();
  pointTo(kommune, forgetful, {
    host: '127.0.0.1',
    security: 'none',
    user: undefined,
    passwordEnv: undefined,
  });
  const first = await kommune.run(FREDAG);
  pointTo(kommune, server, {});
  kommune.layOut(LOERDAG, [...rows(LOERDAG), ...absent('E4', skoledage('2026-10-01', 6))]);

  const second = await kommune.run(LOERDAG, wishes);

  expect(mailStatuses(first)).toEqual({ [ABSALON]: 'pending', [TREKRONER]: 'pending' });
  expect(second.sentAgain).toBe(4);
  const sent = await Promise.all(server.received.map(({ bytes }) => PostalMime.parse(bytes)));
  expect(sent.slice(0, 4).map(({ messageId }) => messageId)).toEqual(lost);
  expect(newsOf(second)).toEqual([`${ABSALON} E4 new tidlig-indsats`]);
});

it('tells operations when one recipient of three is refused, and mails the team no second time', async () => {
  let isPutOff = true;
  const { kommune, server } = await kommuneWith({
    options: {
      onRcptTo: ({ address }, _session, done) =>
        address.startsWith('rejst') && isPutOff ? done(refuse(550, '5.1.1 unknown')) : done(),
    },
  });
  const team = ['leder', 'rejst', 'vejleder'].map((who) => `${who}@kommune.example`);
  const [absalon, trekroner] = baseConfig.skoler;
  const skoler = [{ ...absalon, komISkoleTeam: team }, trekroner];
  writeFileSync(kommune.configFile, JSON.stringify({ ...baseConfig, skoler, mail: mailConfig(server) }));

  const first = await kommune.run(FREDAG, wishes);

  expect(mailStatuses(first)).toEqual({ [ABSALON]: 'sent', [TREKRONER]: 'sent' });
  expect(first.outcome).toBe('incomplete');
  expect(server.received[0]?.to).toEqual([team[0], team[2]]);
  expect(stateRows(kommune).told.map(({ skole }) => skole)).toEqual([ABSALON, TREKRONER]);
  const { text } = await PostalMime.parse(server.received.at(-1)!.bytes);
  expect(text).toMatch(/Absalons Skole .*ikke til alle\. Serveren afviste 1 af 3\s+modtagere/);
  expect(text).not.toContain('rejst');

  isPutOff = false;
  const mailsBefore = server.received.length;
  const again = await kommune.run(FREDAG, wishes);

  expect(again.outcome).toBe('incomplete');
  expect(server.received.length).toBe(mailsBefore);
});

it('gives a quiet team and the forvaltning their weekly summary when the server is back, on any day', async () => {
  const [soendag, mandag, tirsdag] = ['2026-11-22', '2026-11-23', '2026-11-24'];
  const { kommune, server } = await kommuneWith();
  await kommune.run(FREDAG, wishes);
  pointTo(kommune, { ...server, port: 1 }, {});
  for (const asOf of [soendag, mandag]) {
    kommune.layOut(asOf, rows(asOf));
    await kommune.run(asOf, wishes);
  }
  server.received.length = 0;
  pointTo(kommune, server, {});
  kommune.layOut(tirsdag, rows(tirsdag));

  const report = await kommune.run(tirsdag, wishes);

  expect(mailStatuses(report)).toEqual({ [ABSALON]: 'sent', [TREKRONER]: 'sent' });
  expect(server.received.map(({ to }) => to[0])).toEqual(
    expect.arrayContaining([
      'team.absalon@kommune.example',
      'team.trekroner@kommune.example',
      'fravaer@kommune.example',
    ]),
  );
});
