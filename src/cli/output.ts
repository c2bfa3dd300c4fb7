// Everything that goes to stdout and stderr: results, errors, log lines. The only file that writes to them.
import type { AppError } from '../errors.ts';
import type { Log, LogFields } from '../job/log.ts';

export interface OutputOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** The result: one JSON document with `--json`, else the text; nothing with `--quiet`. */
export function printResult(options: OutputOptions, json: unknown, text: () => string): void {
  if (options.json) write(process.stdout, JSON.stringify(json, undefined, 2));
  else if (!options.quiet) write(process.stdout, text());
}

/** What went wrong and what to do; with `--json` as the one document on stdout. */
export function printError(options: OutputOptions, error: AppError): void {
  const { code, message, hint, problems } = error;
  if (options.json) {
    write(process.stdout, JSON.stringify({ error: { code, message, hint, problems } }, undefined, 2));
    return;
  }
  const places = problems.map((problem) => {
    const place = problem.line === undefined ? problem.file : `${problem.file}, linje ${problem.line}`;
    return `  ${place}: ${problem.message}${problem.hint === undefined ? '' : ` (${problem.hint})`}`;
  });
  write(process.stderr, [`Fejl: ${message}`, ...places, `Gør sådan: ${hint}`].join('\n'));
}

/** A bug: everything a developer needs, and nothing from the data. */
export function printBug(options: OutputOptions, error: unknown, version: string): void {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const hint = 'Meld fejlen med teksten fra stderr; der er ingen navne i den';
  if (options.json) {
    const message = 'Uventet fejl i programmet';
    write(process.stdout, JSON.stringify({ error: { code: 'bug', message, hint } }, undefined, 2));
  }
  write(process.stderr, `Uventet fejl i fravaersscreening ${version}\n${stack}\nGør sådan: ${hint}`);
}

export function createLog({ quiet, verbose }: OutputOptions): Log {
  const line = (level: string) => (message: string, fields?: LogFields) => {
    write(process.stderr, [level, message, ...formatFields(fields ?? {})].join(' '));
  };
  return { info: verbose ? line('info') : () => {}, warn: quiet ? () => {} : line('advarsel') };
}

function formatFields(fields: LogFields): string[] {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? JSON.stringify(value) : String(value)}`);
}

function write(stream: NodeJS.WriteStream, text: string): void {
  stream.write(`${text}\n`);
}

/** Columns under each other; the last column is not padded, numbers stand to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row) => row.map(String));
  const widths = (texts[0] ?? []).map((_, column) =>
    Math.max(...texts.map((row) => (row[column] ?? '').length)),
  );
  const isNumeric = (rows[1] ?? []).map((cell) => typeof cell === 'number');
  return texts
    .map((row) =>
      row
        .map((cell, column) => {
          if (isNumeric[column]) return cell.padStart(widths[column] ?? 0);
          return column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0);
        })
        .join('  '),
    )
    .join('\n');
}
