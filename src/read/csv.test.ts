import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRows } from './csv.ts';
import type { CsvFault, Delimiter, RawRow } from './csv.ts';

interface Parsed {
  readonly rows: readonly RawRow[];
  readonly fault: CsvFault | undefined;
}

async function parse(
  text: Iterable<string> | AsyncIterable<string>,
  delimiter: Delimiter = ';',
): Promise<Parsed> {
  const generator = readRows(inPieces(text), delimiter);
  const rows: RawRow[] = [];
  for (;;) {
    const next = await generator.next();
    if (next.done) return { rows, fault: next.value };
    rows.push(...next.value);
  }
}

async function* inPieces(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) yield piece;
}

async function fieldsOf(text: string, delimiter?: Delimiter) {
  return (await parse([text], delimiter)).rows.map(({ fields }) => fields);
}

describe('rows of fields', () => {
  it.each([
    ['LF', 'a;b\nc;d\n'],
    ['CRLF', 'a;b\r\nc;d\r\n'],
    ['lone CR', 'a;b\rc;d\r'],
    ['no newline at the end', 'a;b\nc;d'],
  ])('end at %s', async (_, text) => {
    expect(await fieldsOf(text)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it.each([
    [';', 'a;b,c'],
    [',', 'a,b;c'],
    ['\t', 'a\tb;c'],
    ['¤', 'a¤b;c'],
  ] as const)('are cut at %j alone', async (delimiter, text) => {
    expect((await fieldsOf(text, delimiter))[0]?.[0]).toBe('a');
    expect((await fieldsOf(text, delimiter))[0]).toHaveLength(2);
  });

  it('keep delimiters, doubled quotes and newlines inside quotes', async () => {
    expect(await fieldsOf('"a;b";"c ""d""";"e\nf"\n')).toEqual([['a;b', 'c "d"', 'e\nf']]);
  });

  it('keep a quote in the middle of a field', async () => {
    expect(await fieldsOf('a"b;c\n')).toEqual([['a"b', 'c']]);
  });

  it('leave blank lines out and count them', async () => {
    const { rows } = await parse(['a;b\n\n\nc;d\n']);

    expect(rows.map(({ line }) => line)).toEqual([1, 4]);
  });

  it.each(['\n', '\r\n', '\r'])('know their line after a field with %j in it', async (newline) => {
    const { rows } = await parse([['a;b', `"c${newline}c";d`, 'e;f', ''].join(newline)]);

    expect(rows.map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it('are the same wherever the text is cut into pieces', async () => {
    const text = 'a;"b\r\nb"\r\n"c""";d\r\n\r\ne;f\r\n';
    const whole = await parse([text]);

    for (let at = 0; at <= text.length; at += 1) {
      expect(await parse([text.slice(0, at), text.slice(at)])).toEqual(whole);
    }
  });

  it('come back as they were written', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'å', ';', '"', '\n', ' ') });
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 });

    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'));

        expect(await fieldsOf(text.join('\n'))).toEqual(rows);
      }),
    );
  });
});

describe('text that is no CSV', () => {
  it('is a fault at the line where a quote opens that is never closed', async () => {
    const { rows, fault } = await parse(['a;b\n"c;d\ne;f\n']);

    expect(rows).toHaveLength(1);
    expect(fault).toEqual({ line: 2, code: 'quote-not-closed' });
  });

  it.each([
    ['one long field', 'x', 'x'],
    ['fields without end', ';', ';'],
    ['a quote that is never closed', '"', 'x'],
    ['a quoted text of many lines', '"', 'x\n'],
  ])('is a fault when a row grows beyond all bounds: %s', async (_, opening, filler) => {
    let read = 0;
    async function* endless(): AsyncGenerator<string> {
      yield await Promise.resolve(`a;b\n${opening}`);
      for (; read < 1000; read += 1) yield filler.repeat(10_000);
    }
    const { rows, fault } = await parse(endless());

    expect(rows).toEqual([{ line: 1, fields: ['a', 'b'] }]);
    expect(fault).toEqual({ line: 2, code: 'row-too-long' });
    expect(read).toBeLessThan(50);
  });

  it('passes on a failure of the reading itself', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield await Promise.resolve('a;b\n');
      throw new Error('disk gone');
    }

    await expect(parse(broken())).rejects.toThrow('disk gone');
  });
});
