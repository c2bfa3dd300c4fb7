// Absence as a share of skoledage, as the national statistics count it: the elev's own skoledage so far are the whole.
import { ONE_DAY } from './fravaersdage.ts';
import type { ElevScreening } from './screening.ts';

/** The national statistics count the elever with more than this share of absence. */
const HIGH_PERCENT = 10;

/** What the national statistics say of all folkeskoler for a whole skoleår, for comparison; research/domain.md 4.1. */
export const nationalFigures = { skoleaar: '2024/25', overTiProcent: 21.4, fravaersprocent: 7.4 };

type Share = Pick<ElevScreening, 'fravaer' | 'skoledage'>;

/** Whether more than 10 % of the elev's own skoledage so far are absence; exactly 10 % is not. */
export function isOverTiProcent({ fravaer, skoledage }: Share): boolean {
  return fravaer.total * 100 > skoledage * HIGH_PERCENT * ONE_DAY;
}

/** How much of the elever's skoledage is absence, in percent for reading; undefined when they have had none. */
export function fravaersprocentOf(elever: readonly Share[]): number | undefined {
  const skoledage = elever.reduce((sum, elev) => sum + elev.skoledage, 0);
  const days = elever.reduce((sum, { fravaer }) => sum + fravaer.total, 0);
  return skoledage === 0 ? undefined : (days / ONE_DAY / skoledage) * 100;
}
