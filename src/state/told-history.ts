// What the teams have been told about one elev, mail by mail (R30).
import { dato } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import type { Fravaersdage } from '../domain/fravaersdage.ts';
import type { Indsatstrin } from '../domain/indsatstrin.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import type { Db } from './sqlite.ts';

/** One delivered report that the elev was in. */
export interface ToldReport {
  readonly skole: string;
  readonly kvartal: Kvartal;
  readonly asOf: Dato;
  /** ISO 8601 in UTC. */
  readonly deliveredAt: string;
  readonly trin: Indsatstrin;
  readonly total: Fravaersdage;
}

/** The delivered reports with the elev, the oldest first. */
export async function listToldReports(db: Db, elevKey: string): Promise<ToldReport[]> {
  const rows = await db
    .selectFrom('outbox')
    .innerJoin('result', (join) =>
      join.onRef('result.run_id', '=', 'outbox.run_id').onRef('result.skole', '=', 'outbox.skole'),
    )
    .select([
      'result.skole',
      'result.kvartal',
      'result.indsatstrin',
      'result.fravaersdage',
      'outbox.as_of',
      'outbox.delivered_at',
    ])
    .where('outbox.audience', '=', 'skole')
    .where('outbox.status', '=', 'sent')
    .where('result.elev_key', '=', elevKey)
    .orderBy('outbox.as_of')
    .orderBy('outbox.id')
    .orderBy('result.kvartal', 'desc')
    .execute();
  return rows.map((row) => ({
    skole: row.skole,
    kvartal: row.kvartal as Kvartal,
    asOf: dato(row.as_of),
    deliveredAt: row.delivered_at ?? '',
    trin: row.indsatstrin as Indsatstrin,
    total: row.fravaersdage as Fravaersdage,
  }));
}
