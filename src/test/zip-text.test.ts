import { expect, it } from 'vitest';
import { zipText } from './zip-text.ts';

/** A zip of one stored entry; only the fields that are read. */
function zipOf(name: string, content: Buffer): Buffer {
  const local = Buffer.alloc(30);
  local.write('PK\u0003\u0004', 'latin1');
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.write('PK\u0001\u0002', 'latin1');
  entry.writeUInt32LE(content.length, 20);
  entry.writeUInt16LE(name.length, 28);
  return Buffer.concat([local, Buffer.from(name), content, entry, Buffer.from(name), Buffer.alloc(22)]);
}

function chunk(type: string, data: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type + data, 'latin1'), Buffer.alloc(4)]);
}

it('gives names and contents, and of a picture everything but its packed pixels', () => {
  const picture = Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('tEXt', 'Title\u0000Ida'),
    chunk('IDAT', 'xQ0Zx'),
    chunk('IEND', ''),
  ]);

  expect(zipText(zipOf('sheet.xml', Buffer.from('<t>Q0Z</t>')))).toBe('sheet.xml\n<t>Q0Z</t>');
  expect(zipText(zipOf('image1.png', picture))).toMatch(/^image1\.png\n.*Title\u0000Ida.*IEND/s);
  expect(zipText(zipOf('image1.png', picture))).not.toContain('Q0Z');
});
