// The database's form, step by step. A step that has shipped is never changed; a new one is added below it.
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { createForloebProblems } from './migrations/forloeb-problems.ts';
import { createForloebTables } from './migrations/forloeb.ts';

type Db = Kysely<unknown>;

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-runs-told-outbox': { up: createFirstTables },
  '0002-accepted-gates': { up: addAcceptedGates },
  '0003-forloeb': { up: createForloebTables },
  '0004-forloeb-problems': { up: createForloebProblems },
  '0005-mail-pictures': { up: addMailPictures },
};

async function createFirstTables(db: Db): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('meta')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('run')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('as_of', 'text', (column) => column.notNull())
    .addColumn('kvartal', 'text', (column) => column.notNull())
    .addColumn('program_version', 'text', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('finished_at', 'text')
    .addColumn('outcome', 'text')
    .addColumn('rows_read', 'integer', (column) => column.notNull())
    .addColumn('notices', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('run_by_key').on('run').column('key').execute();
  await schema
    .createTable('run_skole')
    .addColumn('run_id', 'integer', (column) => column.notNull().references('run.id').onDelete('cascade'))
    .addColumn('skole', 'text', (column) => column.notNull())
    .addColumn('kvartal', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('rows', 'integer', (column) => column.notNull())
    .addColumn('elever', 'integer', (column) => column.notNull())
    .addColumn('counts', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('run_skole_key', ['run_id', 'skole', 'kvartal'])
    .execute();
  await createResults(db);
  await createOutbox(db);
}

async function createResults({ schema }: Db): Promise<void> {
  await schema
    .createTable('result')
    .addColumn('run_id', 'integer', (column) => column.notNull().references('run.id').onDelete('cascade'))
    .addColumn('skole', 'text', (column) => column.notNull())
    .addColumn('kvartal', 'text', (column) => column.notNull())
    .addColumn('elev_key', 'text', (column) => column.notNull())
    .addColumn('indsatstrin', 'text', (column) => column.notNull())
    .addColumn('basis', 'text', (column) => column.notNull())
    .addColumn('fravaersdage', 'bigint', (column) => column.notNull())
    .addColumn('sygdom', 'bigint', (column) => column.notNull())
    .addColumn('ekstraordinaer_frihed', 'bigint', (column) => column.notNull())
    .addColumn('ulovligt', 'bigint', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .addColumn('told_indsatstrin', 'text')
    .addColumn('told_basis', 'text')
    .addColumn('told_fravaersdage', 'bigint')
    .addColumn('told_as_of', 'text')
    .addPrimaryKeyConstraint('result_key', ['run_id', 'skole', 'kvartal', 'elev_key'])
    .execute();
  await schema
    .createTable('told')
    .addColumn('skole', 'text', (column) => column.notNull())
    .addColumn('kvartal', 'text', (column) => column.notNull())
    .addColumn('elev_key', 'text', (column) => column.notNull())
    .addColumn('indsatstrin', 'text', (column) => column.notNull())
    .addColumn('basis', 'text', (column) => column.notNull())
    .addColumn('fravaersdage', 'bigint', (column) => column.notNull())
    .addColumn('as_of', 'text', (column) => column.notNull())
    .addColumn('run_id', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('told_key', ['kvartal', 'skole', 'elev_key'])
    .execute();
}

async function createOutbox({ schema }: Db): Promise<void> {
  await schema
    .createTable('outbox')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('run_id', 'integer', (column) => column.notNull())
    .addColumn('audience', 'text', (column) => column.notNull())
    .addColumn('skole', 'text')
    .addColumn('as_of', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull().unique())
    .addColumn('recipients', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('html', 'text', (column) => column.notNull())
    .addColumn('attachment', 'text', (column) => column.notNull())
    .addColumn('workbook_path', 'text')
    .addColumn('workbook_sha256', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addColumn('delivered_at', 'text')
    .execute();
  await schema.createIndex('outbox_by_status').on('outbox').columns(['status', 'audience']).execute();
}

/** R60: which gates operations passed a skole through; null when none, also in runs from before this step. */
async function addAcceptedGates({ schema }: Db): Promise<void> {
  await schema.alterTable('run_skole').addColumn('accepted_gates', 'text').execute();
}

/** The pictures of a mail as SVG; null when it has none, also in mails from before this step. */
async function addMailPictures({ schema }: Db): Promise<void> {
  await schema.alterTable('outbox').addColumn('pictures', 'text').execute();
}
