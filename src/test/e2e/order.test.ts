// Nights that come out of order: a database put back from last week's backup, and a clock that has gone back.
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { ABSALON, absent, background, skoledage, TREKRONER } from './export.ts';
import type { Row } from './export.ts';
import { filesUnder, stateRows } from './folder.ts';
import { createKommune, mailsTo, mailStatuses, newsOf, readMails } from './kommune.ts';
import type { Kommune } from './kommune.ts';

function rows(until: string, days: number): Row[] {
  return [...background(until), ...absent('E1', skoledage('2026-10-01', 30).slice(0, days))];
}

/** Two nights a week apart, and the state as it was after the first. */
async function restoredKommune(): Promise<{ kommune: Kommune; restore: () => void }> {
  const kommune = createKommune();
  const state = path.join(kommune.folder, 'var');
  const copy = path.join(kommune.folder, 'backup');
  kommune.layOut('2026-11-10', rows('2026-11-10', 6));
  await kommune.run('2026-11-10');
  cpSync(state, copy, { recursive: true });
  kommune.layOut('2026-11-17', rows('2026-11-17', 12));
  await kommune.run('2026-11-17');
  const restore = (): void => {
    rmSync(state, { recursive: true });
    cpSync(copy, state, { recursive: true });
  };
  return { kommune, restore };
}

it('says to every team and to operations that news may be old after a restore, once', async () => {
  const { kommune, restore } = await restoredKommune();
  restore();
  kommune.layOut('2026-11-18', rows('2026-11-18', 12));
  const mailsBefore = (await readMails(kommune)).length;

  const again = await kommune.run('2026-11-18');

  expect(newsOf(again)).toEqual([`${ABSALON} E1 escalated bekymrende`]);
  const news = (await readMails(kommune)).slice(mailsBefore);
  const [toTeam] = mailsTo(news, 'team.absalon@kommune.example').slice(-1);
  const [toOperations] = mailsTo(news, 'drift@kommune.example').slice(-1);
  for (const mail of [toTeam, toOperations])
    expect(mail?.text?.replaceAll('\n', ' ')).toContain('sikkerhedskopi');

  kommune.layOut('2026-11-19', rows('2026-11-19', 12));
  const next = await kommune.run('2026-11-19');
  expect(next.night.skoler.flatMap(({ notices }) => notices)).toEqual([]);
});

it('says it again in the same words when that night is gone on with', async () => {
  const { kommune, restore } = await restoredKommune();
  restore();
  kommune.layOut('2026-11-18', rows('2026-11-18', 12));
  await kommune.run('2026-11-18');
  const reports = filesUnder(path.join(kommune.folder, 'reports'));
  const { run } = stateRows(kommune);
  const database = path.join(kommune.folder, 'var', 'fravaer.sqlite');
  const raw = new DatabaseSync(database);
  raw.exec(`update run set outcome = null, finished_at = null where id = ${String(run.at(-1)?.['id'])}`);
  raw.close();

  const resumed = await kommune.run('2026-11-18');

  expect(resumed.start).toBe('resumed');
  expect(filesUnder(path.join(kommune.folder, 'reports'))).toEqual(reports);
});

it('says when the clock has chosen a night before one that has been run, and tells nothing twice', async () => {
  const kommune = createKommune();
  for (const night of ['2026-11-16', '2026-11-17']) {
    kommune.layOut(night, rows(night, 6));
    await kommune.run(night);
  }
  kommune.layOut('2026-11-16', rows('2026-11-16', 6));
  const now = Date.parse('2026-11-17T02:00:00Z');

  const chosenByClock = await kommune.run('2026-11-16', { dato: undefined, now, version: '0.0.1' });
  const asked = await kommune.run('2026-11-16', { version: '0.0.2' });

  expect(chosenByClock.night.findings.map(({ code }) => code)).toEqual(['clock-behind']);
  expect(newsOf(chosenByClock)).toEqual([]);
  expect(mailStatuses(chosenByClock)).toEqual({ [ABSALON]: 'not-due', [TREKRONER]: 'not-due' });
  expect(asked.night.findings).toEqual([]);
});

it.each([
  ['the night before the clocks go back', '2026-10-24T22:30:00Z', '2026-10-24'],
  ['the hour that comes twice, first time', '2026-10-25T00:30:00Z', '2026-10-24'],
  ['the hour that comes twice, second time', '2026-10-25T01:30:00Z', '2026-10-24'],
  ['the night after', '2026-10-25T23:30:00Z', '2026-10-25'],
  ['the hour that is left out in March', '2027-03-28T01:30:00Z', '2027-03-27'],
])('takes yesterday as the date in %s', async (_what, now, asOf) => {
  const kommune = createKommune();
  kommune.layOut(asOf, rows(asOf, 3));

  const report = await kommune.run(asOf, { dato: undefined, now: Date.parse(now) });

  expect(report.night.asOf).toBe(asOf);
});
