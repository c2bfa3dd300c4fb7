// Who is counted, where and when (R2, R10-R14, R35, R74): whole exports through the real job, with sums made by hand.
import { describe, expect, it } from 'vitest';
import { dato } from '../../domain/dato.ts';
import { exactText } from '../../domain/fravaersdage.ts';
import { parseKvartal } from '../../domain/kvartal.ts';
import type { ElevCase, SkoleNight } from '../../domain/night.ts';
import type { RunReport } from '../../job/nightly.ts';
import { configText, dagsliste, daysFrom, elevliste, KALENDER, openKommune } from '../kommune.ts';
import type { DagRow, ElevRow, Kommune } from '../kommune.ts';

const A = '265001';
const AFDELING = '265099';
const B = '265031';

interface Facts {
  readonly rows: readonly DagRow[];
  readonly elever?: readonly ElevRow[];
  readonly kalender?: string;
}

/** A kommune with an export of these rows, and a roster when elever are given. */
function kommuneOf({ rows, elever, kalender = KALENDER }: Facts): Promise<Kommune> {
  return openKommune({
    'fravaer.config.yaml': configText({ elever: elever !== undefined }),
    'kalender.yaml': kalender,
    'fravaer.csv': dagsliste(rows),
    ...(elever === undefined ? {} : { 'elever.csv': elevliste(elever) }),
  });
}

function skoleIn({ night }: RunReport, number: string): SkoleNight {
  const found = night.skoler.find(({ skole }) => skole.institutionsnummer === number);
  if (found === undefined) throw new RangeError(`no such skole: ${number}`);
  return found;
}

/** `265001 E1 6A: 10 new`, for every elev with days. */
function figuresOf({ night }: RunReport): string[] {
  const line = ({ skole }: SkoleNight, { elevId, placement, fravaer, change }: ElevCase): string =>
    `${skole.institutionsnummer} ${elevId} ${placement.klasse}: ${exactText(fravaer.total)} ${change}`;
  return night.skoler.flatMap((skole) =>
    skole.current.elever.filter(({ fravaer }) => fravaer.total > 0).map((elev) => line(skole, elev)),
  );
}

const codesOf = ({ notices }: SkoleNight): string[] => notices.map(({ code }) => code);

describe('the turn of the kvartal (R2)', () => {
  // Wednesday 30 September and Thursday 1 October are skoledage; so are the four before and the four after.
  const rows = [...daysFrom('2026-09-24', 5), ...daysFrom('2026-10-01', 6)];

  it.each([
    ['2026K3', '265001 E1 5A: 5 new', { counted: 5, 'outside-kvartal': 6 }],
    ['2026K4', '265001 E1 5A: 6 new', { counted: 6, 'outside-kvartal': 5 }],
  ])('counts each day in the kvartal of its date: %s', async (kvartal, figures, counters) => {
    const kommune = await kommuneOf({ rows });

    const report = await kommune.dryRun({ kvartal: parseKvartal(kvartal), dato: dato('2026-10-09') });

    expect(figuresOf(report)).toEqual([figures]);
    expect(Object.fromEntries(report.night.rows)).toEqual(counters);
  });

  it('screens the kvartal just over beside the new one while late rows may come (R34)', async () => {
    const kommune = await kommuneOf({ rows });

    const report = await kommune.dryRun('2026-10-09');

    expect(skoleIn(report, A).late?.elever.map(({ fravaer }) => exactText(fravaer.total))).toEqual(['5']);
  });
});

describe('the first of August (R2)', () => {
  // The skoleår 2025/2026 ends on 26 June; 8.-10. klasse end earlier here. 10 August 2026 is the first skoledag.
  const kalender = `${KALENDER}exceptions: [{ klassetrin: [9, 10], last: 2026-05-13 }]\n`;

  it('follows an elev from one klasse into the next and shows the new one', async () => {
    const rows = [
      ...daysFrom('2026-06-22', 5, { klasse: '5A' }),
      ...daysFrom('2026-08-10', 7, { klasse: '6A' }),
    ];
    const kommune = await kommuneOf({ rows });

    const report = await kommune.dryRun('2026-08-21');

    expect(figuresOf(report)).toEqual(['265001 E1 6A: 7 new']);
    expect(skoleIn(report, A).current.elever[0]?.rolling).toBe(
      skoleIn(report, A).current.elever[0]!.fravaer.total + 5 * 9_009_000_000,
    );
  });

  it('keeps last skoleår out of the newest registration per klasse, which is a klasse of other elever', async () => {
    const rows = [
      ...daysFrom('2026-06-22', 5, { klasse: '5A' }),
      ...daysFrom('2026-06-22', 5, { klasse: '6A', elev: 'E2' }),
      ...daysFrom('2026-08-10', 2, { klasse: '6A' }),
    ];
    const kommune = await kommuneOf({ rows });

    const report = await kommune.dryRun('2026-08-21');

    expect([...skoleIn(report, A).newestRowPerKlasse]).toEqual([['6A', '2026-08-11']]);
  });

  it('judges a day in May by the klassetrin that the elev had then', async () => {
    // 18-22 May 2026 and 26 May are skoledage for 8. klasse, not for 9. klasse (25 May is 2. pinsedag).
    const rows = [
      ...daysFrom('2026-05-18', 5, { klasse: '' }),
      ...daysFrom('2026-05-18', 5, { klasse: '', elev: 'E2' }),
    ];
    const elever = [
      { elev: 'E1', klasse: '9A', klassetrin: '9' },
      { elev: 'E2', klasse: '10A', klassetrin: '10' },
    ];
    const kommune = await kommuneOf({ rows, elever, kalender });

    const report = await kommune.dryRun({ dato: dato('2026-08-21'), kvartal: parseKvartal('2026K2') });

    expect(figuresOf(report)).toEqual(['265001 E1 9A: 5 new']);
    expect(Object.fromEntries(report.night.rows)).toEqual({ counted: 5, 'not-skoledag': 5 });
  });
});

describe('the as-of date (R10)', () => {
  it('does not count later rows and shows leave granted for later as planned', async () => {
    // Monday 16 to Friday 27 November, as of Friday the 20th: five days counted, five planned.
    const kommune = await kommuneOf({ rows: daysFrom('2026-11-16', 10, { aarsag: 'Ekstraordinær frihed' }) });

    const report = await kommune.dryRun('2026-11-20');

    expect(figuresOf(report)).toEqual(['265001 E1 5A: 5 new']);
    expect(exactText(skoleIn(report, A).current.elever[0]!.planned.total)).toBe('5');
    expect(Object.fromEntries(report.night.rows)).toEqual({ counted: 5, 'after-as-of': 5 });
  });

  it('marks the days of the last week as foreløbige (R13)', async () => {
    // As of Friday 20 November the last seven days begin on Saturday 14: 16-20 November are five of the ten.
    const kommune = await kommuneOf({ rows: daysFrom('2026-11-09', 10) });

    const elev = skoleIn(await kommune.dryRun('2026-11-20'), A).current.elever[0];

    expect([exactText(elev!.fravaer.total), exactText(elev!.provisional)]).toEqual(['10', '5']);
  });

  it('counts the whole kvartal anew, so a corrected row changes the past (R13)', async () => {
    const kommune = await kommuneOf({ rows: daysFrom('2026-11-02', 6) });
    await kommune.run('2026-11-13');
    await kommune.write({
      'fravaer.csv': dagsliste([
        ...daysFrom('2026-11-02', 4),
        ...daysFrom('2026-11-06', 2, { aarsag: 'For sent' }),
      ]),
    });

    const report = await kommune.run('2026-11-16');

    expect(figuresOf(report)).toEqual(['265001 E1 5A: 4 ended']);
    expect(skoleIn(report, A).current.elever[0]).toMatchObject({ corrected: true });
  });
});

describe('movers (R11, R35)', () => {
  // Eight days at Absalons Skole in October, four at Trekroner Skole in November, one date at both (R7).
  const rows = [
    ...daysFrom('2026-10-01', 7),
    ...daysFrom('2026-11-02', 1),
    ...daysFrom('2026-11-02', 4, { skole: B, klasse: '5C' }),
  ];
  const elever: ElevRow[] = [
    { skole: A, klasse: '5A', indmeldt: '2024-08-12', udmeldt: '2026-11-02' },
    { skole: B, klasse: '5C', indmeldt: '2026-11-02' },
  ];

  it('have one sum over both skoler, each date once, and stand at the skole of the roster', async () => {
    const kommune = await kommuneOf({ rows, elever });

    const report = await kommune.dryRun('2026-11-20');

    expect(figuresOf(report)).toEqual(['265031 E1 5C: 11 new']);
    expect(skoleIn(report, B).current.elever[0]?.earlierSkoler).toEqual([A]);
    expect(skoleIn(report, A).udmeldt).toBe(0);
  });

  it('stand at the skole of the newest row when there is no roster', async () => {
    const kommune = await kommuneOf({ rows });

    expect(figuresOf(await kommune.dryRun('2026-11-20'))).toEqual(['265031 E1 5C: 11 new']);
    expect(figuresOf(await kommune.dryRun('2026-10-30'))).toEqual(['265001 E1 5A: 7 new']);
  });

  it('are new for the receiving team, whatever the other one was told', async () => {
    const kommune = await kommuneOf({ rows, elever: elever.slice(0, 1) });
    await kommune.run('2026-10-30');
    await kommune.write({ 'elever.csv': elevliste(elever) });

    const report = await kommune.run('2026-11-20');

    expect(figuresOf(report)).toEqual(['265031 E1 5C: 11 new']);
    expect(skoleIn(report, B).current.counts).toMatchObject({ bekymrende: 1, new: 1, escalated: 0 });
  });

  it('stay where they are until the new enrolment begins', async () => {
    const later = elever.map((row) =>
      row.skole === B ? { ...row, indmeldt: '2026-12-01' } : { ...row, udmeldt: '2026-12-01' },
    );
    const kommune = await kommuneOf({ rows, elever: later });

    expect(figuresOf(await kommune.dryRun('2026-11-30'))).toEqual(['265001 E1 5A: 11 new']);
    expect(figuresOf(await kommune.dryRun('2026-12-01'))).toEqual(['265031 E1 5C: 11 new']);
  });
});

describe('an elev enrolled at two skoler at once (R11)', () => {
  it('belongs to the newest enrolment, with a warning to that skole', async () => {
    const kommune = await kommuneOf({
      rows: daysFrom('2026-11-02', 6),
      elever: [
        { skole: A, klasse: '5A', indmeldt: '2024-08-12' },
        { skole: B, klasse: '5C', indmeldt: '2026-09-01' },
      ],
    });

    const report = await kommune.dryRun('2026-11-20');

    expect(figuresOf(report)).toEqual(['265031 E1 5C: 6 new']);
    expect(skoleIn(report, B).notices).toMatchObject([
      { code: 'elever-double-enrolled', detail: { elever: 1 } },
    ]);
    expect(codesOf(skoleIn(report, A))).not.toContain('elever-double-enrolled');
  });
});

describe('leavers (R12)', () => {
  it.each([
    ['2026-11-19', [], 1],
    ['2026-11-20', [], 1],
    ['2026-11-21', ['265001 E1 5A: 6 new'], 0],
  ])('who leave on %s, as of 20 November', async (udmeldt, figures, left) => {
    const kommune = await kommuneOf({ rows: daysFrom('2026-11-02', 6), elever: [{ udmeldt }] });

    const report = await kommune.dryRun('2026-11-20');

    expect(figuresOf(report)).toEqual(figures);
    expect(skoleIn(report, A).udmeldt).toBe(left);
  });

  it('are no news to the team that was told about them', async () => {
    const kommune = await kommuneOf({ rows: daysFrom('2026-11-02', 6), elever: [{}] });
    await kommune.run('2026-11-12');
    await kommune.write({ 'elever.csv': elevliste([{ udmeldt: '2026-11-13' }]) });

    const report = await kommune.run('2026-11-13');

    expect(skoleIn(report, A).current.counts).toMatchObject({ ended: 0, eased: 0 });
    expect(report.mails.map(({ status }) => status)).toEqual(['not-due', 'not-due']);
  });
});

describe('no row (R14)', () => {
  it('is no data, never 0, and every klasse shows its newest registration', async () => {
    const kommune = await kommuneOf({
      rows: [...daysFrom('2026-11-02', 6), ...daysFrom('2026-11-19', 2, { elev: 'E2', klasse: '5B' })],
    });

    const report = await kommune.dryRun('2026-11-20');

    expect(skoleIn(report, B)).toMatchObject({ status: 'no-data', newestRow: undefined });
    expect(skoleIn(report, A)).toMatchObject({ status: 'screened', newestRow: '2026-11-20' });
    expect([...skoleIn(report, A).newestRowPerKlasse]).toEqual([
      ['5A', '2026-11-09'],
      ['5B', '2026-11-20'],
    ]);
  });
});

describe('afdelinger', () => {
  it('are the skole they belong to, and one date is one day whatever number the rows carry (R7)', async () => {
    const kommune = await kommuneOf({
      rows: [...daysFrom('2026-11-02', 3), ...daysFrom('2026-11-04', 4, { skole: AFDELING })],
      elever: [{ skole: AFDELING, klasse: '5A' }],
    });

    const report = await kommune.dryRun('2026-11-20');

    // 2-4 November, then 4-9 November: six dates.
    expect(figuresOf(report)).toEqual(['265001 E1 5A: 6 new']);
    expect(skoleIn(report, A).current.elever[0]?.earlierSkoler).toEqual([]);
  });

  it('can have closed days of their own (R9)', async () => {
    const kalender = `${KALENDER}exceptions: [{ skoler: ["${AFDELING}"], closed: [{ navn: Pædagogisk dag, from: 2026-11-05, to: 2026-11-05 }] }]\n`;
    const kommune = await kommuneOf({
      rows: [...daysFrom('2026-11-02', 6, { skole: AFDELING }), ...daysFrom('2026-11-02', 6, { elev: 'E2' })],
      kalender,
    });

    expect(figuresOf(await kommune.dryRun('2026-11-20'))).toEqual([
      '265001 E1 5A: 5 new',
      '265001 E2 5A: 6 new',
    ]);
  });
});

describe('a klasse without a klassetrin', () => {
  it('is counted by the calendar of the skole, not by that of a klassetrin', async () => {
    const kalender = `${KALENDER}exceptions: [{ klassetrin: [5], closed: [{ navn: Lejrskole, from: 2026-11-02, to: 2026-11-04 }] }]\n`;
    const kommune = await kommuneOf({
      rows: [
        ...daysFrom('2026-11-02', 8, { klasse: 'Spec B' }),
        ...daysFrom('2026-11-02', 8, { elev: 'E2' }),
      ],
      kalender,
    });

    expect(figuresOf(await kommune.dryRun('2026-11-20'))).toEqual([
      '265001 E1 Spec B: 8 new',
      '265001 E2 5A: 5 new',
    ]);
  });
});

describe('elever with navne- og adressebeskyttelse (R74)', () => {
  const rows = daysFrom('2026-11-02', 6, { elev: 'E1' });
  const shownIn = (report: RunReport): unknown => {
    const { placement } = skoleIn(report, A).current.elever[0]!;
    return [placement.navn, placement.beskyttet];
  };

  it('stand with their name and are marked', async () => {
    const kommune = await kommuneOf({ rows, elever: [{ navn: 'Ane', beskyttet: 'Ja' }] });

    expect(shownIn(await kommune.dryRun())).toEqual(['Ane Prøve', true]);
  });

  it('stand without it where the kommune wants so', async () => {
    const kommune = await kommuneOf({
      rows,
      elever: [
        { navn: 'Ane', beskyttet: 'Ja' },
        { elev: 'E2', navn: 'Bo' },
      ],
    });
    const config = `${configText({ elever: true })}reports: { beskyttedeNavne: hide }\n`;
    await kommune.write({ 'fravaer.config.yaml': config });

    const report = await kommune.dryRun();

    expect(shownIn(report)).toEqual(['', true]);
    expect(skoleIn(report, A).current.elever[1]?.placement.navn).toBe('Bo Prøve');
  });

  it('stand under their alias where the export has one, also without a roster', async () => {
    const kommune = await openKommune({
      'fravaer.config.yaml': configText({ fravaer: '{ files: "f.csv", profile: p.yaml }' }),
      'p.yaml': [
        'shape: day',
        'columns: { institutionsnummer: Skole, elevId: Elev, navn: Navn, alias: Alias, beskyttet: Beskyttet, dato: Dato, aarsag: Kode }',
        'aarsager: { S: sygdom }',
      ].join('\n'),
      'f.csv': `Skole;Elev;Navn;Alias;Beskyttet;Dato;Kode\n${A};E1;Ane Prøve;Maj Alias;1;13-11-2026;S\n`,
    });

    expect(shownIn(await kommune.dryRun())).toEqual(['Maj Alias', true]);
  });
});
