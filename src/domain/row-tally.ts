// What a night tells of the rows of all elever together: how many landed in each counter (R61), and which lie on days
// that are no skoledag (R9). Dates are seen one elev at a time and not kept.
import type { Finding } from './finding.ts';
import type { Kvartal } from './kvartal.ts';
import { entriesOf } from './judged-dates.ts';
import type { JudgedDate } from './judged-dates.ts';
import { counterOf, counterOn, countFates, withoutGaps } from './row-fate.ts';

export interface RowTally {
  /** Shown all dates of one elev, in order. */
  readonly see: (dates: readonly JudgedDate[]) => void;
  /** R61: rows per counter when the kvartal is screened; seen everything, they add up to the rows read. */
  readonly counters: ReadonlyMap<string, number>;
  /** R9: absence registered on days that are no skoledag in the kvartal, named by file and line. */
  readonly offDays: readonly Finding[];
}

/** `sortedOut` are the counters of rows that the reader has not let through. */
export function tallyRows(kvartal: Kvartal, sortedOut: ReadonlyMap<string, number>): RowTally {
  const counters = new Map(sortedOut);
  const offDays: Finding[] = [];
  const add = (counter: string, rows: number): void =>
    void counters.set(counter, (counters.get(counter) ?? 0) + rows);
  return {
    counters,
    offDays,
    see: (dates) => {
      for (const { dato, judgement } of dates) {
        if (judgement.reachesFurther) continue;
        for (const { fate, rows } of judgement.counts) add(counterOn(dato, fate, kvartal), rows);
      }
      // What one row says of several dates is judged over all of them.
      const further = dates.filter(({ judgement }) => judgement.reachesFurther);
      if (further.length > 0)
        for (const [counter, rows] of countFates(further.flatMap(entriesOf), kvartal)) add(counter, rows);
      // Not spread: an elev may have more rows than a call can have arguments.
      for (const finding of findOffDays(dates, kvartal)) offDays.push(finding);
    },
  };
}

function findOffDays(dates: readonly JudgedDate[], kvartal: Kvartal): Finding[] {
  const isOff = ({ dato, judgement }: JudgedDate): boolean =>
    judgement.isOff && counterOn(dato, 'not-skoledag', kvartal) === 'not-skoledag';
  if (!dates.some(isOff)) return [];
  const entries = dates.filter((date) => isOff(date) || date.judgement.reachesFurther).flatMap(entriesOf);
  return withoutGaps(entries)
    .filter((entry) => counterOf(entry, kvartal) === 'not-skoledag')
    .map(({ row: { source, skole, dato } }) => ({
      code: 'not-skoledag',
      severity: 'info',
      file: source.file,
      line: source.line,
      institutionsnummer: skole,
      detail: { dato },
    }));
}
