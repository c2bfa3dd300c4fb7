// Clocks: set back, jumping while the job runs, and the nights on which an hour comes twice or not at all.
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Execution } from '../../e2e/exec.ts';
import { absent, background, layExport, skoledage, TREKRONER } from '../../e2e/export.ts';
import { runPlanned } from '../crash-matrix.ts';
import type { ClockPlan } from '../plan.ts';
import { week } from '../week.ts';
import type { Fault, Stage } from './stage.ts';

const HOUR_MS = 3_600_000;

/** A run that takes its date from a clock of its own. */
function at({ folder }: Stage, start: string, jump?: ClockPlan['jump']): Promise<Execution> {
  return runPlanned(folder, undefined, { clock: { start, ...(jump === undefined ? {} : { jump }) } });
}

/** Absence that is news on the night of the spring's change of clocks. */
function laySpring({ folder }: Stage): void {
  const days = skoledage('2027-02-15', 30).filter((day) => day <= '2027-03-26');
  const rows = [...background('2027-03-26', '2027-01-04'), ...absent('E1', days.slice(0, 6))];
  const more = absent('E3', days.slice(0, 6), { skole: TREKRONER });
  layExport(folder, '2027-03-26', [...rows, ...more], week[0]?.roster);
}

export const clock: readonly Fault[] = [
  {
    what: 'the clock is set back by two days',
    exit: 0,
    says: /"code": "clock-behind"/,
    meet: async (stage) => {
      await stage.run();
      return at(stage, '2026-11-17T03:00:00Z');
    },
  },
  {
    what: 'the clock jumps back an hour while mails go out',
    exit: 0,
    says: /"outcome": "done"/,
    mails: ['sent', 'sent'],
    meet: (stage) => at(stage, '2026-11-19T01:00:00Z', { match: '^open .*\\.eml', milliseconds: -HOUR_MS }),
  },
  {
    what: 'the clock jumps forward past midnight while mails go out',
    exit: 0,
    says: /"asOf": "2026-11-18"/,
    mails: ['sent', 'sent'],
    meet: (stage) => at(stage, '2026-11-19T22:59:00Z', { match: '^open .*\\.eml', milliseconds: HOUR_MS }),
  },
  {
    what: 'the hour of the run comes twice, and so does the run',
    exit: 0,
    says: /"asOf": "2026-10-24"/,
    mails: ['not-due', 'not-due'],
    meet: async (stage) => {
      // Before anything was ever told: what ran in November would be the newer.
      for (const name of ['var', 'reports']) rmSync(path.join(stage.folder, name), { recursive: true });
      const rows = [...background('2026-10-23'), ...absent('E1', skoledage('2026-10-01', 6))];
      layExport(stage.folder, '2026-10-23', rows, week[0]?.roster);
      // 02:30 in Copenhagen both times.
      await at(stage, '2026-10-25T00:30:00Z');
      return at(stage, '2026-10-25T01:30:00Z');
    },
  },
  {
    what: 'the run starts in the last minute before an hour that is left out',
    exit: 0,
    says: /"asOf": "2027-03-27"/,
    mails: ['sent', 'sent'],
    meet: (stage) => {
      laySpring(stage);
      return at(stage, '2027-03-28T00:59:30Z', { match: '^sql begin', milliseconds: 60_000 });
    },
  },
];
