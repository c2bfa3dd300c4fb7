import { describe, expect, it } from 'vitest';
import { dato } from '../dato.ts';
import type { Indsatstrin, TrinMedIndsats } from '../indsatstrin.ts';
import type { Kvartal } from '../kvartal.ts';
import { ABSALON, entriesOf, entryOf, FREDAG, K3, K4, ordinary, TRAEKRONER } from '../../test/arbitraries.ts';
import { dueFristKeys, standOfElev, untoldFrister, vurderingOf } from './elev-forloeb.ts';
import type { ElevForloeb, FirstTold, ForloebMemory } from './elev-forloeb.ts';
import type { ForloebEntry } from './forloeb.ts';
import { policyFristOptions } from './frister.ts';

const HERE = ABSALON.institutionsnummer;

function toldOf(trin: TrinMedIndsats, asOf: string, kvartal: Kvartal = K4, skole = HERE): FirstTold {
  return { trin, asOf: dato(asOf), kvartal, skole };
}

interface Facts {
  readonly entries?: readonly ForloebEntry[];
  readonly firstTold?: readonly FirstTold[];
  readonly toldFrister?: readonly string[];
  readonly trin?: Indsatstrin;
  readonly crossed?: string;
  readonly asOf?: string;
  readonly skole?: string;
}

function standOf(facts: Facts): ElevForloeb {
  const { entries = [], firstTold = [], toldFrister = [], trin = 'bekymrende', asOf = FREDAG } = facts;
  const memory: ForloebMemory = {
    entries,
    firstTold,
    isFristTold: (skole, key) => skole === HERE && toldFrister.includes(key),
  };
  return standOfElev(memory, {
    asOf: dato(asOf),
    skoledage: ordinary,
    options: policyFristOptions,
    placement: { skole: facts.skole ?? HERE },
    placering: { trin, crossed: facts.crossed === undefined ? undefined : dato(facts.crossed) },
  });
}

const closing = { tilbagefaldsplan: '2026-11-10', brobygning: 'nej', afsluttet: '2026-11-10' };

describe('since when an elev awaits the samtale', () => {
  it('is the day the skole was first told of bekymrende fravær', () => {
    const firstTold = [
      toldOf('tidlig-indsats', '2026-10-12'),
      toldOf('bekymrende', '2026-10-28'),
      toldOf('massivt', '2026-11-12'),
    ];

    expect(standOf({ firstTold, trin: 'massivt' }).awaitingSince).toBe('2026-10-28');
  });

  it('is today when it is told now, and nothing below bekymrende or once the samtale is held', () => {
    const firstTold = [toldOf('bekymrende', '2026-10-28')];

    expect(standOf({}).awaitingSince).toBe(FREDAG);
    expect(standOf({ firstTold, trin: 'tidlig-indsats' }).awaitingSince).toBeUndefined();
    expect(
      standOf({ firstTold, entries: entriesOf({ samtaledato: '2026-11-02' }) }).awaitingSince,
    ).toBeUndefined();
  });

  it('reaches back over kvartaler in a row, at whatever skole, but not over a kvartal without', () => {
    const inRow = [toldOf('bekymrende', '2026-09-10', K3, TRAEKRONER.institutionsnummer)];
    const broken = [toldOf('bekymrende', '2026-03-10', '2026K1' as Kvartal)];

    expect(standOf({ firstTold: [...inRow, toldOf('bekymrende', '2026-10-28')] }).awaitingSince).toBe(
      '2026-09-10',
    );
    expect(standOf({ firstTold: inRow }).awaitingSince).toBe('2026-09-10');
    expect(standOf({ firstTold: [...broken, toldOf('bekymrende', '2026-10-28')] }).awaitingSince).toBe(
      '2026-10-28',
    );
  });

  it('is the day of the concern when that came first', () => {
    const entries = entriesOf({ vurdering: '2026-10-20' });

    expect(standOf({ entries }).awaitingSince).toBe('2026-10-20');
    expect(standOf({ entries, firstTold: [toldOf('bekymrende', '2026-10-28')] }).awaitingSince).toBe(
      '2026-10-20',
    );
  });

  it('starts anew after a closed forløb, and not for the trin it was closed on', () => {
    const entries = entriesOf({ samtaledato: '2026-10-01', ...closing });
    const firstTold = [toldOf('bekymrende', '2026-10-28')];

    expect(standOf({ entries, firstTold, crossed: '2026-10-27' }).awaitingSince).toBeUndefined();
    expect(standOf({ entries, firstTold, crossed: '2026-11-11', trin: 'massivt' }).awaitingSince).toBe(
      FREDAG,
    );
    expect(
      standOf({
        entries,
        firstTold: [...firstTold, toldOf('massivt', '2026-11-16')],
        crossed: '2026-11-11',
        trin: 'massivt',
      }).awaitingSince,
    ).toBe('2026-11-16');
  });

  it('leaves out what was told on the day the forløb before was closed', () => {
    const entries = entriesOf({ samtaledato: '2026-10-01', ...closing });
    const firstTold = [toldOf('bekymrende', '2026-11-10')];

    expect(standOf({ entries, firstTold, crossed: '2026-11-11', trin: 'massivt' }).awaitingSince).toBe(
      FREDAG,
    );
  });
});

describe('a trin that is no alarm (R44)', () => {
  const running = entriesOf({ samtaledato: '2026-10-30' });

  it.each<[string, Facts, boolean]>([
    ['told in the forløb', { entries: running, firstTold: [toldOf('bekymrende', '2026-10-28')] }, true],
    ['a lower one', { entries: running, firstTold: [toldOf('massivt', '2026-10-28')] }, true],
    ['a higher one', { entries: running, firstTold: [toldOf('tidlig-indsats', '2026-10-28')] }, false],
    [
      'told in the kvartal before',
      { entries: running, firstTold: [toldOf('bekymrende', '2026-09-20', K3)] },
      true,
    ],
    [
      'told half a year before',
      { entries: running, firstTold: [toldOf('bekymrende', '2026-06-20', '2026K2' as Kvartal)] },
      false,
    ],
    [
      'told to another skole (R35)',
      {
        entries: running,
        firstTold: [toldOf('bekymrende', '2026-10-28', K4, TRAEKRONER.institutionsnummer)],
      },
      false,
    ],
    ['never told', { entries: running }, false],
    ['no forløb', { firstTold: [toldOf('bekymrende', '2026-10-28')] }, false],
    [
      'a closed forløb',
      { entries: [...running, ...entriesOf(closing)], firstTold: [toldOf('bekymrende', '2026-10-28')] },
      false,
    ],
  ])('%s', (_, facts, expected) => {
    expect(standOf(facts).isKnown).toBe(expected);
  });

  it('counts only what was told since the forløb before was closed', () => {
    const second = entriesOf({ samtaledato: '2026-11-16' }, { forloeb: 2 });
    const entries = [...running, ...entriesOf(closing), ...second];

    expect(standOf({ entries, firstTold: [toldOf('bekymrende', '2026-10-28')] }).isKnown).toBe(false);
    expect(standOf({ entries, firstTold: [toldOf('bekymrende', '2026-11-12')] }).isKnown).toBe(true);
  });
});

describe('the forløb as it stands', () => {
  it('follows the elev to another skole, where a tovholder is missing (R43)', () => {
    const entries = entriesOf({ samtaledato: '2026-10-30', tovholder: 'LK' });
    const there = TRAEKRONER.institutionsnummer;

    expect(standOf({ entries }).running?.tovholder).toBe('LK');
    expect(standOf({ entries, skole: there }).running).toMatchObject({
      samtaledato: '2026-10-30',
      tovholder: undefined,
    });
    const named = [...entries, entryOf('tovholder', 'MB', { skole: there })];
    expect(standOf({ entries: named, skole: there }).running?.tovholder).toBe('MB');
  });

  it('shows a concern without any fravær', () => {
    const stand = standOf({ entries: entriesOf({ vurdering: '2026-11-02' }), trin: 'bekymrende' });

    expect(stand.running).toMatchObject({ fase: 'opsporing', flaggedOn: '2026-11-02' });
  });

  it('knows when the skole was told before the samtale', () => {
    const firstTold = [toldOf('bekymrende', '2026-10-28'), toldOf('massivt', '2026-11-12')];

    expect(standOf({ firstTold, entries: entriesOf({ samtaledato: '2026-11-05' }) }).running?.flaggedOn).toBe(
      '2026-10-28',
    );
    expect(
      standOf({ firstTold, entries: entriesOf({ samtaledato: '2026-10-20' }) }).running?.flaggedOn,
    ).toBeUndefined();
  });

  it('takes no concern for a flag that was voiced after the samtale', () => {
    const entries = entriesOf({ samtaledato: '2026-11-02', vurdering: '2026-11-10' });

    expect(standOf({ entries }).running?.flaggedOn).toBeUndefined();
  });

  it('counts the frister that the team has not been told of as they stand (R32)', () => {
    const entries = entriesOf({ samtaledato: '2026-11-02', F2B: '2026-11-10' });

    const stand = standOf({ entries });

    expect(dueFristKeys(stand)).toEqual([
      '1|F2A|1|2026-11-16|overdue',
      '1|F2C|1|2026-11-16|overdue',
      '1|F2D|1|2026-11-23|due-soon',
    ]);
    expect(untoldFrister(stand)).toBe(3);
    const toldFrister = [
      '1|F2A|1|2026-11-16|due-soon',
      '1|F2C|1|2026-11-16|overdue',
      '1|F2D|1|2026-11-23|due-soon',
    ];
    expect(untoldFrister(standOf({ entries, toldFrister }))).toBe(1);
    expect(untoldFrister(standOf({ entries, toldFrister, skole: TRAEKRONER.institutionsnummer }))).toBe(3);
    expect(untoldFrister(standOf({}))).toBe(0);
  });

  it('takes the newest vurdering that stands (R21)', () => {
    const isFristTold = (): boolean => false;
    const first = entriesOf({ vurdering: '2026-09-02', ...closing });
    const second = entriesOf({ vurdering: '2026-11-16' }, { forloeb: 2 });

    expect(vurderingOf({ entries: first, firstTold: [], isFristTold }, FREDAG)).toBeUndefined();
    expect(vurderingOf({ entries: [...first, ...second], firstTold: [], isFristTold }, FREDAG)).toEqual({
      dato: '2026-11-16',
    });
    expect(
      vurderingOf({ entries: [...first, ...second], firstTold: [], isFristTold }, dato('2026-10-01')),
    ).toEqual({ dato: '2026-09-02' });
  });
});
