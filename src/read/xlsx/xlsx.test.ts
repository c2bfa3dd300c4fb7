import { describe, expect, it } from 'vitest';
import type { RawRow } from '../csv.ts';
import { openSheet } from './sheet-rows.ts';
import type { SheetWriting } from './sheet-rows.ts';
import { xmlFeeder } from './xml.ts';
import { openZip } from './zip.ts';
import { excelDate, rawRow, rawWorkbook, workbookOf } from '../../test/workbooks.ts';
import { zipOf } from '../../test/zip-of.ts';

const writing: SheetWriting = { sheet: 1, dateFormat: 'dd-MM-yyyy', decimal: ',' };

async function rowsOf(workbook: Buffer, changes: Partial<SheetWriting> = {}): Promise<RawRow[]> {
  const { rows } = await openSheet(workbook, { ...writing, ...changes });
  const all: RawRow[] = [];
  for await (const batch of rows) all.push(...batch);
  return all;
}

async function cellsOf(workbook: Buffer, changes?: Partial<SheetWriting>): Promise<(readonly string[])[]> {
  return (await rowsOf(workbook, changes)).map(({ fields }) => fields);
}

describe('a sheet', () => {
  it('is rows as if it had been saved as CSV', async () => {
    const workbook = await workbookOf([
      ['Institutionsnr', 'ElevID', 'Dato', 'Omfang', 'Tekst'],
      [265001, 'E1', excelDate('2026-10-01'), 0.25, 'Ærø & <Bo> "x"'],
      ['265001', 'E2', '02-10-2026', 1, null],
    ]);

    expect(await cellsOf(workbook)).toEqual([
      ['Institutionsnr', 'ElevID', 'Dato', 'Omfang', 'Tekst'],
      ['265001', 'E1', '01-10-2026', '0,25', 'Ærø & <Bo> "x"'],
      ['265001', 'E2', '02-10-2026', '1'],
    ]);
    expect((await cellsOf(workbook, { dateFormat: 'd/M-yyyy', decimal: '.' }))[1]?.slice(2, 4)).toEqual([
      '1/10-2026',
      '0.25',
    ]);
  });

  it('shows what a formula came to, never the formula', async () => {
    const workbook = await workbookOf([
      [
        { formula: '1/6', result: 1 / 6 },
        { formula: 'A1&"x"', result: 'Sygdom' },
        { formula: '0.1+0.2', result: 0.1 + 0.2 },
      ],
    ]);

    expect(await cellsOf(workbook)).toEqual([['1/6', 'Sygdom', '0,3']]);
  });

  it('keeps its row numbers across rows without anything', async () => {
    const workbook = await workbookOf([['a'], [], ['', null], ['b']]);

    expect((await rowsOf(workbook)).map(({ line }) => line)).toEqual([1, 4]);
  });

  it('has dates by any format that shows a day or a year, from 1900 or 1904', async () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-406]d\\. mmmm yyyy;@"/><numFmt numFmtId="171" formatCode="0.00&quot; dage&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>';
    const cells = [0, 1, 2, 3].map((style) => `<c s="${style}"><v>46296.5</v></c>`).join('');
    const parts = [{ name: 'xl/styles.xml', content: styles }];
    const from1904 = {
      name: 'xl/workbook.xml',
      content:
        '<workbook><workbookPr date1904="1"/><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>',
    };

    expect(await cellsOf(rawWorkbook(`<row>${cells}</row>`, parts))).toEqual([
      ['46296,5', '01-10-2026', '01-10-2026', '46296,5'],
    ]);
    expect(await cellsOf(rawWorkbook(`<row>${cells}</row>`, [...parts, from1904]))).toEqual([
      ['46296,5', '02-10-2030', '02-10-2030', '46296,5'],
    ]);
  });

  it('is found by number or name', async () => {
    const workbook = await workbookOf([['a']], 'Fravær 2026');

    expect(await cellsOf(workbook, { sheet: 'FRAVÆR 2026' })).toEqual([['a']]);
    await expect(rowsOf(workbook, { sheet: 2 })).rejects.toThrow('har ikke arket nummer 2');
    await expect(rowsOf(workbook, { sheet: 'Elever' })).rejects.toThrow('har ikke arket »Elever«');
  });

  it('may have cells out of the way of any library: no references, prefixes, comments, sections', async () => {
    const sheet =
      '<x:row r="3"><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><!-- > --><x:c r="C3" t="str"><x:v><![CDATA[<b>]]></x:v></x:c><x:c t=\'b\'><x:v>1</x:v></x:c><x:c/></x:row>';

    expect(await rowsOf(rawWorkbook(sheet))).toEqual([{ line: 3, fields: ['a', '', '<b>', '1', ''] }]);
  });

  it('has texts that cells share, without what tells how to pronounce them', async () => {
    const strings =
      '<sst><si><t>Syg</t></si><si><r><t xml:space="preserve">Ekstra</t></r><r><t>ordinær</t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_b</t></si></sst>';
    const cells = ['0', '1', '2', '9'].map((at) => `<c t="s"><v>${at}</v></c>`).join('');

    expect(
      await cellsOf(rawWorkbook(`<row>${cells}</row>`, [{ name: 'xl/sharedStrings.xml', content: strings }])),
    ).toEqual([['Syg', 'Ekstraordinær', 'a\rb', '']]);
  });
});

describe('a workbook that is made to harm', () => {
  it('is refused when its sheet unfolds without measure', async () => {
    const bomb = rawWorkbook(rawRow('a'), [
      { name: 'xl/worksheets/sheet1.xml', content: `${' '.repeat(500_000)}<a/>`.repeat(110) },
    ]);

    expect(bomb.length).toBeLessThan(100_000);
    await expect(rowsOf(bomb)).rejects.toThrow('folder sig ud');
  });

  it('is refused by what it says it is, before anything is unpacked', async () => {
    const claimed = { name: 'xl/worksheets/sheet1.xml', content: 'x', claimedBytes: 1_000_000_000 };

    await expect(rowsOf(rawWorkbook('', [claimed]))).rejects.toThrow('folder sig ud');
  });

  it.each([
    ['a column far out', '<row><c r="XFD1"><v>1</v></c></row>', 'kolonner'],
    ['a row beyond Excel', '<row r="1048576"/><row/>', 'flere rækker'],
    ['a cell without end', `<row><c><v>${'x'.repeat(50_000)}</v></c></row>`, 'celle'],
    ['a tag without end', `<row><c r="${'x'.repeat(1_100_000)}`, 'beskadiget'],
  ])('is refused for %s', async (_, sheet, reason) => {
    await expect(rowsOf(rawWorkbook(sheet))).rejects.toThrow(reason);
  });

  it('does not unfold entities', async () => {
    const sheet =
      '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><row><c t="str"><v>&b;&amp;&#x41;&#66;</v></c></row>';

    expect(await cellsOf(rawWorkbook(sheet))).toEqual([['&b;&AB']]);
  });
});

describe('a zip that is damaged', () => {
  it.each([0, 1, 21, 22, 100, 400])('is refused when only %i bytes of it are left', async (length) => {
    const workbook = rawWorkbook(rawRow('a'));

    await expect(rowsOf(workbook.subarray(0, length))).rejects.toThrow('beskadiget');
  });

  it('is refused when it is no workbook', async () => {
    await expect(rowsOf(zipOf([{ name: 'a.csv', content: 'a;b' }]))).rejects.toThrow('ikke et regneark');
  });

  it('gives the parts that it has', () => {
    expect([
      ...openZip(
        zipOf([
          { name: 'a', content: 'x' },
          { name: 'b', content: '' },
        ]),
      ).keys(),
    ]).toEqual(['a', 'b']);
  });
});

describe('XML in pieces', () => {
  it('is the same wherever it is cut', () => {
    const xml = '<a x="1 > 0"><b>t&amp;u</b><!-- <c> --><![CDATA[<d>]]><e/></a>';
    const eventsOf = (pieces: readonly string[]): string[] => {
      const events: string[] = [];
      const feed = xmlFeeder({
        open: (name) => events.push(`<${name}`),
        text: (text) => events.push(text),
        close: (name) => events.push(`/${name}`),
      });
      pieces.forEach(feed);
      return events;
    };
    const whole = eventsOf([xml]);

    expect(whole).toEqual(['<a', '<b', 't&u', '/b', '<d>', '<e', '/e', '/a']);
    for (let at = 0; at <= xml.length; at += 1) {
      expect(eventsOf([xml.slice(0, at), xml.slice(at)])).toEqual(whole);
    }
  });
});
