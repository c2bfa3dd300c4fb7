// Known truth: the same absence, counted by hand, in every shape and every way of writing, gives the same sums and trin.
import { describe, expect, it } from 'vitest';
import { exactText } from '../../domain/fravaersdage.ts';
import type { RunReport } from '../../job/nightly.ts';
import { builtinProfiles } from '../../read/builtin-profiles.ts';
import type { WrittenProfile } from '../../read/profile.ts';
import { csvOf, dialects } from '../dialects.ts';
import type { Dialect, Table } from '../dialects.ts';
import { configText, openKommune } from '../kommune.ts';
import type { Content } from '../source-files.ts';
import { excelDate, workbookOf } from '../workbooks.ts';

/** As of 20 November 2026, in 2026K4. October has 17 skoledage: 1-2, 5-9, 19-23 and 26-30. November has 15 so far. */
const truth = {
  fem: '5 tidlig-indsats',
  ti: '10 tidlig-indsats',
  tiOgHalv: '21/2 bekymrende',
  tyve: '20 bekymrende',
  tyveOgHalv: '41/2 massivt',
};

const october = [1, 2, 5, 6, 7, 8, 9, 19, 20, 21, 22, 23, 26, 27, 28, 29, 30].map(
  (day) => `2026-10-${pad(day)}`,
);
const november = [2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20].map((day) => `2026-11-${pad(day)}`);
const skoledage = [...october, ...november];

function pad(day: number): string {
  return String(day).padStart(2, '0');
}

function danish(day: string): string {
  return day.split('-').toReversed().join('-');
}

/** Whole days from 1 October on, and the halves on the next one. */
const days: Readonly<Record<string, number>> = { fem: 5, ti: 10, tiOgHalv: 10.5, tyve: 20, tyveOgHalv: 20.5 };

function perDay<Row>(make: (elev: string, day: string, part: number) => Row[]): Row[] {
  return Object.entries(days).flatMap(([elev, total]) =>
    skoledage.slice(0, Math.ceil(total)).flatMap((day, index) => make(elev, day, Math.min(1, total - index))),
  );
}

const dayTable: Table = [
  ['Institutionsnr', 'ElevID', 'Dato', 'Fraværsårsag', 'Omfang'],
  ...perDay((elev, day, part) => [
    ['265001', elev, danish(day), 'Ekstraordinær frihed', part === 1 ? 'Hel' : 'Halv'],
  ]),
];

/** Six lessons a day, of which a half day is three; `ti` misses five of six for twelve days. */
const lessonTable: Table = [
  ['Institutionsnr', 'ElevID', 'Klasse', 'Dato', 'Lektion', 'LektionerIAlt', 'Fraværsårsag'],
  ...perDay((elev, day, part) => (elev === 'ti' ? [] : lessons(elev, day, part * 6))),
  ...skoledage.slice(0, 12).flatMap((day) => lessons('ti', day, 5)),
];

function lessons(elev: string, day: string, count: number): string[][] {
  return Array.from({ length: count }, (_, index) => [
    '265001',
    elev,
    '5A',
    danish(day),
    String(index + 1),
    '6',
    'Ekstraordinær frihed',
  ]);
}

/** Over weekends and the efterårsferie, which do not count. */
const intervalTable: Table = [
  ['Institutionsnr', 'ElevID', 'Klasse', 'Fra', 'Til', 'Fraværsårsag', 'Omfang'],
  ['265001', 'fem', '5A', '01-10-2026', '07-10-2026', 'Ekstraordinær frihed', ''],
  ['265001', 'ti', '5A', '01-10-2026', '21-10-2026', 'Ekstraordinær frihed', 'Hel'],
  ['265001', 'tiOgHalv', '5A', '01-10-2026', '21-10-2026', 'Sygdom', ''],
  ['265001', 'tiOgHalv', '5A', '22-10-2026', '22-10-2026', 'Sygdom', 'Halv'],
  ['265001', 'tyve', '5A', '26-09-2026', '04-11-2026', 'Sygdom', ''],
  ['265001', 'tyveOgHalv', '5A', '01-10-2026', '04-11-2026', 'Sygdom', ''],
  ['265001', 'tyveOgHalv', '5A', '05-11-2026', '05-11-2026', 'Sygdom', '0,5'],
  ['265001', 'tyveOgHalv', '5A', '01-10-2026', '09-10-2026', 'Ulovligt', '0,5'],
];

const gridTable: Table = [
  [
    'Institutionsnr',
    'Klasse',
    'ElevID',
    'År',
    'Måned',
    ...Array.from({ length: 31 }, (_, day) => String(day + 1)),
  ],
  ...['fem', 'ti', 'tyve'].flatMap((elev) => [gridRow(elev, '10'), gridRow(elev, '11')]),
  gridRow('uden', '10'),
];

function gridRow(elev: string, month: string): string[] {
  const absent = new Set(skoledage.slice(0, days[elev] ?? 0));
  const cells = Array.from({ length: 31 }, (_, day) =>
    absent.has(`2026-${month}-${pad(day + 1)}`) ? 'L' : '',
  );
  return ['265001', '5A', elev, '2026', month, ...cells];
}

const sumTable: Table = [
  ['Institutionsnr', 'ElevID', 'Måned', 'Fraværsårsag', 'Dage'],
  ['265001', 'fem', '10-2026', 'Ekstraordinær frihed', '3,5'],
  ['265001', 'fem', '11-2026', 'Sygdom', '1,5'],
  ['265001', 'ti', '10-2026', 'Ulovligt', '10'],
  ['265001', 'tiOgHalv', '10-2026', 'Sygdom', '10,5'],
  // October has no room for more than 17.
  ['265001', 'tyve', '10-2026', 'Sygdom', '19'],
  ['265001', 'tyve', '11-2026', 'Sygdom', '3'],
  ['265001', 'tyve', '12-2026', 'Sygdom', '5'],
  ['265001', 'tyveOgHalv', '10-2026', 'Sygdom', '17'],
  ['265001', 'tyveOgHalv', '11-2026', 'Sygdom', '3,5'],
];

const sumProfile: WrittenProfile = {
  shape: 'month-sum',
  dates: ['MM-yyyy'],
  columns: {
    institutionsnummer: 'Institutionsnr',
    elevId: 'ElevID',
    dato: 'Måned',
    aarsag: 'Fraværsårsag',
    omfang: 'Dage',
  },
  aarsager: { Sygdom: 'sygdom', 'Ekstraordinær frihed': 'ekstraordinaer-frihed', Ulovligt: 'ulovligt' },
};

const shapes = {
  day: { table: dayTable, profile: builtinProfiles.get('dagsliste') },
  lesson: { table: lessonTable, profile: builtinProfiles.get('lektionsliste') },
  interval: { table: intervalTable, profile: builtinProfiles.get('intervalliste') },
  'month-grid': { table: gridTable, profile: builtinProfiles.get('maanedsskema') },
  'month-sum': { table: sumTable, profile: sumProfile },
};

type ShapeName = keyof typeof shapes;

async function runOf(content: Content, profile: WrittenProfile | undefined): Promise<RunReport> {
  const kommune = await openKommune({
    'fravaer.config.yaml': configText({ fravaer: '{ files: "eksport*", profile: p.yaml }' }),
    'p.yaml': JSON.stringify(profile),
    'eksport.csv': content,
  });
  return kommune.dryRun();
}

function sumsOf({ night }: RunReport): Record<string, string> {
  const [absalon] = night.skoler;
  return Object.fromEntries(
    (absalon?.current.elever ?? [])
      .filter(({ fravaer }) => fravaer.total > 0)
      .map(({ elevId, fravaer, placering }) => [elevId, `${exactText(fravaer.total)} ${placering.trin}`]),
  );
}

/** The elever that a shape can tell of: a grid has no half days. */
function truthOf(shape: ShapeName): Record<string, string> {
  const { tiOgHalv, tyveOgHalv, ...whole } = truth;
  return shape === 'month-grid' ? whole : { ...whole, tiOgHalv, tyveOgHalv };
}

function expectCountersAddUp({ night }: RunReport, rows: number): void {
  expect(night.rowsRead).toBe(rows);
  expect([...night.rows.values()].reduce((sum, count) => sum + count, 0)).toBe(rows);
}

const names = Object.keys(shapes) as ShapeName[];

describe.each(names)('the shape %s', (shape) => {
  const { table, profile } = shapes[shape];

  it.each(dialects.map((dialect): [string, Dialect] => [dialect.name, dialect]))(
    'gives the sums that were counted by hand: %s',
    async (_, { write, encoding }) => {
      const report = await runOf(await write(table), {
        ...profile,
        columns: profile?.columns ?? {},
        ...(encoding && { encoding }),
      });

      expect(sumsOf(report)).toEqual(truthOf(shape));
      expect(report.night.skoler[0]?.status).toBe('screened');
      expectCountersAddUp(report, table.length - 1);
    },
  );

  it('gives the same when every row stands there twice (R7)', async () => {
    const [heading = [], ...rows] = table;
    const report = await runOf(csvOf([heading, ...rows, ...rows]), profile);
    const once = await runOf(csvOf(table), profile);

    expect(sumsOf(report)).toEqual(truthOf(shape));
    expectCountersAddUp(report, 2 * rows.length);
    expect(report.night.rows.get('counted')).toBe(once.night.rows.get('counted'));
  });

  it('names an unknown code and counts its row as quarantined, nothing else of the file (R4)', async () => {
    const [heading = [], ...rows] = table;
    const code = shape === 'month-grid' ? heading.indexOf('1') : heading.indexOf('Fraværsårsag');
    const strange = (rows[0] ?? []).with(code, 'Q').with(heading.indexOf('ElevID'), 'fremmed');
    const report = await runOf(csvOf([heading, ...rows, strange]), profile);

    expect(sumsOf(report)).toMatchObject(shape === 'month-grid' ? { fremmed: '4 ingen' } : truthOf(shape));
    expect(report.night.findings.filter(({ code: found }) => found === 'aarsag-unknown')).toMatchObject([
      { file: 'eksport.csv', line: table.length + 1, column: heading[code], detail: { value: 'Q' } },
    ]);
    expect(report.night.rows.get('quarantined-aarsag-unknown')).toBe(1);
    expectCountersAddUp(report, table.length);
  });
});

describe('an export that cannot be right', () => {
  it.each<[string, (text: string) => Content, string]>([
    [
      'saved in UTF-8 twice',
      (text) => Buffer.from(text, 'latin1').toString('latin1').replaceAll('æ', 'Ã¦').replaceAll('å', 'Ã¥'),
      'UTF-8 to gange',
    ],
    ['without one of its headings', (text) => text.replace('Fraværsårsag', 'Kode'), '»Fraværsårsag«'],
    ['with a heading twice', (text) => text.replace('Omfang', 'Dato'), 'to kolonner for »Dato«'],
    ['cut within its last row', (text) => text.slice(0, -10), 'skåret over'],
    ['cut within a quote', (text) => `${text}"265001`, 'anførselstegn'],
    ['of another kind', () => '%PDF-1.4 \u0000', 'PDF'],
  ])('is refused as a whole, with the reason: %s', async (_, spoil, reason) => {
    const spoilt = runOf(spoil(csvOf(dayTable)), builtinProfiles.get('dagsliste'));

    await expect(spoilt).rejects.toMatchObject({
      code: 'export-unreadable',
      exitCode: 10,
      problems: [{ file: 'eksport.csv', message: expect.stringContaining(reason) }],
    });
  });
});

describe('several sources in one run', () => {
  async function mixed(files: Readonly<Record<string, { readonly profile: string; readonly table: Table }>>) {
    const sources = Object.entries(files).map(
      ([file, { profile }]) => `{ files: ${file}, profile: ${profile} }`,
    );
    const kommune = await openKommune({
      'fravaer.config.yaml': configText({ fravaer: sources.join(', ') }),
      'sum.yaml': JSON.stringify(sumProfile),
      ...Object.fromEntries(Object.entries(files).map(([file, { table }]) => [file, csvOf(table)])),
    });
    return kommune.dryRun();
  }

  it('never count more than one day per date, whatever shape tells of it (R7)', async () => {
    const report = await mixed({
      'd.csv': { profile: 'dagsliste', table: dayTable },
      'l.csv': { profile: 'lektionsliste', table: lessonTable },
      'i.csv': { profile: 'intervalliste', table: intervalTable },
      'g.csv': { profile: 'maanedsskema', table: gridTable },
      's.csv': { profile: 'sum.yaml', table: sumTable },
    });
    const total = [dayTable, lessonTable, intervalTable, gridTable, sumTable].reduce(
      (sum, table) => sum + table.length - 1,
      0,
    );
    const ti = report.night.skoler[0]?.current.elever.find(({ elevId }) => elevId === 'ti');

    expectCountersAddUp(report, total);
    // Ten whole days, two days of five lessons more, and ten ulovlige that no date is known of: seventeen days of October.
    expect(exactText(ti!.fravaer.total)).toBe('17');
    expect(exactText(ti!.fravaer.undated)).toBe('16/3');
  });

  it('fill a day in the order of the categories, whatever file they stand in (R8)', async () => {
    const report = await mixed({
      'd.csv': {
        profile: 'dagsliste',
        table: [dayTable[0]!, ['265001', 'E1', '01-10-2026', 'Ulovligt', 'Hel']],
      },
      'l.csv': {
        profile: 'lektionsliste',
        table: [
          lessonTable[0]!,
          ...['1', '2'].map((lesson) => ['265001', 'E1', '5A', '01-10-2026', lesson, '6', 'Sygdom']),
        ],
      },
    });
    const [elev] = report.night.skoler[0]!.current.elever;

    expect(exactText(elev!.fravaer.perAarsag.sygdom)).toBe('1/3');
    expect(exactText(elev!.fravaer.perAarsag.ulovligt)).toBe('2/3');
  });

  it('take an interval and the day rows that it covers for the same days (R7)', async () => {
    const report = await mixed({
      'd.csv': { profile: 'dagsliste', table: [dayTable[0]!, ...dayTable.slice(1, 6)] },
      'i.csv': {
        profile: 'intervalliste',
        table: [intervalTable[0]!, ['265001', 'fem', '5A', '01-10-2026', '07-10-2026', 'Lovligt', '']],
      },
    });

    expect(sumsOf(report)).toEqual({ fem: truth.fem });
    expect(Object.fromEntries(report.night.rows)).toEqual({ counted: 5, duplicate: 1 });
  });
});

describe('a workbook with numbers and dates', () => {
  it('gives the sums that were counted by hand', async () => {
    const rows = dayTable
      .slice(1)
      .map(([, elev = '', day = '', aarsag = '', omfang]) => [
        265001,
        elev,
        excelDate(danish(day)),
        aarsag,
        omfang === 'Halv' ? 0.5 : 1,
      ]);
    const report = await runOf(
      await workbookOf([dayTable[0] ?? [], ...rows]),
      builtinProfiles.get('dagsliste'),
    );

    expect(sumsOf(report)).toEqual(truthOf('day'));
  });

  it('counts lessons that are formulas and serial numbers without a date format', async () => {
    const rows = lessonTable
      .slice(1)
      .map(([, elev = '', klasse = '', day = '', lektion = '', ialt = '', aarsag = '']) => [
        265001,
        elev,
        klasse,
        (Date.parse(danish(day)) - Date.parse('1899-12-30')) / 86_400_000,
        { formula: 'A1', result: Number(lektion) },
        Number(ialt),
        aarsag,
      ]);
    const report = await runOf(
      await workbookOf([lessonTable[0] ?? [], ...rows]),
      builtinProfiles.get('lektionsliste'),
    );

    expect(sumsOf(report)).toEqual(truthOf('lesson'));
  });
});
