import { describe, expect, it } from 'vitest';
import { entriesOf, entryOf, FREDAG } from '../../test/arbitraries.ts';
import { checkValues } from './entry-check.ts';
import type { NewValue } from './entry-check.ts';
import type { ForloebEntry } from './forloeb.ts';

function codesOf(values: readonly NewValue[], recorded: readonly ForloebEntry[] = []): string[] {
  return checkValues(values, recorded, FREDAG).map(({ code, field }) => `${field} ${code}`);
}

describe('what may be recorded (R43)', () => {
  it.each<[NewValue['field'], string | undefined, string | undefined]>([
    ['samtaledato', FREDAG, undefined],
    ['samtaledato', undefined, undefined],
    ['samtaledato', '2026-11-21', 'date-in-future'],
    ['samtaledato', '2026-02-31', 'not-a-date'],
    ['samtaledato', '20-11-2026', 'not-a-date'],
    ['samtaledato', 'næste uge', 'not-a-date'],
    ['opfoelgning', '2027-01-01', 'date-in-future'],
    ['brobygning', 'ja', undefined],
    ['brobygning', 'måske', 'unknown-choice'],
    ['brobygning', 'constructor', 'unknown-choice'],
    ['bekymring-fra', 'foraeldre', undefined],
    ['tovholder', 'LK, AKT-lærer 2', undefined],
    ['tovholder', 'x'.repeat(41), 'text-too-long'],
    ['tovholder', '010112-1234', 'looks-like-cpr'],
    ['tovholder', '010112 1234', 'looks-like-cpr'],
  ])('%s %s: %s', (field, value, code) => {
    expect(codesOf([{ field, value }])).toEqual(code === undefined ? [] : [`${field} ${code}`]);
  });

  it('refuses steps before the samtale, but not the concern', () => {
    const recorded = entriesOf({ samtaledato: '2026-11-10' });

    expect(codesOf([{ field: 'F2A', value: '2026-11-09' }], recorded)).toEqual(['F2A before-samtale']);
    expect(codesOf([{ field: 'F2A', value: '2026-11-10' }], recorded)).toEqual([]);
    expect(codesOf([{ field: 'vurdering', value: '2026-11-01' }], recorded)).toEqual([]);
  });

  it('names the step that a later samtale would leave behind', () => {
    const recorded = entriesOf({ samtaledato: '2026-11-02', F2A: '2026-11-05', F2B: '2026-11-12' });

    const problems = checkValues([{ field: 'samtaledato', value: '2026-11-10' }], recorded, FREDAG);

    expect(problems).toEqual([{ code: 'before-samtale', field: 'F2A', value: '2026-11-05' }]);
  });

  it('is silent about contradictions between older entries', () => {
    const recorded = entriesOf({ samtaledato: '2026-11-02', F2A: '2026-10-05' });

    expect(codesOf([{ field: 'tovholder', value: 'LK' }], recorded)).toEqual([]);
  });

  it('refuses an opfølgning before the handleplan', () => {
    const recorded = entriesOf({ samtaledato: '2026-09-01', F3: '2026-09-29' });

    expect(codesOf([{ field: 'opfoelgning', value: '2026-09-28' }], recorded)).toEqual([
      'opfoelgning before-handleplan',
    ]);
    expect(codesOf([{ field: 'opfoelgning', value: '2026-09-29' }], recorded)).toEqual([]);
    expect(
      codesOf(
        [{ field: 'opfoelgning-removed', value: '2026-09-20' }],
        [...recorded, entryOf('opfoelgning', '2026-09-20')],
      ),
    ).toEqual([]);
  });

  it('refuses to withdraw a vurdering before it was made, but takes a new one after a withdrawn one', () => {
    const made = entriesOf({ vurdering: '2026-11-10' });
    const withdrawn = [...made, entryOf('vurdering-withdrawn', '2026-11-12')];

    expect(codesOf([{ field: 'vurdering-withdrawn', value: '2026-11-09' }], made)).toEqual([
      'vurdering-withdrawn before-vurdering',
    ]);
    expect(codesOf([{ field: 'vurdering', value: '2026-11-18' }], withdrawn)).toEqual([]);
  });

  it('closes only with a plan against relapse and a decision on brobygning (R42)', () => {
    const recorded = entriesOf({ samtaledato: '2026-09-01', tilbagefaldsplan: '2026-11-18' });
    const afsluttet: NewValue = { field: 'afsluttet', value: FREDAG };

    expect(codesOf([afsluttet], recorded)).toEqual(['afsluttet not-ready-to-close']);
    expect(codesOf([afsluttet, { field: 'brobygning', value: 'nej' }], recorded)).toEqual([]);
  });
});
