// fravaer state copy FROM TO: take state along to another home.
import { exitCodes } from '../../errors.ts';
import { copyState } from '../../job/copy-state.ts';
import { plural } from '../../text/da.ts';
import { outputOf } from '../options.ts';
import type { CommonOptions } from '../options.ts';
import { printResult, table } from '../output.ts';

export async function stateCopy(
  fromConfig: string,
  toConfig: string,
  options: Omit<CommonOptions, 'config'>,
): Promise<number> {
  const copied = await copyState(fromConfig, toConfig);
  const rows = [...copied.values()].reduce((sum, count) => sum + count, 0);
  printResult(outputOf(options), { tables: Object.fromEntries(copied) }, () =>
    [
      table([['Tabel', 'Rækker'], ...copied]),
      '',
      `${plural(rows, 'række', 'rækker')} kopieret. Kør fra nu af med ${toConfig}; den gamle tilstand er urørt.`,
    ].join('\n'),
  );
  return exitCodes.done;
}
