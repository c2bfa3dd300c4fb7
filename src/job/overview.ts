// The kommune in counts, from the exports as they are now and from what state remembers of earlier kvartaler.
import { elevIdsOf } from '../domain/eksport.ts';
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
import type { Wishes } from './prepare.ts';
import { readInput } from './read-input.ts';
import { screenFor } from './screen.ts';

export interface OverviewReport {
  readonly report: NightReport;
  readonly rows: readonly OverviewRow[];
  readonly trend: readonly TrendRow[];
  readonly outcome: Outcome;
}

export async function overviewKommune(wishes: Wishes): Promise<OverviewReport> {
  const prepared = await prepare(wishes);
  const { eksport } = await readInput(prepared.loaded);
  return withStateToRead(prepared, elevIdsOf(eksport), (memory) => {
    const report = screenFor(eksport, prepared, memory, new Set());
    return Promise.resolve({
      report,
      rows: buildOverview(report.night.skoler),
      trend: buildTrend(report.night, report.history),
      outcome: outcomeOf({
        night: report.night,
        failures: 0,
        rejectedShare: prepared.settings.gateLimits.rejectedShare,
      }),
    });
  });
}

/** The forvaltning's workbook of this moment. */
export function overviewWorkbook({ report }: OverviewReport): Promise<Buffer> {
  return renderWorkbook(buildForvaltningReport(report), { asOf: report.night.asOf });
}
