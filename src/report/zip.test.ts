import { describe, expect, it } from 'vitest';
import exceljs from 'exceljs';
import { dato } from '../domain/dato.ts';
import { zipParts } from '../test/workbook-text.ts';
import { packZip } from './zip.ts';

const DAY = dato('2026-11-20');

/** What exceljs writes when told not to pack. */
async function storedZip(): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  workbook.created = new Date(0);
  workbook.modified = new Date(0);
  workbook.addWorksheet('Ark').addRow(['Æble']);
  return Buffer.from(await workbook.xlsx.writeBuffer({ zip: { compression: 'STORE' } } as never));
}

describe('the parts of a workbook as a zip', () => {
  it('are all there, packed', async () => {
    const stored = await storedZip();

    const packed = packZip(stored, DAY);

    expect(packed.length).toBeLessThan(stored.length / 2);
    expect(zipParts(packed).get('xl/sharedStrings.xml')).toContain('Æble');
  });

  it('change where they are told to, and nowhere else', async () => {
    const stored = await storedZip();
    const changes = new Map([['xl/sharedStrings.xml', (xml: string) => xml.replace('Æble', 'Pære')]]);

    const [before, after] = [packZip(stored, DAY), packZip(stored, DAY, changes)].map(zipParts);

    expect(after!.get('xl/sharedStrings.xml')).toContain('Pære');
    expect([...after!].filter(([name, content]) => content !== before!.get(name))).toHaveLength(1);
  });

  it('are dated by the day given, not by the clock', async () => {
    const stored = await storedZip();

    expect(packZip(stored, DAY).equals(packZip(stored, DAY))).toBe(true);
    expect(packZip(stored, DAY).equals(packZip(stored, dato('2026-11-21')))).toBe(false);
  });

  it('are refused when they are packed already, or no zip', async () => {
    const stored = await storedZip();

    expect(() => packZip(packZip(stored, DAY), DAY)).toThrow('packed already');
    expect(() => packZip(Buffer.alloc(99), DAY)).toThrow('not a zip');
  });
});
