import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRows, FREDAG, MANDAG, rowOf, TIRSDAG } from '../test/arbitraries.ts';
import { rowsOf, stretchesIn, unpackRows } from '../test/packed.ts';
import type { Registrering } from './registrering.ts';
import { changeElever, joinRows, noRows, registreringerOf, stretchesByElev } from './rows.ts';

/** The lessons of a day, on lines of their own. */
function lessons(count: number, fields: Partial<Registrering> = {}, firstLine = 2): Registrering[] {
  return Array.from({ length: count }, (_, index) =>
    rowOf({
      lektion: String(index + 1),
      source: { file: 'fravaer.csv', line: firstLine + index },
      ...fields,
    }),
  );
}

describe('packed rows', () => {
  it('come out as they went in, whole and by elev', () => {
    fc.assert(
      fc.property(anyRows(), (rows) => {
        const packed = rowsOf(rows);
        const ofElev = stretchesByElev(packed);

        expect(unpackRows(packed)).toEqual(rows);
        expect(packed.count).toBe(rows.length);
        for (const elevId of ['E1', 'E2', 'E3', 'E4']) {
          expect(registreringerOf(ofElev(elevId))).toEqual(rows.filter((row) => row.elevId === elevId));
        }
      }),
    );
  });

  it('of several files come out in the order of the files', () => {
    fc.assert(
      fc.property(fc.array(anyRows(), { maxLength: 4 }), (files) => {
        expect(unpackRows(joinRows(files.map(rowsOf)))).toEqual(files.flat());
      }),
    );
  });

  it('keep the lessons of a day as one stretch, and those of every such day as one saying', () => {
    const packed = rowsOf([...lessons(6), ...lessons(6, { dato: TIRSDAG, elevId: 'E2' }, 8)]);

    expect(stretchesIn(packed).map(({ firstLine, said }) => [firstLine, said.length])).toEqual([
      [2, 6],
      [8, 6],
    ]);
    expect(packed.stretches).toHaveLength(8);
    expect(packed.sayings).toHaveLength(6);
  });

  it('begin a new stretch with another date, elev or file, after a line left out, and after a day of lessons', () => {
    const at = (line: number, fields: Partial<Registrering> = {}): Registrering =>
      rowOf({ source: { file: 'fravaer.csv', line }, ...fields });
    const rows = [
      at(2, { dato: MANDAG }),
      at(3, { dato: FREDAG }),
      at(4, { elevId: 'E2' }),
      at(6, { elevId: 'E2' }),
      at(7, { elevId: 'E2', source: { file: 'b.csv', line: 7 } }),
      ...lessons(17, {}, 8),
    ];
    const packed = rowsOf(rows);

    expect(stretchesIn(packed).map(({ firstLine }) => firstLine)).toEqual([2, 3, 4, 6, 7, 8, 24]);
    expect(unpackRows(packed)).toEqual(rows);
  });

  it('share the line of a row that gives several', () => {
    const spanning = { kind: 'month' as const, first: MANDAG, isSetAside: false };
    const source = { file: 'fravaer.csv', line: 2 };
    const rows = [rowOf({ dato: MANDAG, spanning, source }), rowOf({ dato: MANDAG, spanning, source })];

    expect(unpackRows(rowsOf(rows))).toEqual(rows);
  });

  it('say something else of every elev when told so', () => {
    const changed = changeElever(rowsOf(lessons(3)), (elev) => ({ ...elev, navn: 'Alias' }));

    expect(unpackRows(changed).map(({ navn }) => navn)).toEqual(['Alias', 'Alias', 'Alias']);
  });

  it('of nobody are none', () => {
    expect(unpackRows(noRows)).toEqual([]);
    expect(stretchesByElev(noRows)('E1')).toEqual([]);
    expect(joinRows([])).toEqual(noRows);
  });
});
