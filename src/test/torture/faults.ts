// What goes wrong around the job at night, one thing at a time, against the built program: each with the exit code of the
// contract, a Danish message with what to do, and the other skole served all the same.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createCertificate } from '../certificate.ts';
import type { Execution } from '../e2e/exec.ts';
import { baseConfig, layExport, writeKommune } from '../e2e/export.ts';
import { PASSWORD, polite, refuse, startMailServer, startScriptedServer, USER } from '../mail-server.ts';
import type { MailServer, MailServerFacts } from '../mail-server.ts';
import { runPlanned } from './crash-matrix.ts';
import type { EffectPlan } from './plan.ts';
import { week } from './week.ts';

/** A municipality that has run one night and is about to run the next. */
interface Stage {
  readonly folder: string;
  readonly stateFile: string;
  readonly asOf: string;
  readonly run: (plan?: EffectPlan, env?: Readonly<Record<string, string>>) => Promise<Execution>;
}

export interface Fault {
  readonly what: string;
  /** The exit code that the contract gives. */
  readonly exit: number;
  /** What the output must say. */
  readonly says: RegExp;
  /** Mails of the two skoler, as the result has them; not looked at when the run could not be done. */
  readonly mails?: readonly string[];
  readonly meet: (stage: Stage) => Promise<Execution>;
  /** What this machine lacks to try it; undefined when it lacks nothing. */
  readonly needs?: () => string | undefined;
}

const [, , news] = week;

/** Runs one fault on a stage of its own. Returns what is not as it must be. */
export async function tryFault(fault: Fault): Promise<string | undefined> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fravaer-fault-'));
  try {
    const { status, stdout, stderr } = await fault.meet(await setStage(folder));
    const said = `${stdout}${stderr}`;
    if (status !== fault.exit) return `exit ${status}, not ${fault.exit}: ${said.slice(0, 600)}`;
    if (!fault.says.test(said)) return `does not say ${String(fault.says)}: ${said.slice(0, 600)}`;
    if (/\bat .*\.js:\d+/.test(said)) return `a stack trace: ${said.slice(0, 600)}`;
    return fault.mails === undefined ? undefined : compareMails(fault.mails, stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compareMails(wanted: readonly string[], stdout: string): string | undefined {
  const { mails } = JSON.parse(stdout) as { mails: readonly { readonly status: string }[] };
  const got = mails.map(({ status }) => status).join(' ');
  return got === wanted.join(' ') ? undefined : `mails ${got}, not ${wanted.join(' ')}`;
}

async function setStage(folder: string): Promise<Stage> {
  const first = week[0]!;
  writeKommune(folder, { roster: true });
  layExport(folder, first.asOf, first.rows, first.roster);
  await runPlanned(folder, first.asOf, {});
  // Both skoler have news.
  const rows = [
    ...news!.rows,
    ...first.rows.filter(({ elev }) => elev === 'E1').map((row) => ({ ...row, elev: 'E7', skole: '265031' })),
  ];
  layExport(folder, news!.asOf, rows, news!.roster);
  const { asOf } = news!;
  return {
    folder,
    asOf,
    stateFile: path.join(folder, 'var', 'fravaer.sqlite'),
    run: (plan = {}, env = {}) => runPlanned(folder, asOf, plan, env),
  };
}

const always = (match: string, code: string, errcode?: number): EffectPlan => ({
  faults: [{ match, code, ...(errcode === undefined ? {} : { errcode }) }],
});

const drive: readonly Fault[] = [
  {
    what: "the drive is full when one skole's report is written",
    exit: 3,
    says: /"outcome": "incomplete"/,
    mails: ['failed', 'sent'],
    meet: ({ run }) => run(always('^write \\.fravaer-265001', 'ENOSPC')),
  },
  {
    what: 'the report folder is read-only',
    exit: 3,
    says: /"outcome": "incomplete"/,
    mails: ['failed', 'failed'],
    meet: ({ run }) => run(always('^(open|mkdir) .*(fravaer-|2026-)', 'EROFS')),
  },
  {
    what: 'permission to the outbox folder is denied for one mail',
    exit: 3,
    says: /"outcome": "incomplete"/,
    mails: ['failed', 'sent'],
    meet: ({ run }) => run({ faults: [{ match: '^open .*\\.eml', code: 'EACCES', times: 1 }] }),
  },
  {
    what: 'the drive is full for one mail',
    exit: 3,
    says: /"outcome": "incomplete"/,
    mails: ['pending', 'sent'],
    meet: ({ run }) => run({ faults: [{ match: '^write .*\\.eml', code: 'ENOSPC', times: 1 }] }),
  },
  {
    what: 'the drive is full when the run is saved',
    exit: 13,
    says: /drevet er fuldt/,
    meet: ({ run }) => run(always('^sql insert into result', 'full', 13)),
  },
  {
    what: 'the drive fails when the run is committed',
    exit: 13,
    says: /drevet svarer med fejl/,
    meet: ({ run }) => run(always('^sql commit', 'ioerr', 10)),
  },
  {
    what: 'the state folder may not be written',
    exit: 13,
    says: /kan ikke åbnes eller skrives/,
    meet: ({ run }) => run(always('^open fravaer\\.sqlite', 'EACCES')),
  },
  {
    what: 'the state folder is read-only for the database',
    exit: 13,
    says: /kan ikke åbnes eller skrives/,
    meet: ({ run }) => run(always('^sql begin immediate', 'readonly', 8)),
  },
];

const state: readonly Fault[] = [
  {
    what: 'another run is going on',
    exit: 11,
    says: /En anden kørsel er i gang/,
    meet: ({ stateFile, run }) => holding(`${stateFile}.lock`, 'begin exclusive', run),
  },
  {
    what: 'another program holds the database',
    exit: 11,
    says: /holdes låst af et andet program/,
    meet: ({ stateFile, run }) => holding(stateFile, 'begin immediate', run),
  },
  {
    what: 'the database is cut off',
    exit: 13,
    says: /beskadiget/,
    meet: ({ stateFile, run }) => {
      truncateSync(stateFile, 30_000);
      return run();
    },
  },
  {
    what: 'the database is empty',
    exit: 13,
    says: /er tom/,
    meet: ({ stateFile, run }) => {
      truncateSync(stateFile, 0);
      return run();
    },
  },
  {
    what: 'a page of the database is overwritten',
    exit: 13,
    says: /beskadiget/,
    meet: ({ stateFile, run }) => {
      const bytes = readFileSync(stateFile);
      bytes.fill(0x5a, 5 * 4096, 6 * 4096);
      writeFileSync(stateFile, bytes);
      return run();
    },
  },
  {
    what: 'the key is gone',
    exit: 13,
    says: /Nøglefilen .* mangler/,
    meet: ({ stateFile, run }) => {
      rmSync(`${stateFile}.key`);
      return run();
    },
  },
  {
    what: 'a newer program has been at the database',
    exit: 13,
    says: /nyere version/,
    meet: ({ stateFile, run }) => {
      const database = new DatabaseSync(stateFile);
      database.exec("insert into kysely_migration (name, timestamp) values ('9999-new', '2099-01-01')");
      database.close();
      return run();
    },
  },
  {
    what: "last week's backup was put back",
    exit: 0,
    says: /"code": "state-restored"/,
    mails: ['sent', 'not-due'],
    meet: async ({ folder, stateFile, asOf, run }) => {
      const copy = path.join(folder, 'kopi.sqlite');
      copyFileSync(stateFile, copy);
      await run();
      copyFileSync(copy, stateFile);
      const later = week[4]!;
      layExport(folder, later.asOf, news!.rows, news!.roster);
      return asOf === later.asOf ? run() : runPlanned(folder, later.asOf, {});
    },
  },
  {
    what: 'two runs are started at once',
    exit: 11,
    says: /En anden kørsel er i gang/,
    meet: async ({ run }) => {
      const both = await Promise.all([run(), run()]);
      return both.find(({ status }) => status === 11) ?? both[0];
    },
  },
];

async function holding(file: string, sql: string, run: Stage['run']): Promise<Execution> {
  const database = new DatabaseSync(file);
  database.exec(sql);
  try {
    return await run();
  } finally {
    database.close();
  }
}

/** Points the configuration to the server and runs. */
async function over(
  stage: Stage,
  server: MailServer,
  fields: object = {},
  password = PASSWORD,
): Promise<Execution> {
  const smtp = {
    host: 'localhost',
    port: server.port,
    user: USER,
    passwordEnv: 'FRAVAER_SMTP_PASSWORD',
    ca: 'ca.pem',
  };
  writeFileSync(path.join(stage.folder, 'ca.pem'), server.certificate.cert || createCertificate().cert);
  const mail = { ...baseConfig.mail, transport: 'smtp', smtp: { ...smtp, timeoutSeconds: 2, ...fields } };
  writeKommune(stage.folder, { roster: true, config: { mail } });
  try {
    return await stage.run({}, { FRAVAER_SMTP_PASSWORD: password });
  } finally {
    await server.close();
  }
}

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
const toAbsalon = (address: string): boolean => address.startsWith('team.absalon');
const accepting = polite(() => undefined);

const mail: readonly Fault[] = [
  real(
    'the server refuses the sender',
    { options: { onMailFrom: (_a, _s, done) => done(refuse(550, '5.7.1 no')) } },
    both('failed'),
  ),
  real(
    "the server refuses one skole's recipient",
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

export const faults: readonly Fault[] = [...drive, ...state, ...mail];
