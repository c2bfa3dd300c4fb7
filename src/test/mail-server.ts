// Mail servers on loopback for tests: a real one that demands TLS and a login, and one that follows a script, for the
// ways in which servers go wrong.
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { createCertificate } from './certificate.ts';
import type { Certificate } from './certificate.ts';

export const USER = 'fravaer';
export const PASSWORD = 'Kodeord-æøå-1!';

export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  /** The connection was encrypted and with which version. */
  readonly tls: string | undefined;
  readonly user: string | undefined;
  readonly bytes: Buffer;
}

export interface MailServer {
  readonly port: number;
  readonly certificate: Certificate;
  readonly received: Received[];
  readonly close: () => Promise<void>;
}

export interface MailServerFacts {
  readonly security?: 'starttls' | 'tls';
  readonly certificate?: Certificate;
  readonly options?: SMTPServerOptions;
}

/** A reply with this code to whoever matches. */
export function refuse(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

/** A server that takes mail only over TLS from a user with the right password. */
export async function startMailServer(facts: MailServerFacts = {}): Promise<MailServer> {
  const { security = 'starttls', certificate = createCertificate(), options = {} } = facts;
  const received: Received[] = [];
  const server = new SMTPServer({
    ...certificate,
    secure: security === 'tls',
    authMethods: ['PLAIN', 'LOGIN'],
    authOptional: false,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) =>
      username === USER && password === PASSWORD
        ? done(undefined, { user: username })
        : done(refuse(535, '5.7.8 Authentication failed')),
    onData: (stream, { envelope, user, tlsOptions, secure }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          tls: secure && tlsOptions !== false ? tlsOptions.version : undefined,
          user: typeof user === 'string' ? user : undefined,
          bytes: Buffer.concat(chunks),
        });
        done(undefined, 'taget imod');
      });
    },
    ...options,
  });
  // Whoever hangs up in the middle, or refuses the certificate, is what some tests are about.
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    certificate,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What a scripted server answers to a line: a reply, `drop` to hang up, or nothing to keep silent. */
export type Script = (line: string, inData: boolean) => string | undefined;

/** A server without TLS that says what the script says; inside DATA every line is asked about too. */
export async function startScriptedServer(greeting: string | undefined, script: Script): Promise<MailServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    if (greeting !== undefined) socket.write(`${greeting}\r\n`);
    let rest = '';
    let inData = false;
    socket.on('data', (chunk) => {
      const lines = `${rest}${chunk.toString('latin1')}`.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const answer = script(line, inData);
        if (answer === 'drop') socket.destroy();
        else if (answer !== undefined) socket.write(`${answer}\r\n`);
        if (answer?.startsWith('354')) inData = true;
        if (line === '.') inData = false;
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    certificate: { key: '', cert: '' },
    received: [],
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A server that takes everything, save for the replies given instead. */
export function polite(instead: (line: string, inData: boolean) => string | undefined): Script {
  return (line, inData) => {
    const other = instead(line, inData);
    if (other !== undefined) return other;
    if (inData) return line === '.' ? '250 2.0.0 OK' : undefined;
    if (line === 'DATA') return '354 Go ahead';
    return line === 'QUIT' ? '221 Bye' : '250 OK';
  };
}
