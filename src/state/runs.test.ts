// What state remembers of runs and mails: whole or not at all, and told only by delivery.
import { onTestFinished, expect, it } from 'vitest';
import { dato } from '../domain/dato.ts';
import { kvartalOf } from '../domain/kvartal.ts';
import { ABSALON, AS_OF, buildFravaer, buildNightReport } from '../test/builders.ts';
import type { Scene } from '../test/builders.ts';
import { createPlace } from '../test/state.ts';
import { openElevKey } from './elev-key.ts';
import type { ElevKey } from './elev-key.ts';
import { loadMemory } from './memory.ts';
import { openPlace } from './open.ts';
import { lastDelivered, listMails, markSending, markSent, markUndelivered } from './outbox.ts';
import type { NewMail } from './outbox.ts';
import { findLatestRun, finishRun, listRuns, lookBack, saveRun } from './runs.ts';
import type { NewRun } from './runs.ts';
import type { Db } from './sqlite.ts';

const K4 = kvartalOf(AS_OF);

interface State {
  readonly db: Db;
  readonly elevKey: ElevKey;
}

async function openState(): Promise<State> {
  const place = await createPlace();
  const db = await openPlace(place);
  onTestFinished(() => db.destroy());
  return { db, elevKey: await openElevKey(place.file, db) };
}

function runOf(key: string, scene: Scene = {}, notices = ''): NewRun {
  const { night } = buildNightReport(scene);
  return { key, programVersion: '0', startedAt: '2026-11-21T02:00:00Z', night, notices };
}

function mailOf(fields: Partial<NewMail> = {}): NewMail {
  return {
    audience: 'skole',
    skole: ABSALON,
    asOf: AS_OF,
    messageId: `<${fields.skole ?? ABSALON}-${fields.asOf ?? AS_OF}@kommune.example>`,
    recipients: ['team@kommune.example'],
    subject: 'Skolefravær',
    text: 'tekst',
    html: '<p>tekst</p>',
    attachment: 'none',
    workbook: undefined,
    ...fields,
  };
}

async function told(state: State, elevId = 'e1'): Promise<string | undefined> {
  const memory = await loadMemory(state.db, state.elevKey, { kvartal: K4, elevIds: [elevId] });
  return memory.told(ABSALON, elevId, K4)?.trin;
}

const elevenDays: Scene = { rows: buildFravaer({}, { days: 11 }) };

it('saves a run whole or not at all', async () => {
  const { db, elevKey } = await openState();
  const unwritable = mailOf({ subject: null as never });

  await expect(saveRun(db, runOf('a', elevenDays), elevKey, [mailOf(), unwritable])).rejects.toThrow();

  expect(await findLatestRun(db)).toBeUndefined();
  expect(await db.selectFrom('result').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('outbox').selectAll().execute()).toEqual([]);
});

it('counts a team as told when its mail has been delivered, and not before (R30)', async () => {
  const state = await openState();
  const { db, elevKey } = state;
  await saveRun(db, runOf('a', elevenDays), elevKey, [mailOf()]);
  const [mail] = await listMails(db, ['pending']);
  const after: (string | undefined)[] = [await told(state)];

  await markSending(db, mail!.id);
  after.push(await told(state));
  await markUndelivered(db, mail!.id, 'failed', 'afvist');
  after.push(await told(state));
  await markSent(db, mail!, '2026-11-21T02:01:00Z', undefined);
  after.push(await told(state));

  expect(after).toEqual([undefined, undefined, undefined, 'bekymrende']);
  expect(await lastDelivered(db, 'skole')).toEqual(new Map([[ABSALON, AS_OF]]));
});

it('lets a new run take the place of mails that nobody has got, but not of those on their way', async () => {
  const { db, elevKey } = await openState();
  const first = [
    mailOf(),
    mailOf({ audience: 'operations', skole: undefined, messageId: '<ops-1@kommune.example>' }),
    mailOf({ messageId: '<handed-over@kommune.example>' }),
  ];
  await saveRun(db, runOf('a', elevenDays), elevKey, first);
  const [, , handedOver] = await listMails(db, ['pending']);
  await markSending(db, handedOver!.id);

  await saveRun(db, runOf('b', elevenDays), elevKey, [mailOf({ messageId: '<new@kommune.example>' })]);

  const statuses = (await listMails(db, ['pending', 'sending', 'superseded'])).map(
    ({ messageId, status }) => `${messageId} ${status}`,
  );
  expect(statuses).toEqual([
    `<${ABSALON}-${AS_OF}@kommune.example> superseded`,
    '<ops-1@kommune.example> superseded',
    '<handed-over@kommune.example> sending',
    '<new@kommune.example> pending',
  ]);
});

it('leaves a refused skole and its waiting mail as they were (R60)', async () => {
  const { db, elevKey } = await openState();
  await saveRun(db, runOf('a', elevenDays), elevKey, [mailOf()]);
  const stale: Scene = { ...elevenDays, extractedOn: dato('2026-10-30') };

  await saveRun(db, runOf('b', stale), elevKey, []);

  expect((await listMails(db, ['pending'])).map(({ runId }) => runId)).toEqual([1]);
  expect(await db.selectFrom('result').select('run_id').distinct().execute()).toEqual([{ run_id: 1 }]);
});

it('does not let a report for an earlier date undo what the team has heard since', async () => {
  const state = await openState();
  const { db, elevKey } = state;
  await saveRun(db, runOf('a', elevenDays), elevKey, [mailOf()]);
  await markSent(db, (await listMails(db, ['pending']))[0]!, '2026-11-21T02:01:00Z', undefined);
  const earlier: Scene = { rows: buildFravaer({}, { days: 6 }), asOf: dato('2026-10-20') };
  await saveRun(db, runOf('b', earlier), elevKey, [mailOf({ asOf: dato('2026-10-20') })]);

  await markSent(db, (await listMails(db, ['pending']))[0]!, '2026-11-22T02:01:00Z', undefined);

  expect(await told(state)).toBe('bekymrende');
});

it('knows whom the export no longer holds, for a run that goes on as for a new one', async () => {
  const { db, elevKey } = await openState();
  await saveRun(db, runOf('a', elevenDays), elevKey, [mailOf()]);
  await markSent(db, (await listMails(db, ['pending']))[0]!, '2026-11-21T02:01:00Z', undefined);
  const runId = await saveRun(db, runOf('b'), elevKey, []);
  const query = { kvartal: K4, elevIds: ['e2'] };

  const now = await loadMemory(db, elevKey, query);
  const then = await loadMemory(db, elevKey, { ...query, asKnownToRun: runId });

  expect([now.vanished(ABSALON, K4), then.vanished(ABSALON, K4)]).toEqual([1, 1]);
});

it('gives a run that goes on what the team had been told when it was made', async () => {
  const state = await openState();
  const { db, elevKey } = state;
  const runId = await saveRun(db, runOf('a', elevenDays), elevKey, [mailOf()]);
  await markSent(db, (await listMails(db, ['pending']))[0]!, '2026-11-21T02:01:00Z', undefined);

  const then = await loadMemory(db, elevKey, { kvartal: K4, elevIds: ['e1'], asKnownToRun: runId });

  expect(then.told(ABSALON, 'e1', K4)).toBeUndefined();
  expect(await told(state)).toBe('bekymrende');
});

it('looks back at the runs before one: how many were made of the same, and the last warnings', async () => {
  const { db, elevKey } = await openState();
  for (const [key, notices] of [
    ['a', 'first'],
    ['b', 'second'],
    ['a', 'third'],
  ] as const)
    await saveRun(db, runOf(key, {}, notices), elevKey, []);

  expect(await lookBack(db, 'a')).toEqual({ sameKey: 2, notices: 'third', newestAsOf: AS_OF });
  expect(await lookBack(db, 'a', 3)).toMatchObject({ sameKey: 1, notices: 'second' });
  expect(await lookBack(db, 'a', 1)).toEqual({ sameKey: 0, notices: '', newestAsOf: undefined });
});

it('remembers the outcome of runs, newest first', async () => {
  const { db, elevKey } = await openState();
  await saveRun(db, runOf('a'), elevKey, []);
  const second = await saveRun(db, runOf('b'), elevKey, []);

  await finishRun(db, second, 'incomplete', '2026-11-21T02:05:00Z');

  expect((await listRuns(db, 10)).map(({ key, outcome }) => [key, outcome])).toEqual([
    ['b', 'incomplete'],
    ['a', undefined],
  ]);
});

it('knows an elev by a key that says nothing about the id, and differs from state to state (R73)', async () => {
  const [one, other] = [await openState(), await openState()];

  await saveRun(
    one.db,
    runOf('a', { rows: buildFravaer({ elevId: 'E4711' }, { days: 11 }) }),
    one.elevKey,
    [],
  );

  const rows = await one.db.selectFrom('result').select('elev_key').execute();
  expect(rows).toEqual([{ elev_key: one.elevKey('E4711') }]);
  expect(one.elevKey('E4711')).not.toBe(other.elevKey('E4711'));
  expect(one.elevKey('E4711')).toMatch(/^[\w-]{27}$/);
});
