// The workbooks as people get them: golden texts, the file's own parts, and who must not stand in them.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { skoleReportInput } from '../domain/report-input.ts';
import {
  AS_OF,
  buildFravaer,
  buildNightReport,
  buildRegistrering,
  buildSkoleInput,
  TJOERNEGAARD,
} from '../test/builders.ts';
import { goldenScene } from '../test/golden-scene.ts';
import { findXlsxFaults, workbookText, zipParts } from '../test/workbook-text.ts';
import { buildForvaltningReport } from './forvaltning-report.ts';
import { buildSkoleReport } from './skole-report.ts';
import { renderWorkbook } from './workbook.ts';

const golden = (name: string): string => `../test/golden/${name}`;

function skoleWorkbook(scene = goldenScene(), institutionsnummer?: string): Promise<Buffer> {
  return renderWorkbook(buildSkoleReport(buildSkoleInput(scene, institutionsnummer)), { asOf: AS_OF });
}

it("is the skole's workbook, cell by cell", async () => {
  await expect(await workbookText(await skoleWorkbook())).toMatchFileSnapshot(golden('skole.xlsx.txt'));
});

it("is the forvaltning's workbook, cell by cell", async () => {
  const bytes = await renderWorkbook(buildForvaltningReport(buildNightReport(goldenScene())), {
    asOf: AS_OF,
  });

  await expect(await workbookText(bytes)).toMatchFileSnapshot(golden('forvaltning.xlsx.txt'));
  expect(findXlsxFaults(bytes)).toEqual([]);
  expect([...zipParts(bytes).values()].join('')).not.toMatch(/Øland|Ærø|Nabo|\be1\b|\bx1\b/);
});

it('gives the same bytes of the same night every time', async () => {
  const input = buildSkoleInput(goldenScene());

  const twice = [1, 2].map(() => renderWorkbook(buildSkoleReport(input), { asOf: AS_OF }));

  const [first, second] = await Promise.all(twice);
  expect(first?.equals(second!)).toBe(true);
});

it('opens without a repair, whatever the names are', async () => {
  const names = [
    '=HYPERLINK("http://evil.example")',
    '+45 12',
    '-1',
    '@SUM(A1)',
    '<b>&amp;"\'',
    'Tab\tog\nlinje',
    '\u0000\u000b\ud800',
    '  luft  ',
    'x'.repeat(40_000),
    '_x0041_',
    'ÆØÅ 漢字 👩‍👧',
  ];
  const rows = names.flatMap((navn, index) =>
    buildFravaer({ elevId: `n${index}`, navn, klasse: '5A' }, { days: 6 }),
  );

  const bytes = await skoleWorkbook({ rows });

  expect(findXlsxFaults(bytes)).toEqual([]);
  const text = await workbookText(bytes);
  for (const shown of names.slice(0, 6).concat('ÆØÅ 漢字 👩‍👧', '_x0041_'))
    expect(text).toContain(JSON.stringify(shown));
});

it('opens without a repair with lists so long that their rows take more digits', async () => {
  const rows = Array.from({ length: 101 }, (_, index) => index).flatMap((index) => [
    ...buildFravaer({ elevId: `a${index}` }, { days: 6 }),
    ...buildFravaer({ elevId: `b${index}` }, { days: 1 }),
  ]);

  expect(findXlsxFaults(await skoleWorkbook({ rows }))).toEqual([]);
});

it("holds no other skole's elev, whoever moved where (R70)", async () => {
  const text = await workbookText(await skoleWorkbook());
  const ofOther = await workbookText(await skoleWorkbook(goldenScene(), TJOERNEGAARD));

  expect(text).not.toMatch(/Nabo|x1/);
  expect(ofOther).toContain('Nabo Elev');
  expect(ofOther).not.toMatch(/Øland|Grøn|Liv Høj/);
});

it("holds no other skole's elev in any municipality (R70)", () => {
  const anyRow = fc.record({
    elev: fc.integer({ min: 1, max: 5 }),
    skole: fc.constantFrom('280101', TJOERNEGAARD),
    day: fc.integer({ min: 1, max: 30 }),
  });
  fc.assert(
    fc.property(fc.array(anyRow, { minLength: 1, maxLength: 60 }), (picks) => {
      const days = buildFravaer({}, { days: 31 });
      const rows = picks.map(({ elev, skole, day }) =>
        buildRegistrering({
          elevId: `id-${elev}-`,
          navn: `Navn-${elev}-`,
          skole,
          dato: days[day]!.dato,
        }),
      );
      const report = buildNightReport({ rows });

      for (const skole of report.night.skoler) {
        const model = JSON.stringify(buildSkoleReport(skoleReportInput(report, skole)));
        const own = new Set(skole.current.elever.map(({ elevId }) => elevId));
        for (const elev of [1, 2, 3, 4, 5])
          if (!own.has(`id-${elev}-`)) expect(model).not.toMatch(new RegExp(`(id|Navn)-${elev}-`));
      }
    }),
    { numRuns: 100 },
  );
});

it('leads from Overblik to the rows, inside the workbook and to no other file', async () => {
  const parts = zipParts(await skoleWorkbook());
  const links = [...parts.values()].flatMap((xml) => xml.match(/<hyperlink [^>]*>/g) ?? []);

  expect(links.length).toBeGreaterThan(5);
  expect(links.every((link) => /location="[^"]+"/.test(link) && !link.includes('r:id'))).toBe(true);
  expect([...parts.values()].join('')).not.toContain('relationships/hyperlink');
  const text = await workbookText(await skoleWorkbook());
  const [, row] = /location="&apos;Alle på trin&apos;!A(\d+)"/.exec(links.join(''))!;
  expect(text.split('=== Alle på trin')[1]).toMatch(new RegExp(`\nC${row} "Massivt skolefravær"`));
});

it('says in words what its picture shows', async () => {
  const drawing = zipParts(await skoleWorkbook()).get('xl/drawings/drawing1.xml');

  expect(drawing).toMatch(
    /<xdr:cNvPr descr="Søjler for hver uge i 4\. kvartal 2026 viser elever på et trin\. Nu, uge 47: /,
  );
});
