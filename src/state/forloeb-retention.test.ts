import { expect, it } from 'vitest';
import { dato } from '../domain/dato.ts';
import { entryOf } from '../test/arbitraries.ts';
import { openTestState } from '../test/state.ts';
import { appendForloebEntries, readForloebEntries } from './forloeb-entries.ts';
import { purgeState } from './retention.ts';

it('forgets the entries of an elev when the newest is too old, and never a part of a forløb (R75)', async () => {
  const db = await openTestState();
  const old = '2025-07-31T23:59:59.000Z';
  await appendForloebEntries(db, [
    { elevKey: 'forgotten', entry: entryOf('samtaledato', '2025-05-02', { enteredAt: old }) },
    { elevKey: 'kept', entry: entryOf('samtaledato', '2025-05-02', { enteredAt: old }) },
    { elevKey: 'kept', entry: entryOf('F3', '2025-08-01', { enteredAt: '2025-08-01T00:00:00.000Z' }) },
  ]);

  const purged = await purgeState(db, { keptFrom: dato('2025-08-01'), bodiesKeptFrom: old });

  expect(purged.entries).toBe(1);
  expect([...(await readForloebEntries(db))].map(([key, entries]) => [key, entries.length])).toEqual([
    ['kept', 2],
  ]);
});
