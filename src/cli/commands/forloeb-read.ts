// fravaer forloeb read: what teams have filled in and sent back.
import { exitCodes } from '../../errors.ts';
import type { ForloebFileReading } from '../../job/forloeb-files.ts';
import { readNamedFiles } from '../../job/forloeb-read.ts';
import { plural } from '../../text/da.ts';
import { returnedFaultText, returnedProblemText } from '../../text/returned.ts';
import { outputOf, wishesOf } from '../options.ts';
import type { CommonOptions } from '../options.ts';
import { printResult } from '../output.ts';

export interface ReadOptions extends CommonOptions {
  readonly skole?: string;
}

/** Exit code 3 when something could not be read: the rest has been. */
export async function readForloebCommand(files: readonly string[], options: ReadOptions): Promise<number> {
  const { configFile, now, accept } = wishesOf(options);
  const { skole } = options;
  const readings = await readNamedFiles({ configFile, now, accept, files, skole, clock: () => new Date() });
  printResult(outputOf(options), { files: readings.map(fileJson) }, () => readings.map(fileText).join('\n'));
  return readings.every(isClean) ? exitCodes.done : exitCodes.incomplete;
}

function isClean({ status, problems }: ForloebFileReading): boolean {
  return status === 'read-before' || (status === 'read' && problems.length === 0);
}

/** Without the key of the elev, which is state's own. */
function fileJson({ name, skole, status, entries, problems }: ForloebFileReading): Record<string, unknown> {
  return {
    file: name,
    institutionsnummer: skole ?? null,
    status,
    entries,
    problems: problems.map(({ place, heading, code }) => ({
      place,
      heading,
      code,
      text: returnedProblemText(code),
    })),
  };
}

function fileText(reading: ForloebFileReading): string {
  const { name, skole, status, entries, problems } = reading;
  if (status === 'read-before') return `${name}: er læst før; intet nyt`;
  if (status !== 'read') return `${name}: ikke læst: ${returnedFaultText(status)}`;
  const lines = problems.map(({ place, heading, code }) => {
    const field = heading === '' ? '' : ` (${heading})`;
    return `  ${place}${field}: ${returnedProblemText(code)}`;
  });
  return [`${name}: ${plural(entries, 'oplysning', 'oplysninger')} registreret for ${skole}`, ...lines].join(
    '\n',
  );
}
