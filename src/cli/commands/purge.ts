// fravaer purge: delete what is older than it may be (R75).
import { exitCodes } from '../../errors.ts';
import { purge as applyRetention } from '../../job/retention.ts';
import { plural } from '../../text/da.ts';
import { outputOf } from '../options.ts';
import type { CommonOptions } from '../options.ts';
import { printResult } from '../output.ts';

export async function purge(options: CommonOptions): Promise<number> {
  const purged = await applyRetention(options.config, Date.now());
  const { reports, mails, runs, told, entries, bodies, failures } = purged;
  printResult(outputOf(options), { reports, mails, runs, told, entries, bodies, failures }, () =>
    [
      `Slettet på drevet: ${plural(reports, 'rapport', 'rapporter')} og ${plural(mails, 'mail', 'mails')}.`,
      `Slettet i tilstanden: ${plural(runs, 'kørsel', 'kørsler')}, ${plural(told, 'oplysning', 'oplysninger')} om, hvad et team har hørt, ${plural(entries, 'oplysning', 'oplysninger')} om forløb og teksten i ${plural(bodies, 'mail', 'mails')}.`,
      ...failures.map((code) => `Noget kunne ikke slettes (${code}). Tjek rettighederne.`),
    ].join('\n'),
  );
  return failures.length === 0 ? exitCodes.done : exitCodes.incomplete;
}
