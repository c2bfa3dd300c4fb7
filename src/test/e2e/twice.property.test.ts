// Property 7: whatever the export holds, the same night run twice changes nothing and mails nobody the second time.
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ABSALON, absent, plusDays, skoledage, TREKRONER } from './export.ts';
import type { Row } from './export.ts';
import { filesUnder, stateRows } from './folder.ts';
import { createKommune, newsOf } from './kommune.ts';

const days = skoledage('2026-09-01', 50);

const anyRow: fc.Arbitrary<Row[]> = fc
  .record({
    elev: fc.constantFrom('E1', 'E2', 'E3', 'E4', ''),
    skole: fc.constantFrom(ABSALON, TREKRONER, '265099', '999999'),
    aarsag: fc.constantFrom('Sygdom', 'L', 'Ulovligt', 'For sent', 'Hvad?'),
    omfang: fc.constantFrom('Hel', 'Halv', '0,25', 'to', ''),
    first: fc.nat({ max: days.length - 1 }),
    length: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ elev, first, length, ...fields }) => absent(elev, days.slice(first, first + length), fields));

const anyNight = fc.array(anyRow, { maxLength: 12 }).map((spells) => spells.flat());

it('changes nothing and mails nobody the second time, for any two nights', async () => {
  const kommune = createKommune();
  let night = 0;
  await fc.assert(
    fc.asyncProperty(anyNight, async (rows) => {
      // One state through all of them, so that each night also meets what earlier ones have told.
      night += 1;
      const asOf = `2026-11-${String(night).padStart(2, '0')}`;
      kommune.layOut(asOf, rows);
      const first = await kommune.run(asOf);
      const state = stateRows(kommune);
      const files = filesUnder(path.join(kommune.folder, 'reports'));

      const second = await kommune.run(asOf, { clock: () => new Date(`${plusDays(asOf, 1)}T14:00:00Z`) });

      expect(newsOf(second)).toEqual([]);
      expect(second.outcome).toBe(first.outcome);
      expect(stateRows(kommune)).toEqual(state);
      expect(filesUnder(path.join(kommune.folder, 'reports'))).toEqual(files);
    }),
    { numRuns: 15, endOnFailure: true },
  );
});
