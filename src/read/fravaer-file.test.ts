import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ONE_DAY } from '../domain/fravaersdage.ts';
import { fraction } from '../test/arbitraries.ts';
import {
  dagsliste,
  dagslisteHeading,
  profileOf,
  readFile,
  skoleOf,
  sourceFile,
  told,
} from '../test/source-files.ts';
import { windows1252 } from '../test/windows1252.ts';
import { readFravaerFile } from './fravaer-file.ts';

describe('a row of a dagsliste', () => {
  it('becomes a registrering with its place', async () => {
    const { rows, file, sortedOut } = await readFile(
      dagsliste('265001;E1;Ærø Østergård;5A;5;01-10-2026;Sygdom;0,25;02-10-2026'),
    );

    expect(rows).toEqual([
      {
        elevId: 'E1',
        institutionsnummer: '265001',
        skole: '265001',
        navn: 'Ærø Østergård',
        klasse: '5A',
        klassetrin: 5,
        dato: '2026-10-01',
        aarsag: 'sygdom',
        omfang: fraction(1, 4),
        source: { file: 'fravaer.csv', line: 2 },
      },
    ]);
    expect(file).toEqual({
      file: 'fravaer.csv',
      kind: 'fravaer',
      profile: 'dagsliste',
      format: 'UTF-8, ;',
      unmapped: new Map(),
      extractedOn: '2026-11-20',
      rows: 1,
      perSkole: new Map([['265001', { read: 1, rejected: 0 }]]),
      unreadable: undefined,
    });
    expect(sortedOut.size).toBe(0);
  });

  it('of an afdeling belongs to its skole and keeps the number as exported', async () => {
    const { rows } = await readFile(dagsliste('265099;E1;;5A;;01-10-2026;S;;'));

    expect(rows[0]).toMatchObject({ institutionsnummer: '265099', skole: '265001', klassetrin: 5 });
  });

  it('needs no name, klasse, klassetrin or registration date', async () => {
    const { rows } = await readFile(
      'Institutionsnr;ElevID;Dato;Fraværsårsag;Omfang\n265001;E1;01-10-2026;U;\n',
    );

    expect(rows[0]).toMatchObject({ navn: '', klasse: '', klassetrin: undefined, omfang: ONE_DAY });
  });

  it.each([
    ['265001;;X;5A;5;01-10-2026;S;;', 'elev-id-missing 2 ElevID'],
    [';E1;X;5A;5;01-10-2026;S;;', 'institutionsnummer-missing 2 Institutionsnr'],
    ['265001;E1;X;5A;5;31-02-2026;S;;', 'dato-invalid 2 Dato 31-02-2026'],
    ['265001;E1;X;5A;5;;S;;', 'dato-invalid 2 Dato '],
    ['265001;E1;X;5A;5;01-10-2026;SY;;', 'aarsag-unknown 2 Fraværsårsag SY'],
    ['265001;E1;X;5A;5;01-10-2026;S;1,5;', 'omfang-invalid 2 Omfang 1,5'],
    ['265001;E1;X;5A;5;01-10-2026;S', 'columns-mismatch 2'],
    ['265001;E1;X;5A;5;01-10-2026;S;;;02-10-2026', 'columns-mismatch 2'],
  ])('is set aside with its reason: %s', async (row, finding) => {
    const read = await readFile(dagsliste(row));

    expect(read.rows).toEqual([]);
    expect(told(read)).toEqual([finding]);
    expect([...read.sortedOut]).toEqual([[`quarantined-${finding.split(' ')[0]}`, 1]]);
    expect(read.file.rows).toBe(1);
  });

  it('that is set aside counts against its own skole (R60)', async () => {
    const { file } = await readFile(
      dagsliste('265001;E1;;5A;5;x;S;;', '265031;E2;;5A;5;01-10-2026;S;;', '265031;E2;;5A'),
    );

    expect(file.perSkole).toEqual(
      new Map([
        ['265001', { read: 1, rejected: 1 }],
        ['265031', { read: 2, rejected: 1 }],
      ]),
    );
  });

  it('of a skole that is not ours is kept out, counted and told once per number (R60)', async () => {
    const read = await readFile(
      dagsliste('777777;E1;;5A;5;01-10-2026;S;;', '777777;E2;;5A;5;x;S;;', '888888;E2;;5A;5;x;S;;'),
    );

    expect(read.rows).toEqual([]);
    expect([...read.sortedOut]).toEqual([['other-skole', 3]]);
    expect(read.findings.map(({ code, detail }) => [code, detail])).toEqual([
      ['institutionsnummer-unknown', { institutionsnummer: '777777', rows: 2 }],
      ['institutionsnummer-unknown', { institutionsnummer: '888888', rows: 1 }],
    ]);
  });

  it('says no name in a finding, even where columns have slipped (R62)', async () => {
    const { findings } = await readFile(
      dagsliste('265001;E1;Ærø Østergård;5A;5;Ærø Østergård;S;;', '265001;E1;Ærø;5A;5;010203-1234;S;;'),
    );

    expect(findings.map(({ detail }) => detail?.['value'])).toEqual(['…', '…']);
  });
});

describe('what surrounds the rows', () => {
  it('may be another order of columns, columns unknown to us, and a separator at the end', async () => {
    const { rows, findings } = await readFile(
      'Dato;Bemærkning;Fraværsårsag;ElevID;Institutionsnr;Omfang;\n01-10-2026;x;S;E1;265001;Halv;\n01-10-2026;x;S;E2;265001;Hel\n',
    );

    expect(rows.map(({ elevId }) => elevId)).toEqual(['E1', 'E2']);
    expect(findings).toEqual([]);
  });

  it('may be the heading once more, which is no row', async () => {
    const { rows, file } = await readFile(
      dagsliste('265001;E1;;5A;5;01-10-2026;S;;', dagslisteHeading, '265001;E1;;5A;5;02-10-2026;S;;'),
    );

    expect(rows).toHaveLength(2);
    expect(file.rows).toBe(2);
  });

  it.each([
    ['Windows-1252', windows1252(dagsliste('265001;E1;;5A;5;01-10-2026;Ekstraordinær frihed;;'))],
    ['a byte order mark', `\uFEFF${dagsliste('265001;E1;;5A;5;01-10-2026;Ekstraordinær frihed;;')}`],
    ['CRLF', dagsliste('265001;E1;;5A;5;01-10-2026;Ekstraordinær frihed;;').replaceAll('\n', '\r\n')],
    ['no newline at the end', dagsliste('265001;E1;;5A;5;01-10-2026;Ekstraordinær frihed;;').trimEnd()],
    ['tabs', dagsliste('265001;E1;;5A;5;01-10-2026;Ekstraordinær frihed;;').replaceAll(';', '\t')],
  ])('may be %s', async (_, content) => {
    expect((await readFile(content)).rows[0]?.aarsag).toBe('ekstraordinaer-frihed');
  });

  it('keeps line numbers right after an embedded newline', async () => {
    const read = await readFile(
      dagsliste('265001;E1;"Ærø\nØstergård";5A;5;01-10-2026;S;;', '265001;E1;;5A;5;x;S;;'),
    );

    expect(read.rows[0]?.source.line).toBe(2);
    expect(told(read)).toEqual(['dato-invalid 4 Dato x']);
  });
});

it('counts the rows of every code that the profile does not map, names under one sign (R4, R62)', async () => {
  const day = (elev: string, code: string): string => `265001;${elev};;5A;5;01-10-2026;${code};;`;
  const rows = ['E1', 'E2', 'E3'].map((elev) => day(elev, 'Feriefri'));

  const { file } = await readFile(dagsliste(...rows, day('E1', 'Q'), day('E1', 'Bo B'), day('E2', 'Ida I')));

  expect(Object.fromEntries(file.unmapped)).toEqual({ Feriefri: 3, Q: 1, '…': 2 });
});

describe('a file that cannot be used', () => {
  it.each([
    ['another heading', 'A;B;C\n1;2;3\n', 1, 'overskriften mangler »Institutionsnr«, »ElevID«'],
    ['a heading twice', `${dagslisteHeading};Dato\n`, 1, 'overskriften har to kolonner for »Dato«'],
    ['no text at all', 'a\u0000b', undefined, 'det er ikke en tekstfil'],
    ['a zip that is no workbook', 'PK\u0003\u0004\u0000\u0000', undefined, 'regnearket er beskadiget'],
    [
      'a quote never closed',
      dagsliste('265001;"E1;;5A;5;01-10-2026;S;;'),
      2,
      'et anførselstegn bliver aldrig',
    ],
    ['a row cut in the middle', dagsliste('265001;E1;;5A;5;01-10-2026;S;;').slice(0, -15), 2, 'skåret over'],
    [
      'a last date cut in the middle',
      dagsliste('265001;E1;;5A;5;01-10-2026;S;;02-10-2026', '265001;E1;;5A;5;02-10-2026;S;;03-10-2026').slice(
        0,
        -6,
      ),
      3,
      'skåret over',
    ],
  ])('says why: %s', async (_, content, line, reason) => {
    const { file, findings } = await readFile(content);

    expect(file.unreadable).toContain(reason);
    expect(findings[0]).toMatchObject({ code: 'file-unreadable', severity: 'error', line });
  });

  it.each([
    ['an empty last cell', '265001;E1;;5A;5;02-10-2026;S;;'],
    ['a whole last cell', '265001;E1;;5A;5;02-10-2026;S;;03-10-2026'],
  ])('is not one that lacks the last newline only, after %s', async (_, row) => {
    const content = dagsliste('265001;E1;;5A;5;01-10-2026;S;;02-10-2026', row).trimEnd();

    const { rows, file } = await readFile(content);

    expect(rows).toHaveLength(2);
    expect(file.unreadable).toBeUndefined();
  });

  it('still gives the rows that stand before the fault, for the skoler that are hit (R60)', async () => {
    const { rows, file } = await readFile(dagsliste('265001;E1;;5A;5;01-10-2026;S;;', '"'));

    expect(rows).toHaveLength(1);
    expect(file.perSkole.has('265001')).toBe(true);
    expect(file.unreadable).toContain('linje 3');
  });

  it.each([
    ['265001;E1;X;5A;5;01-10-2026;Q;Hel;02-10-2026', 'aarsag-unknown'],
    ['265001;E1;X;5A;5;31-02-2026;S;Hel;02-10-2026', 'dato-invalid'],
  ])('is not one whose complete last row is set aside, without a newline after it: %s', async (row, code) => {
    const { file, findings } = await readFile(dagsliste(row).trimEnd());

    expect(file.unreadable).toBeUndefined();
    expect(findings.map((finding) => finding.code)).toEqual([code]);
  });

  it.each([
    ['Q', undefined],
    ['Sygdo', 'skåret over'],
    ['', 'skåret over'],
  ])('ends with a piece of a code, or with a code that is unknown: %j', async (code, reason) => {
    const heading = 'Institutionsnr;ElevID;Klasse;Dato;Lektion;LektionerIAlt;Fraværsårsag';
    const content = `${heading}\n265001;E1;5A;01-10-2026;1;6;${code}`;
    const { file } = await readFile(content, profileOf('lektionsliste'));

    expect(file.unreadable).toEqual(reason === undefined ? undefined : expect.stringContaining(reason));
  });

  it('may have gone away since it was found', async () => {
    const source = await sourceFile('x');
    await rm(source.path);

    expect((await readFravaerFile(source, profileOf(), skoleOf)).file.unreadable).toBe(
      'filen findes ikke længere',
    );
  });

  it('does not include a file without any row, which is told when it is empty', async () => {
    const empty = await readFile('');
    const bare = await readFile(dagsliste());

    expect(empty.file).toMatchObject({ rows: 0, unreadable: undefined });
    expect(told(empty)).toEqual(['file-empty']);
    expect(bare.file).toMatchObject({ rows: 0, unreadable: undefined });
    expect(told(bare)).toEqual([]);
  });
});

describe('a text where a fraværskode should be', () => {
  const row = (elev: string, text: string): string => `265001;${elev};X;5A;5;01-10-2026;${text};;`;

  it('is quoted when it stands at several elever, so that it can be added to the profile', async () => {
    const read = await readFile(dagsliste(...['E1', 'E2', 'E3'].map((elev) => row(elev, 'Praktik'))));

    expect(told(read)).toEqual([2, 3, 4].map((line) => `aarsag-unknown ${line} Fraværsårsag Praktik`));
  });

  it('is not repeated when it may be the name of one elev', async () => {
    const read = await readFile(dagsliste(row('E1', 'Aksel'), row('E1', 'Aksel'), row('E2', 'Aksel')));

    expect(told(read)).toEqual([2, 3, 4].map((line) => `aarsag-unknown ${line} Fraværsårsag …`));
  });
});

it('does not repeat what stands in place of an unknown institutionsnummer', async () => {
  const read = await readFile(dagsliste('Aksel;E1;X;5A;5;01-10-2026;S;;', '280199;E1;X;5A;5;01-10-2026;S;;'));

  expect(read.findings.map(({ detail }) => detail?.['institutionsnummer'])).toEqual(['…', '280199']);
});
