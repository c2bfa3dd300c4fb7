// A file read in ranges against the same file read in one go: mutated exports, cut anywhere into ranges, must give the same
// rows, counters and findings on the same lines, or be left to be read in one go.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFravaerFile } from '../read/fravaer-file.ts';
import type { FravaerFile, FravaerWishes } from '../read/fravaer-file.ts';
import { beginRanges, readInThread, readRange } from '../read/ranges.ts';
import type { InRanges, Range } from '../read/ranges.ts';
import type { Profile } from '../read/profile.ts';
import { dagslisteHeading, profileOf, skoleOf, skoler, sourceFile } from './source-files.ts';
import { unpackRows } from './packed.ts';

const lektionslisteHeading = 'Institutionsnr;ElevID;Klasse;Dato;Lektion;LektionerIAlt;Fraværsårsag';

/** Reads bytes in so many ranges; tells how often they could be read so. */
function inRanges(count: number, told = { apart: 0, begun: 0 }): InRanges {
  return {
    leastBytes: 0,
    begin: async (file) => {
      const begun = await beginRanges(file, count, readRange);
      told.begun += 1;
      return (
        begun && {
          ...begun,
          finish: async () => {
            const whole = await begun.finish();
            if (whole !== undefined) told.apart += 1;
            return whole;
          },
        }
      );
    },
  };
}

async function read(
  content: Buffer | string,
  shape: string | Profile,
  wishes: FravaerWishes = {},
): Promise<unknown> {
  const source = await sourceFile(content);
  const profile = typeof shape === 'string' ? profileOf(shape) : shape;
  const { rows, ...rest } = await readFravaerFile(source, profile, skoleOf, wishes);
  return { ...rest, source: undefined, rows: unpackRows(rows) } satisfies Record<keyof FravaerFile, unknown>;
}

const cells = fc.record({
  number: fc.constantFrom('265001', '265099', '265031', '777777', ''),
  elev: fc.constantFrom('E1', 'E2', 'E3', '', 'I alt'),
  klasse: fc.constantFrom('5A', '0.B', 'Åben'),
  dato: fc.constantFrom('02-11-2026', '03-11-2026', '14-11-2026', '31-02-2026', ''),
  aarsag: fc.constantFrom('S', 'Sygdom', 'U', 'Praktik', 'x', ''),
  amount: fc.constantFrom('', 'Hel', '0,25', '1', '6', '99'),
});

const mischief = fc.constantFrom(
  ...[
    '\n',
    '\r',
    '\r\n',
    '\n\n',
    ';',
    '"',
    '""',
    ';"',
    '"\n',
    ' ',
    '\u00A0',
    '\uFEFF',
    `${dagslisteHeading}\n`,
  ].map((text) => Buffer.from(text)),
  ...[0xc3, 0xff, 0x92].map((byte) => Buffer.from([byte])),
);

const exported = fc
  .record({
    shape: fc.constantFrom('dagsliste', 'lektionsliste'),
    titles: fc.constantFrom('', 'Udtræk dannet 20-11-2026\n', 'Fravær\n\n'),
    rows: fc.array(cells, { maxLength: 60, size: 'max' }),
    repeats: fc.integer({ min: 1, max: 3 }),
    lineEnd: fc.constantFrom('\n', '\n', '\n', '\r\n', '\r\n', '\r'),
    mutations: fc.array(fc.tuple(fc.nat(), mischief, fc.nat({ max: 3 })), { maxLength: 4 }),
    endsWithNewline: fc.boolean(),
  })
  .map(({ shape, titles, rows, repeats, lineEnd, mutations, endsWithNewline }) => {
    const lines = rows.flatMap(({ number, elev, klasse, dato, aarsag, amount }) =>
      Array.from({ length: repeats }, (_, lesson) =>
        shape === 'dagsliste'
          ? [number, elev, 'Ida', klasse, '5', dato, aarsag, amount, ''].join(';')
          : [number, elev, klasse, dato, String(lesson + 1), amount, aarsag].join(';'),
      ),
    );
    const heading = shape === 'dagsliste' ? dagslisteHeading : lektionslisteHeading;
    const text = titles + [heading, ...lines].join(lineEnd) + (endsWithNewline ? lineEnd : '');
    const bytes = mutations.reduce<Buffer>((before, [place, inserted, removed]) => {
      const at = place % (before.length + 1);
      return Buffer.concat([before.subarray(0, at), inserted, before.subarray(at + removed)]);
    }, Buffer.from(text));
    return { shape, bytes };
  });

describe('a file in ranges', () => {
  it('comes to what it comes to in one go, whatever stands in it', async () => {
    const told = { apart: 0, begun: 0 };
    const runs = Number(process.env['FUZZ_RUNS'] ?? 300);

    await fc.assert(
      fc.asyncProperty(exported, fc.integer({ min: 2, max: 7 }), async ({ shape, bytes }, count) => {
        const apart = await read(bytes, shape, { skoler, inRanges: inRanges(count, told) });

        expect(apart).toEqual(await read(bytes, shape));
      }),
      { numRuns: runs },
    );
    expect(told.apart).toBeGreaterThan(runs / 4);
  });

  it('is read in one go when a quote is open where it would be cut', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, day) => `265001;E1;"I\nda";5A;5;${day % 28 || 1}-11-2026;S;;`,
    );
    const content = [dagslisteHeading, ...rows, '265001;E1;"Ida;5A;5;02-11-2026;S;;', ''].join('\n');
    const told = { apart: 0, begun: 0 };

    const apart = await read(content, 'dagsliste', { skoler, inRanges: inRanges(5, told) });

    expect(apart).toEqual(await read(content, 'dagsliste'));
    expect(told.apart).toBe(0);
  });

  it('tells no more findings of a kind than a file in one go', async () => {
    const rows = Array.from({ length: 12_000 }, (_, row) => `265001;E${row};;5A;5;x;S;;`);
    const content = [dagslisteHeading, ...rows, ''].join('\n');

    const apart = await read(content, 'dagsliste', { skoler, inRanges: inRanges(3) });

    expect(apart).toEqual(await read(content, 'dagsliste'));
  });

  it.each([
    ['what comes late is no UTF-8', Buffer.of(0xc6), 2],
    ['what comes late is no text', Buffer.alloc(8), 1],
    ['a quote is open at the end', Buffer.from(';"'), 1],
  ])('is what it turns out to be when %s', async (_, late, timesBegun) => {
    // Without a letter by which the encoding could be told from the beginning.
    const heading = 'Skole;ElevID;Dato;Kode';
    const [institutionsnummer = '', elevId = '', day = '', aarsag = ''] = heading.split(';');
    const shape = profileOf('dagsliste', { columns: { institutionsnummer, elevId, dato: day, aarsag } });
    const rows = Array.from(
      { length: 40_000 },
      (_, row) => `265001;E${row % 7};${(row % 28) + 1}-11-2026;Sygdom`,
    );
    const content = Buffer.concat([Buffer.from([heading, ...rows, ''].join('\n')), late]);
    const told = { apart: 0, begun: 0 };

    const apart = await read(content, shape, { skoler, inRanges: inRanges(3, told) });

    expect(apart).toEqual(await read(content, shape));
    expect(told.begun).toBe(timesBegun);
  });

  it('is read no further elsewhere when it turns out to be unreadable', async () => {
    const rows = Array.from({ length: 40_000 }, () => '265001;E1;5A;02-11-2026;1;6;Sygdom');
    const content = Buffer.concat([Buffer.from([lektionslisteHeading, ...rows].join('\n')), Buffer.alloc(8)]);
    let stopped = 0;
    const untilStopped = (_: Range, stop: AbortSignal): Promise<undefined> =>
      new Promise((resolve) => {
        stop.addEventListener('abort', () => {
          stopped += 1;
          resolve(undefined);
        });
      });
    const forEver: InRanges = { leastBytes: 0, begin: (file) => beginRanges(file, 3, untilStopped) };

    await read(content, 'lektionsliste', { skoler, inRanges: forEver });

    expect(stopped).toBe(2);
  });

  it('may be read in threads', async () => {
    const rows = Array.from({ length: 500 }, (_, row) => `265001;E${row};5A;02-11-2026;${row % 8};6;S`);
    const content = [lektionslisteHeading, ...rows, ''].join('\n');
    const threads: InRanges = { leastBytes: 0, begin: (file) => beginRanges(file, 2, readInThread) };

    const apart = await read(content, 'lektionsliste', { skoler, inRanges: threads });

    expect(apart).toEqual(await read(content, 'lektionsliste'));
  });
});
