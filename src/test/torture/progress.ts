// A line that says how far it is, on a terminal alone; findings stay above it.

export interface Progress {
  readonly step: (what: string, done: number, all: number) => void;
  /** A line that stays. */
  readonly say: (text: string) => void;
}

const CLEAR_LINE = '\r\u001b[K';

export function openProgress(terminal = process.stderr): Progress {
  const began = performance.now();
  const clear = (): void => void (terminal.isTTY && terminal.write(CLEAR_LINE));
  return {
    step: (what, done, all) => {
      if (!terminal.isTTY) return;
      const minutes = ((performance.now() - began) / 60_000).toFixed(0);
      terminal.write(`${CLEAR_LINE}${minutes} min: ${what}, ${done} of ${all}`);
    },
    say: (text) => {
      clear();
      process.stdout.write(`${text}\n`);
    },
  };
}
