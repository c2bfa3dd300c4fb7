// fravaer explain ELEVID: one elev's figures, row by row.
import { explainElev } from '../../job/explain.ts';
import { outputOf, wishesOf } from '../options.ts';
import type { WhatIfOptions } from '../options.ts';
import { printResult } from '../output.ts';
import { explainJson } from '../present/explain-json.ts';
import { explainText } from '../present/explain-text.ts';

export type ExplainOptions = WhatIfOptions;

export async function explain(elevId: string, options: ExplainOptions): Promise<number> {
  const explanation = await explainElev(elevId, wishesOf(options));
  printResult(outputOf(options), explainJson(explanation), () => explainText(explanation));
  return 0;
}
