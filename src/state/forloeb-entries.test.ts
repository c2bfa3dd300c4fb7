import { beforeEach, describe, expect, it } from 'vitest';
import { dato } from '../domain/dato.ts';
import type { FirstTold } from '../domain/forloeb/elev-forloeb.ts';
import type { ForloebEntry } from '../domain/forloeb/forloeb.ts';
import { screenNight } from '../domain/night.ts';
import { eksportOf, entriesOf, entryOf, K4, rowsWorth, settingsOf } from '../test/arbitraries.ts';
import { openTestState } from '../test/state.ts';
import { appendForloebEntries, readForloebEntries } from './forloeb-entries.ts';
import { loadMemory } from './memory.ts';
import { listMails, markSent } from './outbox.ts';
import { saveRun } from './runs.ts';
import type { Db } from './sqlite.ts';

let db: Db;

beforeEach(async () => {
  db = await openTestState();
});

const elevKey = (elevId: string): string => `key-of-${elevId}`;

describe('entries of forløb in state (R43)', () => {
  it('come back per elev in the order in which they were recorded', async () => {
    const samtale = entryOf('samtaledato', '2026-11-02');
    const correction = entryOf('samtaledato', '2026-11-03', { enteredAt: '2026-11-21T08:00:00.000Z' });
    const cleared = entryOf('F2A', undefined);
    await appendForloebEntries(db, [
      { elevKey: 'a', entry: samtale },
      { elevKey: 'b', entry: cleared },
      { elevKey: 'a', entry: correction },
    ]);

    const all = await readForloebEntries(db);

    expect(all).toEqual(
      new Map([
        ['a', [samtale, correction]],
        ['b', [cleared]],
      ]),
    );
    expect(await readForloebEntries(db, ['b', 'c'])).toEqual(new Map([['b', [cleared]]]));
  });

  it('are added once, however often they are handed over', async () => {
    const entry = { elevKey: 'a', entry: entryOf('samtaledato', '2026-11-02') };

    const added = [
      await appendForloebEntries(db, [entry, entry]),
      await appendForloebEntries(db, [entry]),
      await appendForloebEntries(db, [{ ...entry, elevKey: 'b' }]),
    ];

    expect(added).toEqual([1, 0, 1]);
  });

  it('are added all or none', async () => {
    const broken = { ...entryOf('samtaledato', '2026-11-02'), skole: JSON.parse('null') as string };

    const attempt = appendForloebEntries(db, [
      { elevKey: 'a', entry: entryOf('F2A', '2026-11-02') },
      { elevKey: 'a', entry: broken },
    ]);

    await expect(attempt).rejects.toThrow(/not.null/i);
    expect(await readForloebEntries(db)).toEqual(new Map());
  });
});

describe('what a delivered mail tells (R30, R32)', () => {
  const query = { kvartal: K4, elevIds: ['E1'] };
  const mail = {
    audience: 'skole' as const,
    skole: '265001',
    asOf: '2026-11-20',
    recipients: ['team@kommune.example'],
    subject: 'Skolefravær',
    text: '',
    html: '',
    attachment: 'none' as const,
    workbook: undefined,
  };

  async function runOn(asOf: string, days: number): Promise<number> {
    const settings = settingsOf({ asOf: dato(asOf) });
    const memory = await loadMemory(db, elevKey, query);
    const night = screenNight(eksportOf({ rows: rowsWorth(days) }), settings, memory);
    const run = { key: asOf, programVersion: '1', startedAt: '', night, notices: '' };
    return saveRun(db, run, elevKey, [{ ...mail, messageId: asOf }]);
  }

  async function deliver(runId: number): Promise<void> {
    for (const pending of await listMails(db, ['pending'], runId)) await markSent(db, pending, '', undefined);
  }

  it('marks the frister of its run as told, each as it stood', async () => {
    const entries = entriesOf({ samtaledato: '2026-11-02' });
    await appendForloebEntries(
      db,
      entries.map((entry) => ({ elevKey: elevKey('E1'), entry })),
    );
    const runId = await runOn('2026-11-20', 6);
    const overdue = '1|F2A|1|2026-11-16|overdue';
    const isTold = async (skole: string, asKnownToRun?: number): Promise<boolean> => {
      const memory = await loadMemory(db, elevKey, { ...query, asKnownToRun });
      return memory.forloeb('E1').isFristTold(skole, overdue);
    };

    const before = await isTold('265001');
    await deliver(runId);

    expect(before).toBe(false);
    expect(await isTold('265001')).toBe(true);
    expect(await isTold('265031')).toBe(false);
    expect(await isTold('265001', runId)).toBe(false);
  });

  it('keeps the first time that each trin was told', async () => {
    const firstTold = async (asKnownToRun?: number): Promise<readonly FirstTold[]> =>
      (await loadMemory(db, elevKey, { ...query, asKnownToRun })).forloeb('E1').firstTold;
    const first = await runOn('2026-11-13', 6);

    await deliver(first);
    await deliver(await runOn('2026-11-17', 6.5));
    await deliver(await runOn('2026-11-20', 11));

    expect(await firstTold()).toEqual([
      { skole: '265001', kvartal: K4, trin: 'tidlig-indsats', asOf: '2026-11-13' },
      { skole: '265001', kvartal: K4, trin: 'bekymrende', asOf: '2026-11-20' },
    ]);
    expect(await firstTold(first)).toEqual([]);
  });

  it('counts the running forløb whose elev the export no longer holds, at the skole that recorded last', async () => {
    const closing = { tilbagefaldsplan: '2026-11-18', brobygning: 'nej', afsluttet: '2026-11-18' };
    const keyed = (elevId: string, entries: readonly ForloebEntry[]) =>
      entries.map((entry) => ({ elevKey: elevKey(elevId), entry }));
    await appendForloebEntries(db, [
      ...keyed('E1', entriesOf({ samtaledato: '2026-11-02' })),
      ...keyed('gone', entriesOf({ samtaledato: '2026-11-02' })),
      ...keyed('closed', entriesOf({ samtaledato: '2026-11-02', ...closing })),
    ]);

    const { forloebWithoutElev } = await loadMemory(db, elevKey, query);

    expect(forloebWithoutElev('265001', dato('2026-11-20'))).toBe(1);
    expect(forloebWithoutElev('265001', dato('2026-11-01'))).toBe(0);
    expect(forloebWithoutElev('265031', dato('2026-11-20'))).toBe(0);
  });
});
