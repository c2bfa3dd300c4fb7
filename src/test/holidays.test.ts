// Our own arithmetic beside the library that knows the holidays of the whole world.
import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { danishHolidays } from '../domain/holidays.ts';

describe('Danish holidays (R9)', () => {
  it('are those of date-holidays, and Grundlovsdag, for two centuries', () => {
    const library = new Holidays('DK', { languages: 'da' });
    const expected = new Map<string, string>();
    for (let year = 1900; year <= 2100; year += 1) {
      for (const { date, type, rule, name } of library.getHolidays(year)) {
        if (type === 'public' || rule === '06-05') expected.set(date.slice(0, 10), name);
      }
    }

    expect(danishHolidays(1900, 2100)).toEqual(expected);
  });
});
