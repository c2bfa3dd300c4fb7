// What a night tells of the rows of all elever together: how many landed in each counter (R61), and which lie on days
// that are no skoledag (R9). Rows are seen one elev at a time and not kept.
import type { Finding } from './finding.ts';
import type { Kvartal } from './kvartal.ts';
import { countFates, counterOf, withoutGaps } from './row-fate.ts';
import type { RowWithFate } from './row-fate.ts';

export interface RowTally {
  /** Shown all rows of one elev, in order. */
  readonly see: (rows: readonly RowWithFate[]) => void;
  /** R61: rows per counter when the kvartal is screened; seen everything, they add up to the rows read. */
  readonly counters: ReadonlyMap<string, number>;
  /** R9: absence registered on days that are no skoledag in the kvartal, named by file and line. */
  readonly offDays: readonly Finding[];
}

/** `sortedOut` are the counters of rows that the reader has not let through. */
export function tallyRows(kvartal: Kvartal, sortedOut: ReadonlyMap<string, number>): RowTally {
  const counters = new Map(sortedOut);
  const offDays: Finding[] = [];
  return {
    counters,
    offDays,
    see: (rows) => {
      for (const [counter, count] of countFates(rows, kvartal)) {
        counters.set(counter, (counters.get(counter) ?? 0) + count);
      }
      if (!rows.some(({ fate }) => fate === 'not-skoledag')) return;
      const isOffDay = (entry: RowWithFate): boolean => counterOf(entry, kvartal) === 'not-skoledag';
      for (const { row } of withoutGaps(rows).filter(isOffDay)) {
        const { source, skole, dato } = row;
        offDays.push({
          code: 'not-skoledag',
          severity: 'info',
          file: source.file,
          line: source.line,
          institutionsnummer: skole,
          detail: { dato },
        });
      }
    },
  };
}
