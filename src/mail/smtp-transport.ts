// Sends messages to a mail server through nodemailer, with TLS 1.2 or better and a checked certificate (R72).
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import { failed } from './delivery.ts';
import type { Delivery, Transport } from './delivery.ts';
import { sortSmtpError } from './smtp-error.ts';

const DEFAULT_TIMEOUT_SECONDS = 30;
/** A server that answers a little now and then never runs into a timeout; the whole delivery has this many of them. */
const TIMEOUTS_PER_DELIVERY = 10;

export interface SmtpSettings {
  readonly transport: 'smtp';
  readonly host: string;
  readonly port: number;
  readonly security: 'starttls' | 'tls' | 'none';
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Path of a PEM file with the authorities to trust instead of the system's. */
  readonly ca?: string | undefined;
  /** For connecting, the greeting and silence on the line, each; default 30. */
  readonly timeoutSeconds?: number | undefined;
}

export async function openSmtp(settings: SmtpSettings): Promise<Transport> {
  const authorities = await readAuthorities(settings.ca);
  if (authorities === undefined) {
    return { deliver: () => Promise.resolve(failed('smtp-settings')), close: () => {} };
  }
  const { createTransport } = await import('nodemailer');
  const pool = createTransport({ ...poolOptions(settings, authorities), pool: true });
  const longest = timeoutMs(settings) * TIMEOUTS_PER_DELIVERY;
  let isHandedOver = false;
  pool.use('stream', ({ message }, done) => {
    message.processFunc((bytes) => bytes.once('end', () => (isHandedOver = true)));
    done();
  });
  return {
    deliver: async (message): Promise<Delivery> => {
      isHandedOver = false;
      try {
        const { response, rejected } = await pool.sendMail({
          envelope: { from: message.from, to: [...message.recipients] },
          raw: message.bytes,
          signal: AbortSignal.timeout(longest),
        });
        return { status: 'delivered', response: withoutAddresses(response), rejected };
      } catch (error) {
        if (!isCoded(error)) throw error;
        return sortSmtpError(error, isHandedOver);
      }
    },
    close: () => {
      pool.close();
    },
  };
}

function poolOptions(settings: SmtpSettings, authorities: Authorities): SMTPPoolOptions {
  const { host, port, security, user, password } = settings;
  const timeout = timeoutMs(settings);
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // A server that offers no login gets no message from us either, when a login is configured.
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' }, forceAuth: true }),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    tls: {
      minVersion: 'TLSv1.2',
      // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment cannot switch it off.
      rejectUnauthorized: true,
      ...authorities,
    },
    maxConnections: 1,
    // Only a message of which not a byte was sent is tried again, over a new connection.
    maxRequeues: 1,
    connectionTimeout: timeout,
    dnsTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function timeoutMs({ timeoutSeconds = DEFAULT_TIMEOUT_SECONDS }: SmtpSettings): number {
  return timeoutSeconds * 1000;
}

interface Authorities {
  readonly ca?: string;
}

/** What the file holds; nothing when the system's authorities do; undefined when it is no list of certificates. */
async function readAuthorities(path: string | undefined): Promise<Authorities | undefined> {
  if (path === undefined) return {};
  try {
    const ca = await readFile(path, 'utf8');
    createSecureContext({ ca });
    return ca.includes('BEGIN CERTIFICATE') ? { ca } : undefined;
  } catch {
    // Whatever the reason, the answer is the same: no message without the authorities that were asked for.
    return undefined;
  }
}

/** Keeps the server's queue number, by which it can be traced, but no address. */
function withoutAddresses(response: string): string {
  return response.replace(/\S+@\S+/g, '…').slice(0, 200);
}

function isCoded(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
