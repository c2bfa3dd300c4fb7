// Delivers mails from the outbox, one at a time, and marks what became of each. One skole's failure never stops
// another's.
import path from 'node:path';
import type { LoadedConfig } from '../config/load.ts';
import { addDays, dato } from '../domain/dato.ts';
import { composeMessage, XLSX_CONTENT_TYPE } from '../mail/compose.ts';
import type { Attachment } from '../mail/compose.ts';
import type { Delivery, Transport } from '../mail/delivery.ts';
import { openTransport } from '../mail/transport.ts';
import { renderPng } from '../picture/png.ts';
import type { TransportSettings } from '../mail/transport.ts';
import { findingText } from '../text/findings.ts';
import { readSecret } from '../secrets.ts';
import { markSending, markSent, markUndelivered } from '../state/outbox.ts';
import type { StoredMail } from '../state/outbox.ts';
import type { Db } from '../state/sqlite.ts';
import type { Log } from './log.ts';
import { passwordFault, readPasswords } from './passwords.ts';
import type { Passwords } from './passwords.ts';
import { encryptWorkbook } from '../report/encrypt.ts';
import { readReport } from './reports.ts';

export interface Delivered {
  readonly mail: StoredMail;
  readonly status: 'sent' | 'pending' | 'failed';
  /** Why it did not get through, or which part of it did not. */
  readonly problem: string | undefined;
}

export interface DeliveryContext {
  readonly db: Db;
  readonly loaded: LoadedConfig;
  readonly log: Log;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: () => Date;
}

export async function deliverMails(
  mails: readonly StoredMail[],
  context: DeliveryContext,
): Promise<Delivered[]> {
  if (mails.length === 0) return [];
  const passwords = await readPasswords(context.loaded, context.environment);
  const transport = await openTransport(transportSettings(context));
  const delivered: Delivered[] = [];
  try {
    for (const [index, mail] of mails.entries()) {
      context.log.progress(`Sender mail ${index + 1} af ${mails.length}`);
      const result = await deliverOne(mail, transport, { ...context, passwords });
      const fields = {
        recipient: mail.skole ?? mail.audience,
        ...(mail.audience === 'skoleleder' ? { audience: mail.audience } : {}),
        status: result.status,
        problem: result.problem,
      };
      if (result.status === 'sent') context.log.info('mail afsendt', fields);
      else context.log.warn('mail ikke afsendt', fields);
      delivered.push(result);
    }
  } finally {
    transport.close();
  }
  return delivered;
}

async function deliverOne(
  mail: StoredMail,
  transport: Transport,
  context: DeliveryContext & { readonly passwords: Passwords | undefined },
): Promise<Delivered> {
  const { db, clock, passwords } = context;
  const attachments = await readAttachments(mail, passwords);
  if (!Array.isArray(attachments)) {
    const isUndecided = attachments.status === 'pending' && mail.status === 'sending';
    await markUndelivered(db, mail.id, isUndecided ? 'sending' : attachments.status, attachments.problem);
    return { mail, ...attachments };
  }
  const message = await composeMessage({
    content: mail,
    from: context.loaded.config.mail.from,
    recipients: mail.recipients,
    date: mailDate(mail),
    messageId: mail.messageId,
    attachments: [...(await drawPictures(mail)), ...attachments],
  });
  await markSending(db, mail.id);
  const delivery: Delivery = await transport.deliver(message);
  if (delivery.status !== 'delivered') {
    // Once it may have arrived, it goes out under its own Message-ID until it does; no other mail takes its place.
    const mayHaveArrived = mail.status === 'sending' || delivery.code === 'smtp-answer-lost';
    const isUndecided = delivery.status === 'pending' && mayHaveArrived;
    await markUndelivered(db, mail.id, isUndecided ? 'sending' : delivery.status, delivery.message);
    return { mail, status: delivery.status, problem: delivery.message };
  }
  const refused = delivery.rejected.length;
  const problem =
    refused === 0 ? undefined : `Serveren afviste ${refused} af ${mail.recipients.length} modtagere`;
  await markSent(db, mail, clock().toISOString(), problem);
  return { mail, status: 'sent', problem };
}

/** The pictures that stand in the mail itself. */
async function drawPictures({ pictures = [] }: StoredMail): Promise<Attachment[]> {
  const drawn: Attachment[] = [];
  for (const { cid, svg } of pictures) {
    const filename = `${cid.split('@')[0] ?? cid}.png`;
    drawn.push({ filename, cid, content: await renderPng(svg), contentType: 'image/png' });
  }
  return drawn;
}

interface Obstacle {
  readonly status: 'pending' | 'failed';
  readonly problem: string;
}

/**
 * What goes with the mail, or why it cannot. A workbook is locked here and not when it is written: state knows the bytes on
 * disk, and a mail that goes out again holds the same workbook under the same Message-ID, locked anew.
 */
async function readAttachments(
  { workbook, attachment, skole = '' }: StoredMail,
  passwords: Passwords | undefined,
): Promise<Attachment[] | Obstacle> {
  if (workbook === undefined || attachment === 'none') return [];
  const plain = await readReport(workbook.path, workbook.sha256);
  if (plain === undefined)
    return { status: 'failed', problem: 'Rapporten er væk eller ændret, siden den blev skrevet' };
  const content = attachment === 'plain' ? plain : await lock(plain, skole, passwords);
  if (!Buffer.isBuffer(content)) return content;
  return [{ filename: path.basename(workbook.path), content, contentType: XLSX_CONTENT_TYPE }];
}

async function lock(
  workbook: Buffer,
  skole: string,
  passwords: Passwords = new Map(),
): Promise<Buffer | Obstacle> {
  const password = passwords.get(skole);
  const fault = passwordFault(skole, passwords);
  if (password !== undefined && fault === undefined) return encryptWorkbook(workbook, password);
  const finding = { code: fault ?? 'password-missing', severity: 'error' } as const;
  return { status: 'pending', problem: findingText(finding) };
}

/** The night after the as-of date: taken from the run and not from the clock, so that a mail made again is the same. */
function mailDate({ asOf }: StoredMail): Date {
  return new Date(`${addDays(dato(asOf), 1)}T00:00:00Z`);
}

export function transportSettings({
  loaded,
  environment,
}: Pick<DeliveryContext, 'loaded' | 'environment'>): TransportSettings {
  const { mail } = loaded.config;
  if (mail.transport === 'folder' || mail.smtp === undefined)
    return { transport: 'folder', folder: loaded.resolve(mail.folder) };
  const { host, port, security, user, passwordEnv, ca, timeoutSeconds } = mail.smtp;
  return {
    transport: 'smtp',
    host,
    port,
    security,
    user,
    password: passwordEnv === undefined ? undefined : readSecret(environment, passwordEnv),
    ca: ca === undefined ? undefined : loaded.resolve(ca),
    timeoutSeconds,
  };
}
