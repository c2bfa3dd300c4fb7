// fravaer forloeb set and list through the real job: what a person records, what comes of it, what is refused (R43).
import { expect, it } from 'vitest';
import { AppError } from '../../errors.ts';
import type { NewValue } from '../../domain/forloeb/entry-check.ts';
import { listForloeb } from '../../job/forloeb-list.ts';
import { setForloeb } from '../../job/forloeb-set.ts';
import type { SetResult } from '../../job/forloeb-set.ts';
import { takeLock } from '../../state/lock.ts';
import { fravaer } from './exec.ts';
import { dato } from '../../domain/dato.ts';
import path from 'node:path';
import { ABSALON, absent, background, skoledage, TREKRONER } from './export.ts';
import { changesOf, createKommune, mailStatuses, newsOf } from './kommune.ts';
import type { Kommune } from './kommune.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const october = skoledage('2026-10-01', 40);

function createScene(): Kommune {
  const kommune = createKommune({ roster: true });
  const rows = [
    ...background('2026-11-19'),
    ...absent('E1', october.slice(0, 11)),
    ...absent('E2', october.slice(0, 6)),
  ];
  const roster = [
    { elev: 'E1', skole: ABSALON },
    { elev: 'E2', skole: ABSALON },
    { elev: 'E3', skole: TREKRONER },
  ];
  kommune.layOut('2026-11-19', rows, roster);
  return kommune;
}

function record(
  { configFile }: Kommune,
  elevId: string,
  values: Partial<Record<NewValue['field'], string>>,
  number?: number,
  now = NOW,
): Promise<SetResult> {
  const asValues = Object.entries(values).map(([field, value]) => ({ field, value }) as NewValue);
  return setForloeb({ configFile, elevId, values: asValues, by: 'LK', number, now, accept: [] });
}

function listed(kommune: Kommune, wishes: { onlyOverdue?: boolean; skoler?: string[]; asOf?: string } = {}) {
  const { onlyOverdue = false, skoler = [], asOf = '2026-11-19' } = wishes;
  const { configFile } = kommune;
  return listForloeb({
    configFile,
    dato: dato(asOf),
    kvartal: undefined,
    accept: [],
    now: NOW,
    onlyOverdue,
    skoler,
  });
}

async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(AppError);
  return (error as AppError).message;
}

it('a samtale starts the clock, and the frister show in the list, one line per elev', async () => {
  const kommune = createScene();

  const { added, number } = await record(kommune, 'E1', { samtaledato: '2026-11-02', tovholder: 'LK' });

  expect([number, ...added.map(({ field }) => field)]).toEqual([1, 'samtaledato', 'tovholder']);
  const { listings } = await listed(kommune);
  expect(
    listings.map(({ elev, frister }) => [
      elev.elevId,
      ...frister.map(({ step, status }) => `${step.id} ${status}`),
    ]),
  ).toEqual([['E1', 'F2A overdue', 'F2B overdue', 'F2C overdue', 'F2D due-soon']]);
  expect((await listed(kommune, { onlyOverdue: true })).listings[0]?.frister).toHaveLength(3);
  expect((await listed(kommune, { skoler: [TREKRONER] })).listings).toEqual([]);
  expect((await listed(kommune, { onlyOverdue: true, asOf: '2026-11-10' })).listings).toEqual([]);
});

it('what is recorded twice is added once; a correction is one more entry', async () => {
  const kommune = createScene();
  await record(kommune, 'E1', { samtaledato: '2026-11-02' });

  const again = await record(kommune, 'E1', { samtaledato: '2026-11-02' });
  const corrected = await record(kommune, 'E1', { samtaledato: '2026-11-03' });

  expect(again.added).toEqual([]);
  expect(corrected.added).toHaveLength(1);
  const [listing] = (await listed(kommune)).listings;
  expect(listing?.elev.forloeb.running?.samtaledato).toBe('2026-11-03');
  expect(listing?.elev.forloeb.running?.forloeb.entries).toHaveLength(2);
});

it('a concern alone makes a case with 0 days, which the team is told of once (R21)', async () => {
  const kommune = createScene();
  await record(kommune, 'E3', { vurdering: '2026-11-18', 'bekymring-fra': 'foraeldre' });

  const first = await kommune.run('2026-11-19');
  await record(kommune, 'E3', { tovholder: 'MB' });
  const second = await kommune.run('2026-11-19');

  expect(newsOf(first)).toContain(`${TREKRONER} E3 new bekymrende`);
  expect(mailStatuses(first)[TREKRONER]).toBe('sent');
  expect(changesOf(second).filter((change) => change.includes('E3'))).toEqual([]);
  expect(mailStatuses(second)[TREKRONER]).toBe('not-due');
});

it('a frist goes out on a night without new fravær, once (R32)', async () => {
  const kommune = createScene();
  await kommune.run('2026-11-19');
  await record(kommune, 'E1', { samtaledato: '2026-11-02', tovholder: 'LK' });

  const told = await kommune.run('2026-11-19');
  const repeated = await kommune.run('2026-11-19');
  kommune.layOut(
    '2026-11-20',
    [
      ...background('2026-11-20'),
      ...absent('E1', october.slice(0, 11)),
      ...absent('E2', october.slice(0, 6)),
    ],
    [
      { elev: 'E1', skole: ABSALON },
      { elev: 'E2', skole: ABSALON },
      { elev: 'E3', skole: TREKRONER },
    ],
  );
  const next = await kommune.run('2026-11-20');

  expect(newsOf(told)).toEqual([]);
  expect(mailStatuses(told)[ABSALON]).toBe('sent');
  expect(repeated.start).toBe('repeated');
  expect(mailStatuses(next)[ABSALON]).toBe('not-due');
});

it.each<[string, Parameters<typeof record>[2], RegExp]>([
  ['a date in the future', { samtaledato: '2026-11-21' }, /21-11-2026« ligger i fremtiden/],
  ['a step before the samtale', { samtaledato: '2026-11-10', F2A: '2026-11-09' }, /ligger før samtalen/],
  [
    'closing without a plan (R42)',
    { samtaledato: '2026-11-02', afsluttet: '2026-11-19' },
    /plan mod tilbagefald/,
  ],
  ['a long number as tovholder', { tovholder: '010112-1234' }, /^(?!.*0101).*langt tal/],
])('refuses %s and records nothing', async (_, values, expected) => {
  const kommune = createScene();

  expect(await refusalOf(record(kommune, 'E1', values))).toMatch(expected);

  const [listing] = (await listed(kommune)).listings;
  expect(listing?.elev.forloeb.all).toEqual([]);
});

it('begins a new forløb after a closed one, and corrects the old one only by its number', async () => {
  const kommune = createScene();
  const closing = { tilbagefaldsplan: '2026-11-12', brobygning: 'nej', afsluttet: '2026-11-12' };
  await record(kommune, 'E1', { samtaledato: '2026-11-02', ...closing });

  expect(await refusalOf(record(kommune, 'E1', { tovholder: 'MB' }))).toBe('Forløb 1 er afsluttet');
  expect(await refusalOf(record(kommune, 'E1', { tovholder: 'MB' }, 3))).toBe(
    'Eleven har ikke noget forløb 3',
  );
  expect((await record(kommune, 'E1', { F2A: '2026-11-05' }, 1)).number).toBe(1);
  expect((await record(kommune, 'E1', { samtaledato: '2026-11-19' })).number).toBe(2);
});

it('needs an elev of the export, initials and a free lock', async () => {
  const kommune = createScene();
  const values: NewValue[] = [{ field: 'samtaledato', value: '2026-11-02' }];
  const wishes = { configFile: kommune.configFile, values, number: undefined, now: NOW, accept: [] };

  expect(await refusalOf(setForloeb({ ...wishes, elevId: 'E9', by: 'LK' }))).toBe(
    'Eleven findes ikke i eksporten',
  );
  expect(await refusalOf(setForloeb({ ...wishes, elevId: 'E1', by: ' ' }))).toContain(
    'initialer eller rolle',
  );
  const lock = await takeLock(path.join(kommune.folder, 'var/fravaer.sqlite'));
  const attempt = refusalOf(setForloeb({ ...wishes, elevId: 'E1', by: 'LK' }));
  expect(await attempt).toBe('En anden kørsel er i gang');
  lock.release();
});

it('speaks the same on the command line: set, list as table, CSV and JSON, and Danish help', async () => {
  const kommune = createScene();
  const config = ['--config', kommune.configFile];
  const list = ['forloeb', 'list', '--dato', '2026-11-19', ...config];

  const set = await fravaer([
    'forloeb',
    'set',
    'E1',
    '--by',
    'LK',
    '--samtaledato',
    '2026-11-02',
    '--step',
    'F2A=2026-11-05',
    ...config,
  ]);
  const [table, csv, json, none, help, wrong, nothing, noField] = await Promise.all([
    fravaer(list),
    fravaer([...list, '--format', 'csv']),
    fravaer([...list, '--format', 'json', '--overdue']),
    fravaer([...list, '--overdue', '--skole', '265031']),
    fravaer(['forloeb', 'set', '--help']),
    fravaer(['forloeb', 'set', 'E1', '--by', 'LK', '--step', 'F9=2026-11-05', ...config]),
    fravaer(['forloeb', 'set', 'E1', '--by', 'LK', ...config]),
    fravaer(['forloeb', 'list', '--format', 'pdf', ...config]),
  ]);

  expect(set).toMatchObject({ status: 0, stderr: '' });
  expect(set.stdout).toContain('Samtale med forældre: 02-11-2026');
  expect(table.stdout).toMatch(
    /Absalons Skole\s+5A\s+E1\s+Bekymrende skolefravær\s+Kortlægning\s+02-11-2026\s+F2B\s+16-11-2026\s+Overskredet\s+Tryghedsperson/,
  );
  expect(csv.stdout.split('\r\n')[1]).toBe(
    '265001;Absalons Skole;5A;E1;Bekymrende skolefravær;Kortlægning;;02-11-2026;F2B;16-11-2026;Overskredet;Tryghedsperson',
  );
  expect(JSON.parse(json.stdout)).toMatchObject({
    asOf: '2026-11-19',
    forloeb: [
      {
        elevId: 'E1',
        running: true,
        fase: 'kortlaegning',
        frister: [{ step: 'F2B', daysOverdue: 3 }, { step: 'F2C' }],
      },
    ],
  });
  expect(none).toMatchObject({ status: 0, stdout: 'Ingen frister er overskredet.\n' });
  expect(help).toMatchObject({ status: 0, stderr: '' });
  expect(help.stdout).toContain('--bekymring-fra <personale|foraeldre|elev|ledelse>');
  for (const refused of [wrong, nothing, noField]) expect(refused).toMatchObject({ status: 2, stdout: '' });
  expect(wrong.stderr).toContain('Feltet »F9« findes ikke');
});
