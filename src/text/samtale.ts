// A draft for the first talk with the parents: the days as they are registered, an open beginning, questions, and what
// comes next. No reproach and no threat; the wording follows the forløbspakke: "et tæt forældresamarbejde".
import { fravaersaarsager } from '../domain/fravaersaarsag.ts';
import type { Fravaersaarsag } from '../domain/fravaersaarsag.ts';
import { forloebSteps } from '../domain/forloeb/steps.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import type { ElevCase } from '../domain/night.ts';
import { aarsagText, dageText, dayMonthsText, kvartalText } from './da.ts';

export interface SamtaleRow {
  readonly emne: string;
  readonly tekst: string;
  /** Lines to write on by hand. */
  readonly room?: number;
}

/** What two people who talk write down, in a round hand. */
const ROOM_TO_WRITE = 9;

/** The draft in the order in which it is used. */
export function samtaleDraft({ fravaer }: ElevCase, kvartal: Kvartal): SamtaleRow[] {
  return [
    {
      emne: 'Det, vi har set',
      tekst: `I ${kvartalText(kvartal)} er der registreret ${dageText(fravaer.total)} fravær for jeres barn.`,
    },
    ...fravaersaarsager.flatMap((aarsag) => datesRow(fravaer, aarsag)),
    {
      emne: 'Begyndelsen',
      tekst:
        'Vi vil gerne tale med jer, fordi vi savner jeres barn i klassen, og fordi vi gerne vil hjælpe, mens det er tidligt. Der kan være mange grunde til fravær, og I kender jeres barn bedst.',
    },
    {
      emne: 'Er tallene rigtige?',
      tekst: 'Er der dage, der er registreret forkert, eller som vi mangler en besked om? Så retter vi dem.',
    },
    ...QUESTIONS.map((tekst): SamtaleRow => ({ emne: 'Spørgsmål', tekst })),
    { emne: 'Hvad sker der nu', tekst: nextSteps() },
    { emne: 'Vi aftalte', tekst: '', room: ROOM_TO_WRITE },
    { emne: 'Vi taler sammen igen', tekst: 'Dato:' },
    {
      emne: 'Til skolen',
      tekst: 'Skriv datoen for samtalen på arket »Forløb«. Fristerne løber fra den dag.',
    },
  ];
}

const QUESTIONS = [
  'Hvordan har jeres barn det, og hvad fortæller barnet selv om skolen?',
  'Hvornår går det godt, og hvornår er det svært at komme af sted?',
  'Hvem er barnet glad for at være sammen med i klassen og i fritiden?',
  'Hvad har I prøvet, og hvad kunne vi på skolen gøre anderledes?',
  'Er der andre, vi skal tale med, hvis I synes, det er en god idé?',
];

function datesRow({ days }: ElevCase['fravaer'], aarsag: Fravaersaarsag): SamtaleRow[] {
  const own = days.filter(({ perAarsag }) => perAarsag[aarsag] > 0);
  if (own.length === 0) return [];
  return [{ emne: aarsagText[aarsag], tekst: dayMonthsText(own.map(({ dato }) => dato)) }];
}

/** The kortlægning in the forløbspakke's own weeks; what comes after depends on it. */
function nextSteps(): string {
  const steps = forloebSteps.filter(({ id }) => id === 'F2B' || id === 'F2C' || id === 'F2D');
  const parts = steps.map(({ activity, weeks }) => `${activity.toLowerCase()} (${weeks.toLowerCase()})`);
  return `Hvis vi sammen vurderer, at der er grund til det, undersøger vi, hvad der ligger bag: ${parts.join(', ')}. I får en fast kontaktperson på skolen, tovholderen.`;
}
