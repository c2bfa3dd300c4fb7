// The rules in Danish for people: printed in every workbook ("Sådan er der talt", R82) and in docs/regler.md. The
// numbers come from where they are used, so a text can never lag behind the program.
import { MAX_AGENDA_ROWS } from './agenda.ts';
import { policyGateLimits } from './gate.ts';
import type { GateLimits } from './gate.ts';
import { policyLimits } from './indsatstrin.ts';
import type { Limits } from './indsatstrin.ts';
import { LATE_REGISTRATION_DAYS } from './kvartal.ts';
import { PROVISIONAL_DAYS, ROLLING_SKOLEDAGE } from './screening.ts';

export interface Regel {
  readonly nummer: string;
  readonly emne: 'Hvem og hvad tælles' | 'Indsatstrin' | 'Ændringer' | 'Data' | 'Rapport og mail';
  readonly tekst: string;
}

const dage = (days: number): string => String(days).replace('.', ',');
const procent = (share: number): string => `${dage(Math.round(share * 1000) / 10)} %`;

/** All rules with the limits in force. */
export function regler(
  limits: Limits = policyLimits,
  gates: GateLimits = policyGateLimits,
): readonly Regel[] {
  const { tidligIndsats, bekymrende, massivt } = limits;
  return [
    {
      nummer: 'R1',
      emne: 'Hvem og hvad tælles',
      tekst: 'Alle elever i de kommunale folkeskoler tælles, også på TCR og specialskolerne.',
    },
    {
      nummer: 'R2',
      emne: 'Hvem og hvad tælles',
      tekst:
        'Der tælles i kalenderkvartaler efter datoen for fraværet: K1 januar-marts, K2 april-juni, K3 juli-september, K4 oktober-december.',
    },
    {
      nummer: 'R3',
      emne: 'Hvem og hvad tælles',
      tekst:
        'Samlet fravær er sygdom, ekstraordinær frihed og ulovligt fravær lagt sammen. At komme for sent, praktik, brobygning og lejrskole er ikke fravær.',
    },
    {
      nummer: 'R4',
      emne: 'Hvem og hvad tælles',
      tekst:
        'En ukendt fraværskode tælles ikke og gættes ikke: Rækken sættes til side og nævnes under datakvalitet.',
    },
    {
      nummer: 'R5',
      emne: 'Hvem og hvad tælles',
      tekst: 'En heldag er 1, en halvdag 1/2, en lektion 1 delt med dagens lektioner.',
    },
    {
      nummer: 'R6',
      emne: 'Hvem og hvad tælles',
      tekst: 'Der regnes helt præcist: seks lektioner af seks på hver sin dag er netop 1 dag.',
    },
    {
      nummer: 'R7',
      emne: 'Hvem og hvad tælles',
      tekst: 'En dato tæller højst 1 dag, uanset hvor mange registreringer der er. Ens rækker er én række.',
    },
    {
      nummer: 'R8',
      emne: 'Hvem og hvad tælles',
      tekst:
        'Er der flere slags fravær på én dag, fyldes dagen først med sygdom, så ekstraordinær frihed og til sidst ulovligt fravær.',
    },
    {
      nummer: 'R9',
      emne: 'Hvem og hvad tælles',
      tekst:
        'Kun skoledage tæller. Registreringer i weekender, på helligdage og lukkedage tæller ikke og nævnes under datakvalitet.',
    },
    {
      nummer: 'R10',
      emne: 'Hvem og hvad tælles',
      tekst:
        'Der tælles til og med opgørelsesdatoen. Fravær, der er registreret frem i tiden, vises som planlagt.',
    },
    {
      nummer: 'R11',
      emne: 'Hvem og hvad tælles',
      tekst:
        'Fraværet følger eleven ved skoleskift i kvartalet. Eleven vises på den skole, hvor eleven er indmeldt på opgørelsesdatoen.',
    },
    {
      nummer: 'R12',
      emne: 'Hvem og hvad tælles',
      tekst: 'Udmeldte elever står ikke på listerne, men tælles som udmeldt.',
    },
    {
      nummer: 'R13',
      emne: 'Hvem og hvad tælles',
      tekst: `Hele kvartalet regnes forfra hver nat. De sidste ${PROVISIONAL_DAYS} dage er foreløbige, fordi registreringer må rettes i en uge.`,
    },
    {
      nummer: 'R14',
      emne: 'Data',
      tekst:
        'Ingen registrering er ikke det samme som fremmøde. Den nyeste registrering vises for hver klasse; en skole uden data vises som »ingen data«, aldrig som 0.',
    },
    {
      nummer: 'R20',
      emne: 'Indsatstrin',
      tekst: `Tidlig indsats: fra ${dage(tidligIndsats)} til og med ${dage(bekymrende)} dage i kvartalet. Bekymrende skolefravær: over ${dage(bekymrende)} dage. Massivt skolefravær: over ${dage(massivt)} dage. Præcis ${dage(bekymrende)} dage er tidlig indsats, præcis ${dage(massivt)} dage er bekymrende.`,
    },
    {
      nummer: 'R21',
      emne: 'Indsatstrin',
      tekst:
        'Skolen kan selv vurdere et fravær som bekymrende, uanset antal dage. Det gælder, til vurderingen trækkes tilbage, også i næste kvartal.',
    },
    {
      nummer: 'R22',
      emne: 'Indsatstrin',
      tekst: 'Grænserne er politikkens og kan ændres i konfigurationen.',
    },
    {
      nummer: 'R23',
      emne: 'Indsatstrin',
      tekst: 'Hvert trin vises med begrundelse: dage, kategorier, grænse og dato for, hvornår den blev nået.',
    },
    {
      nummer: 'R30',
      emne: 'Ændringer',
      tekst: 'Ændringer måles mod det, teamet sidst har fået at vide i en rapport, der er nået frem.',
    },
    {
      nummer: 'R31',
      emne: 'Ændringer',
      tekst:
        'Ny: var ikke på et trin før. Steget eller faldet: højere eller lavere trin end sidst. Er gamle registreringer rettet, står der både de gamle og de nye dage.',
    },
    {
      nummer: 'R32',
      emne: 'Ændringer',
      tekst: 'En elev er kun en nyhed én gang. Derefter nævnes eleven, når noget ændrer sig.',
    },
    {
      nummer: 'R33',
      emne: 'Ændringer',
      tekst: `Et nyt kvartal begynder fra 0. En elev, der også var på et trin i forrige kvartal, mærkes som tilbagevendende, og de sidste ${ROLLING_SKOLEDAGE} skoledage vises ved siden af.`,
    },
    {
      nummer: 'R34',
      emne: 'Ændringer',
      tekst: `De første ${LATE_REGISTRATION_DAYS} dage af et kvartal ses der også efter sene registreringer i det forrige; de står for sig.`,
    },
    {
      nummer: 'R35',
      emne: 'Ændringer',
      tekst: 'En elev, der er flyttet til skolen, er ny for teamet og mærkes med den tidligere skole.',
    },
    {
      nummer: 'R36',
      emne: 'Ændringer',
      tekst: 'Køres den samme nat igen på samme data, ændres intet, og ingen får mail.',
    },
    {
      nummer: 'R60',
      emne: 'Data',
      tekst: `En skole får ingen rapport, hvis dens data er ældre end ${gates.staleSkoledage} skoledage, er skrumpet mere end ${procent(gates.shrinkShare)} siden sidst, eller mere end ${procent(gates.rejectedShare)} af rækkerne er afvist. Er der usædvanligt længe ingen registreringer, står der en advarsel øverst.`,
    },
    {
      nummer: 'R61',
      emne: 'Data',
      tekst:
        'Hver række i eksporten ender i præcis én tæller, og tællerne giver tilsammen antallet af rækker.',
    },
    {
      nummer: 'R80',
      emne: 'Rapport og mail',
      tekst: `Rækkefølge: nye med massivt, bekymrende og tidlig indsats, så stegne, faldne og rettede. Mailen viser højst ${MAX_AGENDA_ROWS} linjer; resten står i arket.`,
    },
    {
      nummer: 'R81',
      emne: 'Rapport og mail',
      tekst:
        'Teamet får mail, når der er nyt, når nogen er steget, eller når en frist nærmer sig; ellers én oversigt om ugen, mandag.',
    },
    {
      nummer: 'R82',
      emne: 'Rapport og mail',
      tekst: 'Hver linje siger, hvad der skal ske, hvem der gør det, og hvornår.',
    },
  ];
}
