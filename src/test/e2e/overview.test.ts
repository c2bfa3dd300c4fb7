// fravaer overview on a small kommune: exports in, a table, CSV and JSON out, with what state remembers.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { overview } from '../../cli/commands/overview.ts';
import { overviewCsv, overviewJson, overviewText } from '../../cli/present/overview-text.ts';
import { dato } from '../../domain/dato.ts';
import { overviewKommune } from '../../job/overview.ts';
import { configText, dagsliste, daysFrom, elevliste, openKommune } from '../kommune.ts';
import type { Kommune } from '../kommune.ts';

/** 40 elever in 5A of 265001; the first so many have 6 days from the date on. */
function files(absent: number, from: string): Record<string, string> {
  const ids = Array.from({ length: 40 }, (_, index) => `E${index}`);
  return {
    'fravaer.config.yaml': configText({ elever: true }),
    'fravaer.csv': dagsliste(ids.slice(0, absent).flatMap((elev) => daysFrom(from, 6, { elev }))),
    'elever.csv': elevliste(ids.map((elev) => ({ elev, klassetrin: '5', indmeldt: '2026-08-10' }))),
  };
}

function overviewOf({ folder }: Kommune) {
  return overviewKommune({
    configFile: path.join(folder, 'fravaer.config.yaml'),
    dato: dato('2026-11-20'),
    kvartal: undefined,
    accept: [],
    now: Date.parse('2026-11-21T04:00:00Z'),
  });
}

describe('fravaer overview', () => {
  it('shows this kvartal and the ones before it', async () => {
    const kommune = await openKommune(files(5, '2026-09-01'));
    await kommune.write(files(5, '2026-09-01'), '2026-09-30');
    await kommune.run('2026-09-30');
    await kommune.write(files(7, '2026-11-09'));

    const result = await overviewOf(kommune);

    const text = overviewText(result);
    expect(text).toMatch(/Absalons Skole +40 +0 +0 +7 +7 +7/);
    expect(text).toMatch(/3\. kvartal 2026 +30-09-2026 +Eksempel Kommune +40 +0 +0 +5/);
    expect(text).toContain('1 skole er ikke talt med: Trekroner Skole.');
    const csv = overviewCsv(result);
    expect(csv).toContain('2026K4;20-11-2026;Klasse;265001;Absalons Skole;5;5A;40;0;0;7;7;;;;;;;\r\n');
    expect(csv).toContain('2026K3;30-09-2026;Skole;265001;Absalons Skole;;;40;0;0;5;5;;;;;5;12,5;\r\n');
    expect(overviewJson(result)).toMatchObject({
      kvartal: '2026K4',
      rows: [
        { level: 'kommune', elever: 40, counts: { onTrin: 7, massivt: 0 }, shareOverTiProcent: 17.5 },
        {},
        {},
        {},
        {},
      ],
      trend: [{ kvartal: '2026K3' }, { kvartal: '2026K3' }, { kvartal: '2026K4' }, { kvartal: '2026K4' }],
    });
  });

  it('withholds small counts in every form (R76)', async () => {
    const kommune = await openKommune(files(3, '2026-11-09'));

    const result = await overviewOf(kommune);

    expect(overviewText(result)).toMatch(/Absalons Skole +40 +skjult +skjult +skjult +skjult/);
    expect(overviewCsv(result)).toContain(';40;skjult;skjult;skjult;skjult;');
    expect(overviewJson(result)).toMatchObject({
      rows: [{ counts: { 'tidlig-indsats': null, onTrin: null } }, {}, {}, {}, {}],
    });
  });

  it('says that without a roster only elever with registrations are known', async () => {
    const kommune = await openKommune({ 'fravaer.csv': dagsliste(daysFrom('2026-11-09', 6)) });

    expect(overviewText(await overviewOf(kommune))).toContain('Uden elevliste');
  });

  it('writes a file, and needs one for a workbook', async () => {
    const kommune = await openKommune(files(7, '2026-11-09'));
    const out = path.join(kommune.folder, 'overblik.xlsx');
    const options = {
      config: path.join(kommune.folder, 'fravaer.config.yaml'),
      dato: '2026-11-20',
      quiet: true,
    };

    await expect(overview({ ...options, format: 'xlsx' })).rejects.toMatchObject({ code: 'usage' });
    await expect(overview({ ...options, format: 'csv', out: '/nowhere/x.csv' })).rejects.toMatchObject({
      code: 'usage',
    });
    await overview({ ...options, format: 'xlsx', out });

    expect((await readFile(out)).subarray(0, 2).toString()).toBe('PK');
  });
});
