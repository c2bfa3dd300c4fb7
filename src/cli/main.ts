// argv -> command -> exit code. The only file that sets process.exitCode.
import { CommanderError } from 'commander';
import { AppError, exitCodes } from '../errors.ts';
import { printBug, printError } from './output.ts';
import type { OutputOptions } from './output.ts';
import { createProgram } from './program.ts';
import { programVersion } from './version.ts';

export async function main(args: readonly string[]): Promise<void> {
  // R70: whatever is written from here on, by us or by a library, is for the job's own user from its first byte.
  process.umask(0o077);
  const output = outputOptions(args);
  process.on('SIGINT', () => interrupt(output));
  process.on('SIGTERM', () => interrupt(output));
  for (const stream of [process.stdout, process.stderr]) stream.on('error', passOverClosedPipe);
  process.exitCode = await execute(args, output);
}

/** Whoever read the first lines and went away needs no complaint; what is left of the work is done all the same. */
function passOverClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

async function execute(args: readonly string[], output: OutputOptions): Promise<number> {
  let exitCode: number = exitCodes.done;
  try {
    const program = await createProgram(args, (code) => {
      exitCode = code;
    });
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return finishUsage(error, output);
    if (error instanceof AppError) {
      printError(output, error);
      return error.exitCode;
    }
    const { bugText } = await import('./bug-text.ts');
    printBug(output, bugText(error), programVersion());
    return exitCodes.bug;
  }
}

/** Commander reports help and version as errors too; only real mistakes get a message. */
async function finishUsage(error: CommanderError, output: OutputOptions): Promise<number> {
  if (error.exitCode === 0) return exitCodes.done;
  const { describeUsageError } = await import('./usage.ts');
  printError(output, describeUsageError(error));
  return exitCodes.usage;
}

/** Needed before and besides commander, which may itself be what fails. */
function outputOptions(args: readonly string[]): OutputOptions {
  return {
    json: args.includes('--json'),
    quiet: args.includes('--quiet'),
    verbose: args.includes('--verbose'),
  };
}

/** Every effect is whole or not begun, so stopping here loses nothing. */
function interrupt(output: OutputOptions): void {
  const hint = 'Start kørslen igen; den fortsætter, hvor den slap';
  printError(output, new AppError('interrupted', { message: 'Afbrudt', hint }));
  process.exit(exitCodes.interrupted);
}
