// What `init` understood of a file, and what it must ask, in Danish.
import { plural } from './da.ts';

type Detail = Readonly<Record<string, string | number>>;

export const fieldText: Readonly<Record<string, string>> = {
  institutionsnummer: 'Skolens nummer',
  elevId: 'Elevens id',
  cpr: 'CPR-nummer',
  navn: 'Navn',
  fornavn: 'Fornavn',
  efternavn: 'Efternavn',
  alias: 'Aliasnavn',
  beskyttet: 'Navne- og adressebeskyttelse',
  klasse: 'Klasse',
  klassetrin: 'Klassetrin',
  dato: 'Dato',
  fra: 'Første dag',
  til: 'Sidste dag',
  aarsag: 'Fraværskode',
  omfang: 'Del af dagen',
  lektion: 'Lektion',
  lektionerIAlt: 'Dagens lektioner',
  aar: 'År',
  maaned: 'Måned',
  registreret: 'Registreret',
  indmeldt: 'Indmeldt',
  udmeldt: 'Udmeldt',
};

export const shapeText: Readonly<Record<string, string>> = {
  day: 'én række per elev og dag',
  interval: 'én række per periode (fra-til)',
  lesson: 'én række per lektion',
  'month-grid': 'månedsskema med en kolonne per dag',
  'month-sum': 'summer per måned (uden datoer)',
};

const doubts: Readonly<Record<string, (detail: Detail) => string>> = {
  'no-institutionsnummer': () =>
    'Der er ingen kolonne med skolens nummer; skriv det under constants i profilen (én profil per skole)',
  'no-elev-id': () =>
    'Der er ingen kolonne med elevens id; et navn kan ikke bruges, for to elever kan hedde det samme. Bestil eksporten med id',
  'no-month': () => 'Der er ingen kolonne med måneden; skriv den under constants i profilen',
  'no-year': () => 'Der er ingen kolonne med året; skriv det under constants i profilen (aar)',
  'cpr-as-id': () => 'CPR-nummeret bruges som id, fordi filen ikke har andet; det gemmes og vises ikke',
  'institutionsnummer-from-name': ({ institutionsnummer }) =>
    `Skolens nummer ${institutionsnummer} er taget fra filens navn eller titel; passer det?`,
  'institutionsnummer-form': ({ institutionsnummer }) =>
    `»${institutionsnummer}« kan ikke bruges som nummer i konfigurationen: kun bogstaver, cifre, - og _`,
  'field-by-content': ({ field, column }) =>
    `${fieldText[String(field)] ?? field} er fundet i »${column}« efter indholdet alene; passer det?`,
  'day-month-order': ({ column, format, otherwise }) =>
    `Datoerne i »${column}« kan læses som både ${format} og ${otherwise}; ${format} er valgt`,
  'lessons-per-day': ({ lessons }) =>
    `Filen siger ikke, hvor mange lektioner dagen har; ${lessons} er den højeste lektion i filen`,
  'omfang-over-one': ({ column }) =>
    `»${column}« har tal over 1 og er nok dage eller minutter, ikke en del af en dag; kolonnen bruges ikke`,
  'amount-unknown': ({ column, words }) =>
    `»${column}« har ${words} slags tekst, der ikke siger, hvor stor en del af dagen det er; tilføj dem under amounts`,
  'month-sums': () => 'Summer per måned tæller med, men datoer og mønstre kendes ikke',
  unreadable: ({ reason }) => `Filen kan ikke læses med profilen: ${reason}`,
  'code-unmapped': ({ codes, rows }) =>
    `${plural(Number(codes), 'fraværskode', 'fraværskoder')} (${plural(Number(rows), 'række', 'rækker')}) venter på at få en betydning under aarsager i profilen`,
  'code-proposed': ({ codes }) =>
    `${plural(Number(codes), 'fraværskode', 'fraværskoder')} har fået en betydning efter deres ord; se forslagene efter`,
  'rows-rejected': ({ rows, reason }) =>
    `${plural(Number(rows), 'række', 'rækker')} kunne ikke læses: ${reason}`,
  'half-days-mixed': ({ column }) =>
    `»${column}« har både hele dage og formiddage og eftermiddage; en elev med begge halve på én dato tæller som en halv dag`,
};

export function doubtText({ code, detail }: { readonly code: string; readonly detail: Detail }): string {
  return doubts[code]?.(detail) ?? code;
}
