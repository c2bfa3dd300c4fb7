import { describe, expect, it } from 'vitest';
import { coverSkoler } from './coverage.ts';
import type { SkoleCoverage } from './coverage.ts';
import { dato } from './dato.ts';
import type { EksportFields } from '../test/packed.ts';
import {
  eksportOf,
  FREDAG,
  indmeldelseOf,
  LOERDAG,
  MANDAG,
  rowOf,
  settingsOf,
  TORSDAG,
  TRAEKRONER,
} from '../test/arbitraries.ts';

const B = TRAEKRONER.institutionsnummer;

/** What the export covers at Absalons Skole as of FREDAG. */
function coverageOf(fields: EksportFields): SkoleCoverage {
  return coverSkoler(eksportOf(fields), settingsOf())[0]!;
}

describe('elever in the rows and in the roster', () => {
  const rows = [rowOf({ elevId: 'E1' }), rowOf({ elevId: 'E2' }), rowOf({ elevId: 'E3', skole: B })];

  it('counts those that only one of the two holds', () => {
    const indmeldelser = [indmeldelseOf({ elevId: 'E1' }), indmeldelseOf({ elevId: 'E4' })];

    expect(coverageOf({ rows, indmeldelser })).toMatchObject({
      eleverWithRows: 2,
      notInRoster: 1,
      rosterOnly: 1,
    });
  });

  it('misses nobody when there is no roster', () => {
    expect(coverageOf({ rows })).toMatchObject({ eleverWithRows: 2, notInRoster: 0, rosterOnly: 0 });
  });

  it('leaves out elever who have left, and counts movers where they are', () => {
    const indmeldelser = [
      indmeldelseOf({ elevId: 'E1', udmeldt: MANDAG }),
      indmeldelseOf({ elevId: 'E2', skole: B }),
      indmeldelseOf({ elevId: 'E3' }),
    ];

    expect(coverageOf({ rows, indmeldelser })).toMatchObject({ eleverWithRows: 1, notInRoster: 0 });
  });
});

describe('klasser (R14)', () => {
  it('shows the newest row up to the as-of date and the skoledage since', () => {
    const rows = [
      rowOf({ klasse: '5A', dato: dato('2026-11-13') }),
      rowOf({ klasse: '5A', dato: LOERDAG }),
      rowOf({ klasse: '5B', elevId: 'E2', dato: FREDAG }),
    ];

    expect(coverageOf({ rows }).klasser).toEqual([
      // The elev's newest row up to FREDAG is what places the elev; Monday to Friday are five skoledage.
      { klasse: '5A', elever: 1, newestRow: '2026-11-13', silentSkoledage: 5 },
      { klasse: '5B', elever: 1, newestRow: '2026-11-20', silentSkoledage: 0 },
    ]);
  });

  it('knows the klasser of the roster, silent since the first row of the export', () => {
    const rows = [rowOf({ dato: TORSDAG })];
    const indmeldelser = [indmeldelseOf(), indmeldelseOf({ elevId: 'E2', klasse: '7C' })];

    expect(coverageOf({ rows, indmeldelser }).klasser).toContainEqual({
      klasse: '7C',
      elever: 1,
      newestRow: undefined,
      silentSkoledage: 2,
    });
  });

  it('takes a row for the klasse of its elev when the roster writes the klasse otherwise', () => {
    const rows = [rowOf({ klasse: '5. a', dato: TORSDAG })];

    expect(coverageOf({ rows, indmeldelser: [indmeldelseOf({ klasse: '5A' })] }).klasser).toMatchObject([
      { klasse: '5A', newestRow: TORSDAG },
    ]);
  });

  it('does not take rows of last skoleår, of another skole, or of later days for registrations of the klasse', () => {
    const rows = [
      rowOf({ dato: dato('2026-06-01') }),
      rowOf({ dato: TORSDAG, skole: B }),
      rowOf({ dato: LOERDAG }),
    ];

    expect(coverageOf({ rows, indmeldelser: [indmeldelseOf()] }).klasser).toMatchObject([
      { klasse: '5A', newestRow: undefined },
    ]);
  });

  it('is silent for 0 skoledage in an export without rows', () => {
    expect(coverageOf({ indmeldelser: [indmeldelseOf()] }).klasser).toMatchObject([{ silentSkoledage: 0 }]);
  });
});
