// The result of `backtest --json`. Counts only; a share can be worked out from them.
import type { BacktestReport } from '../../job/backtest.ts';
import { PROGRAM } from '../../job/result.ts';
import { backtestAssumptions } from '../../text/backtest.ts';

export function backtestJson(report: BacktestReport, version: string): Record<string, unknown> {
  const { period, limits, whatIf, skoler, rowsRead, result } = report;
  return {
    program: PROGRAM,
    version,
    from: period.from,
    to: period.to,
    limits,
    whatIf: whatIf ?? null,
    assumptions: backtestAssumptions,
    rows: { read: rowsRead },
    elever: result.elever,
    skoler: skoler.map(({ institutionsnummer, navn }) => ({ institutionsnummer, navn })),
    teamWeeks: result.teamWeeks,
    flags: result.flags,
    leadTimes: result.leadTimes.map(({ skoledage, days, ...lead }) => ({
      ...lead,
      skoledage: skoledage ?? null,
      days: days ?? null,
    })),
    rules: result.rules.map(({ lead, gain, limits: own, window, ...figures }) => ({
      ...figures,
      limits: own ?? null,
      window: window ?? null,
      perTeamAndWeek: result.teamWeeks === 0 ? 0 : figures.messages / result.teamWeeks,
      lead: lead ?? null,
      gain: gain ?? null,
    })),
    forecast: { ...result.forecast, dateError: result.forecast.dateError ?? null },
  };
}
