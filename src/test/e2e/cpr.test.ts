// R70: elever who are known by their CPR number alone are told apart, from night to night, and the number stands nowhere.
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { explainElev } from '../../job/explain.ts';
import { showPerson } from '../../job/person.ts';
import { toResult } from '../../job/result.ts';
import { layFile, plusDays, skoledage } from './export.ts';
import { filesUnder } from './folder.ts';
import { changesOf, createKommune } from './kommune.ts';
import type { Kommune } from './kommune.ts';
import { dato } from '../../domain/dato.ts';

// Impossible numbers: no month is 13.
const WITH_ZERO = '0113011234';
const DASHED = '251316-1111';

const profile = (columns: object): string =>
  JSON.stringify({
    shape: 'day',
    dates: ['yyyy-MM-dd'],
    columns,
    aarsager: { S: 'sygdom', F: 'none' },
  });

function kommune(): Kommune {
  const created = createKommune({
    roster: true,
    config: {
      sources: {
        fravaer: [{ files: 'indbakke/fravaer*.csv', profile: 'cpr.yaml' }],
        elever: [{ files: 'indbakke/elever.csv', profile: 'elever.yaml' }],
      },
    },
  });
  const columns = { institutionsnummer: 'Skole', cpr: 'CPR', klasse: 'Klasse', dato: 'Dato', aarsag: 'Kode' };
  writeFileSync(path.join(created.folder, 'cpr.yaml'), profile(columns));
  // The roster maps the number as an id, and Excel has taken its zero.
  writeFileSync(
    path.join(created.folder, 'elever.yaml'),
    JSON.stringify({ columns: { institutionsnummer: 'Skole', elevId: ['CPR-nr'], klasse: 'Klasse' } }),
  );
  return created;
}

function layOut({ folder }: Kommune, asOf: string): void {
  const days = skoledage('2026-10-01', 30).filter((day) => day <= asOf);
  const fillers = ['265001', '265031'].flatMap((skole) =>
    days.flatMap((day) =>
      [1, 2, 3, 4, 5, 6].map((elev) => `${skole};999999-${skole[4]}00${elev};1A;${day};F`),
    ),
  );
  const rows = [
    ...days.slice(0, 6).map((day) => `265001;${WITH_ZERO};5A;${day};S`),
    ...days.slice(0, 11).map((day) => `265031;${DASHED};5A;${day};S`),
    '265001;x-y;5A;2026-10-01;S',
    `265001;${DASHED};5A;${DASHED};S`,
  ];
  layFile(folder, 'fravaer.csv', ['Skole;CPR;Klasse;Dato;Kode', ...fillers, ...rows, ''].join('\n'), asOf);
  const roster = [`265001;${WITH_ZERO.slice(1)};5A`, `265031;${DASHED.replace('-', '')};5A`];
  layFile(folder, 'elever.csv', ['Skole;CPR-nr;Klasse', ...roster, ''].join('\n'), asOf);
}

/** Everything that was written, workbooks unpacked, but for the inbox. */
async function writtenText({ folder }: Kommune): Promise<string> {
  const texts: string[] = [];
  for (const [name, content] of filesUnder(folder)) {
    if (name.startsWith('indbakke')) continue;
    texts.push(name, content.toString('latin1'));
    if (name.endsWith('.xlsx')) {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(content.buffer as ArrayBuffer);
      workbook.eachSheet((sheet) => sheet.eachRow((row) => texts.push(JSON.stringify(row.values))));
    }
  }
  return texts.join('\n');
}

const anyForm = /0113011234|113011234|011301-1234|2513161111|251316-1111|cpr:/;

it('tells elever apart by CPR number from night to night and writes it nowhere', async () => {
  const created = kommune();
  layOut(created, '2026-11-05');
  const first = await created.run('2026-11-05');
  layOut(created, '2026-11-06');
  const second = await created.run('2026-11-06');
  const result = JSON.stringify(toResult({ ...first, version: '', dryRun: false }));

  expect(first.night.skoler.map(({ current }) => current.counts)).toMatchObject([
    { 'tidlig-indsats': 1, new: 1 },
    { bekymrende: 1, new: 1 },
  ]);
  expect(changesOf(first)).toMatchObject([
    expect.stringMatching(/^265001 cpr-[\w-]{16} new tidlig-indsats$/),
    expect.stringMatching(/^265031 cpr-[\w-]{16} new bekymrende$/),
  ]);
  expect(changesOf(second)).toEqual([]);
  expect(
    second.night.skoler.flatMap(({ current }) => current.elever.map(({ inRoster }) => inRoster)),
  ).toContain(true);
  expect(result).not.toMatch(anyForm);
  expect(JSON.stringify(created.log)).not.toMatch(anyForm);
  expect(await writtenText(created)).not.toMatch(anyForm);
});

it('finds an elev by the number, in any of its forms, and does not repeat it', async () => {
  const created = kommune();
  layOut(created, '2026-11-05');
  const { night } = await created.run('2026-11-05');
  const elevId = night.skoler[1]?.current.elever.find(
    ({ placering }) => placering.trin === 'bekymrende',
  )?.elevId;
  const asOf = dato('2026-11-05');
  const now = Date.parse(`${plusDays('2026-11-05', 1)}T02:00:00Z`);

  for (const written of [DASHED, DASHED.replace('-', ''), elevId ?? '']) {
    const { elev, setAside } = await explainElev(written, {
      configFile: created.configFile,
      dato: asOf,
      kvartal: undefined,
      accept: [],
      now,
    });
    const person = await showPerson(written, created.configFile);

    expect(elev.elevId).toBe(elevId);
    expect(elev.change).toBe('unchanged');
    expect(setAside).toMatchObject([{ counter: 'quarantined-dato-invalid', institutionsnummer: '265001' }]);
    expect(JSON.stringify(setAside)).not.toMatch(anyForm);
    expect(person).toMatchObject({ elevId, inExport: true });
    expect(person.stored.results).toHaveLength(1);
  }
});
