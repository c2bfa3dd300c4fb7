// A PostgreSQL server of the tests' own: a fresh cluster in a temporary folder, on this machine alone, gone afterwards.
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Certificate } from '../certificate.ts';
import { freePort } from '../free-port.ts';

export interface TestServer {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly stop: () => void;
}

export interface ServerWishes {
  readonly lasting?: boolean;
  readonly certificate?: Certificate;
}

const PASSWORD = 'kun-til-test';
/** PostgreSQL refuses to run as root; nobody is on every machine. */
const NOBODY = 65_534;

/**
 * Starts a server that forgets in a power cut, which tests do not have, unless `lasting`; with a certificate, one that
 * speaks TLS and nothing else. Throws when PostgreSQL is not installed: a suite that asks for it must not pass without it.
 */
export async function startPostgres({
  lasting = false,
  certificate,
}: ServerWishes = {}): Promise<TestServer> {
  const bin = findPrograms();
  const folder = mkdtempSync(path.join(tmpdir(), 'fravaer-postgres-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  const run = (program: string, ...args: string[]): void =>
    void execFileSync(path.join(bin, program), args, {
      stdio: 'ignore',
      cwd: folder,
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    });
  const data = path.join(folder, 'data');
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  const port = await freePort();
  run(
    'initdb',
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '-N',
  );
  const tls = certificate === undefined ? '' : demandTls(data, certificate, isRoot);
  const options = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=${lasting ? 'on' : 'off'}${tls}`;
  run('pg_ctl', '-D', data, '-l', path.join(folder, 'log'), '-w', '-o', options, 'start');
  return {
    port,
    user: 'postgres',
    password: PASSWORD,
    stop: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lays certificate and key into the cluster and lets nobody in without TLS. Returns the server's options for it. */
function demandTls(data: string, { cert, key }: Certificate, isRoot: boolean): string {
  const files = {
    'server.crt': cert,
    'server.key': key,
    'pg_hba.conf': 'hostssl all all all scram-sha-256\n',
  };
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(data, name);
    writeFileSync(file, content, { mode: 0o600 });
    if (isRoot) chownSync(file, NOBODY, NOBODY);
  }
  return ' -c ssl=on -c ssl_min_protocol_version=TLSv1.2';
}

function findPrograms(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => `${debian}/${version}/bin`),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  const found = folders.find((folder) => existsSync(path.join(folder, 'initdb')));
  if (found !== undefined) return found;
  throw new Error('PostgreSQL is not installed: apt-get install postgresql (see CONTRIBUTING.md)');
}
