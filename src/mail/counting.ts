// "Sådan er der talt" in a few sentences (R82), with the limits in force; all rules stand in the workbook. Pure.
import { fromDays } from '../domain/fravaersdage.ts';
import type { Limits } from '../domain/indsatstrin.ts';
import { PROVISIONAL_DAYS } from '../domain/screening.ts';
import type { Dato } from '../domain/dato.ts';
import { dageTal, dageText, weekdayDatoText } from '../text/da.ts';
import type { Block } from './document.ts';

/** What is counted and where the limits lie (R3, R7, R9, R20, R21). */
export function countingSentences({ tidligIndsats, bekymrende, massivt }: Limits): string[] {
  const days = (limit: number): string => dageText(fromDays(limit));
  return [
    'Sygdom, ekstraordinær frihed og ulovligt fravær lægges sammen for hver elev i kvartalet. Kun skoledage tæller, og en dato tæller højst 1 dag (R3, R7, R9).',
    `Tidlig indsats: fra ${dageTal(fromDays(tidligIndsats))} til og med ${days(bekymrende)}. Bekymrende skolefravær: over ${days(bekymrende)} eller skolens egen vurdering. Massivt skolefravær: over ${days(massivt)} (R20, R21).`,
  ];
}

/** Up to when is counted, and what may still change (R10, R13). */
export function periodSentence(asOf: Dato): string {
  return `Der er talt til og med ${weekdayDatoText(asOf)}. De sidste ${PROVISIONAL_DAYS} dage er foreløbige, fordi registreringer må rettes i en uge (R13).`;
}

/** The block for a skole's team, which has the workbook at hand. */
export function skoleCounting(limits: Limits, asOf: Dato): Block {
  return {
    kind: 'lines',
    heading: 'Sådan er der talt',
    lines: [
      ...countingSentences(limits),
      'Nyt er det, der er ændret, siden teamet sidst fik en rapport. En elev er kun en nyhed én gang (R30, R32).',
      'Frister regnes fra samtalen med forældrene; det, der er gjort, skriver teamet i arket (R40, R43).',
      periodSentence(asOf),
      'R og tal er reglens nummer; alle regler og hver elevs begrundelse står i arket.',
    ],
  };
}
