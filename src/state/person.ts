// Everything that state holds about one elev, and its removal (R75). A table that knows elever carries `elev_key`; all
// such tables are found by that column, so that a new one can be forgotten neither here nor there.
import { sql } from 'kysely';
import type { Db } from './sqlite.ts';
import type { MailStatus, NewMail } from './outbox.ts';
import type { Tables } from './tables.ts';

/** What one run found about the elev. */
export type PersonResult = Tables['result'] & { readonly as_of: string };

/** A mail that told a skole's team about the elev, or is to tell it. */
export interface PersonMail {
  readonly id: number;
  readonly skole: string;
  readonly asOf: string;
  readonly messageId: string;
  readonly recipients: readonly string[];
  readonly attachment: NewMail['attachment'];
  readonly workbookPath: string | undefined;
  readonly status: MailStatus;
  readonly deliveredAt: string | undefined;
}

export interface StoredPerson {
  readonly results: readonly PersonResult[];
  readonly told: readonly Tables['told'][];
  /** Rows of every other table that knows the elev, by table, as they stand there. */
  readonly other: ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]>;
  readonly mails: readonly PersonMail[];
}

export async function findPerson(db: Db, key: string): Promise<StoredPerson> {
  const results = await db
    .selectFrom('result')
    .innerJoin('run', 'run.id', 'result.run_id')
    .selectAll('result')
    .select('run.as_of')
    .where('elev_key', '=', key)
    .orderBy('run_id')
    .orderBy('result.kvartal')
    .execute();
  const told = await db
    .selectFrom('told')
    .selectAll()
    .where('elev_key', '=', key)
    .orderBy('kvartal')
    .orderBy('skole')
    .execute();
  return { results, told, other: await findOther(db, key), mails: await findMails(db, key) };
}

async function findOther(db: Db, key: string): Promise<StoredPerson['other']> {
  const found = new Map<string, readonly Record<string, unknown>[]>();
  for (const table of await tablesOfElever(db)) {
    if (table === 'result' || table === 'told') continue;
    const { rows } = await sql<
      Record<string, unknown>
    >`select * from ${sql.table(table)} where elev_key = ${key}`.execute(db);
    if (rows.length > 0) found.set(table, rows);
  }
  return found;
}

async function findMails(db: Db, key: string): Promise<PersonMail[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('audience', 'in', ['skole', 'skoleleder'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('result')
          .select('result.run_id')
          .whereRef('result.run_id', '=', 'outbox.run_id')
          .whereRef('result.skole', '=', 'outbox.skole')
          .where('result.elev_key', '=', key),
      ),
    )
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    skole: row.skole ?? '',
    asOf: row.as_of,
    messageId: row.message_id,
    recipients: JSON.parse(row.recipients) as string[],
    attachment: row.attachment as NewMail['attachment'],
    workbookPath: row.workbook_path ?? undefined,
    status: row.status as MailStatus,
    deliveredAt: row.delivered_at ?? undefined,
  }));
}

/** Every table with a column `elev_key`, in order of name. */
export async function tablesOfElever(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables();
  return tables
    .filter(({ columns }) => columns.some(({ name }) => name === 'elev_key'))
    .map(({ name }) => name)
    .toSorted();
}

/**
 * Removes every row about the elev. Mails that were still to tell about the elev are taken back: their workbooks are gone, and
 * the next run makes new ones for the others in them (R30).
 */
export async function erasePerson(db: Db, key: string): Promise<void> {
  const tables = await tablesOfElever(db);
  const undelivered = (await findMails(db, key)).filter(({ status }) => isUndelivered(status));
  await db.transaction().execute(async (tx) => {
    for (const { id } of undelivered)
      await tx.updateTable('outbox').set({ status: 'superseded' }).where('id', '=', id).execute();
    for (const table of tables)
      await sql`delete from ${sql.table(table)} where elev_key = ${key}`.execute(tx);
  });
}

function isUndelivered(status: MailStatus): boolean {
  return status === 'pending' || status === 'sending' || status === 'failed';
}
