// fravaer backup FILE: a copy of state, also while a run is going on.
import { exitCodes } from '../../errors.ts';
import { backupState } from '../../job/backup.ts';
import { dato } from '../../domain/dato.ts';
import { datoText, tal } from '../../text/da.ts';
import { outputOf } from '../options.ts';
import type { CommonOptions } from '../options.ts';
import { printResult } from '../output.ts';

export async function backup(file: string, options: CommonOptions): Promise<number> {
  const { newest, keyFile, keySha256, ...copy } = await backupState(file, options.config);
  const run = newest === undefined ? null : { id: newest.id, asOf: newest.asOf };
  printResult(outputOf(options), { ...copy, run, keyFile, keySha256: keySha256 ?? null }, () =>
    [
      `Tilstanden er kopieret til ${copy.file} (${tal(Math.ceil(copy.bytes / 1024))} kB).`,
      run === null
        ? 'Der er ingen kørsel i den endnu.'
        : `Den seneste kørsel i kopien er nr. ${run.id}, til og med ${datoText(dato(run.asOf))}.`,
      `Nøglefilen følger ikke med: ${keyFile}`,
      'Den ændres aldrig. Gem én kopi af den for sig; uden den kan sikkerhedskopien ikke bruges.',
      ...(keySha256 === undefined ? [] : [`Nøglens SHA-256: ${keySha256}`]),
    ].join('\n'),
  );
  return exitCodes.done;
}
