import { describe, expect, it } from 'vitest';
import { rowsOn, rowsWorth, skoledageFrom } from '../../test/arbitraries.ts';
import { signalViewOf } from '../../test/signals.ts';
import { dato } from '../dato.ts';
import { fromDays } from '../fravaersdage.ts';
import { nationalLadder } from '../national-ladder.ts';
import type { Registrering } from '../registrering.ts';
import { nationalAftaleRule } from './national-aftale.ts';
import type { FoundSignal } from './signal.ts';

function find(rows: readonly Registrering[]): FoundSignal | undefined {
  return nationalAftaleRule.find(signalViewOf(rows, { nationalAftale: nationalLadder }));
}

describe('the national aftale (R52)', () => {
  it.each([
    [10, undefined],
    [10.5, 'foraeldrekontakt'],
    [14.5, 'foraeldrekontakt'],
    [15, 'stoetteplan'],
  ])('%d days of sygdom: %s', (days, trin) => {
    const found = find(rowsWorth(days));

    expect(found?.id === 'national-aftale' ? found.trin : undefined).toBe(trin);
  });

  it('adds sygdom and ulovligt, not ekstraordinær frihed', () => {
    const days = skoledageFrom('2026-10-01', 24);
    const leave = rowsOn(days.slice(0, 10), { aarsag: 'ekstraordinaer-frihed' });
    const ulovligt = rowsOn(days.slice(10, 16), { aarsag: 'ulovligt' });
    const sygdom = rowsOn(days.slice(16, 21));

    expect(find([...leave, ...ulovligt])).toBeUndefined();
    expect(find([...leave, ...ulovligt, ...sygdom])).toEqual({
      id: 'national-aftale',
      trin: 'foraeldrekontakt',
      total: fromDays(11),
      crossed: dato('2026-11-05'),
      strong: true,
    });
  });

  it('does not know the date where some of the days have none', () => {
    const view = signalViewOf(rowsWorth(12), { nationalAftale: nationalLadder });

    expect(
      nationalAftaleRule.find({ ...view, fravaer: { ...view.fravaer, undated: fromDays(1) } }),
    ).toMatchObject({
      trin: 'foraeldrekontakt',
      crossed: undefined,
    });
  });

  it('says nothing while it is off', () => {
    expect(nationalAftaleRule.find(signalViewOf(rowsWorth(30)))).toBeUndefined();
  });
});
