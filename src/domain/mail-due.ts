// R81: when a mail goes out.
import { addDays, isoWeek, weekday } from './dato.ts';
import type { Dato } from './dato.ts';

const MONDAY = 1;

export type MailReason = 'news' | 'frist' | 'weekly';

export interface MailFacts {
  readonly asOf: Dato;
  /** Elever that are new or escalated, in this kvartal or the one just ended (R34). */
  readonly news: number;
  /** Frister that have come due since the last delivered mail. */
  readonly dueFrister: number;
  /** As-of date of the last mail that was delivered. */
  readonly lastDelivered: Dato | undefined;
  /** An earlier run's mail has not got through, and this run's takes its place. */
  readonly isWaiting?: boolean | undefined;
}

/**
 * Why a mail is due, or undefined. The run for a date is read the morning after, so the weekly summary belongs to the
 * run for Sunday; the run for Monday makes up for it when no mail has gone out that week, and so does any run whose mail
 * takes the place of one that did not get through.
 */
export function mailReason(facts: MailFacts): MailReason | undefined {
  if (facts.news > 0) return 'news';
  if (facts.dueFrister > 0) return 'frist';
  const readOn = addDays(facts.asOf, 1);
  const isSummaryDay = weekday(facts.asOf) === MONDAY || weekday(readOn) === MONDAY;
  const isOwed = isSummaryDay || facts.isWaiting === true;
  return isOwed && !hadMailInWeekOf(readOn, facts.lastDelivered) ? 'weekly' : undefined;
}

function hadMailInWeekOf(readOn: Dato, lastDelivered: Dato | undefined): boolean {
  if (lastDelivered === undefined) return false;
  // Seen from an earlier date than the last mail (a clock set back, an old night run again), that week has had its own.
  if (addDays(lastDelivered, 1) >= readOn) return true;
  const now = isoWeek(readOn);
  const then = isoWeek(addDays(lastDelivered, 1));
  return now.year === then.year && now.week === then.week;
}

/** A skoleleder with something to decide hears of it at once when it is new, else once a week. */
export function isSkolelederMailDue(facts: Omit<MailFacts, 'dueFrister'>): boolean {
  return mailReason({ ...facts, dueFrister: 0 }) !== undefined;
}

/** The forvaltning gets its figures once a week: on the summary day, or as soon as a week has passed without. */
export function isForvaltningMailDue({
  asOf,
  lastDelivered,
  isWaiting,
}: Pick<MailFacts, 'asOf' | 'lastDelivered' | 'isWaiting'>): boolean {
  return (
    lastDelivered === undefined ||
    addDays(lastDelivered, 7) <= asOf ||
    mailReason({ asOf, news: 0, dueFrister: 0, lastDelivered, isWaiting }) === 'weekly'
  );
}
