// An unknown export -> init -> a dry run with the right sums, touching nothing but the code map.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dato } from '../../domain/dato.ts';
import { exactText } from '../../domain/fravaersdage.ts';
import { dryRun } from '../../job/dry-run.ts';
import { initialise } from '../../job/init/init.ts';
import type { InitReport } from '../../job/init/init.ts';
import { initJson, initText } from '../../cli/present/init-text.ts';
import { openKommune } from '../kommune.ts';

const NOW = Date.parse('2026-11-21T08:00:00Z');

interface Started {
  readonly folder: string;
  readonly report: InitReport;
  /** Gives codes their meaning in the written profiles, as an analyst does. */
  readonly map: (meanings: Readonly<Record<string, string>>) => Promise<void>;
  /** `265001 E1: 6`, for every elev with days in 2026K4 up to 20 November. */
  readonly figures: () => Promise<string[]>;
}

/** Lays the files out and runs init on them, in their order. */
async function start(files: Readonly<Record<string, string | Uint8Array>>): Promise<Started> {
  const { folder, write } = await openKommune({}, { bare: true });
  await write(files);
  const configFile = path.join(folder, 'fravaer.config.yaml');
  const report = await initialise({
    files: Object.keys(files).map((file) => path.join(folder, file)),
    configFile,
    now: NOW,
    ask: undefined,
  });
  return {
    folder,
    report,
    map: async (meanings) => {
      for (const file of await readdir(folder)) {
        if (!file.startsWith('profil-')) continue;
        const text = await readFile(path.join(folder, file), 'utf8');
        const mapped = text.replace(/^ {2}# ("[^"]*"): \?\?\?.*$/gm, (line, code: string) => {
          const meaning = meanings[JSON.parse(code) as string];
          return meaning === undefined ? line : `  ${code}: ${meaning}`;
        });
        await writeFile(path.join(folder, file), mapped);
      }
    },
    figures: async () => {
      const { night } = await dryRun({
        configFile,
        dato: dato('2026-11-20'),
        kvartal: undefined,
        accept: [],
        now: NOW,
        skoler: [],
        out: undefined,
        version: '0.0.0',
        environment: {},
        log: { info: () => {}, warn: () => {}, progress: () => {} },
        clock: () => new Date(NOW),
      });
      return night.skoler.flatMap(({ skole, current }) =>
        current.elever
          .filter(({ fravaer }) => fravaer.total > 0)
          .map(({ elevId, fravaer }) => `${skole.institutionsnummer} ${elevId}: ${exactText(fravaer.total)}`),
      );
    },
  };
}

const csv = (separator: string, rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.join(separator)).join('\r\n') + '\r\n';

const doubtsOf = ({ sources }: InitReport): string[] =>
  sources.flatMap(({ doubts }) => doubts.map(({ code }) => code));

describe('exports of other systems with English headings', () => {
  it('a day list with commas, ISO times, reasons in words and decimals', async () => {
    const { report, map, figures } = await start({
      'attendance_2026-11-20.csv': csv(',', [
        [
          'school_id',
          'student_id',
          'last_name',
          'first_name',
          'grade_level',
          'homeroom',
          'absence_date',
          'absence_code',
          'absence_reason',
          'portion_of_day',
          'entered_on',
        ],
        ...['02', '03', '04', '05', '06'].map((day) => [
          '265001',
          'S-1001',
          'Holm',
          'Ane',
          '5',
          '5A',
          `2026-11-${day}T00:00:00`,
          '10',
          'Illness',
          '1.0',
          '2026-11-10T08:12:00',
        ]),
        [
          '265001',
          'S-1001',
          'Holm',
          'Ane',
          '5',
          '5A',
          '2026-11-09T00:00:00',
          '10',
          'Illness',
          '0.5',
          '2026-11-10T08:12:00',
        ],
        [
          '265001',
          'S-1002',
          'Dahl',
          'Bo',
          '7',
          '7B',
          '2026-11-10T00:00:00',
          '20',
          'Approved leave',
          '1.0',
          '2026-11-10T08:12:00',
        ],
        [
          '265031',
          'S-2001',
          'Lund',
          'Eva',
          '3',
          '3C',
          '2026-11-11T00:00:00',
          '30',
          'Unexcused absence',
          '0.25',
          '2026-11-12T08:12:00',
        ],
        [
          '265031',
          'S-2001',
          'Lund',
          'Eva',
          '3',
          '3C',
          '2026-11-12T00:00:00',
          '40',
          'Field trip',
          '1.0',
          '2026-11-12T08:12:00',
        ],
        [
          '265031',
          'S-2001',
          'Lund',
          'Eva',
          '3',
          '3C',
          '2026-11-13T00:00:00',
          '50',
          'Dental',
          '1.0',
          '2026-11-13T08:12:00',
        ],
        [
          '265031',
          'S-2002',
          'Krog',
          'Ib',
          '3',
          '3C',
          '2026-11-13T00:00:00',
          '50',
          'Dental',
          '1.0',
          '2026-11-13T08:12:00',
        ],
        [
          '265001',
          'S-1002',
          'Dahl',
          'Bo',
          '7',
          '7B',
          '2026-11-13T00:00:00',
          '50',
          'Dental',
          '1.0',
          '2026-11-13T08:12:00',
        ],
      ]),
    });

    expect(report.sources[0]?.group.proposal.profile).toMatchObject({ shape: 'day', decimal: '.' });
    expect(await figures()).toEqual(['265001 S-1001: 11/2', '265001 S-1002: 1', '265031 S-2001: 1/4']);

    await map({ 'Field trip': 'none', Dental: 'sygdom' });
    expect(await figures()).toEqual([
      '265001 S-1001: 11/2',
      '265001 S-1002: 2',
      '265031 S-2001: 5/4',
      '265031 S-2002: 1',
    ]);
  });

  it('a register of sessions with tabs, marks and British dates, and its roster', async () => {
    const mark = (upn: string, day: string, session: string, code: string): string[] => [
      '265001',
      upn,
      'X',
      'Y',
      '7 B',
      '7',
      `${day}/11/2026`,
      session,
      code,
    ];
    const { report, map, figures } = await start({
      'register.txt': csv('\t', [
        ['Estab No', 'UPN', 'Forename', 'Surname', 'Reg Group', 'Year Group', 'Date', 'Session', 'Mark'],
        ...['02', '03', '04'].flatMap((day) => [mark('A1', day, 'AM', 'I'), mark('A1', day, 'PM', 'I')]),
        mark('A1', '05', 'AM', 'I'),
        mark('A1', '05', 'PM', '/'),
        mark('B2', '02', 'AM', 'O'),
        mark('B2', '16', 'PM', 'C'),
        mark('B2', '16', 'AM', '/'),
      ]),
      'roll.txt': csv('\t', [
        [
          'Estab No',
          'UPN',
          'Forename',
          'Surname',
          'Reg Group',
          'Year Group',
          'Admission Date',
          'Leaving Date',
        ],
        ['265001', 'A1', 'X', 'Y', '7 B', '7', '01/08/2021', ''],
        ['265001', 'B2', 'X', 'Y', '7 B', '7', '13/08/2024', '19/11/2026'],
        ['265031', 'C3', 'X', 'Y', '1 A', '1', '25/08/2026', ''],
      ]),
    });

    expect(report.sources[0]?.group.proposal.profile).toMatchObject({
      shape: 'lesson',
      lessonsPerDay: 2,
      dates: ['dd/MM/yyyy'],
    });
    expect(report.numbers).toEqual(['265001', '265031']);
    await map({ I: 'sygdom', O: 'ulovligt', C: 'ekstraordinaer-frihed', '/': 'none' });
    // Three whole days and a morning; the other elev left on 19 November (R12).
    expect(await figures()).toEqual(['265001 A1: 7/2']);
  });

  it('a list of periods with a title, quotes, American dates and school codes of its own', async () => {
    const { report, map, figures } = await start({
      'absences.csv': csv(',', [
        ['"Absence report, Northern district"'],
        [
          '"Building"',
          '"Student Number"',
          '"Student Name"',
          '"Homeroom"',
          '"Start Date"',
          '"End Date"',
          '"Absence Type"',
          '"Comments"',
        ],
        [
          '"NORTH-1"',
          '"90001"',
          '"Holm, Ane"',
          '"5A"',
          '"11/02/2026"',
          '"11/06/2026"',
          '"Sick"',
          '"flu, called in"',
        ],
        ['"NORTH-1"', '"90001"', '"Holm, Ane"', '"5A"', '"11/13/2026"', '"11/17/2026"', '"Sick"', '""'],
        ['"SOUTH-2"', '"90002"', '"Dahl, Bo"', '"6B"', '"10/09/2026"', '"10/19/2026"', '"Family trip"', '""'],
        ['"SOUTH-2"', '"90003"', '"Dahl, Ib"', '"6B"', '"10/09/2026"', '"10/19/2026"', '"Family trip"', '""'],
        [
          '"NORTH-1"',
          '"90001"',
          '"Holm, Ane"',
          '"5A"',
          '"10/09/2026"',
          '"10/09/2026"',
          '"Family trip"',
          '""',
        ],
      ]),
    });

    expect(report.sources[0]?.group.proposal.profile).toMatchObject({
      shape: 'interval',
      dates: ['MM/dd/yyyy'],
    });
    // 2-6 November, then Friday 13, Monday 16 and Tuesday 17.
    expect(await figures()).toEqual(['NORTH-1 90001: 8']);
    await map({ 'Family trip': 'ekstraordinaer-frihed' });
    // Friday 9 and Monday 19 October; the week between is efterårsferie.
    expect(await figures()).toEqual(['NORTH-1 90001: 9', 'SOUTH-2 90002: 2', 'SOUTH-2 90003: 2']);
  });

  it('a lesson list with a column for the lessons of the day', async () => {
    const lesson = (day: string, period: number, of: number, code: string): string[] => [
      '265001',
      'L7',
      '8A',
      `${day}.11.2026`,
      String(period),
      String(of),
      code,
    ];
    const { report, map, figures } = await start({
      'periods.csv': csv(';', [
        ['Campus code', 'Learner ID', 'Class', 'Lesson date', 'Period', 'Periods in day', 'Attendance code'],
        ...[1, 2, 3, 4, 5, 6].map((period) => lesson('02', period, 6, 'S')),
        ...[1, 2].map((period) => lesson('03', period, 8, 'S')),
        lesson('04', 1, 6, 'L'),
      ]),
    });

    expect(report.sources[0]?.group.proposal.profile).toMatchObject({
      shape: 'lesson',
      dates: ['dd.MM.yyyy'],
    });
    await map({ S: 'sygdom', L: 'none' });
    expect(await figures()).toEqual(['265001 L7: 5/4']);
  });
});

describe('exports of the five shapes', () => {
  it('that a built-in profile is made for are read by it', async () => {
    const { report, figures } = await start({
      'dage.csv': csv(';', [
        [
          'Institutionsnr',
          'ElevID',
          'Navn',
          'Klasse',
          'Klassetrin',
          'Dato',
          'Fraværsårsag',
          'Omfang',
          'Registreret',
        ],
        ['265001', 'E1', '', '5A', '5', '02-11-2026', 'S', 'Halv', ''],
      ]),
      'lektioner.csv': csv(';', [
        ['Institutionsnr', 'ElevID', 'Klasse', 'Dato', 'Lektion', 'LektionerIAlt', 'Fraværsårsag'],
        ['265001', 'E1', '5A', '03-11-2026', '1', '6', 'Sygdom'],
      ]),
      'perioder.csv': csv(';', [
        ['Institutionsnr', 'ElevID', 'Klasse', 'Fra', 'Til', 'Fraværsårsag', 'Omfang'],
        ['265001', 'E1', '5A', '04-11-2026', '06-11-2026', 'L', ''],
      ]),
      'skema.csv': csv(';', [
        [
          'Institutionsnr',
          'Klasse',
          'ElevID',
          'År',
          'Måned',
          ...Array.from({ length: 31 }, (_, day) => String(day + 1)),
        ],
        [
          '265031',
          '7B',
          'E2',
          '2026',
          '11',
          ...Array.from({ length: 31 }, (_, day) => ([8, 9].includes(day) ? 'U' : '')),
        ],
      ]),
      'elever.csv': csv(';', [
        [
          'Institutionsnr',
          'ElevID',
          'Fornavn',
          'Efternavn',
          'Klasse',
          'Klassetrin',
          'Indmeldt',
          'Udmeldt',
          'Beskyttet',
        ],
        ['265001', 'E1', 'Ane', 'Holm', '5A', '5', '01-08-2021', '', ''],
        ['265031', 'E2', 'Bo', 'Dahl', '7B', '7', '01-08-2019', '', 'Ja'],
      ]),
    });

    expect(report.sources.map(({ profile }) => profile)).toEqual([
      'dagsliste',
      'lektionsliste',
      'intervalliste',
      'maanedsskema',
      'elevliste',
    ]);
    expect(report.written).toEqual(['kalender.yaml', 'fravaer.config.yaml']);
    expect(doubtsOf(report)).toEqual([]);
    // Half a day, one lesson of six, three days: 3 2/3.
    expect(await figures()).toEqual(['265001 E1: 11/3', '265031 E2: 2']);
  });

  it('with other Danish headings, two-digit years and codes that must be asked about', async () => {
    const { report, map, figures } = await start({
      'udtraek.csv': csv(';', [
        [
          'Skolekode',
          'UNI-login',
          'Elevens navn',
          'Stamklasse',
          'Fraværsdato',
          'Fraværstype',
          'Hel/halv dag',
        ],
        ['265001', 'anne01', 'Anne Holm', '5.a', '02.11.26', 'Sygefravær', 'Heldag'],
        ['265001', 'anne01', 'Anne Holm', '5.a', '13.11.26', 'Sygefravær', 'Halvdag'],
        ['265001', 'bo0002', 'Bo Dahl', '5.a', '16.11.26', 'K1', 'Heldag'],
      ]),
    });

    expect(doubtsOf(report)).toEqual(['code-unmapped', 'code-proposed']);
    await map({ K1: 'ulovligt' });
    expect(await figures()).toEqual(['265001 anne01: 3/2', '265001 bo0002: 1']);
  });

  it('as a grid of a month with other headings, and as sums with a column per category', async () => {
    const { report, map, figures } = await start({
      'skema.csv': csv(';', [
        [
          'Inst. nr.',
          'Hold',
          'Elevnr.',
          'Årstal',
          'Måned',
          ...Array.from({ length: 30 }, (_, day) => String(day + 1)),
        ],
        [
          '265001',
          '5A',
          'E1',
          '2026',
          'november',
          ...Array.from({ length: 30 }, (_, day) => (day < 4 ? 'SY' : '')),
        ],
      ]),
      'summer.csv': csv(';', [
        ['Skolenr', 'Elevnummer', 'Klasse', 'År', 'Md.', 'Sygdom', 'Ulovligt fravær', 'For sent'],
        ['265031', 'E9', '7B', '2026', '10', '2,5', '1', '3'],
      ]),
    });

    expect(report.sources.map(({ group }) => group.proposal.profile.shape)).toEqual([
      'month-grid',
      'month-sum',
    ]);
    await map({ SY: 'sygdom' });
    // 1 November is a Sunday: 2, 3 and 4 count.
    expect(await figures()).toEqual(['265001 E1: 3', '265031 E9: 7/2']);
  });

  it("as TEA's list of elever without headings, beside an absence list", async () => {
    const { report, figures } = await start({
      'Elev.txt': ['2026', 'E1¤265001¤Skolen¤Ane¤Holm¤0101150000¤Vej 1¤¤4000¤By¤5¤A¤2021¤5A¤', ''].join(
        '\r\n',
      ),
      'fravaer.csv': csv(';', [
        [
          'Institutionsnr',
          'ElevID',
          'Navn',
          'Klasse',
          'Klassetrin',
          'Dato',
          'Fraværsårsag',
          'Omfang',
          'Registreret',
        ],
        ['265001', 'E1', '', '', '', '02-11-2026', 'Sygdom', '', ''],
      ]),
    });

    expect(report.sources.map(({ profile }) => profile)).toEqual(['tea-elev', 'dagsliste']);
    expect(await figures()).toEqual(['265001 E1: 1']);
  });
});

describe('what only a person can settle', () => {
  const day = (rows: readonly (readonly string[])[]): string =>
    csv(';', [['Skole', 'ElevID', 'Dato', 'Årsag'], ...rows]);

  it('is the order of day and month, when neither the numbers nor the weekends tell', async () => {
    const { report } = await start({ 'a.csv': day([['265001', 'E1', '02/11/2026', 'Syg']]) });

    // 2 November is a Monday, 11 February a Wednesday.
    expect(doubtsOf(report)).toEqual(['day-month-order', 'code-proposed']);
    expect(report.sources[0]?.doubts[0]?.detail).toEqual({
      column: 'Dato',
      format: 'dd/MM/yyyy',
      otherwise: 'MM/dd/yyyy',
    });
  });

  it('is not the order when the other one falls on weekends', async () => {
    // 5, 6, 9 and 10 November; as American dates 11 July (Saturday) is among them.
    const days = ['05', '06', '09', '10', '11'].map((text) => ['265001', 'E1', `${text}/07/2026`, 'Syg']);
    const american = await start({
      'a.csv': day(days.map(([a, b, text, d]) => [a!, b!, text!.replace(/^(..)\/(..)/, '$2/$1'), d!])),
    });

    expect(american.report.sources[0]?.group.proposal.profile.dates).toEqual(['MM/dd/yyyy']);
  });

  it('is the number of the skole, unless the name of the file tells it', async () => {
    const rows = csv(';', [
      ['ElevID', 'Dato', 'Årsag'],
      ['E1', '13-11-2026', 'Syg'],
    ]);

    const named = await start({ 'fravaer-265001.csv': rows });
    expect(doubtsOf(named.report)).toContain('institutionsnummer-from-name');
    expect(await named.figures()).toEqual(['265001 E1: 1']);

    const unnamed = await start({ 'fravaer.csv': rows });
    expect(unnamed.report.sources[0]?.doubts[0]).toMatchObject({
      code: 'no-institutionsnummer',
      isEssential: true,
    });
  });

  it('is the id of elever, for a name is none', async () => {
    const { report } = await start({
      'a.csv': csv(';', [
        ['Skole', 'Navn', 'Dato', 'Årsag'],
        ['265001', 'Ane Holm', '13-11-2026', 'Syg'],
      ]),
    });

    expect(report.sources[0]?.doubts[0]).toMatchObject({ code: 'no-elev-id', isEssential: true });
  });

  it('is asked where somebody answers', async () => {
    const { folder, write } = await openKommune({}, { bare: true });
    await write({ 'a.csv': day([['265001', 'E1', '02/11/2026', 'K1']]) });
    const asked: string[] = [];
    const answers = ['2', '3', 'Ny Kommune'];

    const report = await initialise({
      files: [path.join(folder, 'a.csv')],
      configFile: path.join(folder, 'fravaer.config.yaml'),
      now: NOW,
      ask: (question) => {
        asked.push(question);
        return Promise.resolve(answers[asked.length - 1] ?? '');
      },
    });

    expect(asked).toHaveLength(3);
    expect(report.sources[0]?.group.proposal.profile).toMatchObject({
      dates: ['MM/dd/yyyy'],
      aarsager: { K1: 'ulovligt' },
    });
    expect(report.sources[0]?.doubts).toEqual([]);
    expect(await readFile(path.join(folder, 'fravaer.config.yaml'), 'utf8')).toContain(
      'kommune: "Ny Kommune"',
    );
  });
});

describe('what init writes and says', () => {
  const files = {
    'fravaer.csv': csv(';', [
      ['Skole', 'ElevID', 'Elevnavn', 'CPR', 'Klasse', 'Dato', 'Årsag'],
      ...['E1', 'E2', 'E3'].map((elev) => [
        '265001',
        elev,
        'Ane Hemmelig',
        '0101159999',
        '5A',
        '13-11-2026',
        'K1',
      ]),
      ['265001', 'E1', 'Ane Hemmelig', '0101159999', '5A', '16-11-2026', 'Ane Hemmelig'],
    ]),
  };

  it('holds no name, no id of an elev and no CPR number', async () => {
    const { report, folder } = await start(files);
    const written = await Promise.all(
      report.written.map((file) => readFile(path.join(folder, file), 'utf8')),
    );

    const everything = [initText(report), JSON.stringify(initJson(report)), ...written].join('\n');

    expect(everything).not.toMatch(/Hemmelig|Ane|0101159999|"E[123]"|\bE[123]\b/);
    expect(everything).toContain('"K1": ???');
  });

  it('names the skoler as the export does, and else by their number', async () => {
    const { folder } = await start({
      'fravaer.csv':
        'Institutionsnr;Skolenavn;ElevID;Dato;Fraværsårsag\n265001;Absalons Skole;E1;02-11-2026;Sygdom\n265031;;E2;03-11-2026;Sygdom\n',
    });

    const config = await readFile(path.join(folder, 'fravaer.config.yaml'), 'utf8');

    expect(config).toContain('institutionsnummer: "265001", navn: "Absalons Skole"');
    expect(config).toContain('institutionsnummer: "265031", navn: "Skole 265031"');
  });

  it('never takes the place of a file that is there', async () => {
    const { folder } = await start(files);
    const before = await readFile(path.join(folder, 'fravaer.config.yaml'), 'utf8');

    await expect(
      initialise({
        files: [path.join(folder, 'fravaer.csv')],
        configFile: path.join(folder, 'fravaer.config.yaml'),
        now: NOW,
        ask: undefined,
      }),
    ).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
    expect(await readFile(path.join(folder, 'fravaer.config.yaml'), 'utf8')).toBe(before);
  });

  it('refuses what is no table, with every file and reason', async () => {
    await expect(start({ 'a.csv': 'PK\u0000\u0000', 'b.pdf': '%PDF-1.7\n' })).rejects.toMatchObject({
      code: 'export-unreadable',
      exitCode: 10,
      problems: [{}, {}],
    });
  });

  it('leaves a date in the name of a file open, for the exports of the nights to come', async () => {
    const { folder } = await start({
      'ind/fravaer_20261119.csv': files['fravaer.csv'],
      'ind/fravaer_20261120.csv': files['fravaer.csv'],
    });

    expect(await readFile(path.join(folder, 'fravaer.config.yaml'), 'utf8')).toContain(
      '{ files: "ind/fravaer_*.csv", profile: "profil-fravaer.yaml", pick: newest }',
    );
  });
});
