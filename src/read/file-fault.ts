// Why a file as a whole cannot be used. Thrown by whatever stage of reading meets it, and turned into a finding by
// whoever reads the file.
import type { Finding } from '../domain/finding.ts';
import { systemCode } from '../errors.ts';
import type { SourceFile } from './files.ts';

export interface FileFault {
  /** In Danish. */
  readonly reason: string;
  readonly line?: number | undefined;
}

export class UnreadableFile extends Error {
  readonly fault: FileFault;

  constructor(reason: string, line?: number) {
    super(reason);
    this.name = 'UnreadableFile';
    this.fault = { reason, line };
  }
}

/** What was thrown while a file was read, as a fault. A bug is thrown on. */
export function faultOf(error: unknown): FileFault {
  if (error instanceof UnreadableFile) return error.fault;
  const code = systemCode(error);
  if (code === undefined || code.startsWith('ERR_')) throw error;
  if (code.startsWith('Z_')) return { reason: 'den pakkede fil er beskadiget eller ikke skrevet færdig' };
  return { reason: code === 'ENOENT' ? 'filen findes ikke længere' : `filen kan ikke åbnes (${code})` };
}

/** The file is still being written, or was cut on its way. */
export function cutRow(line: number | undefined): UnreadableFile {
  return new UnreadableFile('den sidste række er skåret over; er filen stadig ved at blive skrevet?', line);
}

export function unreadableFinding({ label }: SourceFile, { reason, line }: FileFault): Finding {
  return { code: 'file-unreadable', severity: 'error', file: label, line, detail: { reason } };
}
