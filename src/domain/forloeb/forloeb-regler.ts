// R40-R44 in Danish for people, with the numbers from where they are used; the steps themselves are in steps.ts.
import { DUE_SOON_DAYS, HOLIDAY_WEEKDAYS } from './frister.ts';
import type { FristOptions } from './frister.ts';
import { forloebSteps } from './steps.ts';
import type { ForloebStep } from './steps.ts';

/** The rules of the forløbspakke with the options in force, in the order of their numbers. */
export function forloebRegler({
  pauseInHolidays,
}: FristOptions): { readonly nummer: string; readonly tekst: string }[] {
  const holidays = pauseInHolidays
    ? `Ugerne holder pause i skoleferier på ${HOLIDAY_WEEKDAYS} hverdage eller mere.`
    : 'Ugerne løber også i skoleferier.';
  return [
    {
      nummer: 'R40',
      tekst: `Frister regnes fra samtalen med forældrene, ikke fra den dag, en grænse nås; uge 1 er de første 7 dage efter samtalen. En frist på en dag uden skole flyttes til næste skoledag. ${holidays}`,
    },
    {
      nummer: 'R41',
      tekst: `En frist nærmer sig de sidste ${DUE_SOON_DAYS} dage og er overskredet fra dagen efter. ${repeatedText()} Siger vurderingen efter kortlægningen, at der ikke skal en handleplan til, bortfalder de følgende trin.`,
    },
    {
      nummer: 'R42',
      tekst:
        'Et forløb kan først afsluttes, når der er en plan mod tilbagefald og en beslutning om brobygning. En handleplan er først fuldstændig med tiltag fra alle tre indsatsforløb.',
    },
    {
      nummer: 'R43',
      tekst:
        'Teamet skriver selv samtaledato, tovholder og datoer for trinene. Intet, nogen har skrevet, bliver overskrevet: En rettelse lægges til, med hvem og hvornår. Skifter eleven skole, følger forløbet med, og den nye skole udpeger en tovholder.',
    },
    {
      nummer: 'R44',
      tekst:
        'En elev med et forløb i gang meldes ikke igen for et trin, teamet kender, heller ikke i et nyt kvartal; kun for et højere trin eller en frist.',
    },
  ];
}

function repeatedText(): string {
  const { activity, frist } = forloebSteps.find((step) => step.frist.kind === 'repeated') ?? { activity: '' };
  if (frist?.kind !== 'repeated') return '';
  return `${activity} nærmer sig ${frist.nearAfter / 7} uger efter handleplanen eller den sidste opfølgning og er overskredet efter ${frist.days / 7}.`;
}

/** `Klasseteam. Uge 1-2, senest 14 dage efter samtalen. »…«` */
export function stepText({ who, frist, weeks, policy }: ForloebStep): string {
  const when = frist.kind === 'after-samtale' ? `${weeks}, senest ${frist.days} dage efter samtalen` : weeks;
  return [who, when === '' ? 'Uden frist' : when, `»${policy}«`].join('. ');
}
