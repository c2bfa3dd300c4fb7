// How a run ends: its mails are accounted for, operations are told what they must know, and it is marked finished.
import { finishRun } from '../state/runs.ts';
import { listMails } from '../state/outbox.ts';
import type { Db } from '../state/sqlite.ts';
import type { Delivered } from './deliver.ts';
import { tellOperations } from './operations.ts';
import type { OperationsFacts } from './operations.ts';
import { outcomeOf } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { withheldMails } from './plan-mails.ts';

export interface Conclusion extends Omit<OperationsFacts, 'config' | 'outcome'> {
  /** What else went wrong and a person must mend, in sentences. */
  readonly faults: readonly string[];
  /** The outcome of an earlier start of the same run, if it came so far. */
  readonly earlierOutcome: string | undefined;
  /** R60: the share of rows that may be rejected. */
  readonly rejectedShare: number;
}

/** Tells operations what they must know and marks the run finished. */
export async function conclude(conclusion: Conclusion): Promise<Outcome> {
  const { report, plan, runId, reportFailures, earlierOutcome, faults, notes, delivery } = conclusion;
  const { db, loaded, clock } = delivery;
  const delivered = await accountFor(db, conclusion);
  const withheld = withheldMails(plan).length;
  const undelivered = delivered.filter(({ status, problem }) => status !== 'sent' || problem !== undefined);
  const judge = (failures: number): Outcome =>
    outcomeOf({ night: report.night, failures, rejectedShare: conclusion.rejectedShare });
  const failures = reportFailures.length + withheld + undelivered.length + faults.length;
  const toOperations = await tellOperations({
    ...conclusion,
    notes: [...notes, ...faults],
    config: loaded.config,
    delivered,
    outcome: judge(failures),
  });
  const outcome = judge(failures + toOperations.filter(({ status }) => status !== 'sent').length);
  if (outcome !== earlierOutcome) await finishRun(db, runId, outcome, clock().toISOString());
  return outcome;
}

/**
 * What became of this run's mails and of older ones that went out now. This run's come from state, because a start that
 * was killed may have delivered some of them and seen a problem.
 */
async function accountFor(db: Db, { runId, delivered }: Conclusion): Promise<Delivered[]> {
  const own = await listMails(db, ['pending', 'sending', 'failed', 'sent'], runId);
  return [
    ...own
      .filter(({ audience }) => audience !== 'operations')
      .map((mail) => ({
        mail,
        status: mail.status === 'sent' || mail.status === 'failed' ? mail.status : ('pending' as const),
        problem: mail.problem,
      })),
    ...delivered.filter(({ mail }) => mail.runId !== runId),
  ];
}
