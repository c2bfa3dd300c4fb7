// fravaer init: look at exports, write a profile and a configuration, say what is unsure.
import { exitCodes } from '../../errors.ts';
import { initialise } from '../../job/init/init.ts';
import { openAsker } from '../ask.ts';
import { outputOf } from '../options.ts';
import type { CommonOptions } from '../options.ts';
import { printResult } from '../output.ts';
import { initJson, initText } from '../present/init-text.ts';

export interface InitOptions extends CommonOptions {
  readonly from: readonly string[];
}

export async function init(options: InitOptions): Promise<number> {
  const output = outputOf(options);
  const { ask, close } = openAsker(output);
  try {
    const report = await initialise({
      files: options.from,
      configFile: options.config,
      now: Date.now(),
      ask,
    });
    printResult(output, initJson(report), () => initText(report));
    const isWhole = report.sources.every(({ doubts }) => doubts.every(({ isEssential }) => !isEssential));
    return isWhole ? exitCodes.done : exitCodes.incomplete;
  } finally {
    close();
  }
}
