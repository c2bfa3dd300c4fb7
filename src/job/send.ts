// Delivers what earlier runs left in the outbox.
import { loadConfig } from '../config/load.ts';
import { listMails } from '../state/outbox.ts';
import { deliverMails } from './deliver.ts';
import type { Delivered, DeliveryContext } from './deliver.ts';
import { withState } from './with-state.ts';

export interface SendWishes extends Pick<DeliveryContext, 'log' | 'environment' | 'clock'> {
  readonly configFile: string;
}

export async function sendPending({ configFile, ...shell }: SendWishes): Promise<Delivered[]> {
  const loaded = await loadConfig(configFile);
  return withState(loaded, async (db) =>
    deliverMails(await listMails(db, ['sending', 'pending']), { db, loaded, ...shell }),
  );
}
