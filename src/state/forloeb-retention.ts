// R75: what was recorded and told of forløb, when nothing has been added for as long as state is kept.
import type { Transaction } from 'kysely';
import type { Dato } from '../domain/dato.ts';
import { kvartalOf } from '../domain/kvartal.ts';
import type { Tables } from './tables.ts';

/** Removes every elev's entries of which the newest is older than `keptFrom`, and what was told before. Returns how many entries. */
export async function purgeForloeb(tx: Transaction<Tables>, keptFrom: Dato): Promise<number> {
  const lastUsed = tx
    .selectFrom('forloeb_entry')
    .select('elev_key')
    .groupBy('elev_key')
    .having((eb) => eb.fn.max('entered_at'), '<', keptFrom);
  const entries = await tx
    .deleteFrom('forloeb_entry')
    .where('elev_key', 'in', lastUsed)
    .executeTakeFirstOrThrow();
  await tx.deleteFrom('forloeb_file').where('read_at', '<', keptFrom).execute();
  await tx.deleteFrom('first_told').where('kvartal', '<', kvartalOf(keptFrom)).execute();
  await tx.deleteFrom('told_frist').where('run_id', 'not in', tx.selectFrom('run').select('id')).execute();
  return Number(entries.numDeletedRows);
}
