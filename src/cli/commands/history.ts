// fravaer history: earlier runs and what they came to.
import { readHistory } from '../../job/history.ts';
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

export async function history(options: CommonOptions): Promise<number> {
  const runs = await readHistory(options.config);
  printResult(outputOf(options), { runs }, () =>
    runs.length === 0 ? 'Der har ikke været nogen kørsler.' : historyText(runs),
  );
  return 0;
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
