// Delivers mails from the outbox, one at a time, and marks what became of each. One skole's failure never stops
// another's.
import path from 'node:path';
import type { LoadedConfig } from '../config/load.ts';
import { addDays, dato } from '../domain/dato.ts';
import { composeMessage, XLSX_CONTENT_TYPE } from '../mail/compose.ts';
import type { Attachment } from '../mail/compose.ts';
import type { Delivery, Transport } from '../mail/delivery.ts';
import { openTransport } from '../mail/transport.ts';
import type { TransportSettings } from '../mail/transport.ts';
import { readSecret } from '../secrets.ts';
import { markSending, markSent, markUndelivered } from '../state/outbox.ts';
import type { StoredMail } from '../state/outbox.ts';
import type { Db } from '../state/sqlite.ts';
import type { Log } from './log.ts';
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
  const transport = await openTransport(transportSettings(context));
  const delivered: Delivered[] = [];
  try {
    for (const mail of mails) {
      const result = await deliverOne(mail, transport, context);
      const fields = {
        recipient: mail.skole ?? mail.audience,
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
  context: DeliveryContext,
): Promise<Delivered> {
  const { db, clock } = context;
  const attachments = await readAttachments(mail);
  if (attachments === undefined) {
    const problem = 'Rapporten er væk eller ændret, siden den blev skrevet';
    await markUndelivered(db, mail.id, 'failed', problem);
    return { mail, status: 'failed', problem };
  }
  const message = await composeMessage({
    content: mail,
    from: context.loaded.config.mail.from,
    recipients: mail.recipients,
    date: mailDate(mail),
    messageId: mail.messageId,
    attachments,
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

/** What goes with the mail; undefined when it should and is not there as it was written. */
async function readAttachments(mail: StoredMail): Promise<Attachment[] | undefined> {
  if (mail.workbook === undefined || mail.attachment === 'none') return [];
  const content = await readReport(mail.workbook.path, mail.workbook.sha256);
  if (content === undefined) return undefined;
  return [{ filename: path.basename(mail.workbook.path), content, contentType: XLSX_CONTENT_TYPE }];
}

/** The night after the as-of date: taken from the run and not from the clock, so that a mail made again is the same. */
function mailDate({ asOf }: StoredMail): Date {
  return new Date(`${addDays(dato(asOf), 1)}T00:00:00Z`);
}

function transportSettings({ loaded, environment }: DeliveryContext): TransportSettings {
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
