import { execFileSync } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configText, dagsliste, daysFrom, elevliste, openKommune } from '../kommune.ts';
import type { Kommune } from '../kommune.ts';
import { hasLibreOffice, resaveWithLibreOffice } from '../libreoffice.ts';
import { zipOf } from '../zip-of.ts';

type Sheet = exceljs.Worksheet;

const ROWS = dagsliste([
  ...daysFrom('2026-11-02', 12, { elev: 'E1', klasse: '5A' }),
  ...daysFrom('2026-11-09', 6, { elev: 'E2', klasse: '6B' }),
  ...daysFrom('2026-11-02', 11, { elev: 'E3', klasse: '7C' }),
]);
const ELEVER = elevliste([
  { elev: 'E1', navn: 'Anton', klasse: '5A' },
  { elev: 'E2', navn: 'Berta', klasse: '6B' },
  { elev: 'E3', navn: 'Carl', klasse: '7C' },
  { elev: 'E4', navn: 'Dorte', klasse: '8D' },
]);

async function openWithInbox(): Promise<Kommune> {
  const config = `${configText({ elever: true })}forloeb: { inbox: "retur/*.xlsx" }\n`;
  const kommune = await openKommune({
    'fravaer.config.yaml': config,
    'fravaer.csv': ROWS,
    'elever.csv': ELEVER,
  });
  await mkdir(path.join(kommune.folder, 'retur'));
  await kommune.run('2026-11-20');
  return kommune;
}

async function openReport(kommune: Kommune, night: string): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(new Uint8Array(await readFile(reportFile(kommune, night))).buffer);
  return workbook;
}

const reportFile = ({ folder }: Kommune, night: string): string =>
  path.join(folder, `reports/${night}/fravaer-265001.xlsx`);

/** Headings with their column, and the rows by the first name in them. */
function readTable(sheet: Sheet): {
  columns: Map<string, number>;
  rows: Map<string, exceljs.Row>;
  last: number;
} {
  const columns = new Map<string, number>();
  const rows = new Map<string, exceljs.Row>();
  let last = 0;
  sheet.eachRow((row, number) => {
    if (columns.size === 0) {
      const texts = Array.from({ length: row.cellCount }, (_, index) => row.getCell(index + 1).text);
      if (texts.includes('Navn')) texts.forEach((text, index) => columns.set(text, index + 1));
    } else {
      rows.set(row.getCell(columns.get('Navn')!).text.split(' ')[0]!, row);
      last = number;
    }
  });
  return { columns, rows, last };
}

type Value = string | Date | number | exceljs.CellFormulaValue | null;
type Edits = Readonly<Record<string, Readonly<Record<string, Value>>>>;

function edit(sheet: Sheet, edits: Edits): void {
  const { columns, rows } = readTable(sheet);
  for (const [navn, cells] of Object.entries(edits)) {
    for (const [heading, value] of Object.entries(cells)) {
      rows.get(navn)!.getCell(columns.get(heading)!).value = value;
    }
  }
}

/** What stands in the cells of an elev's row, dates as YYYY-MM-DD. */
function shown(workbook: exceljs.Workbook, navn: string, sheetName = 'Forløb'): Record<string, string> {
  const { columns, rows } = readTable(workbook.getWorksheet(sheetName)!);
  const row = rows.get(navn);
  if (row === undefined) return {};
  return Object.fromEntries(
    [...columns].map(([heading, index]) => {
      const { value, text } = row.getCell(index);
      return [heading, value instanceof Date ? value.toISOString().slice(0, 10) : text];
    }),
  );
}

async function sendBack(kommune: Kommune, workbook: exceljs.Workbook, name: string): Promise<void> {
  await writeFile(
    path.join(kommune.folder, 'retur', name),
    new Uint8Array(await workbook.xlsx.writeBuffer()),
  );
}

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

describe('the sheet Forløb comes back (R43)', () => {
  it("carries everything entered into the next night's workbook, and starts the frister", async () => {
    const kommune = await openWithInbox();
    const workbook = await openReport(kommune, '2026-11-20');
    edit(workbook.getWorksheet('Forløb')!, {
      Anton: {
        'Samtale med forældre': day('2026-11-16'),
        Tovholder: 'LK',
        'Elevsamtale holdt': '19-11-2026',
        'Bekymring fra': 'Forældre',
        Initialer: 'LK',
      },
    });
    edit(workbook.getWorksheet('Bekymring')!, { Dorte: { 'Vurderet bekymrende': day('2026-11-18') } });
    await sendBack(kommune, workbook, 'retur.xlsx');

    const report = await kommune.run('2026-11-23');

    const next = await openReport(kommune, '2026-11-23');
    expect(shown(next, 'Anton')).toMatchObject({
      'Samtale med forældre': '2026-11-16',
      Tovholder: 'LK',
      'Elevsamtale holdt': '2026-11-19',
      'Bekymring fra': 'Forældre',
      'Næste frist': '2026-11-30',
      Status: 'Nærmer sig',
      Fase: 'Kortlægning',
    });
    expect(shown(next, 'Dorte')).toMatchObject({
      'Vurderet bekymrende': '2026-11-18',
      Trin: 'Bekymrende skolefravær',
    });
    expect(shown(next, 'Dorte', 'Bekymring')).toEqual({});
    expect(next.getWorksheet('Ikke indlæst')).toBeUndefined();
    expect(report.mails).toContainEqual({ institutionsnummer: '265001', status: 'sent' });
  });

  it('is read however it was sorted, and whatever was inserted and deleted around it', async () => {
    const kommune = await openWithInbox();
    const workbook = await openReport(kommune, '2026-11-20');
    const sheet = workbook.getWorksheet('Forløb')!;
    sheet.unprotect();
    edit(sheet, { Carl: { Tovholder: 'MB' }, Anton: { Tovholder: 'LK' } });
    const { columns, rows } = readTable(sheet);
    const [first, second] = [rows.get('Anton')!, rows.get('Carl')!];
    // `slice` keeps the hole at 0, by which exceljs tells that the values begin at 1.
    const [one, other] = [first, second].map((row) => (row.values as exceljs.CellValue[]).slice());
    first.values = other!;
    second.values = one!;
    sheet.spliceColumns(columns.get('Fase')!, 1);
    sheet.spliceColumns(2, 0, ['', '', '', '', 'Egne noter', 'x']);
    sheet.insertRow(1, ['Vores møde på torsdag']);
    await sendBack(kommune, workbook, 'sorteret.xlsx');

    await kommune.run('2026-11-23');

    const next = await openReport(kommune, '2026-11-23');
    expect(shown(next, 'Anton')).toMatchObject({ Tovholder: 'LK' });
    expect(shown(next, 'Carl')).toMatchObject({ Tovholder: 'MB' });
    expect(shown(next, 'Berta')).toMatchObject({ Tovholder: '' });
  });

  it('takes what two people wrote days apart, and lists the cell that both changed', async () => {
    const kommune = await openWithInbox();
    const mine = await openReport(kommune, '2026-11-20');
    const yours = await openReport(kommune, '2026-11-20');
    edit(mine.getWorksheet('Forløb')!, {
      Anton: { Tovholder: 'LK', 'Samtale med forældre': day('2026-11-16') },
    });
    edit(yours.getWorksheet('Forløb')!, {
      Anton: { Tovholder: 'MB' },
      Carl: { 'Samtale med forældre': day('2026-11-17') },
    });
    await sendBack(kommune, mine, 'a.xlsx');
    await kommune.run('2026-11-23');
    await sendBack(kommune, yours, 'b.xlsx');

    const report = await kommune.run('2026-11-24');

    const next = await openReport(kommune, '2026-11-24');
    expect(shown(next, 'Anton')).toMatchObject({ Tovholder: 'LK', 'Samtale med forældre': '2026-11-16' });
    expect(shown(next, 'Carl')).toMatchObject({ 'Samtale med forældre': '2026-11-17' });
    const problem = shown(next, 'Anton', 'Ikke indlæst');
    expect(problem).toMatchObject({ Klasse: '5A', Felt: 'Tovholder' });
    expect(problem['Hvorfor, og hvad I kan gøre']).toContain('ændret af en anden');
    expect(report.mails).toContainEqual({ institutionsnummer: '265001', status: 'sent' });

    await kommune.run('2026-11-25');
    expect((await openReport(kommune, '2026-11-25')).getWorksheet('Ikke indlæst')).toBeUndefined();
  });

  it('names each cell that cannot be read, and reads the rest', async () => {
    const kommune = await openWithInbox();
    const workbook = await openReport(kommune, '2026-11-20');
    const sheet = workbook.getWorksheet('Forløb')!;
    edit(sheet, {
      Anton: {
        'Samtale med forældre': { formula: 'TODAY()', result: day('2026-11-20') } as exceljs.CellFormulaValue,
        Tovholder: 'LK',
        'Vurderet bekymrende': 'i tirsdags',
      },
      Berta: { 'Samtale med forældre': day('2027-11-16'), 'Vurderet bekymrende': day('2026-03-16') },
      Carl: { 'Samtale med forældre': day('2026-11-16') },
    });
    const { columns } = readTable(sheet);
    sheet.addRow([]).getCell(columns.get('Tovholder')!).value = 'XX';
    await sendBack(kommune, workbook, 'retur.xlsx');

    await kommune.run('2026-11-23');

    const next = await openReport(kommune, '2026-11-23');
    expect(shown(next, 'Anton')).toMatchObject({ Tovholder: 'LK', 'Samtale med forældre': '' });
    expect(shown(next, 'Carl')).toMatchObject({ 'Samtale med forældre': '2026-11-16' });
    const listed: string[] = [];
    const problems = next.getWorksheet('Ikke indlæst')!;
    const table = readTable(problems);
    problems.eachRow((row, number) => {
      if (number > table.last - 5) listed.push([1, 4].map((index) => row.getCell(index).text).join(' '));
    });
    expect(listed).toEqual([
      '5A Vurderet bekymrende',
      '5A Samtale med forældre',
      '6B Vurderet bekymrende',
      '6B Samtale med forældre',
      ' ',
    ]);
  });

  it.runIf(hasLibreOffice)('is read when LibreOffice has saved it, filled in or not', async () => {
    const kommune = await openWithInbox();
    const untouched = reportFile(kommune, '2026-11-20');
    const workbook = await openReport(kommune, '2026-11-20');
    edit(workbook.getWorksheet('Forløb')!, {
      Anton: { Tovholder: 'LK', 'Samtale med forældre': day('2026-11-16'), 'Bekymring fra': 'Eleven' },
    });
    const filled = path.join(kommune.folder, 'udfyldt.xlsx');
    await writeFile(filled, new Uint8Array(await workbook.xlsx.writeBuffer()));
    for (const file of [untouched, filled]) {
      resaveWithLibreOffice(file, path.join(kommune.folder, 'retur'), kommune.folder);
    }

    await kommune.run('2026-11-23');

    const next = await openReport(kommune, '2026-11-23');
    expect(shown(next, 'Anton')).toMatchObject({
      Tovholder: 'LK',
      'Samtale med forældre': '2026-11-16',
      'Bekymring fra': 'Eleven',
    });
    expect(shown(next, 'Berta')).toMatchObject({ Tovholder: '', 'Samtale med forældre': '' });
    expect(next.getWorksheet('Ikke indlæst')).toBeUndefined();
  });

  it('is read once, and a file that is no sheet of ours is told to operations', async () => {
    const kommune = await openWithInbox();
    await kommune.write({ 'retur/Anton Jensen.xlsx': 'ikke et regneark' });

    const before = (await kommune.mailed()).filter((to) => to === 'drift@kommune.example').length;
    const report = await kommune.run('2026-11-23');

    expect(report.night.findings).toContainEqual({
      code: 'forloeb-file',
      severity: 'warning',
      // By what operations can find it, and not by a name that may be an elev's.
      file: 'retur/*.xlsx',
      detail: { fault: 'not-a-workbook', bytes: 16, written: '2026-11-20 21:00:00' },
    });
    expect((await kommune.mailed()).filter((to) => to === 'drift@kommune.example')).toHaveLength(before + 1);
  });
});

describe('hostile files in the inbox', () => {
  it('are refused without being unfolded, waited for or followed', async () => {
    const kommune = await openWithInbox();
    const retur = (name: string): string => path.join(kommune.folder, 'retur', name);
    const report = await readFile(reportFile(kommune, '2026-11-20'));
    const bomb = zipOf([{ name: 'xl/worksheets/sheet1.xml', content: ' '.repeat(120_000_000) }]);
    await writeFile(retur('bombe.xlsx'), bomb);
    await writeFile(retur('halv.xlsx'), report.subarray(0, report.length / 2));
    await symlink(reportFile(kommune, '2026-11-20'), retur('genvej.xlsx'));
    execFileSync('mkfifo', [retur('roer.xlsx')]);

    const { night } = await kommune.run('2026-11-23');

    const faults = night.findings.filter(({ code }) => code === 'forloeb-file');
    // The bomb, the half one and the pipe; the link.
    expect(faults.map(({ detail }) => String(detail?.['fault'])).toSorted()).toEqual([
      'not-a-workbook',
      'not-a-workbook',
      'not-a-workbook',
      'unreadable',
    ]);
  });
});

const anyDay = fc.constantFrom<Value>(
  day('2026-11-16'),
  day('2026-11-18'),
  '17-11-2026',
  day('2027-01-01'),
  'snart',
  null,
);
const CELLS = {
  'Samtale med forældre': anyDay,
  Tovholder: fc.constantFrom<Value>('LK', 'MB', null),
  'Elevsamtale holdt': anyDay,
  'Opfølgning 1': anyDay,
  'Brobygning til andre indsatser': fc.constantFrom<Value>('Ja', 'Nej', 'Måske', null),
};
const anyEdits = fc.dictionary(
  fc.constantFrom('Anton', 'Berta', 'Carl'),
  fc.record(CELLS, { requiredKeys: [] }) as fc.Arbitrary<Record<string, Value>>,
);

describe('random edits on returned sheets', () => {
  it('never lose or invent an entry', async () => {
    const kommune = await openWithInbox();
    let night = 23;
    await fc.assert(
      fc.asyncProperty(anyEdits, async (edits) => {
        const workbook = await openReport(kommune, night === 23 ? '2026-11-20' : `2026-11-${night - 1}`);
        const before = Object.fromEntries(
          ['Anton', 'Berta', 'Carl'].map((navn) => [navn, shown(workbook, navn)]),
        );
        edit(workbook.getWorksheet('Forløb')!, edits);
        await sendBack(kommune, workbook, `${night}.xlsx`);
        await kommune.write({ 'fravaer.csv': ROWS, 'elever.csv': ELEVER }, `2026-11-${night}`);
        await kommune.run(`2026-11-${night}`);
        const next = await openReport(kommune, `2026-11-${night}`);
        const problems = new Set<string>();
        next.getWorksheet('Ikke indlæst')?.eachRow((row) => {
          problems.add(`${row.getCell(2).text.split(' ')[0]} ${row.getCell(4).text}`);
        });
        for (const navn of ['Anton', 'Berta', 'Carl']) {
          const after = shown(next, navn);
          for (const heading of Object.keys(CELLS).filter((cell) => !problems.has(`${navn} ${cell}`))) {
            const written = edits[navn]?.[heading];
            const expected = written === undefined ? before[navn]![heading] : textOf(written);
            expect([navn, heading, after[heading]]).toEqual([navn, heading, expected]);
          }
        }
        night += 1;
      }),
      { numRuns: 5 },
    );
  });
});

function textOf(value: Value): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'string') return '';
  return value === '17-11-2026' ? '2026-11-17' : value;
}
