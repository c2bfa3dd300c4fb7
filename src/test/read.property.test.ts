// Whatever stands in the files: reading never crashes, and every row lands in exactly one counter (R61).
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadConfig } from '../config/load.ts';
import type { Eksport } from '../domain/eksport.ts';
import { AppError } from '../errors.ts';
import { readEksport } from '../read/read-eksport.ts';
import { countersOf } from './arbitraries.ts';
import { configText, dagslisteHeading, temporaryFolder, writeFiles } from './source-files.ts';
import type { Content } from './source-files.ts';

/** Reads contents one after the other from one folder; undefined for one that is refused as a whole. */
async function reader(): Promise<(content: Content) => Promise<Eksport | undefined>> {
  const folder = await temporaryFolder();
  await writeFiles(folder, { 'config.yaml': configText });
  const loaded = await loadConfig(path.join(folder, 'config.yaml'));
  return async (content) => {
    await writeFiles(folder, { 'fravaer.csv': content });
    try {
      return (await readEksport(loaded)).eksport;
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  };
}

function expectCountersAddUp(eksport: Eksport): void {
  const sum = Object.values(countersOf(eksport)).reduce((total, rows) => total + rows, 0);
  expect(sum).toBe(eksport.rowsRead);
}

it('reads any bytes, or refuses them with a reason', async () => {
  const read = await reader();

  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
      const eksport = await read(bytes);

      if (eksport !== undefined) expectCountersAddUp(eksport);
    }),
    { numRuns: 100 },
  );
});

it('reads any bytes under a right heading, or refuses them with a reason', async () => {
  const read = await reader();

  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
      const eksport = await read(Buffer.concat([Buffer.from(`${dagslisteHeading}\n`), bytes]));

      if (eksport !== undefined) expectCountersAddUp(eksport);
    }),
    { numRuns: 100 },
  );
});

const cells = {
  institutionsnummer: ['265001', '265099', '265031', '777777', '', ' 265001 '],
  elevId: ['E1', 'E2', '', '010203-1234'],
  klasse: ['5A', '0.B', 'Spec'],
  dato: ['02-11-2026', '01-10-2026', '14-11-2026', '30-09-2026', '31-02-2026', '01-01-2027', ''],
  aarsag: ['S', 'Sygdom', 'L', 'U', 'F', 'x', ''],
  omfang: ['', 'Hel', 'Halv', '0,25', '0', '2', '½'],
};

const anyCell = (usual: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );

const anyRow = fc.tuple(
  anyCell(cells.institutionsnummer),
  anyCell(cells.elevId),
  fc.constant(''),
  anyCell(cells.klasse),
  fc.constantFrom('5', ''),
  anyCell(cells.dato),
  anyCell(cells.aarsag),
  anyCell(cells.omfang),
  fc.constant(''),
);

it('counts every row once, whatever its cells say, and shows no elev-id (R61, R62)', async () => {
  const read = await reader();
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { maxLength: 12 }), async (rows) => {
      const lines = rows.map((row) => row.map(quoted).join(';'));
      const eksport = await read([dagslisteHeading, ...lines, ''].join('\n'));

      if (eksport === undefined) return;
      expect(eksport.rowsRead).toBe(rows.length);
      expectCountersAddUp(eksport);
      expect(JSON.stringify(eksport.findings)).not.toMatch(/010203|E[12]\b/);
    }),
    { numRuns: 100 },
  );
});
