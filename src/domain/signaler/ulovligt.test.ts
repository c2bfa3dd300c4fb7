import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fraction, rowsOn, skoledageFrom } from '../../test/arbitraries.ts';
import { signalViewOf } from '../../test/signals.ts';
import { dato } from '../dato.ts';
import { fromDays } from '../fravaersdage.ts';
import type { FoundSignal } from './signal.ts';
import { ulovligtRule } from './ulovligt.ts';

/** Ulovlige half days from 1 October on; the fourth kvartal has 52 skoledage. */
function halfDays(count: number): FoundSignal | undefined {
  const rows = rowsOn(skoledageFrom('2026-10-01', count), { aarsag: 'ulovligt', omfang: fraction(1, 2) });
  return ulovligtRule.find(signalViewOf(rows, { asOf: dato('2026-12-31') }));
}

describe('ulovligt fravær (R50)', () => {
  it.each([
    [10, undefined],
    [11, 'varsling'],
    [15, 'varsling'],
    [16, 'underretning'],
  ])('%d half days of 52 skoledage: %s', (count, level) => {
    expect(halfDays(count)).toEqual(
      level === undefined
        ? undefined
        : { id: 'ulovligt', level, days: fromDays(count / 2), skoledage: 52, strong: true },
    );
  });

  it('reaches 10 % exactly at 5 of 50 skoledage', () => {
    const view = signalViewOf(rowsOn(skoledageFrom('2026-10-01', 5), { aarsag: 'ulovligt' }));

    expect(ulovligtRule.find({ ...view, skoledageInKvartal: 50 })).toMatchObject({ level: 'varsling' });
    expect(ulovligtRule.find({ ...view, skoledageInKvartal: 51 })).toBeUndefined();
  });

  it('rounds the sum up to half days: a lesson too many is half a day more', () => {
    const rows = rowsOn(skoledageFrom('2026-10-01', 31), { aarsag: 'ulovligt', omfang: fraction(1, 6) });

    expect(ulovligtRule.find(signalViewOf(rows.slice(0, 30)))).toBeUndefined();
    expect(ulovligtRule.find(signalViewOf(rows))).toMatchObject({ days: fromDays(5.5) });
  });

  it('leaves the other categories out', () => {
    const rows = rowsOn(skoledageFrom('2026-10-01', 20), { aarsag: 'sygdom' });

    expect(ulovligtRule.find(signalViewOf(rows))).toBeUndefined();
  });

  it('never falls when days are added', () => {
    const order = [undefined, 'varsling', 'underretning'];
    const levelOf = (count: number): string | undefined => {
      const found = halfDays(count);
      return found?.id === 'ulovligt' ? found.level : undefined;
    };

    fc.assert(
      fc.property(fc.nat({ max: 40 }), (count) => {
        expect(order.indexOf(levelOf(count + 1))).toBeGreaterThanOrEqual(order.indexOf(levelOf(count)));
      }),
    );
  });
});
