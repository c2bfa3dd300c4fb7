import { expect, test } from 'vitest';
import { lateness, missedBefore } from './missed.ts';

const config = { timeZone: 'Europe/Copenhagen' };
const at = (instant: string): number => Date.parse(instant);
/** Begun on Thursday night, finished a minute later. */
const thursday = { startedAt: '2026-11-19T01:00:00.000Z', finishedAt: '2026-11-19T01:01:00.000Z' };

test('a run says how many weekdays passed without one', () => {
  expect(missedBefore(thursday.startedAt, at('2026-11-20T01:00:00Z'), config)).toBeUndefined();
  expect(missedBefore(thursday.startedAt, at('2026-11-24T01:00:00Z'), config)).toEqual({
    days: 2,
    text: 'Jobbet kørte ikke i 2 hverdage før denne kørsel; den forrige begyndte den 19-11-2026.',
  });
});

test.each([
  ['a night that is still to come', thursday, '2026-11-20T10:59:00Z', undefined],
  [
    'a night that did not come, from noon in Denmark',
    thursday,
    '2026-11-20T11:00:00Z',
    'i 1 hverdag; den seneste kørsel begyndte den 19-11-2026.',
  ],
  ['a weekend', { ...thursday, startedAt: '2026-11-20T01:00:00Z' }, '2026-11-22T20:00:00Z', undefined],
  [
    'a run that was killed',
    { ...thursday, finishedAt: null },
    '2026-11-19T02:00:01Z',
    'er ikke blevet færdig',
  ],
  ['a run that is going on', { ...thursday, finishedAt: null }, '2026-11-19T01:59:00Z', undefined],
  ['no run at all', undefined, '2026-11-19T02:00:00Z', 'Jobbet har aldrig kørt.'],
])('the check knows of %s', (_what, latest, now, problem) => {
  const found = lateness(latest, at(now), config);

  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(problem);
});

test('days begin at midnight in the time zone of the kommune', () => {
  const lateEvening = { startedAt: '2026-11-19T23:30:00.000Z', finishedAt: '2026-11-19T23:31:00.000Z' };

  expect(lateness(lateEvening, at('2026-11-20T15:00:00Z'), config)).toBeUndefined();
});
