// Where finished messages go: a folder of .eml files, or a mail server (R72). One message is one envelope for all recipients of a
// skole. No way of sending falls back to a weaker one.
import { isIPv4 } from 'node:net';
import { failed } from './delivery.ts';
import type { Transport } from './delivery.ts';
import { openFolder } from './folder-transport.ts';
import type { FolderSettings } from './folder-transport.ts';
import { openSmtp } from './smtp-transport.ts';
import type { SmtpSettings } from './smtp-transport.ts';

export type TransportSettings = FolderSettings | SmtpSettings;

/**
 * Opens nothing on the network yet. Settings that must not be used (unencrypted to another machine, an unreadable `ca`) give a
 * transport that fails every message with the reason, so that each skole's mail is accounted for.
 */
export async function openTransport(settings: TransportSettings): Promise<Transport> {
  if (settings.transport === 'folder') return openFolder(settings);
  if (settings.security === 'none' && !isLoopback(settings.host)) {
    return { deliver: () => Promise.resolve(failed('smtp-insecure')), close: () => {} };
  }
  return openSmtp(settings);
}

/** Whether mail to this host never leaves the machine: 127.0.0.0/8, ::1 and localhost, written plainly. */
export function isLoopback(host: string): boolean {
  if (isIPv4(host)) return host.startsWith('127.');
  return host === '::1' || host.toLowerCase() === 'localhost';
}
