// fravaer run: the nightly job, or with --dry-run what it would do.
import { AppError } from '../../errors.ts';
import { dryRun } from '../../job/dry-run.ts';
import { runWithHeartbeat } from '../../job/heartbeat.ts';
import type { RunWishes } from '../../job/nightly.ts';
import { exitCodeOf } from '../../job/outcome.ts';
import { toResult } from '../../job/result.ts';
import { createLog } from '../log.ts';
import { outputOf, wishesOf } from '../options.ts';
import type { WhatIfOptions } from '../options.ts';
import { printResult } from '../output.ts';
import { runText } from '../present/run-text.ts';
import { programVersion } from '../version.ts';

export interface RunOptions extends WhatIfOptions {
  readonly dryRun?: boolean;
  readonly skole?: readonly string[];
  readonly accept?: readonly string[];
  readonly out?: string;
}

export async function run(options: RunOptions): Promise<number> {
  const output = outputOf(options);
  const wishes = runWishesOf(options);
  const isDry = options.dryRun ?? false;
  if (!isDry && wishes.limits !== undefined) refuseWhatIf();
  const report = isDry ? await dryRun(wishes) : await runWithHeartbeat(wishes);
  const { limits } = wishes;
  const result = toResult({ ...report, version: wishes.version, dryRun: isDry });
  printResult(output, limits === undefined ? result : { ...result, whatIf: { limits } }, () =>
    runText(report, isDry, limits),
  );
  return exitCodeOf(report.outcome);
}

/** What teams are told follows the configured limits alone (R22). */
function refuseWhatIf(): never {
  throw new AppError('usage', {
    message: '--limits kan kun bruges sammen med --dry-run',
    hint: 'Skal grænserne ændres for alle, så ret limits i konfigurationen',
  });
}

/** The shell's part of a run: clock, environment, log. */
export function runWishesOf(options: RunOptions): RunWishes {
  return {
    ...wishesOf(options),
    accept: options.accept ?? [],
    skoler: options.skole ?? [],
    out: options.out,
    version: programVersion(),
    environment: process.env,
    log: createLog(outputOf(options)),
    clock: () => new Date(),
  };
}
