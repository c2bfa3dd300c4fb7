// R62: every finding in Danish, by its code. A finding says where, never who.
import type { Finding } from '../domain/finding.ts';
import { dato } from '../domain/dato.ts';
import { datoText, plural, tal } from './da.ts';
import { returnedFaultText } from './returned.ts';

type Detail = Readonly<Record<string, string | number>>;

const texts: Readonly<Record<string, (detail: Detail) => string>> = {
  'institutionsnummer-missing': () => 'Rækken har intet institutionsnummer',
  'institutionsnummer-unknown': ({ institutionsnummer, rows }) =>
    `Institutionsnummer ${institutionsnummer} findes ikke i konfigurationen: ${rowsText(rows)} holdt ude`,
  'elev-id-missing': () => 'Rækken har intet elev-id',
  'dato-invalid': ({ value }) => `»${value}« er ikke en dato`,
  'aarsag-unknown': ({ value }) => `Fraværskoden »${value}« er ukendt, og rækken tæller ikke med`,
  'omfang-invalid': ({ value }) => `»${value}« er ikke et omfang mellem 0 og 1 dag`,
  'lektion-invalid': ({ value }) => `»${value}« er ikke én lektion`,
  'lektioner-invalid': ({ value }) => `»${value}« er ikke et antal lektioner på en dag`,
  'maaned-invalid': ({ value }) => `»${value}« er ikke en måned`,
  'interval-reversed': ({ value }) => `Perioden slutter ${value}, før den begynder`,
  'interval-too-long': ({ value }) => `Perioden slutter ${value} og er længere end et år`,
  'columns-mismatch': ({ columns, expected }) => `Rækken har ${columns} felter, overskriften ${expected}`,
  'not-skoledag': ({ dato: day }) => `${dateOf(day)} er ikke en skoledag; rækken tæller ikke`,
  'total-line': () => 'Linjen er en sum og ikke en række; den er sprunget over',
  'roster-other-skoleaar': ({ skoleaar }) =>
    `Elevlisten er for skoleåret ${skoleaar}, men filen er fra et andet; klasserne kan være forkerte`,
  'roster-row-invalid': ({ value }) => `Rækken i elevlisten kan ikke bruges: ${value}`,
  'elever-not-in-roster': ({ elever }) =>
    `${eleverText(elever)} med fravær findes ikke som indmeldt i elevlisten og vises efter nyeste registrering`,
  'elever-double-enrolled': ({ elever }) =>
    `${eleverText(elever)} er indmeldt på to skoler og vises, hvor indmeldelsen er nyest`,
  'elever-vanished': ({ elever }) =>
    `${eleverText(elever)}, som teamet har hørt om, findes ikke længere i eksporten`,
  'forloeb-of-udmeldt': ({ elever }) =>
    `${eleverText(elever)} med et forløb i gang er udmeldt og står ikke på listerne; giv det, I har aftalt, videre til den nye skole`,
  'forloeb-without-elev': ({ elever }) =>
    `${eleverText(elever)} med et forløb i gang findes ikke længere i eksporten; forløbet vises ikke`,
  'skole-silent': ({ skoledage, newestRow }) =>
    `Mangler registrering? Ingen nye rækker i ${plural(Number(skoledage), 'skoledag', 'skoledage')} siden ${dateOf(newestRow)}`,
  'state-restored': () =>
    'Tilstanden er lagt tilbage fra en sikkerhedskopi, der er ældre end den seneste kørsel; noget af det nye kan I have hørt før',
  'state-on-network': () =>
    'Tilstanden ligger på et netværksdrev, hvor to værter ikke kan holde hinanden ude og databasen kan gå i stykker',
  'clock-behind': ({ asOf, newestAsOf }) =>
    `Uret vælger ${dateOf(asOf)}, men der er allerede kørt til og med ${dateOf(newestAsOf)}; er uret stillet tilbage?`,
  'gate-accepted': () => 'Driften har godkendt skolens data for denne kørsel, selv om kontrollen afviser dem',
  'gate-missing': ({ files }) => `Der er ingen fil fra kilden ${files}`,
  'gate-unreadable': ({ file }) => `Filen ${file} kunne ikke læses helt`,
  'gate-empty': () => 'Eksporten er tom',
  'gate-stale': ({ skoledage, limit }) =>
    `Eksporten er ${plural(Number(skoledage), 'skoledag', 'skoledage')} gammel; højst ${limit} er tilladt`,
  'gate-rejected': ({ rejected, rows }) => `${tal(Number(rejected))} af ${rowsText(rows)} er afvist`,
  'gate-shrunk': ({ unit, before, now }) =>
    `Antallet af ${unit === 'rows' ? 'rækker' : 'elever'} er faldet fra ${tal(Number(before))} til ${tal(Number(now))} siden sidste godkendte kørsel`,
  'source-missing': ({ files }) => `Der er ingen fil fra kilden ${files}`,
  'month-sums-only': () => 'Filen har kun summer per måned: de tæller med, men datoer og mønstre kendes ikke',
  'month-sum-too-large': () => 'Summen er større end månedens skoledage til og med opgørelsesdatoen',
  'forloeb-file': ({ fault, bytes, written }) =>
    `Et returneret ark kan ikke læses: ${returnedFaultText(String(fault))} (${tal(Number(bytes))} bytes, skrevet ${written})`,
  'file-empty': () => 'Filen er tom',
  'file-unreadable': ({ reason }) => `Filen kan ikke læses: ${reason}`,
  'calendar-year-missing': ({ skoleaar }) =>
    `Skoleåret ${skoleaar} mangler i kalenderen; alle hverdage undtagen helligdage regnes som skoledage`,
  'calendar-day-count': ({ skoleaar, skoledage }) =>
    `Skoleåret ${skoleaar} har ${skoledage} skoledage; 180-210 er det normale`,
  'calendar-far-date': ({ navn, skoleaar }) =>
    `»${navn}« ligger uden for skoleåret ${skoleaar}; er årstallet rigtigt?`,
  'recipients-missing': () => 'Skolen har ingen modtagere; mailen er holdt tilbage',
  'recipients-ambiguous': () => 'En modtager er også modtager for en anden skole; mailen er holdt tilbage',
  'password-missing': () => 'Skolen har ingen adgangskode til sit krypterede ark; mailen er holdt tilbage',
  'password-unfit': () =>
    'Skolens adgangskode har færre end 12 eller flere end 255 tegn; mailen er holdt tilbage',
  'password-shared': () => 'Skolens adgangskode er også en anden skoles; mailen er holdt tilbage',
  'recipients-not-allowed': () => 'En modtager ligger uden for de tilladte domæner; mailen er holdt tilbage',
};

/** The finding in one Danish sentence without its place. */
export function findingText({ code, detail }: Finding): string {
  return texts[code]?.(detail ?? {}) ?? code;
}

/** Where it is: `fravaer.csv, linje 7, kolonnen Dato`; empty when the finding is about no file. */
export function placeText({ file, line, column }: Finding): string {
  const parts = [
    file,
    line === undefined ? undefined : `linje ${line}`,
    column === undefined ? undefined : `kolonnen ${column}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** Every code that has a text. */
export const findingCodes: readonly string[] = Object.keys(texts);

function rowsText(rows: string | number | undefined): string {
  return plural(Number(rows), 'række', 'rækker');
}

function eleverText(elever: string | number | undefined): string {
  return plural(Number(elever), 'elev', 'elever');
}

function dateOf(day: string | number | undefined): string {
  return datoText(dato(String(day)));
}
