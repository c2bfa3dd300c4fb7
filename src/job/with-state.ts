// State, open for as long as some work takes: locked and written, or only looked at.
import type { LoadedConfig } from '../config/load.ts';
import { guardPlace, lockPlace, openPlace, openPlaceReadOnly } from '../state/open.ts';
import type { Db } from '../state/sqlite.ts';

/** Holds the one lock while `work` goes on. Throws `locked` at once when another run has it. */
export async function withLock<T>({ state }: LoadedConfig, work: () => Promise<T>): Promise<T> {
  const lock = await lockPlace(state);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/** Opens state for writing, made and migrated as needed; the caller holds the lock. */
export async function withOpenState<T>({ state }: LoadedConfig, work: (db: Db) => Promise<T>): Promise<T> {
  const db = await openPlace(state);
  try {
    return await guardPlace(state, () => work(db));
  } finally {
    await db.destroy();
  }
}

/** Locks and opens state for writing. */
export function withState<T>(loaded: LoadedConfig, work: (db: Db) => Promise<T>): Promise<T> {
  return withLock(loaded, () => withOpenState(loaded, work));
}

/** Opens state without writing; undefined when there is none yet. */
export async function withStateReadOnly<T>(
  { state }: LoadedConfig,
  work: (db: Db | undefined) => Promise<T>,
): Promise<T> {
  const db = await openPlaceReadOnly(state);
  try {
    return await guardPlace(state, () => work(db));
  } finally {
    await db?.destroy();
  }
}
