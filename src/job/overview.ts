// The kommune in counts, from the exports as they are now and from what state remembers of earlier kvartaler.
import { elevIdsOf } from '../domain/eksport.ts';
import type { Eksport } from '../domain/eksport.ts';
import type { CountedNight, Memory } from '../domain/night.ts';
import { buildOverview } from '../domain/overview.ts';
import type { OverviewRow } from '../domain/overview.ts';
import type { NightReport } from '../domain/report-input.ts';
import { buildTrend } from '../domain/trend.ts';
import type { TrendRow } from '../domain/trend.ts';
import { buildForvaltningReport } from '../report/forvaltning-report.ts';
import { renderWorkbook } from '../report/workbook.ts';
import { withStateToRead } from './dry-run.ts';
import { outcomeOf } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { prepare } from './prepare.ts';
import type { Prepared, Wishes } from './prepare.ts';
import { readInput } from './read-input.ts';
import { countFor, screenFor } from './screen.ts';

export interface OverviewReport {
  readonly report: NightReport<CountedNight>;
  readonly rows: readonly OverviewRow[];
  readonly trend: readonly TrendRow[];
  readonly outcome: Outcome;
}

export async function overviewKommune(wishes: Wishes): Promise<OverviewReport> {
  const { report, outcome } = await lookAt(wishes, countFor);
  const { night, history } = report;
  return { report, rows: buildOverview(night.skoler), trend: buildTrend(night, history), outcome };
}

export interface OverviewWorkbook {
  readonly content: Buffer;
  readonly outcome: Outcome;
}

/** The forvaltning's workbook of this moment. */
export async function overviewWorkbook(wishes: Wishes): Promise<OverviewWorkbook> {
  const { report, outcome } = await lookAt(wishes, (eksport, prepared, memory) =>
    screenFor(eksport, prepared, memory, new Set()),
  );
  const content = await renderWorkbook(buildForvaltningReport(report), { asOf: report.night.asOf });
  return { content, outcome };
}

interface Look<N extends CountedNight> {
  readonly report: NightReport<N>;
  readonly outcome: Outcome;
}

async function lookAt<N extends CountedNight>(
  wishes: Wishes,
  screen: (eksport: Eksport, prepared: Prepared, memory: Memory) => NightReport<N>,
): Promise<Look<N>> {
  const prepared = await prepare(wishes);
  const { eksport } = await readInput(prepared.loaded);
  return withStateToRead(prepared, elevIdsOf(eksport), (memory) => {
    const report = screen(eksport, prepared, memory);
    const { rejectedShare } = prepared.settings.gateLimits;
    return Promise.resolve({
      report,
      outcome: outcomeOf({ night: report.night, failures: 0, rejectedShare }),
    });
  });
}
