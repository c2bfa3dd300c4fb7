// Mails on their way. A mail is made with its run, delivered afterwards, and only its delivery moves what a team has
// been told (R30). A mail refers to its workbook by path and hash, so that state holds no names.
import type { Transaction } from 'kysely';
import type { Db } from './sqlite.ts';
import type { Tables } from './tables.ts';
import { markDecisionsTold, markTold } from './told.ts';

/** `skole` is a skole's team. */
export type Audience = 'skole' | 'skoleleder' | 'forvaltning' | 'operations';

/** `sending`: handed to the server, answer not known; the same Message-ID goes out again. */
export type MailStatus = 'pending' | 'sending' | 'sent' | 'failed' | 'superseded';

export interface NewMail {
  readonly audience: Audience;
  readonly skole: string | undefined;
  readonly asOf: string;
  readonly messageId: string;
  readonly recipients: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** What the HTML shows, as SVG. */
  readonly pictures?: readonly { readonly cid: string; readonly svg: string }[] | undefined;
  readonly attachment: 'plain' | 'encrypted' | 'none';
  readonly workbook: { readonly path: string; readonly sha256: string } | undefined;
}

export interface StoredMail extends NewMail {
  readonly id: number;
  readonly runId: number;
  readonly status: MailStatus;
  readonly attempts: number;
  readonly problem: string | undefined;
}

export async function insertMail(db: Db | Transaction<Tables>, runId: number, mail: NewMail): Promise<void> {
  await db
    .insertInto('outbox')
    .values({
      run_id: runId,
      audience: mail.audience,
      skole: mail.skole ?? null,
      as_of: mail.asOf,
      message_id: mail.messageId,
      recipients: JSON.stringify(mail.recipients),
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      pictures:
        mail.pictures === undefined || mail.pictures.length === 0 ? null : JSON.stringify(mail.pictures),
      attachment: mail.attachment,
      workbook_path: mail.workbook?.path ?? null,
      workbook_sha256: mail.workbook?.sha256 ?? null,
      status: 'pending',
      attempts: 0,
      problem: null,
      delivered_at: null,
    })
    .onConflict((conflict) => conflict.column('message_id').doNothing())
    .execute();
}

/** Mails in any of the given states, oldest first. */
export async function listMails(
  db: Db,
  statuses: readonly MailStatus[],
  runId?: number,
): Promise<StoredMail[]> {
  let query = db.selectFrom('outbox').selectAll().where('status', 'in', statuses).orderBy('id');
  if (runId !== undefined) query = query.where('run_id', '=', runId);
  return (await query.execute()).map(toMail);
}

function toMail(row: Omit<Tables['outbox'], 'id'> & { id: number }): StoredMail {
  const { workbook_path: path, workbook_sha256: sha256 } = row;
  return {
    id: row.id,
    runId: row.run_id,
    audience: row.audience as Audience,
    skole: row.skole ?? undefined,
    asOf: row.as_of,
    messageId: row.message_id,
    recipients: JSON.parse(row.recipients) as string[],
    subject: row.subject,
    text: row.text,
    html: row.html,
    pictures: JSON.parse(row.pictures ?? '[]') as NewMail['pictures'],
    attachment: row.attachment as NewMail['attachment'],
    workbook: path === null || sha256 === null ? undefined : { path, sha256 },
    status: row.status as MailStatus,
    attempts: row.attempts,
    problem: row.problem ?? undefined,
  };
}

/** Notes that the mail is about to be handed over, so that a crash from here on is known to be undecided. */
export async function markSending(db: Db, id: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set((eb) => ({ status: 'sending', attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function markUndelivered(
  db: Db,
  id: number,
  status: 'pending' | 'sending' | 'failed',
  problem: string,
): Promise<void> {
  await db.updateTable('outbox').set({ status, problem }).where('id', '=', id).execute();
}

/** R30: the mail has been delivered, so its reader has been told what its run found; both in one transaction. */
export async function markSent(
  db: Db,
  mail: StoredMail,
  deliveredAt: string,
  problem: string | undefined,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('outbox')
      .set({ status: 'sent', delivered_at: deliveredAt, problem: problem ?? null })
      .where('id', '=', mail.id)
      .execute();
    if (mail.skole === undefined) return;
    if (mail.audience === 'skole') await markTold(tx, mail.runId, mail.skole);
    if (mail.audience === 'skoleleder') await markDecisionsTold(tx, mail.runId, mail.skole);
  });
}

/** Whom a mail is to, in one word. */
export function receiverOf(audience: Audience, skole = ''): string {
  return `${audience} ${skole}`;
}

/** Whose mail has not got through, by `receiverOf`; a newer one takes its place. */
export async function listWaiting(db: Db): Promise<ReadonlySet<string>> {
  const waiting = await listMails(db, ['pending', 'failed']);
  return new Set(waiting.map(({ audience, skole }) => receiverOf(audience, skole)));
}

/** The as-of date of the newest delivered mail to each skole's team or skoleleder, to the forvaltning or to operations (R81). */
export async function lastDelivered(db: Db, audience: Audience): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('outbox')
    .select(({ fn }) => ['skole', fn.max('as_of').as('as_of')])
    .where('status', '=', 'sent')
    .where('audience', '=', audience)
    .groupBy('skole')
    .execute();
  return new Map(rows.map(({ skole, as_of }) => [skole ?? '', as_of]));
}
