// fravaer explain on a small kommune: the story of one elev, from the rows to what the team was told.
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { explainJson } from '../../cli/present/explain-json.ts';
import { explainText } from '../../cli/present/explain-text.ts';
import { dato } from '../../domain/dato.ts';
import { explainElev } from '../../job/explain.ts';
import { configText, dagsliste, daysFrom, openKommune } from '../kommune.ts';
import type { Kommune } from '../kommune.ts';

function explain({ folder }: Kommune, elevId = 'E1', asOf = '2026-11-20') {
  return explainElev(elevId, {
    configFile: path.join(folder, 'fravaer.config.yaml'),
    dato: dato(asOf),
    kvartal: undefined,
    accept: [],
    now: Date.parse('2026-11-21T04:00:00Z'),
  });
}

/** The lines under a heading, without their indent. */
function sectionOf(text: string, heading: string): string[] {
  const [, rest = ''] = text.split(`\n\n${heading}\n`);
  return (rest.split('\n\n')[0] ?? '').split('\n').map((line) => line.trim());
}

const sixDays = daysFrom('2026-11-02', 6);

describe('fravaer explain', () => {
  it('answers first: trin, reason and change, in the words of workbook and mail (R83)', async () => {
    const kommune = await openKommune({ 'fravaer.csv': dagsliste(sixDays) });

    const text = explainText(await explain(kommune));

    expect(text.split('\n').slice(0, 2)).toEqual([
      'Elev E1, 5A, Absalons Skole',
      'Skolefravær, 4. kvartal 2026 til og med 20-11-2026',
    ]);
    expect(sectionOf(text, 'Trin og begrundelse')).toEqual([
      'Tidlig indsats',
      '6 dage: 6 sygdom. Grænsen mindst 5 dage blev nået 06-11-2026.',
      'Ny siden sidste rapport.',
      'Sidste 60 skoledage: 6 dage. Forrige kvartal: 0 dage. Egne skoledage til nu i kvartalet: 32.',
    ]);
  });

  it('shows the kvartal week by week and the sum as it grew', async () => {
    const half = { dato: '2026-11-10', aarsag: 'Ulovligt', omfang: 'Halv' };
    const kommune = await openKommune({ 'fravaer.csv': dagsliste([...sixDays, half]) });

    const text = explainText(await explain(kommune));

    expect(sectionOf(text, 'Kalender')).toContain('uge 45  S   S   S   S   S      5');
    expect(sectionOf(text, 'Kalender')).toContain('uge 46  S   u   ·   ·   ·    1,5');
    expect(sectionOf(text, 'Summen dag for dag').slice(5)).toEqual([
      '06-11-2026     1    5  Tidlig indsats',
      '09-11-2026     1    6',
      '10-11-2026   0,5  6,5',
    ]);
  });

  it('names every row with its place and says what became of it', async () => {
    const kommune = await openKommune({
      'fravaer.csv': dagsliste([
        { dato: '2026-11-02' },
        { dato: '2026-11-02' },
        { dato: '2026-11-03' },
        { dato: '2026-11-03', aarsag: 'Ulovligt', omfang: 'Halv' },
        { dato: '2026-11-07' },
        { dato: '2026-10-12' },
        { dato: '2026-11-04', aarsag: 'For sent' },
        { dato: '2026-11-25' },
        { dato: '2026-09-01' },
      ]),
    });

    const text = explainText(await explain(kommune));

    const rows = sectionOf(text, 'Rækkerne i eksporten').map((line) => line.split(/ {2,}/));
    expect(rows.slice(1).map((row) => [row[0], row.at(-2), row.at(-1)])).toEqual([
      ['12-10-2026', 'fravaer.csv:7', 'tæller ikke: helligdag eller lukkedag (R9)'],
      ['02-11-2026', 'fravaer.csv:2', 'talt med'],
      ['02-11-2026', 'fravaer.csv:3', 'tæller ikke: gentagelse af fravaer.csv:2 (R7)'],
      ['03-11-2026', 'fravaer.csv:4', 'talt med; datoens 2 rækker tæller i alt 1 (R7)'],
      ['03-11-2026', 'fravaer.csv:5', 'talt med; datoens 2 rækker tæller i alt 1 (R7)'],
      ['04-11-2026', 'fravaer.csv:8', 'tæller ikke: er ikke fravær (R3)'],
      ['07-11-2026', 'fravaer.csv:6', 'tæller ikke: weekend (R9)'],
      ['25-11-2026', 'fravaer.csv:9', 'tæller ikke endnu: efter opgørelsesdatoen (R10)'],
      [
        '9 rækker om eleven i filerne: 3 talt med, 2 ikke en skoledag, 1 uden for kvartalet (ikke vist), 1 gentagelse af en anden række, 1 ikke fravær, 1 efter opgørelsesdatoen.',
        undefined,
        expect.anything(),
      ],
    ]);
  });

  it('shows the rows that were set aside while reading, each with its place, column and reason (R61)', async () => {
    const others = dagsliste([
      { dato: '2026-11-02', elev: 'E2', aarsag: 'Kors' },
      { dato: '2026-11-02', skole: '999999' },
      { dato: '2026-11-03', aarsag: 'Kors' },
      { dato: '2026-11-04', omfang: '1,5' },
      { dato: '2026-11-05' },
    ]);
    const kommune = await openKommune({ 'fravaer.csv': `${others};E1;;5A;;06-11-2026;Sygdom;;\n` });

    const explanation = await explain(kommune);

    const rows = sectionOf(explainText(explanation), 'Sat til side ved læsningen').map((line) =>
      line.split(/ {2,}/),
    );
    expect(rows.slice(1)).toEqual([
      ['fravaer.csv:3', '999999', expect.stringMatching(/^tæller ikke: ingen skole .* \(R60\)$/)],
      ['fravaer.csv:4', '265001', 'Fraværsårsag', expect.stringContaining('Fraværskoden »…« er ukendt')],
      ['fravaer.csv:5', '265001', 'Omfang', 'sat til side: »1,5« er ikke et omfang mellem 0 og 1 dag'],
      ['fravaer.csv:7', '…', 'Institutionsnr', 'sat til side: Rækken har intet institutionsnummer'],
    ]);
    expect(explainJson(explanation)).toMatchObject({
      setAside: [
        { file: 'fravaer.csv', line: 3, counter: 'other-skole', code: 'other-skole' },
        { line: 4, counter: 'quarantined-aarsag-unknown', code: 'aarsag-unknown', column: 'Fraværsårsag' },
        { line: 5, code: 'omfang-invalid' },
        { line: 7, code: 'institutionsnummer-missing' },
      ],
      rowCounters: { read: 5, counted: 1, 'other-skole': 1, 'quarantined-omfang-invalid': 1 },
    });
  });

  it('shows rows that a newer file has replaced, and rows that can be read in part', async () => {
    const grid = (days: string): string =>
      `Institutionsnr;Klasse;ElevID;År;Måned;${Array.from({ length: 30 }, (_, day) => day + 1).join(';')}\n` +
      `265001;5A;E1;2026;11;${days}${';'.repeat(29 - days.split(';').length + 1)}\n`;
    const kommune = await openKommune({
      'fravaer.config.yaml': configText({
        fravaer:
          '{ files: "fravaer*.csv", profile: dagsliste, pick: newest }, { files: "skema.csv", profile: maanedsskema }',
      }),
      'fravaer-ny.csv': dagsliste([{ dato: '2026-11-03' }]),
      'skema.csv': grid(';;;S;Q'),
    });
    await kommune.write({ 'fravaer-gl.csv': dagsliste([{ dato: '2026-11-02' }]) }, '2026-11-19');

    const { setAside, rowCounters, rows } = explainJson(await explain(kommune));

    expect(setAside).toMatchObject([
      { file: 'fravaer-gl.csv', line: 2, counter: 'superseded' },
      { file: 'skema.csv', line: 2, counter: 'quarantined-aarsag-unknown', column: '5' },
    ]);
    expect(rows).toMatchObject([
      { file: 'fravaer-ny.csv', fate: 'counted' },
      { file: 'skema.csv', dato: '2026-11-04', fate: 'counted' },
    ]);
    expect(rowCounters).toEqual({
      read: 3,
      counted: 1,
      superseded: 1,
      'quarantined-aarsag-unknown': 1,
    });
  });

  it('names files that could not be read, which may have more rows of the elev', async () => {
    const kommune = await openKommune({
      'fravaer1.csv': dagsliste(sixDays),
      'fravaer2.csv': 'A;B\n1;2\n',
    });

    const explanation = await explain(kommune);

    expect(explainText(explanation)).toContain('fravaer2.csv kunne ikke læses helt');
    expect(explainJson(explanation)['unreadable']).toEqual(['fravaer2.csv']);
  });

  it('of an elev whose rows are all set aside says which they are', async () => {
    const kommune = await openKommune({
      'fravaer.csv': dagsliste([
        { dato: '2026-11-02', elev: 'E2' },
        { dato: '2026-11-03', skole: '999999' },
      ]),
    });

    await expect(explain(kommune)).rejects.toMatchObject({
      code: 'elev-unknown',
      problems: [{ file: 'fravaer.csv', line: 3, message: expect.stringContaining('institutionsnummeret') }],
    });
    await expect(explain(kommune, 'E3')).rejects.toMatchObject({ code: 'elev-unknown', problems: [] });
  });

  it('tells what the team was told and when, up to the as-of date', async () => {
    const kommune = await openKommune({ 'fravaer.csv': dagsliste(sixDays) });
    await kommune.run('2026-11-20');
    await kommune.write({ 'fravaer.csv': dagsliste(daysFrom('2026-11-02', 11)) }, '2026-11-23');
    await kommune.run('2026-11-23');

    const now = await explain(kommune, 'E1', '2026-11-23');
    const then = await explain(kommune, 'E1', '2026-11-20');

    expect(sectionOf(explainText(now), 'Det har teamet fået at vide').slice(1)).toEqual([
      expect.stringMatching(/^20-11-2026 .* Absalons Skole +4\. kvartal 2026 +6 +Tidlig indsats$/),
      expect.stringMatching(/^23-11-2026 .* Absalons Skole +4\. kvartal 2026 +11 +Bekymrende skolefravær$/),
    ]);
    expect(then.told).toHaveLength(1);
    expect(explainJson(now)['reports']).toMatchObject([
      { skole: '265001', trin: 'tidlig-indsats', exact: '6', asOf: '2026-11-20' },
      { skole: '265001', trin: 'bekymrende', exact: '11', asOf: '2026-11-23' },
    ]);
  });

  it('says so when no team has been told', async () => {
    const kommune = await openKommune({ 'fravaer.csv': dagsliste(sixDays) });

    expect(sectionOf(explainText(await explain(kommune)), 'Det har teamet fået at vide')).toEqual([
      'Ingen rapport om eleven er nået frem til et team.',
    ]);
  });

  it('names no person', async () => {
    const kommune = await openKommune({
      'fravaer.csv': dagsliste(sixDays).replaceAll(';E1;;', ';E1;Ida Ågård;'),
    });
    const explanation = await explain(kommune);

    expect(explanation.elev.placement.navn).toBe('Ida Ågård');
    expect(explainText(explanation) + JSON.stringify(explainJson(explanation))).not.toMatch(/Ida|Ågård/);
  });
});
