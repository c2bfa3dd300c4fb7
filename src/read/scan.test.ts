import { expect, it } from 'vitest';
import { scanRows } from './scan.ts';

it.each(['x', ';', '"', '"x'])('gives a line without end up, long before its end: %s', async (piece) => {
  let read = 0;
  async function* endless(): AsyncGenerator<Buffer> {
    yield Buffer.from('a;b\n');
    for (; read < 1000; read += 1)
      yield await Promise.resolve(Buffer.from(piece.padEnd(100_000, piece.at(-1))));
  }
  const rows = scanRows(endless(), { encoding: 'utf-8', delimiter: ';' });
  const first = await rows.next();
  let next = await rows.next();
  while (!next.done) next = await rows.next();

  expect(first.value).toEqual([{ line: 1, fields: ['a', 'b'] }]);
  expect(next.value).toEqual({ line: 2, code: 'row-too-long' });
  expect(read).toBeLessThan(20);
});
