// The rules in Danish for people: printed in every workbook ("Sådan er der talt", R82) and in docs/regler.md. The
// numbers come from where they are used, so a text can never lag behind the program.
import { MAX_AGENDA_ROWS } from './agenda.ts';
import { forloebRegler } from './forloeb/forloeb-regler.ts';
import { policyFristOptions } from './forloeb/frister.ts';
import type { FristOptions } from './forloeb/frister.ts';
import { SHOWN_FROM_CHANCE, SHOWN_FROM_SKOLEDAG } from './forecast.ts';
import { policyGateLimits } from './gate.ts';
import type { GateLimits } from './gate.ts';
import { policyLimits } from './indsatstrin.ts';
import type { Limits } from './indsatstrin.ts';
import { LATE_REGISTRATION_DAYS } from './kvartal.ts';
import { compareText } from './row-fate.ts';
import { PROVISIONAL_DAYS, ROLLING_SKOLEDAGE } from './screening.ts';
import { policySuppression } from './suppression.ts';
import { signalRules } from './signaler/find-signaler.ts';
import { KLASSE_REGEL } from './signaler/klasse.ts';

export interface Regel {
  readonly nummer: string;
  readonly emne: string;
  readonly tekst: string;
}

type NumberedText = Omit<Regel, 'emne'>;

const dage = (days: number): string => String(days).replace('.', ',');
const procent = (share: number): string => `${dage(Math.round(share * 1000) / 10)} %`;

/** All rules with the limits in force, in the order of their numbers. */
export function regler(
  limits: Limits = policyLimits,
  gates: GateLimits = policyGateLimits,
  fristOptions: FristOptions = policyFristOptions,
): readonly Regel[] {
  const sections: readonly (readonly [emne: string, regler: readonly NumberedText[]])[] = [
    ['Hvem og hvad tælles', countingRegler()],
    ['Indsatstrin', trinRegler(limits)],
    ['Ændringer', changeRegler()],
    ['Forløbspakken', forloebRegler(fristOptions)],
    ['Signaler ved siden af trinnet', signalRegler()],
    ['Data', dataRegler(gates)],
    ['Rapport og mail', reportRegler()],
  ];
  return sections.flatMap(([emne, ofSection]) => ofSection.map((regel) => ({ ...regel, emne })));
}

function countingRegler(): NumberedText[] {
  return [
    { nummer: 'R1', tekst: 'Alle elever i de kommunale folkeskoler tælles, også på TCR og specialskolerne.' },
    {
      nummer: 'R2',
      tekst:
        'Der tælles i kalenderkvartaler efter datoen for fraværet: K1 januar-marts, K2 april-juni, K3 juli-september, K4 oktober-december.',
    },
    {
      nummer: 'R3',
      tekst:
        'Samlet fravær er sygdom, ekstraordinær frihed og ulovligt fravær lagt sammen. At komme for sent, praktik, brobygning og lejrskole er ikke fravær.',
    },
    {
      nummer: 'R4',
      tekst:
        'En ukendt fraværskode tælles ikke og gættes ikke: Rækken sættes til side og nævnes under datakvalitet.',
    },
    { nummer: 'R5', tekst: 'En heldag er 1, en halvdag 1/2, en lektion 1 delt med dagens lektioner.' },
    {
      nummer: 'R6',
      tekst: 'Der regnes helt præcist: seks lektioner af seks på hver sin dag er netop 1 dag.',
    },
    {
      nummer: 'R7',
      tekst:
        'En dato tæller højst 1 dag, uanset hvor mange registreringer der er. Ens rækker er én række. En sum per måned tæller med det, der går ud over dagene, men har ingen datoer.',
    },
    {
      nummer: 'R8',
      tekst:
        'Er der flere slags fravær på én dag, fyldes dagen først med sygdom, så ekstraordinær frihed og til sidst ulovligt fravær.',
    },
    {
      nummer: 'R9',
      tekst:
        'Kun skoledage tæller. Registreringer i weekender, på helligdage og lukkedage tæller ikke og nævnes under datakvalitet. En periode fra-til dækker kun sine skoledage.',
    },
    {
      nummer: 'R10',
      tekst:
        'Der tælles til og med opgørelsesdatoen. Fravær, der er registreret frem i tiden, vises som planlagt.',
    },
    {
      nummer: 'R11',
      tekst:
        'Fraværet følger eleven ved skoleskift i kvartalet. Eleven vises på den skole, hvor eleven er indmeldt på opgørelsesdatoen.',
    },
    { nummer: 'R12', tekst: 'Udmeldte elever står ikke på listerne, men tælles som udmeldt.' },
    {
      nummer: 'R13',
      tekst: `Hele kvartalet regnes forfra hver nat. De sidste ${PROVISIONAL_DAYS} dage er foreløbige, fordi registreringer må rettes i en uge.`,
    },
    {
      nummer: 'R14',
      tekst:
        'Ingen registrering er ikke det samme som fremmøde. Den nyeste registrering vises for hver klasse; en skole uden data vises som »ingen data«, aldrig som 0.',
    },
  ];
}

function dataRegler(gates: GateLimits): NumberedText[] {
  return [
    {
      nummer: 'R60',
      tekst: `En skole får ingen rapport, hvis dens data mangler eller er tomme, er ældre end ${gates.staleSkoledage} skoledage, er skrumpet mere end ${procent(gates.shrinkShare)} siden sidst, eller mere end ${procent(gates.rejectedShare)} af rækkerne er afvist. Kender driften grunden, kan den godkende skolens data for én kørsel; det står øverst i rapporten. Er der usædvanligt længe ingen registreringer, står der en advarsel øverst.`,
    },
    {
      nummer: 'R61',
      tekst:
        'Hver række i eksporten ender i præcis én tæller, og tællerne giver tilsammen antallet af rækker. En række, der dækker flere dage, ender dér, hvor den nåede længst.',
    },
  ];
}

function trinRegler({ tidligIndsats, bekymrende, massivt }: Limits): NumberedText[] {
  return [
    {
      nummer: 'R20',
      tekst: `Tidlig indsats: fra ${dage(tidligIndsats)} til og med ${dage(bekymrende)} dage i kvartalet. Bekymrende skolefravær: over ${dage(bekymrende)} dage. Massivt skolefravær: over ${dage(massivt)} dage. Præcis ${dage(bekymrende)} dage er tidlig indsats, præcis ${dage(massivt)} dage er bekymrende.`,
    },
    {
      nummer: 'R21',
      tekst:
        'Skolen kan selv vurdere et fravær som bekymrende, uanset antal dage. Det gælder, til vurderingen trækkes tilbage eller forløbet afsluttes, også i næste kvartal.',
    },
    { nummer: 'R22', tekst: 'Grænserne er politikkens og kan ændres i konfigurationen.' },
    {
      nummer: 'R23',
      tekst: 'Hvert trin vises med begrundelse: dage, kategorier, grænse og dato for, hvornår den blev nået.',
    },
  ];
}

function changeRegler(): NumberedText[] {
  return [
    {
      nummer: 'R30',
      tekst: 'Ændringer måles mod det, teamet sidst har fået at vide i en rapport, der er nået frem.',
    },
    {
      nummer: 'R31',
      tekst:
        'Ny: var ikke på et trin før. Steget eller faldet: højere eller lavere trin end sidst. Er gamle registreringer rettet, står der både de gamle og de nye dage.',
    },
    {
      nummer: 'R32',
      tekst:
        'En elev er kun en nyhed én gang. Derefter nævnes eleven, når noget ændrer sig. En frist nævnes, når den nærmer sig, og igen, når den er overskredet.',
    },
    {
      nummer: 'R33',
      tekst: `Et nyt kvartal begynder fra 0. En elev, der også var på et trin i forrige kvartal, mærkes som tilbagevendende, og de sidste ${ROLLING_SKOLEDAGE} skoledage vises ved siden af. Forløb fortsætter.`,
    },
    {
      nummer: 'R34',
      tekst: `De første ${LATE_REGISTRATION_DAYS} dage af et kvartal ses der også efter sene registreringer i det forrige; de står for sig.`,
    },
    {
      nummer: 'R35',
      tekst: 'En elev, der er flyttet til skolen, er ny for teamet og mærkes med den tidligere skole.',
    },
    { nummer: 'R36', tekst: 'Køres den samme nat igen på samme data, ændres intet, og ingen får mail.' },
  ];
}

function signalRegler(): NumberedText[] {
  const patterns = signalRules.filter(({ nummer }) => nummer === 'R53').map(({ tekst }) => tekst);
  return [
    ...signalRules
      .filter(({ nummer }) => nummer !== 'R53')
      .map(({ nummer, tekst }) => ({ nummer, tekst }))
      .toSorted((a, b) => compareText(a.nummer, b.nummer)),
    {
      nummer: 'R53',
      tekst: `Mønstre giver aldrig et trin. Der ses efter ${patterns.join('; ')}. En skoledag regnes med fra en halv dags fravær, og weekender, ferier og lukkedage afbryder ikke en række. ${KLASSE_REGEL} Kun tydelige mønstre vises i arket.`,
    },
    {
      nummer: 'R54',
      tekst: `Prognosen siger, hvem der kan passere grænsen til bekymrende eller massivt skolefravær, før kvartalet slutter: det seneste tempo, trukket mod det almindelige. Den vises fra ${procent(SHOWN_FROM_CHANCE)} sandsynlighed og fra kvartalets ${SHOWN_FROM_SKOLEDAG}. skoledag, nævnes én gang for hver grænse, giver aldrig et trin og tager fejl omtrent hver anden gang.`,
    },
  ];
}

function reportRegler(): NumberedText[] {
  return [
    {
      nummer: 'R76',
      tekst: `Oversigter på tværs af skoler viser kun antal. Et antal på 1-${policySuppression.lowestShown - 1} skjules, når gruppen har under ${policySuppression.largeGroup} elever, og så mange andre tal, at det ikke kan regnes ud.`,
    },
    {
      nummer: 'R80',
      tekst: `Rækkefølge: overskredne frister og frister, der nærmer sig, så nye med massivt, bekymrende og tidlig indsats, stegne, prognosen, faldne og rettede. Mailen viser højst ${MAX_AGENDA_ROWS} linjer; resten står i arket.`,
    },
    {
      nummer: 'R81',
      tekst:
        'Teamet får mail, når der er nyt, når nogen er steget, eller når en frist nærmer sig eller er overskredet; ellers én oversigt om ugen, mandag. Har skolelederen sin egen mail, kommer den, når en beslutning er ny, og ellers om mandagen, så længe noget venter.',
    },
    { nummer: 'R82', tekst: 'Hver linje siger, hvad der skal ske, hvem der gør det, og hvornår.' },
  ];
}
