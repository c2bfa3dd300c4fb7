// R75: what state no longer needs. Runs and what was told are kept for the current and the previous skoleår, the words of
// mails only as long as the reports they belong to.
import type { Dato } from '../domain/dato.ts';
import { kvartalOf } from '../domain/kvartal.ts';
import { purgeForloeb } from './forloeb-retention.ts';
import type { Db } from './sqlite.ts';

export interface StateLimits {
  /** First day that is kept: the first of the previous skoleår. */
  readonly keptFrom: Dato;
  /** An instant, ISO 8601 in UTC: mails of runs begun before it lose their words. */
  readonly bodiesKeptFrom: string;
}

export interface PurgedState {
  readonly runs: number;
  readonly told: number;
  /** What was recorded of forløb that nobody has touched since. */
  readonly entries: number;
  /** Mails whose subject and text were removed; that they were sent, to whom and when, is kept with their run. */
  readonly bodies: number;
}

export function purgeState(db: Db, { keptFrom, bodiesKeptFrom }: StateLimits): Promise<PurgedState> {
  return db.transaction().execute(async (tx) => {
    await tx.deleteFrom('outbox').where('as_of', '<', keptFrom).execute();
    const runs = await tx.deleteFrom('run').where('as_of', '<', keptFrom).executeTakeFirstOrThrow();
    const told = await tx
      .deleteFrom('told')
      .where('kvartal', '<', kvartalOf(keptFrom))
      .executeTakeFirstOrThrow();
    const entries = await purgeForloeb(tx, keptFrom);
    const old = tx.selectFrom('run').select('id').where('started_at', '<', bodiesKeptFrom);
    // A mail that has not got through in all that time has lost its workbook too; its news are in later ones (R30).
    await tx
      .updateTable('outbox')
      .set({ status: 'superseded' })
      .where('status', '=', 'failed')
      .where('run_id', 'in', old)
      .execute();
    const bodies = await tx
      .updateTable('outbox')
      .set({ subject: '', text: '', html: '', pictures: null })
      .where('status', 'in', ['sent', 'superseded'])
      .where('html', '!=', '')
      .where('run_id', 'in', old)
      .executeTakeFirstOrThrow();
    return {
      runs: Number(runs.numDeletedRows),
      told: Number(told.numDeletedRows),
      entries,
      bodies: Number(bodies.numUpdatedRows),
    };
  });
}
