// The fast reader against csv-parse: mutated exports in every encoding, cut into chunks anywhere, must give the same
// rows on the same lines and the same fault.
import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRows } from '../read/csv.ts';
import type { CsvFault, RawRow } from '../read/csv.ts';
import type { Dialect } from '../read/plain-rows.ts';
import { scanRows } from '../read/scan.ts';
import { fleetingPieces } from './fleeting.ts';

interface Outcome {
  readonly rows: readonly RawRow[];
  readonly fault: CsvFault | undefined;
}

async function harvest(pieces: AsyncGenerator<Iterable<RawRow>, CsvFault | undefined>): Promise<Outcome> {
  const rows: RawRow[] = [];
  for (let next = await pieces.next(); ; next = await pieces.next()) {
    if (next.done) return { rows, fault: next.value };
    rows.push(...next.value);
  }
}

function scanned(bytes: Buffer, chunkSize: number, dialect: Dialect): Promise<Outcome> {
  return harvest(scanRows(fleetingPieces(bytes, chunkSize), dialect));
}

function byReference(bytes: Buffer, { encoding, delimiter }: Dialect): Promise<Outcome> {
  return harvest(readRows(textOf(bytes, encoding), delimiter));
}

function textOf(bytes: Buffer, encoding: string): AsyncIterable<string> {
  return Readable.from([new TextDecoder(encoding).decode(bytes)]);
}

const dialect = fc.record<Dialect>({
  encoding: fc.constantFrom('utf-8', 'windows-1252', 'iso-8859-15'),
  delimiter: fc.constantFrom(';', ',', '\t', '¤'),
});

const cell = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      '265001',
      'E100086',
      'Åse Ørsted',
      '5A',
      '',
      '12-11-2026',
      'Sygdom',
      'Hel',
      '0,25',
      '½',
      '€',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
);

/** Bytes with which things go wrong: line ends, delimiters, quotes, byte order marks, halves of letters, spaces. */
const mischief = fc.constantFrom(
  ...[
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    ';',
    '¤',
    ',',
    '\t',
    '"',
    '""',
    ';"',
    '";',
    '"\n',
    ' ',
    '\u00A0',
    '\uFEFF',
    '\u0085',
    '\u2028',
  ].map((text) => Buffer.from(text)),
  ...[0xc2, 0xc3, 0xa4, 0xe2, 0x80, 0xf0, 0xff, 0x00, 0x92].map((byte) => Buffer.from([byte])),
);

const exported = fc
  .record({
    rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 60 }),
    separator: fc.constantFrom(';', ',', '\t', '¤'),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    latin: fc.boolean(),
    mutations: fc.array(fc.tuple(fc.nat(), mischief, fc.nat({ max: 3 })), { maxLength: 12 }),
    endsWithNewline: fc.boolean(),
  })
  .map(({ rows, separator, lineEnd, latin, mutations, endsWithNewline }) => {
    const text = rows.map((row) => row.join(separator)).join(lineEnd) + (endsWithNewline ? lineEnd : '');
    return mutations.reduce(mutate, Buffer.from(text, latin ? 'latin1' : 'utf8'));
  });

function mutate(bytes: Buffer, [place, inserted, removed]: readonly [number, Buffer, number]): Buffer {
  const at = place % (bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + removed)]);
}

describe('the fast reader', () => {
  it('gives the rows, lines and faults of csv-parse for any bytes, however they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        exported,
        fc.integer({ min: 1, max: 2000 }),
        dialect,
        async (bytes, chunkSize, own) => {
          expect(await scanned(bytes, chunkSize, own)).toEqual(await byReference(bytes, own));
        },
      ),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 500) },
    );
  });

  it('leaves rows of unusual length to csv-parse', async () => {
    const own: Dialect = { encoding: 'utf-8', delimiter: ';' };
    for (const length of [49_998, 49_999, 50_000, 60_000, 99_998, 100_002, 300_000]) {
      const bytes = Buffer.from(`a;b\n${'x'.repeat(length)};1\nc;d\n`);
      expect(await scanned(bytes, 1 << 16, own)).toEqual(await byReference(bytes, own));
    }
  });

  it('goes on fast after a piece with quotes', async () => {
    const own: Dialect = { encoding: 'utf-8', delimiter: ';' };
    const bytes = Buffer.from('a;b\n"c;\n""c""";d\n\ne;f\n');

    expect(await scanned(bytes, 6, own)).toEqual({
      rows: [
        { line: 1, fields: ['a', 'b'] },
        { line: 2, fields: ['c;\n"c"', 'd'] },
        { line: 5, fields: ['e', 'f'] },
      ],
      fault: undefined,
    });
  });
});
