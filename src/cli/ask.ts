// Questions to the person at the terminal.
import { createInterface } from 'node:readline/promises';
import type { Ask } from '../job/init/ask.ts';
import type { OutputOptions } from './output.ts';

export interface Asker {
  /** Undefined when nobody is there to answer. */
  readonly ask: Ask | undefined;
  readonly close: () => void;
}

/** Asks on a terminal only, and never where the output is for a program. */
export function openAsker({ json, quiet }: OutputOptions): Asker {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (!isTerminal || json || quiet) return { ask: undefined, close: () => {} };
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return {
    ask: async (question) => (await lines.question(`${question} [Enter: ved ikke]: `)).trim(),
    close: () => lines.close(),
  };
}
