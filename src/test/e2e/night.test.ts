// The nightly job from export to mails, on a small municipality in a folder of its own.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ABSALON, absent, background, baseConfig, nameOf, skoledage, skoler, TREKRONER } from './export.ts';
import type { Row } from './export.ts';
import { filesUnder, stateRows } from './folder.ts';
import { createKommune, mailStatuses, mailsTo, newsOf, readMails, workbooksOf } from './kommune.ts';

const FREDAG = '2026-11-20';
const LOERDAG = '2026-11-21';
const [absalon, trekroner] = skoler;

/** E1 has 6 days and E2 has 11 at Absalons Skole, E3 has 21 at Trekroner Skole. */
function autumn(until = FREDAG): Row[] {
  const days = skoledage('2026-10-01', 30);
  return [
    ...background(until),
    ...absent('E1', days.slice(0, 6)),
    ...absent('E2', days.slice(2, 13), { aarsag: 'Ulovligt' }),
    ...absent('E3', days.slice(0, 21), { skole: TREKRONER, klasse: '8B' }),
  ];
}

it('tells each team its own elever once, in a workbook, a mail and state', async () => {
  const kommune = createKommune();
  kommune.layOut(FREDAG, autumn());

  const report = await kommune.run(FREDAG);

  expect(report.outcome).toBe('done');
  expect(newsOf(report)).toEqual([
    `${ABSALON} E1 new tidlig-indsats`,
    `${ABSALON} E2 new bekymrende`,
    `${TREKRONER} E3 new massivt`,
  ]);
  expect(mailStatuses(report)).toEqual({ [ABSALON]: 'sent', [TREKRONER]: 'sent' });
  expect(readdirSync(path.join(kommune.folder, 'reports', FREDAG)).toSorted()).toEqual([
    `fravaer-${ABSALON}.xlsx`,
    `fravaer-${TREKRONER}.xlsx`,
    'fravaer-forvaltning.xlsx',
  ]);
  const mails = await readMails(kommune);
  expect(mails.map(({ to }) => to?.map(({ address }) => address))).toEqual([
    ['fravaer@kommune.example'],
    ['team.absalon@kommune.example'],
    ['team.trekroner@kommune.example'],
  ]);
  expect(mails.map(workbooksOf)).toEqual([
    ['fravaer-forvaltning.xlsx'],
    [`fravaer-${ABSALON}.xlsx`],
    [`fravaer-${TREKRONER}.xlsx`],
  ]);
  expect(stateRows(kommune).told).toHaveLength(3);
});

it('changes nothing and mails nobody when the same night is run again, whatever the clock says by then (R36)', async () => {
  const kommune = createKommune();
  kommune.layOut(FREDAG, autumn());
  await kommune.run(FREDAG);
  const state = stateRows(kommune);
  const reports = filesUnder(path.join(kommune.folder, 'reports'));

  const again = await kommune.run(FREDAG, { clock: () => new Date('2026-11-21T13:00:00Z') });

  expect(again).toMatchObject({ start: 'repeated', outcome: 'done' });
  expect(newsOf(again)).toEqual([]);
  expect(mailStatuses(again)).toEqual({ [ABSALON]: 'not-due', [TREKRONER]: 'not-due' });
  expect(stateRows(kommune)).toEqual(state);
  expect(filesUnder(path.join(kommune.folder, 'reports'))).toEqual(reports);
});

it('makes the same bytes of the same night in another place, and stamps no clock into them', async () => {
  const first = createKommune();
  const second = createKommune();
  const clock = (): Date => new Date('2026-12-24T17:00:00Z');
  for (const { folder, layOut } of [first, second]) {
    layOut(FREDAG, autumn());
    // The key is a part of state: rows of the sheets that come back are sealed with it.
    mkdirSync(path.join(folder, 'var'), { recursive: true });
    writeFileSync(path.join(folder, 'var', 'fravaer.sqlite.key'), 'k'.repeat(32), { mode: 0o600 });
  }

  await first.run(FREDAG);
  await second.run(FREDAG, { clock });

  const files = [first, second].map(({ folder }) => filesUnder(path.join(folder, 'reports', FREDAG)));
  expect(files[1]).toEqual(files[0]);
});

it('says the next night only what has changed since', async () => {
  const kommune = createKommune();
  kommune.layOut('2026-11-17', autumn('2026-11-17'));
  await kommune.run('2026-11-17');
  kommune.layOut('2026-11-18', [...autumn('2026-11-18'), ...absent('E4', skoledage('2026-11-02', 5))]);

  const report = await kommune.run('2026-11-18');

  expect(newsOf(report)).toEqual([`${ABSALON} E4 new tidlig-indsats`]);
  expect(mailStatuses(report)).toEqual({ [ABSALON]: 'sent', [TREKRONER]: 'not-due' });
});

it('takes a mail that failed as not told: the elev is new again the next night (R30)', async () => {
  const kommune = createKommune();
  kommune.layOut('2026-11-17', autumn('2026-11-17'));
  const blocked = createBlockedOutbox(path.join(kommune.folder, 'reports', 'outbox'));
  const first = await kommune.run('2026-11-17');
  blocked.clear();
  kommune.layOut('2026-11-18', autumn('2026-11-18'));

  const second = await kommune.run('2026-11-18');

  expect(first.outcome).toBe('incomplete');
  expect(mailStatuses(first)).toEqual({ [ABSALON]: 'failed', [TREKRONER]: 'failed' });
  expect(newsOf(second)).toEqual(newsOf(first));
  expect(mailStatuses(second)).toEqual({ [ABSALON]: 'sent', [TREKRONER]: 'sent' });
  expect(mailsTo(await readMails(kommune), 'team.absalon@kommune.example')).toHaveLength(1);
});

it('delivers what is missing, and only that, when the same night is run again after a failure', async () => {
  const kommune = createKommune();
  kommune.layOut(FREDAG, autumn());
  const blocked = createBlockedOutbox(path.join(kommune.folder, 'reports', 'outbox'));
  await kommune.run(FREDAG);
  blocked.clear();

  const again = await kommune.run(FREDAG);

  expect(again).toMatchObject({ start: 'resumed', outcome: 'done' });
  expect(mailStatuses(again)).toEqual({ [ABSALON]: 'sent', [TREKRONER]: 'sent' });
  expect(stateRows(kommune).told).toHaveLength(3);
});

it('writes again only the workbooks that are not there as they were, when a night goes on', async () => {
  const kommune = createKommune();
  kommune.layOut(FREDAG, autumn());
  const blocked = createBlockedOutbox(path.join(kommune.folder, 'reports', 'outbox'));
  await kommune.run(FREDAG);
  blocked.clear();
  const [whole, damaged] = [ABSALON, TREKRONER].map((skole) =>
    path.join(kommune.folder, 'reports', FREDAG, `fravaer-${skole}.xlsx`),
  ) as [string, string];
  const [before, intact] = [statSync(whole).ino, readFileSync(damaged)];
  writeFileSync(damaged, 'half');

  await kommune.run(FREDAG);

  expect(statSync(whole).ino).toBe(before);
  expect(readFileSync(damaged).equals(intact)).toBe(true);
});

/** A file stands where the folder should be, so that no mail can be written. */
function createBlockedOutbox(folder: string): { readonly clear: () => void } {
  mkdirSync(path.dirname(folder), { recursive: true });
  writeFileSync(folder, 'not a folder');
  return { clear: () => rmSync(folder) };
}

it('gives a refused skole no report and moves nothing of its state, while the other goes on (R60)', async () => {
  const kommune = createKommune();
  kommune.layOut('2026-11-17', autumn('2026-11-17'));
  await kommune.run('2026-11-17');
  const told = stateRows(kommune).told;
  // Two thirds of Trekroner's rows are missing, and E3 with them; E4 is news at Absalon.
  const rows = [...autumn('2026-11-18'), ...absent('E4', skoledage('2026-11-02', 5))];
  kommune.layOut(
    '2026-11-18',
    rows.filter(({ skole, elev }) => skole !== TREKRONER || /[12]$/.test(elev)),
  );

  const report = await kommune.run('2026-11-18');

  expect(report.outcome).toBe('incomplete');
  expect(report.night.skoler.map(({ status }) => status)).toEqual(['screened', 'refused']);
  expect(mailStatuses(report)).toEqual({ [ABSALON]: 'sent', [TREKRONER]: 'withheld' });
  expect(readdirSync(path.join(kommune.folder, 'reports', '2026-11-18')).toSorted()).toEqual([
    `fravaer-${ABSALON}.xlsx`,
    'fravaer-forvaltning.xlsx',
  ]);
  const ofTrekroner = (row: Record<string, unknown>): boolean => row['skole'] === TREKRONER;
  expect(stateRows(kommune).told.filter(ofTrekroner)).toEqual(told.filter(ofTrekroner));
  const [toOperations] = mailsTo(await readMails(kommune), 'drift@kommune.example');
  expect(toOperations?.text).toContain('Trekroner Skole');

  kommune.layOut('2026-11-19', autumn('2026-11-19'));
  const next = await kommune.run('2026-11-19');
  expect(next.night.skoler[1]).toMatchObject({ status: 'screened', notices: [] });
  expect(newsOf(next)).toEqual([]);
});

it.each([
  ['has none', { ...trekroner, komISkoleTeam: [] }, 'recipients-missing'],
  [
    'has one of the other skole',
    { ...trekroner, komISkoleTeam: absalon?.komISkoleTeam },
    'recipients-ambiguous',
  ],
  [
    'has one outside the allowed domains',
    { ...trekroner, komISkoleTeam: ['team@kommune.example.evil.example'] },
    'recipients-not-allowed',
  ],
])('holds back the mail of a skole that %s, and tells operations (R72)', async (_what, changed, code) => {
  const kommune = createKommune({ config: { skoler: [absalon, changed] } });
  kommune.layOut(FREDAG, autumn());

  const report = await kommune.run(FREDAG);

  const absalonStatus = code === 'recipients-ambiguous' ? 'withheld' : 'sent';
  expect(mailStatuses(report)).toEqual({ [ABSALON]: absalonStatus, [TREKRONER]: 'withheld' });
  expect(report.outcome).toBe('incomplete');
  const mails = await readMails(kommune);
  expect(mailsTo(mails, 'team@kommune.example.evil.example')).toEqual([]);
  expect(mailsTo(mails, 'drift@kommune.example')).toHaveLength(1);
  expect(stateRows(kommune).told.filter(({ skole }) => skole === TREKRONER)).toEqual([]);
});

it('tells operations when a run is not clean, once, and not while nothing changes (R81)', async () => {
  const kommune = createKommune();
  const faulty = absent('E9', skoledage('2026-11-02', 1), { aarsag: 'Hvad?' });
  const nights = ['2026-11-17', '2026-11-18', '2026-11-19'];
  const toOperations: number[] = [];

  for (const night of nights) {
    kommune.layOut(night, [...autumn(night), ...(night === '2026-11-17' ? [] : faulty)]);
    await kommune.run(night);
    toOperations.push(mailsTo(await readMails(kommune), 'drift@kommune.example').length);
  }

  expect(toOperations).toEqual([0, 1, 1]);
});

it('reads every row but reports and mails only the skoler asked for', async () => {
  const kommune = createKommune();
  kommune.layOut(FREDAG, autumn());

  const one = await kommune.run(FREDAG, { skoler: [TREKRONER] });
  const all = await kommune.run(FREDAG);

  expect(mailStatuses(one)).toEqual({ [TREKRONER]: 'sent' });
  expect(newsOf(all)).toEqual([`${ABSALON} E1 new tidlig-indsats`, `${ABSALON} E2 new bekymrende`]);
  expect(mailStatuses(all)).toEqual({ [ABSALON]: 'sent', [TREKRONER]: 'not-due' });
});

it('tells the news of an export that comes back after another one was read in between', async () => {
  const kommune = createKommune();
  const [day = ''] = skoledage('2026-10-01', 1);
  const other = [
    ...background(FREDAG),
    ...['E1', 'E2'].flatMap((elev) => absent(elev, [day])),
    ...absent('E7', skoledage('2026-10-01', 6)),
  ];
  const runs: string[][] = [];

  for (const rows of [autumn(), other, autumn(), autumn()]) {
    kommune.layOut(FREDAG, rows);
    runs.push(newsOf(await kommune.run(FREDAG, { skoler: [ABSALON] })));
  }

  const first = [`${ABSALON} E1 new tidlig-indsats`, `${ABSALON} E2 new bekymrende`];
  expect(runs).toEqual([first, [`${ABSALON} E7 new tidlig-indsats`], first, []]);
  expect(mailsTo(await readMails(kommune), 'team.absalon@kommune.example')).toHaveLength(3);
});

it('sends a mail that an in-between run took the place of, when the first input comes back', async () => {
  const kommune = createKommune();
  kommune.layOut(FREDAG, autumn());
  const blocked = createBlockedOutbox(path.join(kommune.folder, 'reports', 'outbox'));
  await kommune.run(FREDAG);
  await kommune.run(FREDAG, { skoler: [ABSALON] });
  blocked.clear();

  const report = await kommune.run(FREDAG);

  expect(mailStatuses(report)).toEqual({ [ABSALON]: 'sent', [TREKRONER]: 'sent' });
  expect(stateRows(kommune).told).toHaveLength(3);
});

it('keeps names, ids and CPR-like text out of state, file names, subjects and the log (R70, R73)', async () => {
  const kommune = createKommune();
  kommune.layOut(FREDAG, autumn());

  await kommune.run(FREDAG);

  const mails = await readMails(kommune);
  const spread = JSON.stringify([
    stateRows(kommune),
    [...filesUnder(kommune.folder).keys()],
    mails.map(({ subject, text, html, headers }) => [subject, text, html, headers]),
    kommune.log,
  ]);
  for (const elev of ['E1', 'E2', 'E3']) {
    expect(spread).not.toContain(nameOf(elev).split(' ')[0]);
    expect(spread).not.toMatch(new RegExp(`\\b${elev}\\b`));
  }
});

it('writes reports and mails that only the owner can read', async () => {
  const kommune = createKommune();
  kommune.layOut(LOERDAG, autumn(LOERDAG));

  await kommune.run(LOERDAG);

  const reports = path.join(kommune.folder, 'reports');
  for (const name of readdirSync(reports, { recursive: true, encoding: 'utf8' })) {
    const { mode } = statSync(path.join(reports, name));
    expect([name, (mode & 0o077).toString(8)]).toEqual([name, '0']);
  }
});

it('uses the configured attachment and leaves the workbook out when told to', async () => {
  const kommune = createKommune({ config: { mail: { ...baseConfig.mail, attachment: 'none' } } });
  kommune.layOut(FREDAG, autumn());

  await kommune.run(FREDAG);

  const [mail] = mailsTo(await readMails(kommune), 'team.absalon@kommune.example');
  expect(workbooksOf(mail!)).toEqual([]);
  expect(mail?.text).toContain(path.join('reports', FREDAG, `fravaer-${ABSALON}.xlsx`));
});
