// 0004: what could not be read from returned sheets, until the skole's team has been told.
import type { Kysely } from 'kysely';

export async function createForloebProblems({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('forloeb_problem')
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('skole', 'text', (column) => column.notNull())
    .addColumn('elev_key', 'text')
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('heading', 'text', (column) => column.notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('run_id', 'integer')
    .addColumn('told', 'integer', (column) => column.notNull())
    .execute();
}
