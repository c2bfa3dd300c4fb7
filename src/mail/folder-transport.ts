// Writes messages as .eml files. The name comes from the Message-ID, so a repeated run overwrites its message instead of
// doubling it; a reader never sees half a file. Only the user of the job can read them: a workbook with names may be inside.
import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ComposedMessage } from './compose.ts';
import { failed, pending } from './delivery.ts';
import type { Delivery, Transport } from './delivery.ts';

/** Errors that can pass by themselves: a full drive, too many open files, a network drive that is away. */
const PASSING = new Set([
  'ENOSPC',
  'EDQUOT',
  'EMFILE',
  'ENFILE',
  'EBUSY',
  'EAGAIN',
  'EIO',
  'ETIMEDOUT',
  'ESTALE',
]);

export interface FolderSettings {
  readonly transport: 'folder';
  readonly folder: string;
}

export function openFolder({ folder }: FolderSettings): Transport {
  return { deliver: (message) => deliverToFolder(folder, message), close: () => {} };
}

/** Every file that is made here, unfinished ones too. */
export const MESSAGE_FILE = /^\.?[A-Za-z0-9][A-Za-z0-9._@-]*\.eml(?:\.\w+\.tmp)?$/;

/** The file that a message is written to. */
export function fileNameOf(messageId: string): string {
  const id = messageId.replace(/^<|>$/g, '');
  const isPlain = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,149}$/.test(id);
  return `${isPlain ? id : createHash('sha256').update(id).digest('hex')}.eml`;
}

async function deliverToFolder(folder: string, message: ComposedMessage): Promise<Delivery> {
  const name = fileNameOf(message.messageId);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeAtomically(folder, name, message.bytes);
    return { status: 'delivered', response: name, rejected: [] };
  } catch (error) {
    const code = errorCode(error);
    if (code === undefined) throw error;
    return (PASSING.has(code) ? pending : failed)('folder-unwritable', ` (${code})`);
  }
}

async function writeAtomically(folder: string, name: string, bytes: Buffer): Promise<void> {
  const temporary = join(folder, `.${name}.tmp`);
  try {
    await writeSynced(temporary, bytes);
    await rename(temporary, join(folder, name));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

async function writeSynced(path: string, bytes: Buffer): Promise<void> {
  // A killed run may have left half of it behind; the same mail goes out again and takes its place.
  await rm(path, { force: true });
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the rename itself last through a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
