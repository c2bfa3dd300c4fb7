import { beforeEach, describe, expect, it } from 'vitest';
import { entryOf } from '../test/arbitraries.ts';
import { openTestState } from '../test/state.ts';
import { readForloebEntries } from './forloeb-entries.ts';
import {
  acceptForloebFile,
  claimForloebProblems,
  isForloebFileRead,
  loadForloebProblems,
  tellForloebProblems,
} from './forloeb-files.ts';
import type { ForloebFile, ForloebProblem } from './forloeb-files.ts';
import type { Db } from './sqlite.ts';

let db: Db;

beforeEach(async () => {
  db = await openTestState();
});

const PROBLEM: ForloebProblem = {
  elevKey: 'a',
  place: 'Forløb, H12',
  heading: 'Tovholder',
  code: 'conflict',
};
const FILE: ForloebFile = {
  sha256: 'abc',
  name: 'fravaer-265001.xlsx',
  skole: '265001',
  readAt: '2026-11-20T08:00:00.000Z',
  problems: [PROBLEM],
};
const ENTRIES = [{ elevKey: 'a', entry: entryOf('samtaledato', '2026-11-02') }];

describe('a returned workbook in state (R43)', () => {
  it('is remembered with its entries, all or nothing', async () => {
    expect(await acceptForloebFile(db, FILE, ENTRIES)).toBe(1);
    await expect(
      acceptForloebFile(db, FILE, [{ elevKey: 'b', entry: entryOf('tovholder', 'LK') }]),
    ).rejects.toThrow();

    expect(await isForloebFileRead(db, 'abc')).toBe(true);
    expect(await isForloebFileRead(db, 'abd')).toBe(false);
    expect([...(await readForloebEntries(db)).keys()]).toEqual(['a']);
    expect(await loadForloebProblems(db)).toEqual(new Map([['265001', [PROBLEM]]]));
  });

  it('is listed back until a report that lists it has been delivered', async () => {
    await acceptForloebFile(db, FILE, []);
    await acceptForloebFile(db, { ...FILE, sha256: 'def', skole: '265031' }, []);

    await db.transaction().execute((tx) => claimForloebProblems(tx, 1, ['265001', '265031']));
    await db.transaction().execute((tx) => tellForloebProblems(tx, 1, '265031'));

    expect([...(await loadForloebProblems(db)).keys()]).toEqual(['265001']);
    expect([...(await loadForloebProblems(db, 1)).keys()]).toEqual(['265001', '265031']);
  });

  it('is listed by the next run when the mail of the first was not delivered', async () => {
    await acceptForloebFile(db, FILE, []);

    await db.transaction().execute((tx) => claimForloebProblems(tx, 1, ['265001']));
    await db.transaction().execute((tx) => claimForloebProblems(tx, 2, ['265001']));
    await db.transaction().execute((tx) => tellForloebProblems(tx, 1, '265001'));

    expect((await loadForloebProblems(db)).get('265001')).toEqual([PROBLEM]);
  });
});
