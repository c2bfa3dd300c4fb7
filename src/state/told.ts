// R30, R32: what a skole's team has been told. It moves only when a mail is delivered: the newest trin of each elev, the
// first time each trin was told, and the frister that were named; and which decisions its skoleleder has been told of.
import type { Transaction } from 'kysely';
import { DECISION_KEY } from '../domain/skoleleder-decisions.ts';
import { tellForloebProblems } from './forloeb-files.ts';
import type { Tables } from './tables.ts';

/** Everything that the run's report says about the skole has been told. Part of the transaction that marks the mail as sent. */
export async function markTold(tx: Transaction<Tables>, runId: number, skole: string): Promise<void> {
  await tellTrin(tx, runId, skole);
  await tellFirst(tx, runId, skole);
  await tellFrister(tx, runId, skole, 'not like');
  await tellForloebProblems(tx, runId, skole);
}

/** The same for the decisions that the skoleleder's mail names. */
export function markDecisionsTold(tx: Transaction<Tables>, runId: number, skole: string): Promise<void> {
  return tellFrister(tx, runId, skole, 'like');
}

async function tellTrin(tx: Transaction<Tables>, runId: number, skole: string): Promise<void> {
  await tx
    .insertInto('told')
    .columns(['skole', 'kvartal', 'elev_key', 'indsatstrin', 'basis', 'fravaersdage', 'as_of', 'run_id'])
    .expression((eb) =>
      eb
        .selectFrom('result')
        .innerJoin('run', 'run.id', 'result.run_id')
        .select([
          'result.skole',
          'result.kvartal',
          'elev_key',
          'indsatstrin',
          'basis',
          'fravaersdage',
          'run.as_of',
          'run.id',
        ])
        .where('result.run_id', '=', runId)
        .where('result.skole', '=', skole),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['kvartal', 'skole', 'elev_key'])
        .doUpdateSet((eb) => ({
          indsatstrin: eb.ref('excluded.indsatstrin'),
          basis: eb.ref('excluded.basis'),
          fravaersdage: eb.ref('excluded.fravaersdage'),
          as_of: eb.ref('excluded.as_of'),
          run_id: eb.ref('excluded.run_id'),
        }))
        // A report for an earlier date, made afterwards, does not undo what the team has heard since.
        .whereRef('told.as_of', '<=', 'excluded.as_of'),
    )
    .execute();
}

async function tellFirst(tx: Transaction<Tables>, runId: number, skole: string): Promise<void> {
  await tx
    .insertInto('first_told')
    .columns(['elev_key', 'skole', 'kvartal', 'indsatstrin', 'as_of', 'run_id'])
    .expression((eb) =>
      eb
        .selectFrom('result')
        .innerJoin('run', 'run.id', 'result.run_id')
        .select(['elev_key', 'result.skole', 'result.kvartal', 'indsatstrin', 'run.as_of', 'run.id'])
        .where('result.run_id', '=', runId)
        .where('result.skole', '=', skole)
        .where('indsatstrin', '!=', 'ingen'),
    )
    .onConflict((conflict) => conflict.columns(['elev_key', 'skole', 'kvartal', 'indsatstrin']).doNothing())
    .execute();
}

async function tellFrister(
  tx: Transaction<Tables>,
  runId: number,
  skole: string,
  decisions: 'like' | 'not like',
): Promise<void> {
  await tx
    .insertInto('told_frist')
    .columns(['skole', 'elev_key', 'frist_key', 'run_id'])
    .expression((eb) =>
      eb
        .selectFrom('run_frist')
        .select(['skole', 'elev_key', 'frist_key', 'run_id'])
        .where('run_id', '=', runId)
        .where('skole', '=', skole)
        .where('frist_key', decisions, `${DECISION_KEY}%`),
    )
    .onConflict((conflict) => conflict.columns(['skole', 'elev_key', 'frist_key']).doNothing())
    .execute();
}
