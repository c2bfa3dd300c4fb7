// R31-R35 across nights, through the whole job: what each team is told, and when.
import { expect, it } from 'vitest';
import type { RunReport } from '../../job/nightly.ts';
import type { ElevCase } from '../../domain/night.ts';
import { ABSALON, absent, background, skoledage, TREKRONER } from './export.ts';
import type { Enrolment, Row } from './export.ts';
import { changesOf, createKommune, mailStatuses, mailsTo, newsOf, readMails } from './kommune.ts';

function caseOf({ night }: RunReport, elevId: string): ElevCase | undefined {
  return night.skoler.flatMap(({ current }) => current.elever).find((elev) => elev.elevId === elevId);
}

const october = skoledage('2026-10-01', 40);

it('follows one elev up the ladder and down again when rows are corrected (R31)', async () => {
  const kommune = createKommune();
  const days = [4, 5, 10, 11, 20, 21, 11, 4];
  const nights = skoledage('2026-12-02', days.length);
  const changes: unknown[] = [];

  for (const [index, night] of nights.entries()) {
    // E0 is news every night, so that the team hears of the falls too.
    const extra = absent(`N${index}`, october.slice(0, 5));
    kommune.layOut(night, [...background(night), ...absent('E1', october.slice(0, days[index])), ...extra]);
    const found = caseOf(await kommune.run(night), 'E1');
    changes.push([found?.change, found?.placering.trin, found?.corrected]);
  }

  expect(changes).toEqual([
    ['unchanged', 'ingen', false],
    ['new', 'tidlig-indsats', false],
    ['unchanged', 'tidlig-indsats', false],
    ['escalated', 'bekymrende', false],
    ['unchanged', 'bekymrende', false],
    ['escalated', 'massivt', false],
    ['eased', 'bekymrende', true],
    ['ended', 'ingen', true],
  ]);
});

it('is new at the receiving skole, which has been told nothing (R35)', async () => {
  const kommune = createKommune({ roster: true });
  const rows = (night: string): Row[] => [...background(night), ...absent('E1', october.slice(0, 6))];
  const [before, after] = ['2026-11-17', '2026-11-18'];
  const moved: Enrolment[] = [
    { elev: 'E1', skole: ABSALON, udmeldt: after },
    { elev: 'E1', skole: TREKRONER, indmeldt: after },
  ];
  kommune.layOut(before, rows(before), [{ elev: 'E1', skole: ABSALON }]);
  const first = await kommune.run(before);
  kommune.layOut(after, rows(after), moved);

  const second = await kommune.run(after);

  expect(newsOf(first)).toEqual([`${ABSALON} E1 new tidlig-indsats`]);
  expect(newsOf(second)).toEqual([`${TREKRONER} E1 new tidlig-indsats`]);
  expect(caseOf(second, 'E1')?.earlierSkoler).toEqual([ABSALON]);
  expect(mailStatuses(second)).toEqual({ [ABSALON]: 'not-due', [TREKRONER]: 'sent' });
  expect(newsOf(await kommune.run(after))).toEqual([]);
});

it('counts a leaver as udmeldt and not as a case that came down (R12)', async () => {
  const kommune = createKommune({ roster: true });
  const rows = (night: string): Row[] => [...background(night), ...absent('E1', october.slice(0, 6))];
  kommune.layOut('2026-11-17', rows('2026-11-17'), [{ elev: 'E1', skole: ABSALON }]);
  await kommune.run('2026-11-17');
  kommune.layOut('2026-11-18', rows('2026-11-18'), [{ elev: 'E1', skole: ABSALON, udmeldt: '2026-11-18' }]);

  const report = await kommune.run('2026-11-18');

  expect(changesOf(report)).toEqual([]);
  expect(report.night.skoler[0]).toMatchObject({ udmeldt: 1 });
});

it('starts the sums again with the kvartal, and marks who is back as recurring (R33)', async () => {
  const kommune = createKommune();
  const autumn = skoledage('2026-08-10', 30);
  const nights = ['2026-09-29', '2026-10-01', '2026-10-20'];
  const reports: RunReport[] = [];

  for (const night of nights) {
    const rows = [
      ...background(night, '2026-08-10'),
      ...absent('E1', autumn.slice(0, 12)),
      ...absent(
        'E1',
        october.slice(0, 5).filter((day) => day <= night),
      ),
      ...absent(
        'E2',
        october.slice(0, 6).filter((day) => day <= night),
      ),
    ];
    kommune.layOut(night, rows);
    reports.push(await kommune.run(night));
  }

  expect(reports.map(newsOf)).toEqual([
    [`${ABSALON} E1 new bekymrende`],
    [],
    [`${ABSALON} E1 new tidlig-indsats`, `${ABSALON} E2 new tidlig-indsats`],
  ]);
  expect(reports.map((report) => caseOf(report, 'E1')?.recurringFrom)).toEqual([
    undefined,
    undefined,
    'bekymrende',
  ]);
  expect(caseOf(reports[2]!, 'E2')?.recurringFrom).toBeUndefined();
});

it('hears of late registrations for 14 days into the next kvartal, apart, and no longer (R34)', async () => {
  const kommune = createKommune();
  const september = skoledage('2026-09-01', 20);
  const late = (night: string, rows: readonly Row[]): Promise<RunReport> => {
    kommune.layOut(night, [...background(night, '2026-09-01'), ...rows]);
    return kommune.run(night);
  };
  await late('2026-09-30', absent('E1', september.slice(0, 4)));

  const within = await late('2026-10-14', absent('E1', september.slice(0, 5)));
  const outside = await late('2026-10-15', [
    ...absent('E1', september.slice(0, 5)),
    ...absent('E2', september.slice(0, 11)),
  ]);

  const lateCases = ({ night }: RunReport): (string | undefined)[] | undefined =>
    night.skoler[0]?.late?.elever
      .filter(({ change }) => change !== 'unchanged')
      .map(({ elevId, change, placering }) => `${elevId} ${change} ${placering.trin}`);
  expect(lateCases(within)).toEqual(['E1 new tidlig-indsats']);
  expect(mailStatuses(within)[ABSALON]).toBe('sent');
  expect(lateCases(outside)).toBeUndefined();
  expect(mailStatuses(outside)[ABSALON]).toBe('not-due');
});

it('sends one summary a week when there is no news, after the weekend (R81)', async () => {
  const kommune = createKommune();
  const sent: string[] = [];
  const nights = [
    '2026-11-12',
    '2026-11-13',
    '2026-11-14',
    '2026-11-15',
    '2026-11-16',
    '2026-11-22',
    '2026-11-29',
  ];

  for (const night of nights) {
    kommune.layOut(night, [...background(night), ...absent('E1', october.slice(0, 6))]);
    if (mailStatuses(await kommune.run(night))[ABSALON] === 'sent') sent.push(night);
  }

  expect(sent).toEqual(['2026-11-12', '2026-11-15', '2026-11-22', '2026-11-29']);
  expect(mailsTo(await readMails(kommune), 'team.absalon@kommune.example')).toHaveLength(4);
});

it('repeats no summary when the clock has jumped back a week', async () => {
  const kommune = createKommune();
  for (const night of ['2026-11-15', '2026-11-22']) {
    kommune.layOut(night, [...background(night), ...absent('E1', october.slice(0, 6))]);
    await kommune.run(night);
  }
  kommune.layOut('2026-11-15', [...background('2026-11-15'), ...absent('E1', october.slice(0, 6))]);

  const back = await kommune.run('2026-11-15', { version: '0.0.1-test' });

  expect(newsOf(back)).toEqual([]);
  expect(mailStatuses(back)).toEqual({ [ABSALON]: 'not-due', [TREKRONER]: 'not-due' });
});
