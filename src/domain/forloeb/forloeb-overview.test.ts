import { describe, expect, it } from 'vitest';
import { addDays, dato } from '../dato.ts';
import { countCases } from '../counts.ts';
import type { ElevCase, SkoleNight } from '../night.ts';
import type { Skole } from '../skole.ts';
import {
  ABSALON,
  caseOf,
  entriesOf,
  entryOf,
  FREDAG,
  K4,
  ordinary,
  TRAEKRONER,
} from '../../test/arbitraries.ts';
import { standOfElev } from './elev-forloeb.ts';
import type { FirstTold } from './elev-forloeb.ts';
import type { ForloebField } from './fields.ts';
import { buildForloebOverview } from './forloeb-overview.ts';
import { policyFristOptions } from './frister.ts';

interface Facts {
  readonly values?: Partial<Record<ForloebField, string>>;
  readonly opfoelgninger?: readonly string[];
  readonly flaggedOn?: string;
  readonly skole?: Skole;
}

let nextElev = 0;

function elevWith({ values = {}, opfoelgninger = [], flaggedOn, skole = ABSALON }: Facts): ElevCase {
  nextElev += 1;
  const base = caseOf({ elevId: `E${nextElev}` });
  const placement = { ...base.placement, skole: skole.institutionsnummer };
  const placering = { ...base.placering, trin: 'bekymrende' as const };
  const firstTold: FirstTold[] =
    flaggedOn === undefined
      ? []
      : [{ skole: skole.institutionsnummer, kvartal: K4, trin: 'bekymrende', asOf: dato(flaggedOn) }];
  const entries = [...entriesOf(values), ...opfoelgninger.map((day) => entryOf('opfoelgning', day))];
  const forloeb = standOfElev(
    { entries, firstTold, isFristTold: () => false },
    { asOf: FREDAG, skoledage: ordinary, options: policyFristOptions, placement, placering },
  );
  return { ...base, placement, placering, forloeb };
}

function skoleWith(
  skole: Skole,
  cases: readonly ElevCase[],
  status: SkoleNight['status'] = 'screened',
): SkoleNight {
  return {
    skole,
    status,
    notices: [],
    acceptedGates: [],
    size: { rows: 0, elever: 0 },
    rowsRead: 0,
    rowsRejected: 0,
    newestRow: undefined,
    newestRowPerKlasse: new Map(),
    klasseSignaler: [],
    udmeldt: 0,
    current: { kvartal: K4, elever: cases, counts: countCases(cases) },
    late: undefined,
  };
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const others = (count: number): ElevCase[] => times(count, () => caseOf());

describe('the forløb of the skoler in counts (R76)', () => {
  const waiting = times(6, () => elevWith({}));
  const late = times(7, () => elevWith({ values: { samtaledato: '2026-11-02', tovholder: 'LK' } }));
  const planned = times(5, () =>
    elevWith({ values: { samtaledato: '2026-10-20', F2D: '2026-11-02', 'handleplan-needed': 'ja' } }),
  );

  it('by fase and by overdue step, skole by skole and in all', () => {
    const absalon = skoleWith(ABSALON, [...waiting, ...late, ...planned, ...others(60)]);
    const traekroner = skoleWith(TRAEKRONER, [...times(8, () => elevWith({})), ...others(60)]);

    const [kommune, first, second] = buildForloebOverview([absalon, traekroner], FREDAG);

    expect(first?.counts).toMatchObject({
      running: 12,
      opsporing: 0,
      kortlaegning: 7,
      handleplan: 5,
      'awaiting-samtale': 6,
      'overdue F2A': 12,
      'overdue F2D': 0,
      'overdue F3': 5,
    });
    expect(second?.counts).toMatchObject({ running: 0, 'awaiting-samtale': 8 });
    expect(kommune?.counts).toMatchObject({ running: 12, 'awaiting-samtale': 14 });
  });

  it('withholds what may point at an elev, and leaves out a refused skole', () => {
    const small = skoleWith(ABSALON, [...late.slice(0, 2), ...others(30)]);
    const refused = skoleWith(TRAEKRONER, late, 'refused');

    const rows = buildForloebOverview([small, refused], FREDAG);

    expect(rows).toHaveLength(2);
    expect(rows[1]?.counts).toMatchObject({
      running: 'withheld',
      kortlaegning: 'withheld',
      'awaiting-samtale': 0,
    });
  });

  it('medians from being told to the samtale and from the samtale to the handleplan, of five or more', () => {
    const samtaler = ['2026-10-12', '2026-10-14', '2026-10-16', '2026-10-20', '2026-10-30'];
    const cases = samtaler.map((samtaledato) =>
      elevWith({ flaggedOn: '2026-10-06', values: { samtaledato, F3: addDays(dato(samtaledato), 20) } }),
    );
    const withConcern = elevWith({ values: { vurdering: '2026-10-01', samtaledato: '2026-10-02' } });

    const [five] = buildForloebOverview([skoleWith(ABSALON, cases)], FREDAG);
    const [six] = buildForloebOverview([skoleWith(ABSALON, [...cases, withConcern])], FREDAG);
    const [four] = buildForloebOverview([skoleWith(ABSALON, cases.slice(1))], FREDAG);

    expect(five).toMatchObject({ daysToSamtale: 10, daysToHandleplan: 20 });
    expect(six?.daysToSamtale).toBe(9);
    expect(four).toMatchObject({ daysToSamtale: undefined, daysToHandleplan: undefined });
  });

  it('the share of opfølgninger held in time counts those that are overdue, and not those still to come', () => {
    const base = { samtaledato: '2026-03-02', F3: '2026-03-30' };
    const inTime = elevWith({ values: base, opfoelgninger: ['2026-06-01', '2026-08-20', '2026-11-02'] });
    const lateOne = elevWith({ values: base, opfoelgninger: ['2026-11-02'] });
    const never = elevWith({ values: base });

    const [row] = buildForloebOverview([skoleWith(ABSALON, [inTime, lateOne, never])], FREDAG);

    expect(row?.followedUpInTime).toBe(3 / 5);
  });

  it('looks back a year', () => {
    const cases = times(5, () => elevWith({ values: { samtaledato: '2025-11-20', F3: '2025-12-01' } }));
    const younger = times(5, () => elevWith({ values: { samtaledato: '2025-11-21', F3: '2025-12-01' } }));

    expect(buildForloebOverview([skoleWith(ABSALON, cases)], FREDAG)[0]?.daysToHandleplan).toBeUndefined();
    expect(buildForloebOverview([skoleWith(ABSALON, younger)], FREDAG)[0]?.daysToHandleplan).toBe(10);
  });
});
