// R40, R41: when each step of a forløb is due and how it stands. Pure arithmetic over the calendar of the elev's skole.
import { addDays, daysBetween, weekday } from '../dato.ts';
import type { Dato } from '../dato.ts';
import type { Skoledage } from '../skolekalender.ts';
import type { DatedStep } from './fields.ts';
import { choiceOf, datoBy, isClosed } from './forloeb.ts';
import type { Forloeb } from './forloeb.ts';
import { faser, forloebSteps } from './steps.ts';
import type { Fase, ForloebStep } from './steps.ts';

/** R41: a step comes near so many days before its frist. */
export const DUE_SOON_DAYS = 7;
/** R40: a school holiday, for the option that lets the weeks pause, has at least so many weekdays without a skoledag. */
export const HOLIDAY_WEEKDAYS = 5;
/** The longest gap between two skoledage that is searched; a summer for 9. klasse is under 100 days. */
const MAX_GAP_DAYS = 150;

/** R41 */
export type FristStatus =
  | 'awaiting-samtale'
  | 'upcoming'
  | 'due-soon'
  | 'overdue'
  | 'done'
  | 'done-late'
  /** F2D said that no handleplan is needed, or the forløb was closed without the step. */
  | 'not-needed';

export interface FristOptions {
  /** R40: the weeks pause in school holidays. **default** off */
  readonly pauseInHolidays: boolean;
}

export const policyFristOptions: FristOptions = { pauseInHolidays: false };

/** One step of one forløb as it stands. */
export interface Frist {
  readonly step: ForloebStep;
  /** 1, and counting for the opfølgninger (F4). */
  readonly round: number;
  /** Undefined before the samtale, for steps without one, and before there is a handleplan to follow up. */
  readonly frist: Dato | undefined;
  readonly status: FristStatus;
  readonly doneOn: Dato | undefined;
}

export interface FristContext {
  readonly skoledage: Skoledage;
  readonly asOf: Dato;
  readonly options: FristOptions;
}

/**
 * Every step of the forløb with its frist and status at `asOf` (R40, R41), in the order of the forløbspakke. F4 occurs once for
 * each opfølgning held and once for the next.
 */
export function fristerFor(forloeb: Forloeb, context: FristContext): Frist[] {
  return forloebSteps.flatMap((step) => {
    switch (step.frist.kind) {
      case 'none':
        return [stepWithoutFrist(step, forloeb, context.asOf)];
      case 'after-samtale':
        return [stepAfterSamtale(step, step.frist.days, forloeb, context)];
      case 'repeated':
        return opfoelgningFrister(step, step.frist, forloeb, context);
    }
  });
}

/** Whether somebody has to act on it: it has come near or passed. */
export function isDue({ status }: Pick<Frist, 'status'>): boolean {
  return status === 'due-soon' || status === 'overdue';
}

/** Whether the step is still to be done. */
export function isOpen({ status }: Pick<Frist, 'status'>): boolean {
  return status === 'awaiting-samtale' || status === 'upcoming' || isDue({ status });
}

/** The fase that the forløb is in: that of the step after the furthest milestone. */
export function faseOf(forloeb: Forloeb, asOf: Dato): Fase {
  const has = (field: Parameters<typeof datoBy>[1]): boolean => datoBy(forloeb, field, asOf) !== undefined;
  if (has('tilbagefaldsplan') || has('afsluttet')) return 'afrunding';
  if (!has('samtaledato')) return 'opsporing';
  if (has('F3')) return has('F3.1') && has('F3.2') && has('F3.3') ? 'opfoelgning' : 'indsatsforloeb';
  if (isHandleplanUnneeded(forloeb, asOf)) return 'afrunding';
  return has('F2D') ? 'handleplan' : 'kortlaegning';
}

/** F2D: the skole has decided that no handleplan is needed; the answer counts once the step has its date. */
function isHandleplanUnneeded(forloeb: Forloeb, asOf: Dato): boolean {
  return datoBy(forloeb, 'F2D', asOf) !== undefined && choiceOf(forloeb, 'handleplan-needed') === 'nej';
}

function stepWithoutFrist(step: ForloebStep, forloeb: Forloeb, asOf: Dato): Frist {
  const samtale = datoBy(forloeb, 'samtaledato', asOf);
  const doneOn = step.id === 'F1' ? samtale : closedOn(forloeb, asOf);
  const open: FristStatus = samtale === undefined ? 'awaiting-samtale' : 'upcoming';
  return { step, round: 1, frist: undefined, status: doneOn === undefined ? open : 'done', doneOn };
}

function closedOn(forloeb: Forloeb, asOf: Dato): Dato | undefined {
  return isClosed(forloeb, asOf) ? datoBy(forloeb, 'afsluttet', asOf) : undefined;
}

function stepAfterSamtale(step: ForloebStep, days: number, forloeb: Forloeb, context: FristContext): Frist {
  const { asOf } = context;
  const samtale = datoBy(forloeb, 'samtaledato', asOf);
  const doneOn = datoBy(forloeb, step.id as DatedStep, asOf);
  const frist = samtale === undefined ? undefined : fristAfter(samtale, days, context);
  const isPastKortlaegning = faser.indexOf(step.fase) > faser.indexOf('kortlaegning');
  const isUnneeded = isClosed(forloeb, asOf) || (isPastKortlaegning && isHandleplanUnneeded(forloeb, asOf));
  if (doneOn === undefined && isUnneeded) {
    return { step, round: 1, frist: undefined, status: 'not-needed', doneOn };
  }
  const nearFrom = frist === undefined ? undefined : addDays(frist, -DUE_SOON_DAYS);
  return { step, round: 1, frist, status: statusOf({ frist, nearFrom, doneOn, asOf }), doneOn };
}

/** F4: one for each opfølgning held since the handleplan, one for the next, which is near after 8 weeks and due after 12. */
function opfoelgningFrister(
  step: ForloebStep,
  { nearAfter, days }: { readonly nearAfter: number; readonly days: number },
  forloeb: Forloeb,
  context: FristContext,
): Frist[] {
  const { asOf } = context;
  const handleplan = datoBy(forloeb, 'F3', asOf);
  const held = forloeb.opfoelgninger.filter((day) => day <= asOf && day >= (handleplan ?? day));
  const frister: Frist[] = [];
  let from = handleplan;
  for (const doneOn of held) {
    const frist = from === undefined ? undefined : fristAfter(from, days, context);
    const round = frister.length + 1;
    frister.push({ step, round, frist, status: statusOf({ frist, nearFrom: frist, doneOn, asOf }), doneOn });
    from = doneOn;
  }
  const round = frister.length + 1;
  if (isClosed(forloeb, asOf)) return frister;
  if (from === undefined) {
    const isAwaiting = datoBy(forloeb, 'samtaledato', asOf) === undefined;
    const open = isAwaiting ? 'awaiting-samtale' : 'upcoming';
    const status = isHandleplanUnneeded(forloeb, asOf) ? 'not-needed' : open;
    return [{ step, round, frist: undefined, status, doneOn: undefined }];
  }
  const frist = fristAfter(from, days, context);
  const nearFrom = daysAfter(from, nearAfter, context);
  const status = statusOf({ frist, nearFrom, doneOn: undefined, asOf });
  return [...frister, { step, round, frist, status, doneOn: undefined }];
}

interface StatusFacts {
  readonly frist: Dato | undefined;
  /** From when the frist is near; undefined when there is none. */
  readonly nearFrom: Dato | undefined;
  readonly doneOn: Dato | undefined;
  readonly asOf: Dato;
}

function statusOf({ frist, nearFrom, doneOn, asOf }: StatusFacts): FristStatus {
  if (doneOn !== undefined) return frist !== undefined && doneOn > frist ? 'done-late' : 'done';
  if (frist === undefined || nearFrom === undefined) return 'awaiting-samtale';
  if (asOf > frist) return 'overdue';
  return asOf >= nearFrom ? 'due-soon' : 'upcoming';
}

/** R40: `days` after `from`, moved to the next skoledag. Never before `from`; later for a later `from`. */
export function fristAfter(from: Dato, days: number, context: FristContext): Dato {
  const day = daysAfter(from, days, context);
  return nextSkoledag(day, context.skoledage);
}

/** The date `days` after `from`; with the option of R40, days in school holidays do not count. */
function daysAfter(from: Dato, days: number, { skoledage, options }: FristContext): Dato {
  if (!options.pauseInHolidays) return addDays(from, days);
  let day = from;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (!isInHoliday(day, skoledage)) left -= 1;
  }
  return day;
}

/** The date itself when it is a skoledag, else the next; unmoved when the calendar has none in reach. */
function nextSkoledag(day: Dato, skoledage: Skoledage): Dato {
  return findSkoledag(day, 1, skoledage) ?? day;
}

function findSkoledag(from: Dato, direction: 1 | -1, skoledage: Skoledage): Dato | undefined {
  for (let distance = 0; distance <= MAX_GAP_DAYS; distance += 1) {
    const day = addDays(from, distance * direction);
    if (skoledage.has(day)) return day;
  }
  return undefined;
}

const holidayAnswers = new WeakMap<Skoledage, Map<Dato, boolean>>();

/** Whether the day lies between two skoledage with five or more weekdays between them. */
function isInHoliday(day: Dato, skoledage: Skoledage): boolean {
  if (skoledage.has(day)) return false;
  const answers = holidayAnswers.get(skoledage) ?? new Map<Dato, boolean>();
  holidayAnswers.set(skoledage, answers);
  const known = answers.get(day);
  if (known !== undefined) return known;
  const before = findSkoledag(day, -1, skoledage);
  const after = findSkoledag(day, 1, skoledage);
  const answer =
    before !== undefined && after !== undefined && weekdaysBetween(before, after) >= HOLIDAY_WEEKDAYS;
  answers.set(day, answer);
  return answer;
}

/** Weekdays strictly between two dates. */
function weekdaysBetween(before: Dato, after: Dato): number {
  let weekdays = 0;
  for (let offset = 1; offset < daysBetween(before, after); offset += 1) {
    if (weekday(addDays(before, offset)) <= 5) weekdays += 1;
  }
  return weekdays;
}
