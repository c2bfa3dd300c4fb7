import { describe, expect, it } from 'vitest';
import { configText, dagsliste, daysFrom, elevliste, openKommune } from '../../test/kommune.ts';
import { checkJson } from './check-json.ts';
import { checkText } from './check-text.ts';

const B = '265031';

/** Two skoler with something wrong in every section. */
async function kommuneWithFaults() {
  return openKommune({
    'fravaer.config.yaml': configText({ elever: true }),
    'kalender.yaml': 'skoleaar: [{ skoleaar: "2026/2027", first: 2026-08-10, last: 2027-06-25 }]\n',
    'fravaer.csv': dagsliste([
      ...daysFrom('2026-11-16', 5),
      ...daysFrom('2026-11-16', 5),
      ...daysFrom('2026-11-02', 2, { skole: B, elev: 'E2', klasse: '7B' }),
      { dato: '2026-11-14' },
      { dato: '2026-11-23' },
      ...['E1', 'E2', 'E3'].map((elev) => ({ elev, dato: '2026-11-03', aarsag: 'Feriefri' })),
      { elev: 'E1', dato: '2026-11-03', aarsag: 'Bo Bertelsen' },
      { skole: '999999', dato: '2026-11-03' },
    ]),
    'elever.csv': elevliste([{ elev: 'E1' }, { elev: 'E4', klasse: '9C' }]),
  });
}

describe('check for people', () => {
  it('shows files, counters that add up, codes to paste, skoler, klasser, calendar and places', async () => {
    const text = checkText(await (await kommuneWithFaults()).check());

    await expect(text).toMatchFileSnapshot('../../test/golden/check.txt');
  });

  it('never shows a name, also not one that stands where a code should be', async () => {
    const report = await (await kommuneWithFaults()).check();

    expect(checkText(report) + JSON.stringify(checkJson(report))).not.toMatch(/Bertelsen|Anna|Prøve/);
  });

  it('says so when there is no roster and nothing to remark', async () => {
    const kommune = await openKommune({
      'fravaer.csv': dagsliste([...daysFrom('2026-11-16', 5), ...daysFrom('2026-11-16', 5, { skole: B })]),
    });

    const text = checkText(await kommune.check());

    expect(text).toContain('Uden en elevliste');
    expect(text).toContain('Ingen bemærkninger til data.');
    expect(text).not.toContain('Ukendte fraværskoder');
    expect(text).not.toContain('Klasser uden rækker');
  });
});

describe('check for machines', () => {
  it('holds the same in full', async () => {
    const json = checkJson(await (await kommuneWithFaults()).check());

    expect(json).toMatchObject({
      kvartal: '2026K4',
      asOf: '2026-11-20',
      rows: { read: 19, counted: 7, duplicate: 5, 'not-skoledag': 1, 'after-as-of': 1, 'other-skole': 1 },
      unmapped: [
        { profile: 'dagsliste', code: 'Feriefri', rows: 3 },
        { profile: 'dagsliste', code: '…', rows: 1 },
      ],
      files: [
        { file: 'fravaer.csv', profile: 'dagsliste', format: 'UTF-8, ;', rows: 19, newestRow: '2026-11-20' },
        { file: 'elever.csv', kind: 'elever', rows: 2, newestRow: null },
      ],
      skoler: [
        {
          institutionsnummer: '265001',
          status: 'refused',
          elever: { withRows: 1, notInRoster: 0, rosterOnly: 1 },
          klasser: [
            { klasse: '5A', newestRow: '2026-11-20', silentSkoledage: 0, isSilent: false },
            { klasse: '9C', newestRow: null, silentSkoledage: 15, isSilent: true },
          ],
        },
        { institutionsnummer: B, elever: { withRows: 1, notInRoster: 1, rosterOnly: 0 } },
      ],
    });
  });
});
