// R23, R83: why an elev has its trin and what changed; the same sentences in workbook, mail and on the command line.
import type { Kvartal } from '../domain/kvartal.ts';
import { fravaersaarsager } from '../domain/fravaersaarsag.ts';
import type { PerAarsag } from '../domain/fravaersaarsag.ts';
import { fromDays } from '../domain/fravaersdage.ts';
import type { Fravaersdage } from '../domain/fravaersdage.ts';
import type { LadderStep, Limits } from '../domain/indsatstrin.ts';
import type { ElevCase } from '../domain/night.ts';
import type { ElevScreening } from '../domain/screening.ts';
import { aarsagText, dageTal, dageText, datoText, kvartalText, listText, trinText } from './da.ts';

/** `over 10 dage`, `mindst 5 dage` */
export function limitText(step: Pick<LadderStep, 'days' | 'reached'>): string {
  return `${step.reached === 'over' ? 'over' : 'mindst'} ${dageText(fromDays(step.days))}`;
}

/** `tidlig indsats fra 5, bekymrende over 10, massivt over 20 dage` */
export function limitsText({ tidligIndsats, bekymrende, massivt }: Limits): string {
  const [from, over, most] = [tidligIndsats, bekymrende, massivt].map((days) => dageTal(fromDays(days)));
  return `tidlig indsats fra ${from}, bekymrende over ${over}, massivt over ${most} dage`;
}

/** `8 sygdom, 1,5 ekstraordinær frihed og 1 ulovligt fravær` */
export function categoriesText(perAarsag: PerAarsag<Fravaersdage>): string {
  const parts = fravaersaarsager
    .filter((aarsag) => perAarsag[aarsag] > 0)
    .map((aarsag) => `${dageTal(perAarsag[aarsag])} ${aarsagText[aarsag].toLowerCase()}`);
  return listText(parts);
}

/** Why the elev has this trin: days, categories, the limit crossed and when (R23), and what else to know (R11, R13, R33). */
export function reasonText(elev: ElevScreening, skoleNavn: (institutionsnummer: string) => string): string {
  const sentences = [daysSentence(elev), ...limitSentences(elev)];
  if (elev.earlierSkoler.length > 0) {
    sentences.push(`Heraf er noget registreret på ${listText(elev.earlierSkoler.map(skoleNavn))}.`);
  }
  if (elev.fravaer.undated > 0) {
    sentences.push(
      `Heraf er ${dageText(elev.fravaer.undated)} opgjort som sum per måned, så datoer og mønstre kendes ikke.`,
    );
  }
  if (elev.provisional > 0)
    sentences.push(`${dageText(elev.provisional)} fra de sidste 7 dage er foreløbige.`);
  if (elev.planned.total > 0) sentences.push(`Desuden er ${dageText(elev.planned.total)} planlagt.`);
  return sentences.join(' ');
}

function daysSentence({ fravaer }: ElevScreening): string {
  if (fravaer.total === 0) return 'Ingen fraværsdage i kvartalet.';
  return `${dageText(fravaer.total)}: ${categoriesText(fravaer.perAarsag)}.`;
}

function limitSentences({ placering }: ElevScreening): string[] {
  const { step, basis, crossings, crossed } = placering;
  const byDays = step === undefined ? undefined : crossings.find(({ trin }) => trin === step.trin);
  const sentences: string[] = [];
  if (step !== undefined && byDays !== undefined) {
    sentences.push(`Grænsen ${limitText(step)} blev nået ${datoText(byDays.dato)}.`);
  }
  if (basis === 'vurdering' && crossed !== undefined) {
    sentences.push(`Skolen vurderede fraværet som bekymrende ${datoText(crossed)}.`);
  }
  return sentences;
}

/** What changed since the team was last told, in one sentence; empty when nothing did. */
export function changeSentence(elev: ElevCase): string {
  const { change, told, corrected, recurringFrom, placering, previous } = elev;
  const now = trinText[placering.trin].toLowerCase();
  const before = told === undefined ? '' : trinText[told.trin].toLowerCase();
  switch (change) {
    case 'unchanged':
      return '';
    case 'new':
      return recurringFrom === undefined
        ? 'Ny siden sidste rapport.'
        : `Ny i dette kvartal; var på ${trinText[recurringFrom].toLowerCase()} i ${kvartalText(previous.kvartal)}.`;
    case 'escalated':
      return `Steget fra ${before} til ${now}.`;
    case 'eased':
      return `Faldet fra ${before} til ${now}.${correctionSentence(elev, corrected)}`;
    case 'ended':
      return `Var på ${before}, er ikke længere på et trin.${correctionSentence(elev, corrected)}`;
  }
}

function correctionSentence({ told, fravaer }: ElevCase, corrected: boolean): string {
  if (!corrected || told === undefined) return '';
  return ` Gamle registreringer er rettet: før ${dageText(told.total)}, nu ${dageText(fravaer.total)}.`;
}

/** R35: where a newly received elev comes from. */
export function moverText(elev: ElevScreening, skoleNavn: (institutionsnummer: string) => string): string {
  return elev.earlierSkoler.length === 0 ? '' : `Flyttet fra ${listText(elev.earlierSkoler.map(skoleNavn))}`;
}

/** `4. kvartal 2026 til og med 20-11-2026` */
export function periodText(kvartal: Kvartal, asOfText: string): string {
  return `${kvartalText(kvartal)} til og med ${asOfText}`;
}
