import { describe, expect, it } from 'vitest';
import { addDays, dato, datesBetween } from './dato.ts';
import type { Dato } from './dato.ts';
import { isForvaltningMailDue, isSkolelederMailDue, mailReason } from './mail-due.ts';
import type { MailFacts, MailReason } from './mail-due.ts';
import { FREDAG, LOERDAG, MANDAG, ONSDAG, SOENDAG, TIRSDAG, TORSDAG } from '../test/arbitraries.ts';

const NEXT_MANDAG = addDays(SOENDAG, 1);
const SOENDAG_BEFORE = addDays(MANDAG, -1);

function factsOf(fields: Partial<MailFacts> = {}): MailFacts {
  return { asOf: ONSDAG, news: 0, dueFrister: 0, lastDelivered: undefined, ...fields };
}

describe('why a mail is due (R81)', () => {
  it.each<[string, Partial<MailFacts>, MailReason | undefined]>([
    ['nothing', {}, undefined],
    ['one elev is news', { news: 1 }, 'news'],
    ['a frist has come due', { dueFrister: 1 }, 'frist'],
    ['news come before a frist', { news: 2, dueFrister: 1 }, 'news'],
    ['news although a mail went out that week', { news: 1, lastDelivered: TIRSDAG }, 'news'],
    ['a frist although a mail went out that week', { dueFrister: 1, lastDelivered: TIRSDAG }, 'frist'],
    ['news on the summary day', { news: 1, asOf: SOENDAG }, 'news'],
  ])('%s', (_, fields, expected) => {
    expect(mailReason(factsOf(fields))).toBe(expected);
  });

  it.each<[string, Dato, MailReason | undefined]>([
    ['MANDAG', MANDAG, 'weekly'],
    ['TIRSDAG', TIRSDAG, undefined],
    ['ONSDAG', ONSDAG, undefined],
    ['TORSDAG', TORSDAG, undefined],
    ['FREDAG', FREDAG, undefined],
    ['LOERDAG', LOERDAG, undefined],
    ['SOENDAG', SOENDAG, 'weekly'],
  ])('a quiet skole that has had no mail gets a summary from the run for %s: %s', (_, asOf, expected) => {
    expect(mailReason(factsOf({ asOf }))).toBe(expected);
  });

  it.each<[string, Dato, Dato, MailReason | undefined]>([
    ["Monday's run after Sunday's", MANDAG, SOENDAG_BEFORE, undefined],
    ["Monday's run when the last mail went out on Saturday", MANDAG, addDays(MANDAG, -2), 'weekly'],
    ["Sunday's run after Monday's", SOENDAG, MANDAG, 'weekly'],
    ["Sunday's run after news on Friday", SOENDAG, FREDAG, 'weekly'],
    ["Sunday's run after itself", SOENDAG, SOENDAG, undefined],
    ["Monday's run after itself", MANDAG, MANDAG, undefined],
    ["Monday's run a year later in the same week number", dato('2027-11-22'), MANDAG, 'weekly'],
  ])('%s', (_, asOf, lastDelivered, expected) => {
    expect(mailReason(factsOf({ asOf, lastDelivered }))).toBe(expected);
  });

  it('sends a quiet skole one summary a week, whatever day it starts', () => {
    for (const start of datesBetween(MANDAG, SOENDAG)) {
      let lastDelivered: Dato | undefined;
      const sent: Dato[] = [];
      for (const asOf of datesBetween(start, addDays(start, 69))) {
        if (mailReason(factsOf({ asOf, lastDelivered })) === undefined) continue;
        sent.push(asOf);
        lastDelivered = asOf;
      }

      const readOn = sent.map((asOf) => addDays(asOf, 1));
      const weeks = new Set(readOn.map((day) => Math.floor((Date.parse(day) / 86_400_000 + 3) / 7)));
      expect(weeks.size).toBe(sent.length);
      expect(sent.length).toBeGreaterThanOrEqual(10);
    }
  });

  it("makes up on Monday for a summary that failed on Sunday's run, and only then", () => {
    const lastWeek = addDays(SOENDAG, -7);

    expect(mailReason(factsOf({ asOf: SOENDAG, lastDelivered: lastWeek }))).toBe('weekly');
    expect(mailReason(factsOf({ asOf: NEXT_MANDAG, lastDelivered: lastWeek }))).toBe('weekly');
    expect(mailReason(factsOf({ asOf: NEXT_MANDAG, lastDelivered: SOENDAG }))).toBeUndefined();
    expect(mailReason(factsOf({ asOf: addDays(NEXT_MANDAG, 1), lastDelivered: lastWeek }))).toBeUndefined();
  });

  it.each<[string, Partial<MailFacts>, MailReason | undefined]>([
    ['the summary was never delivered', { lastDelivered: addDays(ONSDAG, -7) }, 'weekly'],
    ['no mail ever was', {}, 'weekly'],
    ['that week has had its mail', { lastDelivered: TIRSDAG }, undefined],
  ])('makes up on any day for a mail that did not get through: %s', (_, fields, expected) => {
    expect(mailReason(factsOf({ ...fields, asOf: ONSDAG, isWaiting: true }))).toBe(expected);
  });

  it('keeps weeks apart across the turn of the year', () => {
    const inWeek53 = dato('2026-12-27');

    expect(mailReason(factsOf({ asOf: dato('2027-01-03'), lastDelivered: inWeek53 }))).toBe('weekly');
    expect(mailReason(factsOf({ asOf: dato('2026-12-28'), lastDelivered: inWeek53 }))).toBeUndefined();
  });

  it('sends no summary for a week that lies before the last mail', () => {
    expect(mailReason(factsOf({ asOf: SOENDAG, lastDelivered: addDays(SOENDAG, 7) }))).toBeUndefined();
  });
});

describe('the mail of the forvaltning', () => {
  it.each<[string, Dato, Dato | undefined, boolean]>([
    ['the first one, on any day', ONSDAG, undefined, true],
    ["Sunday's run", SOENDAG, MANDAG, true],
    ["Monday's run after Sunday's", MANDAG, SOENDAG_BEFORE, false],
    ['six days later', ONSDAG, addDays(ONSDAG, -6), false],
    ['a week later', ONSDAG, addDays(ONSDAG, -7), true],
    ['the same run again', ONSDAG, ONSDAG, false],
    ['the same run again on the summary day', SOENDAG, SOENDAG, false],
  ])('%s', (_, asOf, lastDelivered, expected) => {
    expect(isForvaltningMailDue({ asOf, lastDelivered })).toBe(expected);
  });

  it('takes the place of one that did not get through, on any day', () => {
    const lastDelivered = addDays(ONSDAG, -5);

    expect(isForvaltningMailDue({ asOf: ONSDAG, lastDelivered, isWaiting: true })).toBe(true);
    expect(isForvaltningMailDue({ asOf: ONSDAG, lastDelivered: TIRSDAG, isWaiting: true })).toBe(false);
  });
});

describe('when a skoleleder with something to decide gets a mail (R81)', () => {
  it.each<[string, number, Dato, Dato | undefined, boolean]>([
    ['a new decision on any day', 1, ONSDAG, TIRSDAG, true],
    ['nothing new in the middle of a week', 0, ONSDAG, undefined, false],
    ['nothing new on the summary day', 0, SOENDAG, FREDAG, true],
    ['the day after, when the summary has gone out', 0, NEXT_MANDAG, SOENDAG, false],
  ])('%s', (_what, fresh, asOf, last, expected) => {
    expect(isSkolelederMailDue({ news: fresh, asOf, lastDelivered: last })).toBe(expected);
  });
});
