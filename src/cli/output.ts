// Everything that goes to stdout and stderr: results, errors, log lines. The only file that writes to them.
import type { AppError } from '../errors.ts';
import { withoutSecrets } from '../secrets.ts';

export interface OutputOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** The result: one JSON document with `--json`, else the text; nothing with `--quiet`. */
export function printResult(options: OutputOptions, json: unknown, text: () => string): void {
  if (options.json) writeJson(json);
  else if (!options.quiet) writeStdout(text());
}

/** A document whose every character counts, such as a CSV file. */
export function printDocument(text: string): void {
  process.stdout.write(text);
}

/** What went wrong and what to do; with `--json` as the one document on stdout. */
export function printError(options: OutputOptions, error: AppError): void {
  const { code, hint, problems } = error;
  const message = withoutSecrets(error.message);
  if (options.json) {
    writeJson({ error: { code, message, hint, problems } });
    return;
  }
  const places = problems.map((problem) => {
    const place = problem.line === undefined ? problem.file : `${problem.file}, linje ${problem.line}`;
    return `  ${place}: ${problem.message}${problem.hint === undefined ? '' : ` (${problem.hint})`}`;
  });
  writeStderr([`Fejl: ${message}`, ...places, `Gør sådan: ${hint}`].join('\n'));
}

/** A bug: everything a developer needs, and nothing from the data (`bugText`). */
export function printBug(options: OutputOptions, stack: string, version: string): void {
  const hint = 'Meld fejlen med teksten fra stderr; der er ingen navne i den';
  if (options.json) {
    const message = 'Uventet fejl i programmet';
    writeJson({ error: { code: 'bug', message, hint } });
  }
  writeStderr(`Uventet fejl i fravaersscreening ${version}\n${stack}\nGør sådan: ${hint}`);
}

/** One finished line of the log (log.ts). */
export function writeLog(line: string): void {
  writeStderr(line);
}

/** Whether a person reads the log as it is written. */
export function isTerminal(): boolean {
  return process.stderr.isTTY;
}

/** Faster than this nobody reads, and writing to a terminal takes time. */
const PROGRESS_EVERY_MS = 100;
const CLEAR_LINE = '\r\u001b[2K';

/** The line of progress that stands on the terminal now. */
const shown = { isThere: false, at: 0 };

/** Shows what is being done, in place of what was shown before; the next real line takes its place. */
export function showProgress(step: string): void {
  const now = performance.now();
  if (shown.isThere && now - shown.at < PROGRESS_EVERY_MS) return;
  const width = process.stderr.columns > 0 ? process.stderr.columns : 80;
  const line = withoutControls(step).slice(0, width - 1);
  process.stderr.write(`${CLEAR_LINE}${line}`);
  shown.isThere = true;
  shown.at = now;
}

function clearProgress(): void {
  if (shown.isThere) process.stderr.write(CLEAR_LINE);
  shown.isThere = false;
}

export interface Progress {
  readonly at: (done: number, of: number) => void;
  readonly end: () => void;
}

/** Tells how far a long command is; nothing when nobody watches. */
export function createProgress({ quiet, json }: OutputOptions, what: string): Progress {
  if (quiet || json || !isTerminal()) return { at: () => {}, end: () => {} };
  return {
    at: (done, of) => showProgress(`${what}: ${Math.floor((100 * done) / of)} %`),
    end: clearProgress,
  };
}

function writeJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

function writeStdout(text: string): void {
  clearProgress();
  process.stdout.write(`${withoutControls(text)}\n`);
}

function writeStderr(text: string): void {
  clearProgress();
  process.stderr.write(`${withoutControls(withoutSecrets(text))}\n`);
}

/** Exports and names of files may hold codes that steer a terminal; people get the text without them. */
function withoutControls(text: string): string {
  return text.replace(CONTROLS, '');
}

/** Control characters but tab and newline, and those that turn the direction of writing. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Columns under each other; the last column is not padded, numbers stand to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row) => row.map(String));
  const widths = (texts[0] ?? []).map((_, column) =>
    Math.max(...texts.map((row) => (row[column] ?? '').length)),
  );
  const isNumeric = widths.map((_, column) => {
    const first = texts.slice(1).find((row) => (row[column] ?? '') !== '');
    return /^\d[\d.,]*$/.test(first?.[column] ?? '');
  });
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
