// Runs a command and measures it from outside, through /proc: wall, cpu and peak memory, as a whole and for each stage
// that its log marks the end of. Linux only; what is measured needs no hook and no library.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
}

/** A stage of a command, over when a line of its stderr holds the text; without one it lasts to the end. */
export interface Stage {
  readonly name: string;
  readonly endsWith?: string;
}

export interface Usage {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMiB: number;
}

export interface Measured extends Usage {
  readonly stages: readonly (Usage & { readonly name: string })[];
  readonly exitCode: number;
  readonly stdout: string;
}

interface Reading {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakKiB: number;
}

/** How often a running process is looked at; its cpu and peak after the last look are not seen. */
const LOOK_EVERY_MS = 10;
/** The kernel counts cpu in hundredths of a second. */
const MS_PER_TICK = 10;

export async function measure(command: Command, stages: readonly Stage[] = []): Promise<Measured> {
  const start = performance.now();
  const child = spawn(command.file, command.args, { cwd: command.cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const watch = watchProcess(child.pid ?? 0, start);
  const done: (Usage & { name: string })[] = [];
  let begin: Reading = { wallMs: 0, cpuMs: 0, peakKiB: 0 };
  let peakKiB = 0;
  const finishStage = (name: string, end: Reading): void => {
    done.push({ name, ...usageBetween(begin, end) });
    peakKiB = Math.max(peakKiB, end.peakKiB);
    begin = end;
  };
  createInterface({ input: child.stderr }).on('line', (line) => {
    const stage = stages[done.length];
    if (stage?.endsWith === undefined || !line.includes(stage.endsWith)) return;
    finishStage(stage.name, watch.look());
    watch.forgetPeak();
  });
  const [stdout, exitCode] = await Promise.all([collect(child), ended(child)]);
  const end = watch.stop();
  finishStage(stages[done.length]?.name ?? 'rest', end);
  return {
    ...usageBetween({ wallMs: 0, cpuMs: 0, peakKiB: 0 }, { ...end, peakKiB }),
    stages: stages.length === 0 ? [] : done,
    exitCode,
    stdout,
  };
}

function usageBetween(begin: Reading, end: Reading): Usage {
  return {
    wallMs: end.wallMs - begin.wallMs,
    cpuMs: end.cpuMs - begin.cpuMs,
    peakMiB: end.peakKiB / 1024,
  };
}

/** Looks at a process until it ends; keeps the last answer. */
function watchProcess(pid: number, start: number) {
  let last: Reading = { wallMs: 0, cpuMs: 0, peakKiB: 0 };
  const look = (): Reading => {
    const wallMs = performance.now() - start;
    try {
      const ticks = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
      const cpuMs = (Number(ticks[11]) + Number(ticks[12])) * MS_PER_TICK;
      last = { wallMs, cpuMs, peakKiB: Number(peak ?? last.peakKiB) };
    } catch {
      // It has just ended; the last look stands.
      last = { ...last, wallMs };
    }
    return last;
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    look,
    /** The kernel begins a new peak, so that each stage shows its own. */
    forgetPeak: () => writeFileSync(`/proc/${pid}/clear_refs`, '5'),
    stop: (): Reading => {
      clearInterval(timer);
      return { ...last, wallMs: performance.now() - start };
    },
  };
}

async function collect(child: ChildProcess): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout ?? []) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
