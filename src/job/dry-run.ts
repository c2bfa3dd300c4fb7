// A night that changes nothing: no state, no mail, reports only in a folder that was asked for.
import { elevIdsOf } from '../domain/eksport.ts';
import type { Eksport } from '../domain/eksport.ts';
import type { Memory } from '../domain/night.ts';
import { findElevKey } from '../state/elev-key.ts';
import type { ElevKey } from '../state/elev-key.ts';
import { emptyMemory, loadMemory } from '../state/memory.ts';
import type { Db } from '../state/sqlite.ts';
import type { RunReport, RunWishes } from './nightly.ts';
import { outcomeOf } from './outcome.ts';
import { withheldMails } from './plan-mails.ts';
import { prepare, selectSkoler } from './prepare.ts';
import type { Prepared } from './prepare.ts';
import { fileProgress, readInput } from './read-input.ts';
import { buildReports, writeReports } from './reports.ts';
import { withStateReadOnly } from './with-state.ts';
import { mailResults, memoryQuery, planFor, screenFor } from './screen.ts';

/** Shows what a night would do. Throws an AppError when it could not be done at all. */
export async function dryRun(wishes: RunWishes): Promise<RunReport> {
  const prepared = await prepare(wishes);
  const { eksport } = await readInput(prepared.loaded, { onFile: fileProgress(wishes.log) });
  return tryNight(prepared, eksport, wishes);
}

/** What a night would do with this export. */
export function tryNight(prepared: Prepared, eksport: Eksport, wishes: RunWishes): Promise<RunReport> {
  const only = selectSkoler(wishes.skoler, prepared.loaded.config);
  return withStateToRead(prepared, elevIdsOf(eksport), async (memory, db) => {
    const report = screenFor(eksport, prepared, memory, only);
    const plan = await planFor(report, prepared, { db, only, environment: wishes.environment });
    const folder = wishes.out;
    const reportFailures =
      folder === undefined ? [] : await writeReports(await buildReports(report, folder, only, wishes.log));
    const failures = reportFailures.length + withheldMails(plan).length;
    return {
      night: report.night,
      eksport,
      outcome: outcomeOf({
        night: report.night,
        failures,
        rejectedShare: prepared.settings.gateLimits.rejectedShare,
      }),
      mails: mailResults(report.night, plan, []),
      reportFolder: folder,
      start: 'new',
      sentAgain: 0,
    };
  });
}

/** Opens state without writing, if there is any, for as long as `work` takes. */
export async function withStateToRead<T>(
  prepared: Prepared,
  elevIds: Iterable<string>,
  work: (memory: Memory, db: Db | undefined, elevKey: ElevKey | undefined) => Promise<T>,
): Promise<T> {
  const { loaded } = prepared;
  return withStateReadOnly(loaded, async (db) => {
    if (db === undefined) return work(emptyMemory, undefined, undefined);
    const elevKey = await findElevKey(loaded.state.file, db);
    const memory =
      elevKey === undefined ? emptyMemory : await loadMemory(db, elevKey, memoryQuery(elevIds, prepared));
    return work(memory, db, elevKey);
  });
}
