// R76: how counts that may be shown outside a skole are written, and how they compare with the country.
import { nationalFigures } from '../domain/fravaersprocent.ts';
import type { OverviewRow } from '../domain/overview.ts';
import type { PublicCount } from '../domain/suppression.ts';
import { tal } from './da.ts';

export const WITHHELD = 'skjult';

export const withheldSentence = `»${WITHHELD}« er et lille tal, der kunne pege på enkelte elever, eller et tal, som et lille tal kunne regnes ud af (R76).`;

/** `12`, `skjult`, or nothing where nothing is counted. */
export function publicText(value: PublicCount | undefined): string {
  if (value === undefined) return '';
  return value === 'withheld' ? WITHHELD : tal(value);
}

/** How many in a hundred of the group have more than 10 % absence; undefined where the count is not shown. */
export function overTiShare({
  counts,
  elever,
}: {
  readonly counts: OverviewRow['counts'];
  readonly elever: number;
}): number | undefined {
  const { overTiProcent } = counts;
  return typeof overTiProcent !== 'number' || elever === 0 ? undefined : (overTiProcent / elever) * 100;
}

/** One decimal and a comma: `21,4 %`; empty when there is no figure. */
export function procentText(percent: number | undefined): string {
  return percent === undefined ? '' : `${procentTal(percent)} %`;
}

/** `21,4` */
export function procentTal(percent: number): string {
  return percent.toFixed(1).replace('.', ',');
}

/** What a share of elever over 10 % is a share of, and what it may be compared with. */
export const nationalSentence = `Over 10 %: elever, hvis fravær er over 10 % af deres egne skoledage til nu i kvartalet. I hele landet var det ${procentText(nationalFigures.overTiProcent)} af eleverne og fraværet ${procentText(nationalFigures.fravaersprocent)} i skoleåret ${nationalFigures.skoleaar}; tallene dér gælder et helt skoleår.`;

/** Stands where no roster says who the elever without absence are. */
export const noRosterSentence =
  'Uden elevliste kendes kun elever med registreringer; andele og fraværsprocent er derfor for høje.';
