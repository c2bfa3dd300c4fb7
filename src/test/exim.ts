// A real mail server (Exim, Debian's package) of the tests' own: a folder with its configuration, its queue and one
// maildir, on a free port of this machine, by a user without rights. Nothing of the system's own mail is touched.
import { spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createCertificate } from './certificate.ts';
import type { Certificate } from './certificate.ts';
import { freePort } from './free-port.ts';
import { PASSWORD, USER } from './mail-server.ts';

const EXIM = '/usr/sbin/exim4';

export const hasExim = existsSync(EXIM);

/** Exim gives up its rights when it is started with a configuration of somebody else's; as nobody it never had any. */
const NOBODY = 65_534;
const WAIT_MS = 20_000;

export interface EximFacts {
  readonly certificate?: Certificate;
  /** Local parts that nobody here is called. */
  readonly unknown?: readonly string[];
  /** Local parts that are told to come back later, until `openTo` is called. */
  readonly putOff?: readonly string[];
}

export interface Exim {
  readonly port: number;
  readonly certificate: Certificate;
  /** What lies in the maildir, as soon as it is so many: the message with the receiver that it was laid there for. */
  readonly delivered: (count: number) => Promise<readonly DeliveredMail[]>;
  /** From now on nobody is put off. */
  readonly openToAll: () => void;
  readonly log: () => string;
  readonly close: () => Promise<void>;
}

export interface DeliveredMail {
  readonly to: string;
  readonly bytes: Buffer;
}

/** Takes mail for kommune.example from the tests' user over TLS. */
export async function startExim(facts: EximFacts = {}): Promise<Exim> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fravaer-exim-'));
  const at = (name: string): string => path.join(folder, name);
  const { certificate = createCertificate(), putOff = [] } = facts;
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  const [uid, gid] = isRoot ? [NOBODY, NOBODY] : [process.getuid?.(), process.getgid?.()];
  writeFileSync(at('key.pem'), certificate.key);
  writeFileSync(at('cert.pem'), certificate.cert);
  writeFileSync(at('put-off'), putOff.map((name) => `${name}:\n`).join(''));
  writeFileSync(
    at('exim.conf'),
    configuration({ folder, port, owner: `${uid}`, unknown: facts.unknown ?? [] }),
  );
  if (isRoot) for (const name of ['', ...readdirSync(folder)]) chownSync(at(name), NOBODY, NOBODY);
  const log = openSync(at('main.log'), 'a');
  const child = spawn(EXIM, ['-C', at('exim.conf'), '-bdf'], {
    // In the foreground it logs to where its errors go.
    stdio: ['ignore', log, log],
    // With whatever it starts for a connection, which may outlive it.
    detached: true,
    ...(isRoot ? { uid, gid } : {}),
  });
  await until(
    () => existsSync(at('main.log')) && /listening for SMTP/.test(readFileSync(at('main.log'), 'utf8')),
  );
  return {
    port,
    certificate,
    delivered: async (count) => {
      await until(() => mailsIn(at('maildir')).length >= count);
      return mailsIn(at('maildir'));
    },
    openToAll: () => writeFileSync(at('put-off'), ''),
    log: () => readFileSync(at('main.log'), 'utf8'),
    close: async () => {
      process.kill(-(child.pid ?? 0), 'SIGTERM');
      await once(child, 'exit');
      closeSync(log);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + WAIT_MS;
  while (!isSo()) {
    if (performance.now() > end) throw new Error('the mail server does not do what it should');
    await delay(25);
  }
}

function mailsIn(maildir: string): DeliveredMail[] {
  const fresh = path.join(maildir, 'new');
  if (!existsSync(fresh)) return [];
  return readdirSync(fresh).map((name) => {
    const bytes = readFileSync(path.join(fresh, name));
    return { bytes, to: /^Envelope-to: (.*)$/im.exec(bytes.toString('latin1'))?.[1]?.trim() ?? '' };
  });
}

interface Settings {
  readonly folder: string;
  readonly port: number;
  readonly owner: string;
  readonly unknown: readonly string[];
}

function configuration({ folder, port, owner, unknown }: Settings): string {
  const refusal =
    unknown.length === 0
      ? ''
      : `deny local_parts = ${unknown.join(':')}\n    message = 5.1.1 no such person\n  `;
  return `
exim_path = ${EXIM}
exim_user = ${owner}
exim_group = ${owner}
never_users =
spool_directory = ${folder}/spool
pid_file_path = ${folder}/pid
primary_hostname = localhost
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
domainlist ours = kommune.example
host_lookup =
rfc1413_query_timeout = 0s
deliver_queue_load_max = 1000
queue_only_load = 1000
smtp_load_reserve = 1000
smtp_accept_queue_per_connection = 0
keep_environment =
message_size_limit = 50M
tls_certificate = ${folder}/cert.pem
tls_privatekey = ${folder}/key.pem
tls_advertise_hosts = *
auth_advertise_hosts = \${if def:tls_in_cipher {*}}
acl_smtp_rcpt = recipient
acl_smtp_data = accept

begin acl
recipient:
  deny !encrypted = *
    message = 5.7.0 TLS first
  deny !authenticated = *
    message = 5.7.1 log in first
  ${refusal}defer local_parts = lsearch;${folder}/put-off
    message = 4.2.0 later, please
  accept domains = +ours
  deny message = 5.7.1 no relaying

begin routers
ours:
  driver = accept
  domains = +ours
  transport = maildir

begin transports
maildir:
  driver = appendfile
  maildir_format
  directory = ${folder}/maildir
  create_directory
  envelope_to_add
  user = ${owner}
  group = ${owner}

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and {{eq {$auth2}{${USER}}}{eq {$auth3}{${PASSWORD}}}}}
  server_set_id = $auth2
`;
}
