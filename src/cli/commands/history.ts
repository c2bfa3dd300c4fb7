// fravaer history: earlier runs and what they came to.
import { exitCodes } from '../../errors.ts';
import { findLateness, readHistory } from '../../job/history.ts';
import type { HistoryRun } from '../../job/history.ts';
import { datoText } from '../../text/da.ts';
import { dato } from '../../domain/dato.ts';
import { outputOf } from '../options.ts';
import type { CommonOptions } from '../options.ts';
import { printResult, table } from '../output.ts';

const outcomeText: Readonly<Record<string, string>> = {
  done: 'færdig',
  incomplete: 'ufuldstændig',
  refused: 'afvist',
};

export interface HistoryOptions extends CommonOptions {
  readonly check?: boolean;
}

export async function history(options: HistoryOptions): Promise<number> {
  if (options.check === true) return checkLateness(options);
  const runs = await readHistory(options.config);
  printResult(outputOf(options), { runs }, () =>
    runs.length === 0 ? 'Der har ikke været nogen kørsler.' : historyText(runs),
  );
  return 0;
}

/** For a monitor: silent and 0 when the job has run as it should. */
async function checkLateness(options: HistoryOptions): Promise<number> {
  const problem = await findLateness(options.config, Date.now());
  printResult(
    outputOf(options),
    { onTime: problem === undefined, problem: problem ?? null },
    () => problem ?? 'Jobbet har kørt, som det skal.',
  );
  return problem === undefined ? exitCodes.done : exitCodes.incomplete;
}

function historyText(runs: readonly HistoryRun[]): string {
  const rows = runs.map((run) => [
    run.id,
    datoText(dato(run.asOf)),
    run.kvartal,
    run.outcome === null ? 'ikke færdig' : (outcomeText[run.outcome] ?? run.outcome),
    run.startedAt.slice(0, 16).replace('T', ' '),
    run.rowsRead,
    `${run.skoler.filter(({ status }) => status === 'screened').length} af ${run.skoler.length}`,
    sum(run, 'new'),
    sum(run, 'escalated'),
    run.skoler
      .filter(({ acceptedGates }) => acceptedGates.length > 0)
      .map(({ skole }) => skole)
      .join(', '),
  ]);
  return table([
    [
      'Nr.',
      'Til og med',
      'Kvartal',
      'Udfald',
      'Startet (UTC)',
      'Rækker',
      'Skoler',
      'Nye',
      'Steget',
      'Godkendt af driften',
    ],
    ...rows,
  ]);
}

function sum({ skoler }: HistoryRun, count: string): number {
  return skoler.reduce((total, { counts }) => total + (counts[count] ?? 0), 0);
}
