// Delivers what earlier runs left in the outbox.
import { loadConfig } from '../config/load.ts';
import { takeLock } from '../state/lock.ts';
import { listMails } from '../state/outbox.ts';
import { openSqlite } from '../state/sqlite.ts';
import { guardState } from '../state/state-error.ts';
import { deliverMails } from './deliver.ts';
import type { Delivered, DeliveryContext } from './deliver.ts';

export interface SendWishes extends Pick<DeliveryContext, 'log' | 'environment' | 'clock'> {
  readonly configFile: string;
}

export async function sendPending({ configFile, ...shell }: SendWishes): Promise<Delivered[]> {
  const loaded = await loadConfig(configFile);
  const stateFile = loaded.resolve(loaded.config.state.path);
  const lock = await takeLock(stateFile);
  try {
    const db = await openSqlite(stateFile);
    try {
      return await guardState(stateFile, async () =>
        deliverMails(await listMails(db, ['sending', 'pending']), { db, loaded, ...shell }),
      );
    } finally {
      await db.destroy();
    }
  } finally {
    lock.release();
  }
}
