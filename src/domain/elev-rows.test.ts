import { describe, expect, it } from 'vitest';
import {
  ABSALON,
  FREDAG,
  K3,
  K4,
  LOERDAG,
  MANDAG,
  ordinary,
  rowOf,
  settingsOf,
  TIRSDAG,
  TRAEKRONER,
} from '../test/arbitraries.ts';
import { addDays, dato } from './dato.ts';
import { elevRowsOf } from './elev-rows.ts';
import type { ElevRows } from './elev-rows.ts';
import { ONE_DAY } from './fravaersdage.ts';
import type { Registrering } from './registrering.ts';
import { dateJudge } from './judged-dates.ts';
import { stretchesOf } from '../test/packed.ts';

function keep(...rows: readonly Registrering[]): ElevRows {
  const settings = settingsOf();
  return elevRowsOf(dateJudge()(stretchesOf(rows), { ...settings, klassetrin: 5 }), {
    asOf: settings.asOf,
    skole: ABSALON.institutionsnummer,
    skoledage: ordinary,
  });
}

describe('what is kept of the rows of an elev', () => {
  it('is the last date, also one to come', () => {
    expect(keep(rowOf({ dato: LOERDAG }), rowOf({ dato: MANDAG })).lastDate).toBe(LOERDAG);
    expect(keep().lastDate).toBeUndefined();
  });

  it('are the dates on which somebody registered, once each and in order (R53)', () => {
    const kept = keep(
      rowOf({ dato: TIRSDAG }),
      rowOf({ dato: MANDAG, lektion: '1' }),
      rowOf({ dato: MANDAG, lektion: '2', aarsag: 'none' }),
      rowOf({ dato: FREDAG, aarsag: 'ekstraordinaer-frihed' }),
      rowOf({ dato: dato('2026-11-01'), isMonthSum: true }),
    );

    expect(kept.registeredOn).toEqual([MANDAG, TIRSDAG]);
  });

  it('is where else rows count, kvartal by kvartal (R11)', () => {
    const skole = TRAEKRONER.institutionsnummer;
    const kept = keep(
      rowOf({ dato: dato('2026-09-01'), skole }),
      rowOf({ dato: dato('2026-09-02'), skole }),
      rowOf({ dato: MANDAG }),
      rowOf({ dato: TIRSDAG, skole }),
      rowOf({ dato: dato('2026-06-01'), skole, aarsag: 'none' }),
    );

    expect(kept.countedElsewhere).toEqual([
      { kvartal: K3, skole },
      { kvartal: K4, skole },
    ]);
  });

  it('is the absence registered for skoledage to come (R10)', () => {
    const nextMonday = addDays(FREDAG, 3);

    expect(keep(rowOf({ dato: LOERDAG }), rowOf({ dato: nextMonday }), rowOf()).planned).toMatchObject({
      total: ONE_DAY,
      days: [{ dato: nextMonday }],
    });
  });
});
