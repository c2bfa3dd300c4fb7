import { randomBytes } from 'node:crypto';
import { readdir, readlink } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ABSALON } from '../test/arbitraries.ts';
import {
  dagsliste,
  dagslisteHeading,
  profileOf,
  readFile,
  skoleOf,
  sourceFile,
  told,
} from '../test/source-files.ts';
import type { Content } from '../test/source-files.ts';
import { excelDate, workbookOf } from '../test/workbooks.ts';
import { readElevFile } from './elev-file.ts';
import { readFravaerFile } from './fravaer-file.ts';

const row = '265001;E1;Ærø;5A;5;01-10-2026;Ekstraordinær frihed;Halv;02-10-2026';

/** What was read of the one row, however it was wrapped. */
async function readOne(content: Content, profile = profileOf()) {
  const { rows, file, findings } = await readFile(content, profile);
  return { ids: rows.map(({ elevId, source }) => `${elevId}:${source.line}`), file, findings };
}

describe('what stands around a table', () => {
  it.each([
    ['a title', `Fraværsudtræk for Absalons Skole\n${dagsliste(row)}`, 'E1:3'],
    ['a title as wide as the table', `Udtræk;;;;;;;;\n;;;;;;;;\n${dagsliste(row)}`, 'E1:4'],
    ['a title with other delimiters', `Fravær, uge 40, 41, 42, 43, 44, 45, 46\n${dagsliste(row)}`, 'E1:3'],
    ["Excel's own line about the delimiter", `sep=;\n${dagsliste(row)}`, 'E1:3'],
    ['blank lines', `\n\n  \n${dagsliste('', row)}`, 'E1:6'],
    ['lines of nothing but delimiters', dagsliste(row, ';;;;;;;;', ' ; ;;;;;;;'), 'E1:2'],
    ['the heading again', dagsliste(row, dagslisteHeading), 'E1:2'],
    ['a total', dagsliste(row, 'I alt;;;;;;;0,5;'), 'E1:2'],
    ['a total in a line of its own', dagsliste(row, 'I alt: 1 række'), 'E1:2'],
    ['a total per skole', dagsliste(row, '265001;Total;;;;;;0,5;'), 'E1:2'],
  ])('is left out: %s', async (_, content, id) => {
    const { ids, file } = await readOne(content);

    expect(ids).toEqual([id]);
    expect(file.rows).toBe(1);
  });

  it('is told when it is a total', async () => {
    const { findings } = await readOne(dagsliste(row, 'I alt;;;;;;;0,5;'));

    expect(findings).toMatchObject([{ code: 'total-line', severity: 'info', line: 3 }]);
  });

  it('is not an elev whose id or klasse looks like a total', async () => {
    expect((await readOne(dagsliste('265001;Sumayya;;Total;;01-10-2026;S;;'))).ids).toEqual(['Sumayya:2']);
  });

  it('may say when the export was made (R60)', async () => {
    const { file } = await readOne(`Udtrukket d. 18.11.2026 kl. 06:00\n${dagsliste(row)}`);
    const period = await readOne(`Udtræk for perioden 01-08-2026 - 18-11-2026\n${dagsliste(row)}`);

    expect(file.extractedOn).toBe('2026-11-18');
    expect(period.file.extractedOn).toBe('2026-11-20');
  });

  it('may be lines that the profile skips', async () => {
    const content = `x;y\n"Institutionsnr";"ElevID\n${dagsliste(row)}`.replace('"ElevID', 'ElevID');

    expect((await readOne(content, profileOf('dagsliste', { skipLines: 2 }))).ids).toEqual(['E1:4']);
  });

  it('is no heading when it comes too late', async () => {
    const late = `${'x;y\n'.repeat(30)}${dagsliste(row)}`;

    expect((await readOne(late)).file.unreadable).toContain('overskriften mangler');
  });
});

describe('how a table is written', () => {
  it.each([';', ',', '\t', '¤'])('is seen from its heading: %j', async (delimiter) => {
    const { ids } = await readOne(dagsliste(row).replaceAll(';', delimiter));

    expect(ids).toEqual(['E1:2']);
  });

  it('is seen from quoted headings too', async () => {
    const quoted = dagsliste(row)
      .split('\n')
      .map((line) =>
        line
          .split(';')
          .map((cell) => (line === '' ? '' : `"${cell}"`))
          .join(','),
      );

    expect((await readOne(quoted.join('\n'))).ids).toEqual(['E1:2']);
  });

  it('may be packed', async () => {
    expect((await readOne(gzipSync(dagsliste(row)))).ids).toEqual(['E1:2']);
  });

  it('is told when it is packed and cut', async () => {
    const packed = gzipSync(dagsliste(row));

    expect((await readOne(packed.subarray(0, -9))).file.unreadable).toContain('beskadiget');
  });

  it('may be a great many rows of a single letter', async () => {
    const many = 'x\n'.repeat(200_000);

    expect((await readOne(`${dagslisteHeading}\n${many}`)).file.rows).toBe(200_000);
    expect((await readOne(`${dagslisteHeading}\n${many}"y"\n${many}`)).file.rows).toBe(400_001);
    expect((await readOne(many)).file.unreadable).toContain('overskriften mangler');
  });

  it('may not unfold without measure', async () => {
    const bomb = gzipSync(Buffer.alloc(60_000_000, 'x\n'));

    expect((await readOne(bomb)).file.unreadable).toContain('folder sig ud');
  });
});

async function openFiles(): Promise<string[]> {
  const descriptors = await readdir('/proc/self/fd');
  return Promise.all(descriptors.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
}

describe('a file that is refused', () => {
  it.each([
    ['for its heading', `x;y\n${dagsliste(row).repeat(20_000)}`],
    [
      'for what is packed in it',
      Buffer.concat([gzipSync(dagsliste(row)).subarray(0, 40), randomBytes(3_000_000)]),
    ],
  ])('is closed: %s', async (_, content) => {
    const source = await sourceFile(content);
    const { file } = await readFravaerFile(source, profileOf('lektionsliste'), skoleOf);

    expect(file.unreadable).toBeDefined();
    // What has been asked of the disk comes back first.
    await expect.poll(openFiles, { timeout: 20_000 }).not.toContain(source.path);
  });
});

describe('a workbook', () => {
  it('is read as the same table', async () => {
    const workbook = await workbookOf([
      ['Fraværsudtræk'],
      [],
      [...dagslisteHeading.split(';'), null],
      [265001, 'E1', 'Ærø', '5A', 5, excelDate('2026-10-01'), 'Sygdom', 0.25, null],
      [265099, 'E2', 'Bo', '5A', 5, 46297, 'S'],
      ['I alt', null, null, null, null, null, null, 1.25],
    ]);
    const { rows, findings, file } = await readFile(workbook);

    expect(rows.map(({ elevId, dato, source }) => [elevId, dato, source.line])).toEqual([
      ['E1', '2026-10-01', 4],
      ['E2', '2026-10-02', 5],
    ]);
    expect(file.rows).toBe(2);
    expect(findings).toMatchObject([{ code: 'total-line', line: 6 }]);
  });

  it('has the zeros back that Excel took from a number', async () => {
    const own = { ...ABSALON, institutionsnummer: '035001' };
    const { skoleLookup } = await import('./skole-lookup.ts');
    const lookup = skoleLookup([own]);

    expect(['35001', '035001', '35001.0', '35 001', '035001,0'].map((text) => lookup(text)?.skole)).toEqual(
      Array(5).fill('035001'),
    );
    expect(lookup('5001')).toBeUndefined();
  });
});

describe('a file without headings', () => {
  const positions = profileOf('dagsliste', {
    header: false,
    columns: { institutionsnummer: 1, elevId: 2, dato: 3, aarsag: 5 },
  });

  it('is read by position, and may have more columns than anyone named', async () => {
    const read = await readFile('265001;E1;01-10-2026;x;S;y;z\n265001;E2;x;x;S\n265001;E3\n', positions);

    expect(read.rows.map(({ elevId }) => elevId)).toEqual(['E1']);
    expect(told(read)).toEqual(['dato-invalid 2 kolonne 3 x', 'columns-mismatch 3']);
  });
});

describe('Elev.txt of Tabulex TEA', () => {
  const line = (first: string, second: string, klasse = '5A'): string =>
    `${first}¤${second}¤Absalons Skole¤Ærø¤Østergård¤0113011234¤Vej 1¤¤4000¤Roskilde¤5¤A¤2020¤${klasse}¤`;

  async function readElever(content: Content) {
    return readElevFile(await sourceFile(content, 'Elev.txt'), profileOf('tea-elev'), skoleOf);
  }

  it.each([
    ["the elev's id first", `2026\n${line('E1', '265001')}\n`],
    ["the skole's number first", `2026\n${line('265001', 'E1')}\n`],
    ['no line with the skoleår', `${line('E1', '265001')}\n`],
    ['no newline at the end', `2026\r\n${line('E1', '265001')}`],
  ])('is read with %s', async (_, content) => {
    const { indmeldelser, findings } = await readElever(content);

    expect(indmeldelser).toMatchObject([
      {
        elevId: 'E1',
        institutionsnummer: '265001',
        navn: 'Ærø Østergård',
        klasse: '5A',
        klassetrin: 5,
        udmeldt: undefined,
      },
    ]);
    expect(findings).toEqual([]);
  });

  it('is read in Windows-1252', async () => {
    const { windows1252 } = await import('../test/windows1252.ts');
    const { indmeldelser } = await readElever(windows1252(`2026\n${line('E1', '265001')}\n`));

    expect(indmeldelser[0]?.navn).toBe('Ærø Østergård');
  });

  it('is told when it is of another skoleår', async () => {
    expect((await readElever(`2025\n${line('E1', '265001')}\n`)).findings).toMatchObject([
      { code: 'roster-other-skoleaar', detail: { skoleaar: '2025/2026' } },
    ]);
  });

  it('holds numbers of both kinds in either column: most of them decide', async () => {
    const content = [line('265031', '265001'), line('E2', '265001'), line('E3', '265099'), ''].join('\n');

    expect((await readElever(content)).indmeldelser.map(({ elevId }) => elevId)).toEqual([
      '265031',
      'E2',
      'E3',
    ]);
  });
});
