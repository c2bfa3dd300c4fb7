import { describe, expect, it } from 'vitest';
import {
  ABSALON,
  FREDAG,
  LOERDAG,
  MANDAG,
  rowOf,
  settingsOf,
  TIRSDAG,
  TORSDAG,
  TRAEKRONER,
} from '../test/arbitraries.ts';
import { rowsOf } from '../test/packed.ts';
import { dato } from './dato.ts';
import type { Registrering } from './registrering.ts';
import { gatherSkoleRows, newestPerFile } from './skole-rows.ts';
import type { SkoleRows } from './skole-rows.ts';

/** What the rows come to for Absalons Skole. */
function gather(...rows: readonly Registrering[]): SkoleRows | undefined {
  return gatherSkoleRows(rowsOf(rows), settingsOf()).get(ABSALON.institutionsnummer);
}

describe('the rows of a skole', () => {
  it('are counted in the kvartal, and their elever once each', () => {
    const rows = [
      rowOf({ dato: MANDAG, lektion: '1' }),
      rowOf({ dato: MANDAG, lektion: '2' }),
      rowOf({ elevId: 'E2', dato: LOERDAG }),
      rowOf({ elevId: 'E3', dato: dato('2026-09-30') }),
      rowOf({ elevId: 'E4', skole: TRAEKRONER.institutionsnummer }),
    ];

    expect(gather(...rows)?.inKvartal).toEqual({ rows: 3, elever: 2 });
  });

  it('are data only when some of the kvartal lie on or before the as-of date', () => {
    expect(gather(rowOf({ dato: FREDAG }))?.hasData).toBe(true);
    expect(gather(rowOf({ dato: LOERDAG }))?.hasData).toBe(false);
    expect(gather(rowOf({ dato: dato('2026-09-30') }))?.hasData).toBe(false);
    expect(gather()).toBeUndefined();
  });

  it('reach from the oldest to the newest up to the as-of date, of any kind of row (R14)', () => {
    const rows = [
      rowOf({ dato: TORSDAG, aarsag: 'none' }),
      rowOf({ dato: MANDAG }),
      rowOf({ dato: LOERDAG }),
    ];

    expect(gather(...rows)?.span).toEqual({ oldest: MANDAG, newest: TORSDAG });
    expect(gather(rowOf({ dato: LOERDAG }))?.span).toBeUndefined();
  });

  it('are as new as the first date of an interval, which may have been registered long before its last', () => {
    const spanning = { kind: 'interval' as const, first: MANDAG, isSetAside: false };

    expect(gather(rowOf({ spanning }), rowOf({ dato: TORSDAG, spanning }))?.span?.newest).toBe(MANDAG);
  });

  it('are as new in a klasse as its newest row up to the as-of date, also one that is no fravær', () => {
    const rows = [
      rowOf({ klasse: '5A', dato: MANDAG }),
      rowOf({ klasse: '5A', dato: TORSDAG, aarsag: 'none' }),
      rowOf({ klasse: '5A', dato: LOERDAG }),
      rowOf({ klasse: '5B', dato: TIRSDAG }),
      rowOf({ klasse: '5C', dato: LOERDAG }),
      rowOf({ klasse: '5D', dato: dato('2026-06-01') }),
    ];

    expect([...(gather(...rows)?.newestPerKlasse ?? [])]).toEqual([
      ['5A', TORSDAG],
      ['5B', TIRSDAG],
    ]);
  });
});

it('the newest row of each file is known, and that a file has none yet', () => {
  const inFile = (file: string, day: typeof MANDAG): Registrering =>
    rowOf({ dato: day, source: { file, line: 2 } });
  const rows = rowsOf([
    inFile('a', MANDAG),
    inFile('a', TIRSDAG),
    inFile('a', LOERDAG),
    inFile('b', LOERDAG),
  ]);

  expect([...newestPerFile(rows, FREDAG)]).toEqual([
    ['a', TIRSDAG],
    ['b', undefined],
  ]);
});
