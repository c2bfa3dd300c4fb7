// Mail servers that refuse, put off, hang up, hang, or cannot be trusted.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createCertificate } from '../../certificate.ts';
import type { Certificate } from '../../certificate.ts';
import type { Execution } from '../../e2e/exec.ts';
import { baseConfig, writeKommune } from '../../e2e/export.ts';
import { PASSWORD, polite, refuse, startMailServer, startScriptedServer, USER } from '../../mail-server.ts';
import type { MailServerFacts } from '../../mail-server.ts';
import type { Fault, Stage } from './stage.ts';

/** Where a test's mail server is. */
export interface Reachable {
  readonly port: number;
  readonly certificate: Certificate;
  readonly close: () => Promise<void>;
}

/** Points the configuration to the server and runs. */
export async function over(
  stage: Stage,
  server: Reachable,
  fields: object = {},
  password = PASSWORD,
): Promise<Execution> {
  const smtp = {
    host: 'localhost',
    port: server.port,
    user: USER,
    passwordEnv: 'FRAVAER_SMTP_PASSWORD',
    ca: 'ca.pem',
    timeoutSeconds: 2,
  };
  writeFileSync(path.join(stage.folder, 'ca.pem'), server.certificate.cert || createCertificate().cert);
  const mail = { ...baseConfig.mail, transport: 'smtp', smtp: { ...smtp, ...fields } };
  writeKommune(stage.folder, { roster: true, config: { skoler: ofThree, mail } });
  try {
    return await stage.run({}, { env: { FRAVAER_SMTP_PASSWORD: password } });
  } finally {
    await server.close();
  }
}

const [absalon, trekroner] = baseConfig.skoler;

/** One skole's team has three addresses. */
const ofThree = [
  {
    ...absalon,
    komISkoleTeam: ['team.absalon', 'leder.absalon', 'rejst'].map((name) => `${name}@kommune.example`),
  },
  trekroner,
];

const real = (
  what: string,
  facts: MailServerFacts,
  more: Omit<Fault, 'what' | 'meet'>,
  password?: string,
): Fault => ({
  what,
  ...more,
  meet: async (stage) => over(stage, await startMailServer(facts), {}, password),
});

const PLAIN = { host: '127.0.0.1', security: 'none', user: undefined, passwordEnv: undefined };

const scripted = (
  what: string,
  script: Parameters<typeof startScriptedServer>,
  more: Omit<Fault, 'what' | 'meet'>,
): Fault => ({
  what,
  ...more,
  meet: async (stage) => over(stage, await startScriptedServer(...script), PLAIN),
});

const both = (status: string): Omit<Fault, 'what' | 'meet'> => ({
  exit: 3,
  says: /"outcome": "incomplete"/,
  mails: [status, status],
});
const toAbsalon = (address: string): boolean => /^(?:team|leder)\.absalon|^rejst/.test(address);
const accepting = polite(() => undefined);

export const mail: readonly Fault[] = [
  real(
    'the server refuses the sender',
    { options: { onMailFrom: (_a, _s, done) => done(refuse(550, '5.7.1 no')) } },
    both('failed'),
  ),
  real(
    'the server refuses one recipient of three',
    {
      options: {
        onRcptTo: ({ address }, _s, done) =>
          address.startsWith('rejst') ? done(refuse(550, '5.1.1 no')) : done(),
      },
    },
    { ...both('sent'), says: /"outcome": "incomplete"/ },
  ),
  real(
    "the server refuses one skole's recipients",
    {
      options: {
        onRcptTo: ({ address }, _s, done) => (toAbsalon(address) ? done(refuse(550, '5.1.1 no')) : done()),
      },
    },
    { ...both('failed'), mails: ['failed', 'sent'] },
  ),
  real(
    "the server puts one skole's mail off (greylisting)",
    {
      options: {
        onRcptTo: ({ address }, _s, done) => (toAbsalon(address) ? done(refuse(450, '4.2.0 later')) : done()),
      },
    },
    { ...both('pending'), mails: ['pending', 'sent'] },
  ),
  real(
    'the certificate is for another host',
    { certificate: createCertificate({ name: 'other.example' }) },
    both('failed'),
  ),
  real('the certificate has expired', { certificate: createCertificate({ validDays: -1 }) }, both('failed')),
  real(
    'the server has no STARTTLS',
    { options: { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] } },
    both('failed'),
  ),
  real('the password is wrong', {}, both('failed'), 'forkert'),
  scripted(
    'the server hangs up in the middle of the message',
    ['220 ok', (line, inData) => (inData ? 'drop' : accepting(line, inData))],
    both('pending'),
  ),
  scripted(
    'the server hangs',
    ['220 ok', (line, inData) => (line.startsWith('MAIL') ? undefined : accepting(line, inData))],
    both('pending'),
  ),
  scripted('the server says nothing at all', [undefined, () => undefined], both('pending')),
  scripted(
    'the answer to a message gets lost',
    ['220 ok', (line, inData) => (inData && line === '.' ? 'drop' : accepting(line, inData))],
    both('pending'),
  ),
];
