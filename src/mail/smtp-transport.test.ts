// Delivery to real servers on loopback: TLS, login and every way of not getting there (R72, B4).
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import PostalMime from 'postal-mime';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createCertificate } from '../test/certificate.ts';
import { PASSWORD, polite, refuse, startMailServer, startScriptedServer, USER } from '../test/mail-server.ts';
import type { MailServer, MailServerFacts } from '../test/mail-server.ts';
import { tempFolder } from '../test/temp.ts';
import { composeMessage, XLSX_CONTENT_TYPE } from './compose.ts';
import type { ComposedMessage } from './compose.ts';
import type { Delivery } from './delivery.ts';
import type { SmtpSettings } from './smtp-transport.ts';
import { openTransport } from './transport.ts';

const TEAM = ['en@kommune.example', 'to@kommune.example', 'tre@kommune.example'];

function messageFor(recipients: readonly string[] = TEAM): Promise<ComposedMessage> {
  return composeMessage({
    content: { subject: 'Skolefravær: 2 nye på Ærø', text: 'Hej æøå\n.\nslut', html: '<p>Hej æøå</p>' },
    from: 'Fraværsscreening <fravaer@kommune.example>',
    recipients,
    date: new Date('2026-11-21T00:00:00Z'),
    messageId: 'abc@kommune.example',
    attachments: [
      { filename: 'fravaer.xlsx', content: Buffer.from([80, 75, 3, 4, 255]), contentType: XLSX_CONTENT_TYPE },
    ],
  });
}

async function start(facts: MailServerFacts = {}): Promise<MailServer> {
  const server = await startMailServer(facts);
  onTestFinished(server.close);
  return server;
}

async function startScripted(...script: Parameters<typeof startScriptedServer>): Promise<MailServer> {
  const server = await startScriptedServer(...script);
  onTestFinished(server.close);
  return server;
}

function settingsFor({ port, certificate }: MailServer, fields: Partial<SmtpSettings> = {}): SmtpSettings {
  const ca = path.join(tempFolder(), 'ca.pem');
  writeFileSync(ca, certificate.cert);
  return {
    transport: 'smtp',
    host: 'localhost',
    port,
    security: 'starttls',
    user: USER,
    password: PASSWORD,
    ca,
    timeoutSeconds: 5,
    ...fields,
  };
}

async function deliver(settings: SmtpSettings, message?: ComposedMessage): Promise<Delivery> {
  const transport = await openTransport(settings);
  try {
    return await transport.deliver(message ?? (await messageFor()));
  } finally {
    transport.close();
  }
}

/** To a server without TLS on this machine, where servers are allowed to be simple. */
async function deliverTo({ port }: MailServer, fields: Partial<SmtpSettings> = {}): Promise<Delivery> {
  return deliver({
    transport: 'smtp',
    host: '127.0.0.1',
    port,
    security: 'none',
    timeoutSeconds: 5,
    ...fields,
  });
}

it.each(['starttls', 'tls'] as const)('delivers over %s with a login, to the byte', async (security) => {
  const server = await start({ security });
  const message = await messageFor();

  const delivery = await deliver(settingsFor(server, { security }), message);

  expect(delivery).toMatchObject({ status: 'delivered', rejected: [] });
  expect(server.received).toHaveLength(1);
  const [received] = server.received;
  expect(received).toMatchObject({ from: 'fravaer@kommune.example', to: TEAM, user: USER });
  expect(received?.tls).toMatch(/^TLSv1\.[23]$/);
  expect(received?.bytes.equals(message.bytes)).toBe(true);
  const mail = await PostalMime.parse(received!.bytes);
  expect(mail).toMatchObject({
    subject: 'Skolefravær: 2 nye på Ærø',
    messageId: '<abc@kommune.example>',
    from: { address: 'fravaer@kommune.example', name: 'Fraværsscreening' },
  });
  expect(mail.text?.trim()).toBe('Hej æøå\n.\nslut');
  expect(mail.html?.trim()).toBe('<p>Hej æøå</p>');
  expect(mail.to?.map(({ address }) => address)).toEqual(TEAM);
  expect(Buffer.from(mail.attachments[0]?.content as ArrayBuffer)).toEqual(Buffer.from([80, 75, 3, 4, 255]));
});

it.each([
  ['is signed by nobody we trust', {}, { ca: undefined }],
  ['is made for another host', { certificate: createCertificate({ name: 'other.example' }) }, {}],
  ['has expired', { certificate: createCertificate({ validDays: -1 }) }, {}],
])('sends nothing to a server whose certificate %s', async (_what, facts, fields) => {
  for (const security of ['starttls', 'tls'] as const) {
    const server = await start({ ...facts, security });

    const delivery = await deliver(settingsFor(server, { security, ...fields }));

    expect(delivery).toMatchObject({ status: 'failed', code: 'smtp-certificate' });
    expect(server.received).toEqual([]);
  }
});

it('checks the certificate although the environment says not to', async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  onTestFinished(() => void vi.unstubAllEnvs());
  const server = await start();

  const delivery = await deliver(settingsFor(server, { ca: undefined }));

  expect(delivery).toMatchObject({ status: 'failed', code: 'smtp-certificate' });
});

it('sends nothing when the server offers no encryption', async () => {
  const server = await start({ options: { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] } });

  const delivery = await deliver(settingsFor(server));

  expect(delivery).toMatchObject({ status: 'failed', code: 'smtp-tls' });
  expect(server.received).toEqual([]);
});

it.each(['starttls', 'tls'] as const)('sends nothing over a TLS older than 1.2 (%s)', async (security) => {
  const options = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  const server = await start({ security, options });

  const delivery = await deliver(settingsFor(server, { security }));

  expect(delivery).toMatchObject({ status: 'failed', code: 'smtp-tls' });
  expect(server.received).toEqual([]);
});

it('sends nothing without the login that is configured', async () => {
  const server = await start();
  const withoutLogin = await start({ options: { authOptional: true, disabledCommands: ['AUTH'] } });

  const wrong = await deliver(settingsFor(server, { password: 'forkert' }));
  const missing = await deliver(settingsFor(server, { password: undefined }));
  const notOffered = await deliver(settingsFor(withoutLogin));

  for (const delivery of [wrong, missing, notOffered])
    expect(delivery).toMatchObject({ status: 'failed', code: 'smtp-auth' });
  expect(JSON.stringify([wrong, missing, notOffered])).not.toContain('forkert');
  expect([...server.received, ...withoutLogin.received]).toEqual([]);
});

it('refuses to speak without encryption to another machine', async () => {
  for (const host of ['192.0.2.1', 'mail.kommune.example', '127.0.0.1.nip.example', '0.0.0.0'])
    expect(
      await deliver({ transport: 'smtp', host, port: 25, security: 'none', timeoutSeconds: 1 }),
    ).toMatchObject({ status: 'failed', code: 'smtp-insecure' });
});

it('gives up before it begins when the authorities cannot be read', async () => {
  const server = await start();
  const noCertificate = path.join(tempFolder(), 'ca.pem');
  writeFileSync(noCertificate, 'hej');

  for (const ca of ['/findes/ikke.pem', noCertificate])
    expect(await deliver(settingsFor(server, { ca }))).toMatchObject({ code: 'smtp-settings' });
});

it('tells of recipients that the server refuses, and fails when it refuses them all', async () => {
  const isTo = (line: string): boolean => line.startsWith('RCPT TO:<to@');
  const oneOfThree = await startScripted(
    '220 ready',
    polite((line) => (isTo(line) ? '550 5.1.1 <to@kommune.example> unknown' : undefined)),
  );
  const all = await startScripted(
    '220 ready',
    polite((line) => (line.startsWith('RCPT TO') ? '550 5.1.1 unknown' : undefined)),
  );

  expect(await deliverTo(oneOfThree)).toMatchObject({
    status: 'delivered',
    rejected: ['to@kommune.example'],
  });
  expect(await deliverTo(all)).toMatchObject({ status: 'failed', code: 'smtp-recipients' });
});

it.each([
  ['refuses the sender', 'MAIL FROM', '550 5.7.1 not you', 'failed', 'smtp-sender'],
  ['puts the sender off', 'MAIL FROM', '451 4.7.1 try again later', 'pending', 'smtp-temporary'],
  ['puts every recipient off (greylisting)', 'RCPT TO', '450 4.2.0 greylisted', 'pending', 'smtp-temporary'],
  ['is too busy for data', 'DATA', '452 4.3.1 out of storage', 'pending', 'smtp-temporary'],
  ['is shutting down', 'MAIL FROM', '421 4.3.2 shutting down', 'pending', 'smtp-temporary'],
  ['refuses the content', '.', '554 5.6.0 attachment not allowed', 'failed', 'smtp-message'],
  ['wants a login first', 'MAIL FROM', '530 5.7.0 authenticate', 'failed', 'smtp-auth'],
])('sorts a server that %s', async (_what, command, reply, status, code) => {
  const server = await startScripted(
    '220 ready',
    polite((line, inData) => {
      const isCommand = command === '.' ? inData && line === '.' : !inData && line.startsWith(command);
      return isCommand ? reply : undefined;
    }),
  );

  const delivery = await deliverTo(server);

  expect(delivery).toMatchObject({ status, code });
  expect(JSON.stringify(delivery)).not.toContain('@');
});

it('keeps a mail waiting when the server hangs up before it has got the message', async () => {
  for (const command of ['EHLO', 'MAIL FROM', 'RCPT TO', 'DATA']) {
    const script = polite(() => undefined);
    const server = await startScripted('220 ready', (line, inData) =>
      !inData && line.startsWith(command) ? 'drop' : script(line, inData),
    );

    expect(await deliverTo(server), command).toMatchObject({ status: 'pending', code: 'smtp-unreachable' });
  }
});

it('knows that a mail may have arrived when only the answer is missing', async () => {
  const script = polite(() => undefined);
  const dropping = await startScripted('220 ready', (line, inData) =>
    inData && line === '.' ? 'drop' : script(line, inData),
  );
  const silent = await startScripted('220 ready', (line, inData) =>
    inData ? undefined : script(line, inData),
  );

  expect(await deliverTo(dropping)).toMatchObject({ status: 'pending', code: 'smtp-answer-lost' });
  expect(await deliverTo(silent, { timeoutSeconds: 1 })).toMatchObject({ code: 'smtp-answer-lost' });
});

it('waits no longer than it was told to for a server that says nothing', async () => {
  const silent = await startScripted(undefined, () => undefined);
  const silentLater = await startScripted('220 ready', () => undefined);

  for (const server of [silent, silentLater])
    expect(await deliverTo(server, { timeoutSeconds: 1 })).toMatchObject({
      status: 'pending',
      code: 'smtp-timeout',
    });
});

it('keeps a mail waiting when nobody answers at the port', async () => {
  const server = await startMailServer();
  await server.close();

  expect(await deliver(settingsFor(server))).toMatchObject({ status: 'pending', code: 'smtp-unreachable' });
});

it('sends the next mail although the one before it was refused', async () => {
  const server = await start({
    options: {
      onRcptTo: ({ address }, _session, done) =>
        address.startsWith('nej') ? done(refuse(550, '5.1.1 unknown')) : done(),
    },
  });
  const transport = await openTransport(settingsFor(server));
  onTestFinished(transport.close);

  const first = await transport.deliver(await messageFor(['nej@kommune.example']));
  const second = await transport.deliver(await messageFor());

  expect([first.status, second.status]).toEqual(['failed', 'delivered']);
  expect(server.received).toHaveLength(1);
});
