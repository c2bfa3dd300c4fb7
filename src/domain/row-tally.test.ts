import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ABSALON,
  anyDato,
  anyEksport,
  countersOf,
  eksportOf,
  K3,
  K4,
  LOERDAG,
  rowOf,
  settingsOf,
  TIRSDAG,
} from '../test/arbitraries.ts';
import { dato } from './dato.ts';
import type { Finding } from './finding.ts';
import type { Kvartal } from './kvartal.ts';
import type { Registrering } from './registrering.ts';
import { tallyRows } from './row-tally.ts';
import { traceElever } from './screening.ts';

describe('counters (R61)', () => {
  it('puts every row into exactly one counter', () => {
    const eksport = eksportOf({
      rows: [
        rowOf(),
        rowOf(),
        rowOf({ dato: TIRSDAG, aarsag: 'none' }),
        rowOf({ dato: dato('2026-11-14') }),
        rowOf({ dato: dato('2026-09-30') }),
        rowOf({ dato: LOERDAG }),
        rowOf({ elevId: 'E9', dato: LOERDAG }),
        rowOf({ elevId: 'E9', dato: LOERDAG }),
        rowOf({ elevId: 'E9', dato: dato('2027-01-04') }),
      ],
      sortedOut: new Map([
        ['other-skole', 3],
        ['quarantined-dato', 2],
      ]),
    });

    expect(countersOf(eksport)).toEqual({
      counted: 1,
      duplicate: 2,
      'not-absence': 1,
      'not-skoledag': 1,
      'outside-kvartal': 2,
      'after-as-of': 2,
      'other-skole': 3,
      'quarantined-dato': 2,
    });
  });

  it('add up to the rows read, for any export and as-of date', () => {
    fc.assert(
      fc.property(anyEksport, anyDato(), (eksport, asOf) => {
        const counters = countersOf(eksport, settingsOf({ asOf }));

        expect(Object.values(counters).reduce((sum, count) => sum + count, 0)).toBe(eksport.rowsRead);
      }),
    );
  });
});

describe('findings about days that are no skoledag (R9, R62)', () => {
  function offDaysOf(rows: readonly Registrering[], ofKvartal: Kvartal): readonly Finding[] {
    const tally = tallyRows(ofKvartal, new Map());
    traceElever(eksportOf({ rows }), settingsOf(), tally.see);
    return tally.offDays;
  }

  it('name file, line, skole and date, and never a person', () => {
    const source = { file: 'fravaer.csv', line: 7 };
    const findings = offDaysOf([rowOf(), rowOf({ dato: dato('2026-11-14'), source })], K4);

    expect(findings).toEqual([
      {
        code: 'not-skoledag',
        severity: 'info',
        file: 'fravaer.csv',
        line: 7,
        institutionsnummer: ABSALON.institutionsnummer,
        detail: { dato: '2026-11-14' },
      },
    ]);
    expect(JSON.stringify(findings)).not.toMatch(/E1|Ida|Ågård/);
  });

  it('are about the kvartal that is screened', () => {
    const rows = [rowOf({ dato: dato('2026-09-26') })];

    expect(offDaysOf(rows, K4)).toEqual([]);
    expect(offDaysOf(rows, K3)).toHaveLength(1);
  });

  it('are as many as there are, also of one elev', () => {
    const rows = Array.from({ length: 200_000 }, (_, index) =>
      rowOf({ dato: LOERDAG, lektion: String(index), source: { file: 'fravaer.csv', line: index + 2 } }),
    );

    const tally = tallyRows(K4, new Map());
    traceElever(eksportOf({ rows }), settingsOf({ asOf: LOERDAG }), tally.see);

    expect(tally.offDays).toHaveLength(rows.length);
  });
});
