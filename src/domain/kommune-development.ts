// How a kvartal has come to be what it is in the whole kommune: elever on each trin week by week, beside the same time a year ago, as
// far as it may be shown outside the skoler (R76).
import type { Dato } from './dato.ts';
import { developmentOf, onTrin, sumDevelopments } from './development.ts';
import type { PerTrin } from './development.ts';
import type { NightReport } from './report-input.ts';
import { showableSplit } from './suppression.ts';
import type { PublicCount } from './suppression.ts';

/** Elever on a trin, in all and on each, where either may be shown. */
export interface PublicTrin {
  readonly onTrin: PublicCount;
  readonly perTrin: PerTrin | 'withheld';
}

export interface KommuneWeek extends PublicTrin {
  readonly week: number;
  /** The last date of the week that is counted. */
  readonly until: Dato;
  /** The same week a year ago, when it is known of every skole and none is left out tonight. */
  readonly lastYear: PublicTrin | undefined;
}

/** The weeks of all skoler that are reported tonight (R60), added up; none without any. */
export function kommuneDevelopment({
  night,
  history,
}: Pick<NightReport, 'night' | 'history'>): KommuneWeek[] {
  const screened = night.skoler.filter(({ status }) => status === 'screened');
  const elever = screened.reduce((sum, { current }) => sum + current.elever.length, 0);
  const weeks = sumDevelopments(
    screened.map(({ skole, current }) => {
      const own = history.filter(({ institutionsnummer }) => institutionsnummer === skole.institutionsnummer);
      return developmentOf(current, night.asOf, own);
    }),
  );
  return weeks.map(({ week, until, perTrin, lastYear }) => ({
    week,
    until,
    ...publicTrin(perTrin, elever),
    // Last year's figures of a skole that is left out would be what is missing from those of the whole kommune.
    lastYear:
      lastYear === undefined || screened.length < night.skoler.length
        ? undefined
        : publicTrin(lastYear, lastYear.elever),
  }));
}

/** Whether a picture of the weeks would show anybody. */
export function isWorthDrawing(weeks: readonly KommuneWeek[]): boolean {
  return weeks.some(({ onTrin: count }) => count !== 'withheld' && count > 0);
}

/** No part of the kommune is shown with these counts, so only they themselves can be too small. */
function publicTrin(
  { massivt, bekymrende, 'tidlig-indsats': tidligIndsats }: PerTrin,
  elever: number,
): PublicTrin {
  const perTrin: PerTrin = { massivt, bekymrende, 'tidlig-indsats': tidligIndsats };
  const kommune = { elever, counts: { ...perTrin, onTrin: onTrin(perTrin) }, parts: [] };
  const { sum, split } = showableSplit(kommune, {
    sum: 'onTrin',
    terms: ['massivt', 'bekymrende', 'tidlig-indsats'],
  });
  return {
    onTrin: sum.has(kommune) ? kommune.counts.onTrin : 'withheld',
    perTrin: split.has(kommune) ? perTrin : 'withheld',
  };
}
