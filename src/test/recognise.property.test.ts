// Rows that are known by their bytes against the same rows read one by one behind csv-parse: mutated exports, in any order
// of columns, must come to the same registreringer, counters, findings, lines and last rows.
import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRows } from '../read/csv.ts';
import type { CsvFault, RawRow } from '../read/csv.ts';
import { gatherRows, newHarvest, packHarvest } from '../read/harvest.ts';
import type { RowsReading } from '../read/harvest.ts';
import { isHeader, mapHeader, mapPositions } from '../read/header.ts';
import type { Header } from '../read/header.ts';
import type { Dialect } from '../read/plain-rows.ts';
import type { Profile } from '../read/profile.ts';
import { scanRows } from '../read/scan.ts';
import type { ScanPlace } from '../read/scan.ts';
import { rowsBelow } from '../read/table.ts';
import { fleetingPieces } from './fleeting.ts';
import { unpackRows } from './packed.ts';
import { profileOf, skoleOf } from './source-files.ts';

type Pieces = AsyncGenerator<Iterable<RawRow>, CsvFault | undefined>;

interface Export {
  readonly bytes: Buffer;
  readonly dialect: Dialect;
  readonly reading: RowsReading;
}

/** What the rows of an export come to, as plain data; the order of what is counted counts too. */
async function gather(
  pieces: Pieces,
  { reading, dialect }: Export,
  place: ScanPlace | undefined,
): Promise<unknown> {
  const harvest = newHarvest();
  let fault: CsvFault | undefined;
  async function* untilFault() {
    fault = yield* pieces;
  }
  const rows = rowsBelow(untilFault(), reading.header, 0);
  await gatherRows({ rows, scan: place && { dialect, place } }, reading, harvest);
  const { rows: packed, ...rest } = packHarvest(harvest);
  const inOrder = Object.entries(rest).map(([name, value]) => [
    name,
    value instanceof Map ? [...value] : value,
  ]);
  return { fault, rows: unpackRows(packed), count: packed.count, rest: inOrder };
}

/** Reads by bytes, which come in chunks of `size`; adds to `told` the lines that were recognised. */
function recognised(own: Export, size: number, told: Set<number>): Promise<unknown> {
  let recognise: ScanPlace['recognise'];
  const place: ScanPlace = {
    line: 1,
    isStart: true,
    get recognise(): ScanPlace['recognise'] {
      return recognise;
    },
    set recognise(wanted) {
      recognise = (at) => {
        const { line } = at;
        wanted?.(at);
        for (let passed = line; passed < at.line; passed += 1) told.add(passed);
      };
    },
  };
  return gather(scanRows(fleetingPieces(own.bytes, size), own.dialect, place), own, place);
}

function oneByOne(own: Export): Promise<unknown> {
  const text = Readable.from([new TextDecoder(own.dialect.encoding).decode(own.bytes)]);
  return gather(readRows(text, own.dialect.delimiter), own, undefined);
}

const usual = {
  Institutionsnr: ['265001', '265001', '265099', '265031', '777777', ''],
  ElevID: ['E1', 'E2', 'E3', 'E1\u00A0', 'E1 ', '', 'I alt', '0102031234'],
  Navn: ['Åse Ø', 'Ida', ''],
  Klasse: ['5A', '5a', '5A\u200B', ''],
  Klassetrin: ['5', ''],
  Dato: ['02-11-2026', '03-11-2026', '03-11-2026\u00A0', '31-02-2026', ''],
  Fra: ['02-11-2026', '03-11-2026'],
  Til: ['03-11-2026', '03-11-2026', '05-11-2026'],
  Fraværsårsag: ['S', 'Sygdom', 'S\u200B', 'U', 'x', ''],
  Omfang: ['', 'Hel', '0,25', '7'],
  Lektion: ['1', '2', '01', '1-3'],
  LektionerIAlt: ['6', '6', '99'],
  Registreret: ['02-11-2026', 'i går', ''],
  Nr: ['1', '2', '345', 'Sum', ' '],
  Skolenavn: ['Absalon', 'Trekroner', '', 'Total', ' i alt'],
} as const;

type Heading = keyof typeof usual;

const headingsOf: Readonly<Record<string, readonly Heading[]>> = {
  dagsliste: [
    'Institutionsnr',
    'ElevID',
    'Navn',
    'Klasse',
    'Klassetrin',
    'Dato',
    'Fraværsårsag',
    'Omfang',
    'Registreret',
  ],
  lektionsliste: ['Institutionsnr', 'ElevID', 'Klasse', 'Dato', 'Lektion', 'LektionerIAlt', 'Fraværsårsag'],
  intervalliste: ['Institutionsnr', 'ElevID', 'Klasse', 'Fra', 'Til', 'Fraværsårsag', 'Omfang'],
};

/** How a line differs from an ordinary one. */
const oddities = [
  'heading',
  'total',
  'total-elev',
  'blank',
  'spaces',
  'short',
  'long',
  'trailing',
  'quoted',
] as const;

const line = fc.record({
  /** Which of the usual texts stands in each cell; the first most often. */
  picks: fc.array(
    fc.oneof({ weight: 30, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat({ max: 9 }) }),
    {
      minLength: 12,
      maxLength: 12,
    },
  ),
  oddity: fc.oneof(
    { weight: 15, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...oddities) },
  ),
});

type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

const mischief = fc.constantFrom(
  ...['\n', '\r', '\r\n', '\n\n', ';', '"', '"\n', ' ', '\u00A0', '\uFEFF', '\u200B', '1', 'I alt;'].map(
    (text) => Buffer.from(text),
  ),
  ...[0xc3, 0xc2, 0xa4, 0xff].map((byte) => Buffer.from([byte])),
);

const exported: fc.Arbitrary<Export> = fc
  .record({
    shape: fc.constantFrom('dagsliste', 'lektionsliste', 'intervalliste'),
    extra: fc.subarray(['Nr', 'Skolenavn'] as const),
    isShuffled: fc.boolean(),
    shuffle: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
    hasEmptyHeading: fc.boolean(),
    header: fc.constantFrom('named', 'named', 'positions', 'constant'),
    lines: fc.array(line, { minLength: 1, maxLength: 80, size: 'max' }),
    sortedBy: fc.constantFrom<readonly Heading[]>([], ['ElevID', 'Dato'], ['Dato', 'ElevID']),
    lineEnd: fc.constantFrom('\n', '\n', '\r\n', '\r'),
    encoding: fc.constantFrom<Dialect['encoding']>('utf-8', 'utf-8', 'windows-1252', 'iso-8859-15'),
    delimiter: fc.constantFrom<Dialect['delimiter']>(';', ';', ';', ',', '\t', '¤'),
    mutations: fc.array(fc.tuple(fc.nat(), mischief, fc.nat({ max: 3 })), { maxLength: 4 }),
    endsWithNewline: fc.boolean(),
    taken: fc.constantFrom([], ['265031'], ['265001']),
    watched: fc.option(fc.constantFrom('E1', 'E2')),
  })
  .map((own) => {
    const { delimiter, encoding, lineEnd, taken, watched } = own;
    const columns = shuffled(
      [...(headingsOf[own.shape] ?? []), ...own.extra],
      own.isShuffled ? own.shuffle : [],
    );
    const headings = [...columns, ...(own.hasEmptyHeading ? [''] : [])];
    const rows = own.lines.map(({ picks, oddity }) => ({ cells: cellsOf(columns, picks), oddity }));
    const key = ({ cells }: { cells: readonly string[] }): string =>
      own.sortedBy.map((name) => cells[columns.indexOf(name)] ?? '').join(' ');
    if (own.sortedBy.length > 0) rows.sort((a, b) => (key(a) < key(b) ? -1 : 1));
    const lines = rows.map(({ cells, oddity }) => written(cells, { oddity, headings, columns, delimiter }));
    const text = [headings.join(delimiter), ...lines].join(lineEnd) + (own.endsWithNewline ? lineEnd : '');
    const bytes = own.mutations.reduce<Buffer>(
      mutate,
      Buffer.from(text, encoding === 'utf-8' ? 'utf8' : 'latin1'),
    );
    const { header, profile } = read(
      own.shape,
      own.header,
      headings,
      rows.map(({ cells }) => cells),
    );
    const reading: RowsReading = {
      file: 'fravaer.csv',
      header,
      profile,
      serials: undefined,
      skoleOf,
      taken: new Set(taken),
      isWatched: watched === null ? undefined : (id) => id === watched,
    };
    return { bytes, dialect: { encoding, delimiter }, reading };
  });

function shuffled<T>(values: readonly T[], by: readonly number[]): T[] {
  return values
    .map((value, index) => ({ value, order: by[index] ?? index }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ value }) => value);
}

function cellsOf(columns: readonly Heading[], picks: Line['picks']): string[] {
  return columns.map((name, index) => usual[name][(picks[index] ?? 0) % usual[name].length] ?? '');
}

interface Writing {
  readonly oddity: (typeof oddities)[number] | null;
  readonly headings: readonly string[];
  readonly columns: readonly Heading[];
  readonly delimiter: string;
}

function written(cells: readonly string[], { oddity, headings, columns, delimiter }: Writing): string {
  const lines: Record<(typeof oddities)[number] | 'none', readonly string[]> = {
    none: headings.length > columns.length ? [...cells, ''] : cells,
    heading: headings,
    total: ['I alt', ...cells.slice(1)],
    'total-elev': cells.map((cell, index) => (columns[index] === 'ElevID' ? 'Total' : cell)),
    blank: cells.map(() => ''),
    spaces: cells.map(() => ' \u00A0'),
    short: cells.slice(0, -1),
    long: [...cells, '', 'mere'],
    trailing: [...cells, '', ' '],
    quoted: cells.map((cell) => `"${cell}"`),
  };
  return lines[oddity ?? 'none'].join(delimiter);
}

function read(
  shape: string,
  kind: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): { readonly header: Header; readonly profile: Profile } {
  const named = profileOf(shape);
  const place = (name: string): number => headings.indexOf(name) + 1;
  if (kind === 'positions') {
    const columns = Object.fromEntries(
      Object.entries(named.columns).map(([field, [heading]]) => [field, place(String(heading))]),
    );
    const profile = profileOf(shape, { header: false, columns });
    return { profile, header: mapPositions(rows, profile, skoleOf) };
  }
  const { institutionsnummer: _, ...others } = named.columns;
  const profile =
    kind === 'constant'
      ? profileOf(shape, { columns: others, constants: { institutionsnummer: '265001' } })
      : named;
  const header = mapHeader(headings, profile);
  if (!isHeader(header)) throw new Error('the headings do not fit the profile');
  return { profile, header };
}

function mutate(before: Buffer, [place, inserted, removed]: readonly [number, Buffer, number]): Buffer {
  const at = place % (before.length + 1);
  return Buffer.concat([before.subarray(0, at), inserted, before.subarray(at + removed)]);
}

/** A profile of as few columns as can be. */
const few = {
  columns: { institutionsnummer: 'Institutionsnr', elevId: 'ElevID', dato: 'Dato', aarsag: 'Fraværsårsag' },
};

describe('rows that are known by their bytes', () => {
  it('come to what they come to one by one, whatever stands in the file', async () => {
    const runs = Number(process.env['FUZZ_RUNS'] ?? 500);
    let lines = 0;

    await fc.assert(
      fc.asyncProperty(exported, fc.integer({ min: 1, max: 4000 }), async (own, size) => {
        const told = new Set<number>();

        expect(await recognised(own, size, told)).toEqual(await oneByOne(own));
        lines += told.size;
      }),
      { numRuns: runs },
    );
    expect(lines).toBeGreaterThan(runs);
  });

  it.each<[string, string, Parameters<typeof profileOf>[1]]>([
    [
      'a line with a total behind an empty cell',
      'Nr;Skolenavn;Institutionsnr;ElevID;Dato;Fraværsårsag\n' +
        'A;Absalon;265001;E1;02-11-2026;S\n'.repeat(3) +
        ';Absalon;265001;E1;02-11-2026;S\n'.repeat(3) +
        ';I alt;265001;E1;02-11-2026;S\n',
      few,
    ],
    [
      'a line with a total whose number is gone',
      'Nr;Skolenavn;Institutionsnr;ElevID;Dato;Fraværsårsag\n' +
        '1;Absalon;265001;E1;02-11-2026;S\n'.repeat(3) +
        'Sum;Absalon;265001;E1;02-11-2026;S\n',
      few,
    ],
    [
      'the heading once more, though an elev and a code are called so',
      'ElevID;Fraværsårsag\nE1;S\nElevID;S\nElevID;S\nE1;Fraværsårsag\nE1;Fraværsårsag\nElevID;Fraværsårsag\n',
      {
        columns: { elevId: 'ElevID', aarsag: 'Fraværsårsag' },
        constants: { institutionsnummer: '265001', dato: '02-11-2026' },
        aarsager: { S: 'sygdom', Fraværsårsag: 'sygdom' },
      },
    ],
    [
      'one cell more, in which something stands',
      'Institutionsnr;ElevID;Dato;Fraværsårsag\n' +
        '265001;E1;02-11-2026;S;\n'.repeat(3) +
        '265001;E1;02-11-2026;S;mere\n265001;E1;02-11-2026;S\n265001;E1;02-11-2026\n',
      few,
    ],
  ])('are not taken for %s', async (_, text, changes) => {
    const profile = profileOf('dagsliste', changes);
    const header = mapHeader((text.split('\n')[0] ?? '').split(';'), profile);
    if (!isHeader(header)) throw new Error('the headings do not fit the profile');
    const own: Export = {
      bytes: Buffer.from(text),
      dialect: { encoding: 'utf-8', delimiter: ';' },
      reading: {
        file: 'a.csv',
        header,
        profile,
        serials: undefined,
        skoleOf,
        taken: new Set(),
        isWatched: undefined,
      },
    };
    const told = new Set<number>();

    expect(await recognised(own, text.length, told)).toEqual(await oneByOne(own));
    expect(told.size).toBeGreaterThan(0);
  });
});
