// The log on stderr: readable lines at a terminal, else one JSON object per line, by pino, for the journal and log
// collectors. Texts go through the same masks in both forms.
import { createRequire } from 'node:module';
import type * as Pino from 'pino';
import type { Log, LogFields } from '../job/log.ts';
import { withoutSecrets } from '../secrets.ts';
import { withoutCpr } from '../text/cpr.ts';
import { isTerminal, showProgress, writeLog } from './output.ts';
import type { OutputOptions } from './output.ts';

type Level = 'info' | 'warn';
type Line = (level: Level, message: string, fields: LogFields) => void;

const levelText: Readonly<Record<Level, string>> = { info: 'info', warn: 'advarsel' };

/** `info` is written with `--verbose`, `warn` unless `--quiet`, progress on a terminal that shows nothing else. */
export function createLog({ quiet, verbose, json }: OutputOptions): Log {
  const line = isTerminal() ? readableLine : jsonLine();
  const at =
    (level: Level) =>
    (message: string, fields: LogFields = {}): void =>
      line(level, message, masked(fields));
  return {
    info: verbose ? at('info') : () => {},
    warn: quiet ? () => {} : at('warn'),
    progress: isTerminal() && !quiet && !json && !verbose ? showProgress : () => {},
  };
}

function readableLine(level: Level, message: string, fields: LogFields): void {
  const texts = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? JSON.stringify(value) : String(value)}`,
  );
  writeLog([levelText[level], message, ...texts].join(' '));
}

/** Loads pino with the first line: most commands and most nights write none. */
function jsonLine(): Line {
  let logger: Pino.Logger | undefined;
  return (level, message, fields) => {
    logger ??= openPino();
    logger[level](fields, message);
  };
}

function openPino(): Pino.Logger {
  const { pino } = createRequire(import.meta.url)('pino') as typeof Pino;
  return pino(
    {
      base: { program: 'fravaer' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      messageKey: 'message',
    },
    { write: (text: string) => writeLog(text.trimEnd()) },
  );
}

/** Fields without a value are left out; texts, which may quote a library or a cell, lose secrets and CPR numbers. */
function masked(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        typeof value === 'string' ? withoutCpr(withoutSecrets(value)) : (value as unknown),
      ]),
  );
}
