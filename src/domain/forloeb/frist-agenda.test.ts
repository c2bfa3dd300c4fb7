import { describe, expect, it } from 'vitest';
import { ABSALON, caseOf, entriesOf, FREDAG, ordinary } from '../../test/arbitraries.ts';
import type { ElevCase } from '../night.ts';
import { noForloeb, standOfElev } from './elev-forloeb.ts';
import { awaitingSamtale, buildFristAgenda } from './frist-agenda.ts';
import { policyFristOptions } from './frister.ts';

function elevWith(elevId: string, samtaledato: string, klasse = '5A'): ElevCase {
  const base = caseOf({ elevId });
  const placering = { ...base.placering, trin: 'bekymrende' as const };
  const forloeb = standOfElev(
    { entries: entriesOf({ samtaledato, tovholder: 'LK' }), firstTold: [], isFristTold: () => false },
    {
      asOf: FREDAG,
      skoledage: ordinary,
      options: policyFristOptions,
      placement: { skole: ABSALON.institutionsnummer },
      placering,
    },
  );
  return { ...base, placement: { ...base.placement, klasse }, placering, forloeb };
}

describe('the frister of a team (R80)', () => {
  it('come earliest first, then by klasse, elev and step', () => {
    const elever = [
      elevWith('b', '2026-11-02', '5A'),
      elevWith('a', '2026-11-02', '5A'),
      elevWith('c', '2026-11-02', '4A'),
      elevWith('d', '2026-10-28', '9A'),
      caseOf({ elevId: 'none' }),
    ];

    const { overdue, dueSoon } = buildFristAgenda({ elever });

    expect(overdue.map(({ elev, frist }) => `${frist.frist} ${elev.elevId} ${frist.step.id}`)).toEqual([
      '2026-11-11 d F2A',
      '2026-11-11 d F2B',
      '2026-11-11 d F2C',
      '2026-11-16 c F2A',
      '2026-11-16 c F2B',
      '2026-11-16 c F2C',
      '2026-11-16 a F2A',
      '2026-11-16 a F2B',
      '2026-11-16 a F2C',
      '2026-11-16 b F2A',
      '2026-11-16 b F2B',
      '2026-11-16 b F2C',
      '2026-11-18 d F2D',
    ]);
    expect(dueSoon.map(({ elev, frist }) => `${frist.frist} ${elev.elevId} ${frist.step.id}`)).toEqual([
      '2026-11-23 c F2D',
      '2026-11-23 a F2D',
      '2026-11-23 b F2D',
      '2026-11-25 d F3',
    ]);
  });
});

describe('who awaits the samtale', () => {
  function waiting(
    elevId: string,
    awaitingSince: ElevCase['forloeb']['awaitingSince'],
    change: ElevCase['change'] = 'unchanged',
  ): ElevCase {
    return caseOf({ elevId, change, forloeb: { ...noForloeb, awaitingSince } });
  }

  it('lists the longest wait first, without those who are news anyway', () => {
    const elever = [
      waiting('a', FREDAG),
      waiting('b', ordinary.between('2026-10-01' as typeof FREDAG, FREDAG)[0]),
      waiting('news', FREDAG, 'new'),
      waiting('none', undefined),
    ];

    expect(awaitingSamtale({ elever }).map(({ elevId }) => elevId)).toEqual(['b', 'a']);
  });
});
