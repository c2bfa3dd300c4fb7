import { describe, expect, it } from 'vitest';
import { dato } from './dato.ts';
import { danishHolidays, easterSunday } from './holidays.ts';

describe('Danish holidays (R9)', () => {
  it('hold Store Bededag to the year before it was abolished', () => {
    const years = (navn: string) =>
      [...danishHolidays(2020, 2027)].filter(([, other]) => other === navn).map(([day]) => day.slice(0, 4));

    expect(years('Store Bededag')).toEqual(['2020', '2021', '2022', '2023']);
    expect(years('Langfredag')).toHaveLength(8);
  });

  it('are known of every year that a calendar can be typed for by mistake', () => {
    expect(danishHolidays(-2, 2).get(dato('0001-12-25'))).toBe('Juledag');
    expect(danishHolidays(9997, 10_001).get(dato('9999-12-26'))).toBe('Anden Juledag');
  });

  it.each([
    ['the earliest Easter there can be', 1818, '1818-03-22'],
    ['the latest', 1943, '1943-04-25'],
    ['a full moon moved back from 19 April', 1981, '1981-04-19'],
    ['a full moon moved back from 18 April', 1954, '1954-04-18'],
    ['the last year that a four-digit year can name', 9999, '9999-03-28'],
  ])('%s', (_, year, easter) => {
    expect(easterSunday(year)).toBe(easter);
  });
});
