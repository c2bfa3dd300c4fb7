// 0003: what people recorded about forløb, the files it came from, and what the teams were told of trin and frister.
import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export async function createForloebTables(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('forloeb_entry')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('elev_key', 'text', (column) => column.notNull())
    .addColumn('forloeb', 'integer', (column) => column.notNull())
    .addColumn('skole', 'text', (column) => column.notNull())
    .addColumn('field', 'text', (column) => column.notNull())
    .addColumn('value', 'text')
    .addColumn('entered_by', 'text', (column) => column.notNull())
    .addColumn('entered_at', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('forloeb_entry_by_elev').on('forloeb_entry').column('elev_key').execute();
  await schema
    .createTable('forloeb_file')
    .addColumn('sha256', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('skole', 'text', (column) => column.notNull())
    .addColumn('read_at', 'text', (column) => column.notNull())
    .addColumn('entries', 'integer', (column) => column.notNull())
    .addColumn('problems', 'integer', (column) => column.notNull())
    .execute();
  await createTold(db);
}

async function createTold(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('first_told')
    .addColumn('elev_key', 'text', (column) => column.notNull())
    .addColumn('skole', 'text', (column) => column.notNull())
    .addColumn('kvartal', 'text', (column) => column.notNull())
    .addColumn('indsatstrin', 'text', (column) => column.notNull())
    .addColumn('as_of', 'text', (column) => column.notNull())
    .addColumn('run_id', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('first_told_key', ['elev_key', 'skole', 'kvartal', 'indsatstrin'])
    .execute();
  // What was told before this step is known only as it was told last.
  await sql`insert into first_told
    select elev_key, skole, kvartal, indsatstrin, as_of, run_id from told where indsatstrin <> 'ingen'`.execute(
    db,
  );
  await schema
    .createTable('run_frist')
    .addColumn('run_id', 'integer', (column) => column.notNull().references('run.id').onDelete('cascade'))
    .addColumn('skole', 'text', (column) => column.notNull())
    .addColumn('elev_key', 'text', (column) => column.notNull())
    .addColumn('frist_key', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('run_frist_key', ['run_id', 'skole', 'elev_key', 'frist_key'])
    .execute();
  await schema
    .createTable('told_frist')
    .addColumn('skole', 'text', (column) => column.notNull())
    .addColumn('elev_key', 'text', (column) => column.notNull())
    .addColumn('frist_key', 'text', (column) => column.notNull())
    .addColumn('run_id', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('told_frist_key', ['skole', 'elev_key', 'frist_key'])
    .execute();
}
