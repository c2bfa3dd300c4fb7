import { describe, expect, it } from 'vitest';
import { dato } from '../dato.ts';
import { entriesOf, entryOf, forloebOf, FREDAG, TORSDAG } from '../../test/arbitraries.ts';
import {
  choiceOf,
  datoBy,
  foldForloeb,
  isClosed,
  isRunning,
  missingIndsatsforloeb,
  missingToClose,
  numberToRecord,
  runningForloeb,
  standingVurdering,
} from './forloeb.ts';

describe('folding entries (R43)', () => {
  it('lets the newest entry of a field count and keeps what it corrects', () => {
    const entries = [
      entryOf('samtaledato', '2026-09-01'),
      entryOf('samtaledato', '2026-09-03', { enteredBy: 'MB' }),
    ];

    const [forloeb] = foldForloeb(entries);

    expect(forloeb!.latest.get('samtaledato')).toBe(entries[1]);
    expect(forloeb!.entries).toEqual(entries);
  });

  it('takes a value back with an entry that has none', () => {
    const [forloeb] = foldForloeb([entryOf('F2A', '2026-09-01'), entryOf('F2A', undefined)]);

    expect(forloeb!.latest.has('F2A')).toBe(false);
    expect(forloeb!.entries).toHaveLength(2);
  });

  it('collects opfølgninger, in order of date, until one is taken away', () => {
    const [forloeb] = foldForloeb([
      entryOf('opfoelgning', '2026-11-10'),
      entryOf('opfoelgning', '2026-09-10'),
      entryOf('opfoelgning', '2026-10-10'),
      entryOf('opfoelgning-removed', '2026-10-10'),
      entryOf('opfoelgning', '2026-09-10'),
    ]);

    expect(forloeb!.opfoelgninger).toEqual(['2026-09-10', '2026-11-10']);
  });

  it('keeps the forløb of one elev apart, the oldest first', () => {
    const all = foldForloeb([
      entryOf('samtaledato', '2026-11-02', { forloeb: 2 }),
      entryOf('samtaledato', '2026-02-02'),
    ]);

    expect(all.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('has nothing dated after the as-of date', () => {
    const forloeb = forloebOf({ samtaledato: FREDAG });

    expect(datoBy(forloeb, 'samtaledato', FREDAG)).toBe(FREDAG);
    expect(datoBy(forloeb, 'samtaledato', TORSDAG)).toBeUndefined();
    expect(choiceOf(forloebOf({ brobygning: 'nej' }), 'brobygning')).toBe('nej');
  });
});

describe('when a forløb runs', () => {
  it.each<[string, Parameters<typeof forloebOf>[0], boolean]>([
    ['from the samtale', { samtaledato: FREDAG }, true],
    ['from a concern', { vurdering: FREDAG }, true],
    ['not from a tovholder alone', { tovholder: 'LK' }, false],
    [
      'not when the concern was withdrawn',
      { vurdering: '2026-11-01', 'vurdering-withdrawn': '2026-11-10' },
      false,
    ],
    [
      'not when the concern was withdrawn the same day',
      { vurdering: '2026-11-10', 'vurdering-withdrawn': '2026-11-10' },
      false,
    ],
    ['when a new concern came later', { vurdering: '2026-11-11', 'vurdering-withdrawn': '2026-11-10' }, true],
    [
      'when the concern was withdrawn after the samtale',
      { vurdering: '2026-11-01', 'vurdering-withdrawn': '2026-11-10', samtaledato: '2026-11-05' },
      true,
    ],
    [
      'on, when it is closed without a plan and a decision (R42)',
      { samtaledato: '2026-11-05', afsluttet: FREDAG },
      true,
    ],
    [
      'no longer when it is closed',
      { samtaledato: '2026-11-05', afsluttet: FREDAG, tilbagefaldsplan: FREDAG, brobygning: 'nej' },
      false,
    ],
  ])('%s', (_, values, expected) => {
    const forloeb = forloebOf(values);

    expect(isRunning(forloeb, FREDAG)).toBe(expected);
    expect(runningForloeb([forloeb], FREDAG)).toBe(expected ? forloeb : undefined);
  });

  it('a vurdering stands until its forløb is closed (R21)', () => {
    const closed = forloebOf({
      vurdering: '2026-11-02',
      tilbagefaldsplan: '2026-11-19',
      brobygning: 'ja',
      afsluttet: '2026-11-19',
    });

    expect(standingVurdering(closed, dato('2026-11-01'))).toBeUndefined();
    expect(standingVurdering(closed, dato('2026-11-18'))).toBe('2026-11-02');
    expect(standingVurdering(closed, FREDAG)).toBeUndefined();
  });
});

describe('closing (R42)', () => {
  it.each<[Parameters<typeof forloebOf>[0], readonly string[]]>([
    [{ samtaledato: '2026-09-01' }, ['tilbagefaldsplan', 'brobygning']],
    [{ tilbagefaldsplan: '2026-11-01' }, ['brobygning']],
    [{ brobygning: 'nej' }, ['tilbagefaldsplan']],
    [{ brobygning: 'ja', tilbagefaldsplan: FREDAG }, []],
    [{ brobygning: 'ja', tilbagefaldsplan: '2026-11-21' }, ['tilbagefaldsplan']],
  ])('%o lacks %o', (values, expected) => {
    expect(missingToClose(forloebOf(values), FREDAG)).toEqual(expected);
    expect(isClosed(forloebOf({ ...values, afsluttet: FREDAG }), FREDAG)).toBe(expected.length === 0);
  });

  it('says which indsatsforløb a handleplan lacks', () => {
    const forloeb = forloebOf({ F3: '2026-10-01', 'F3.1': '2026-10-01', 'F3.3': '2026-11-21' });

    expect(missingIndsatsforloeb(forloeb, FREDAG)).toEqual(['F3.2', 'F3.3']);
  });

  it('records what comes after the closing in a new forløb', () => {
    const closed = foldForloeb(
      entriesOf({ samtaledato: '2026-09-01', tilbagefaldsplan: FREDAG, brobygning: 'ja', afsluttet: FREDAG }),
    );

    expect(numberToRecord([], FREDAG)).toBe(1);
    expect(numberToRecord(closed, TORSDAG)).toBe(1);
    expect(numberToRecord(closed, FREDAG)).toBe(2);
  });
});
