import { describe, expect, it } from 'vitest';
import { rowsOn } from '../../test/arbitraries.ts';
import { signalViewOf } from '../../test/signals.ts';
import { dato } from '../dato.ts';
import { ferieRule } from './ferie.ts';
import type { FoundSignal } from './signal.ts';

function find(...days: readonly string[]): FoundSignal | undefined {
  return ferieRule.find(signalViewOf(rowsOn(days.map(dato))));
}

describe('absence next to holidays (R53)', () => {
  it('is found from the second time on, before or after', () => {
    expect(find('2026-10-09')).toBeUndefined();
    expect(find('2026-02-23', '2026-10-09')).toEqual({
      id: 'ferie',
      times: 2,
      newest: '2026-10-19',
      strong: false,
    });
  });

  it('counts leave on both sides of one holiday once', () => {
    expect(find('2026-10-09', '2026-10-19')).toBeUndefined();
  });

  it('takes no ordinary weekend for a holiday', () => {
    expect(find('2026-11-06', '2026-11-09', '2026-11-13')).toBeUndefined();
  });

  it('stands out from the third time on, when it makes up half of the spells', () => {
    const holidays = ['2026-02-13', '2026-04-07', '2026-10-09'];

    expect(find(...holidays)).toMatchObject({ times: 3, strong: true });
    expect(find(...holidays, '2026-09-01', '2026-09-08', '2026-09-15')).toMatchObject({ strong: true });
    expect(find(...holidays, '2026-09-01', '2026-09-08', '2026-09-15', '2026-09-22')).toMatchObject({
      strong: false,
    });
  });
});
