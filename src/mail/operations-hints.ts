// What operations can do about a finding, by code. Texts for people; pure.

/** The next step for a finding; the last entry of the mail's list when a code has none. */
const hints: Readonly<Record<string, string>> = {
  'aarsag-unknown': 'Tilføj koden under aarsager i kildeprofilen, hvis den er rigtig, og kør igen.',
  'calendar-day-count': 'Ret kalender.yaml.',
  'calendar-far-date': 'Ret kalender.yaml.',
  'calendar-year-missing': 'Tilføj skoleåret i kalender.yaml.',
  'clock-behind': 'Tjek maskinens ur og tidsserver; et andet døgn kan vælges med »--dato«.',
  'columns-mismatch': 'Bed om en ny eksport; filen er beskadiget eller har et andet skilletegn.',
  'dato-invalid': 'Tjek datoformatet i kildeprofilen, eller få rækken rettet i fraværssystemet.',
  'elev-id-missing': 'Tjek kolonnenavnene i kildeprofilen.',
  'file-unreadable': 'Tjek filens rettigheder og format, og hent eksporten igen.',
  'gate-empty': 'Hent eksporten igen, og kør igen.',
  'gate-missing': 'Se efter, om eksporten er kørt, og om stien under sources er rigtig.',
  'gate-rejected': 'Se de afviste rækker nedenfor; ret kildeprofilen eller fraværssystemet, og kør igen.',
  'gate-shrunk':
    'Sammenlign med fraværssystemet. Er faldet rigtigt, så kør igen med »--accept« og skolens nummer.',
  'gate-stale': 'Hent en ny eksport, og kør igen.',
  'gate-unreadable': 'Hent filen igen, og kør igen.',
  'institutionsnummer-missing': 'Tjek kolonnenavnene i kildeprofilen.',
  'institutionsnummer-unknown': 'Tilføj nummeret under skoler eller afdelinger i konfigurationen.',
  'omfang-invalid': 'Tjek decimaltegn og amounts i kildeprofilen.',
  'password-missing': 'Giv skolen en adgangskode dér, hvor mail.passwords peger hen, og kør igen.',
  'password-unfit':
    'Giv skolen en adgangskode på mindst 12 tegn, og fortæl teamet den på en anden vej end mail.',
  'password-shared': 'Giv hver skole sin egen adgangskode.',
  'recipients-ambiguous': 'Ret komISkoleTeam og skoleleder, så hver adresse kun står ved én skole.',
  'recipients-missing': 'Tilføj modtagere under komISkoleTeam for skolen.',
  'recipients-not-allowed': 'Ret adressen, eller tilføj domænet under allowedDomains.',
  'roster-row-invalid': 'Ret rækken i elevlisten.',
  'state-restored':
    'Intet skal gøres nu. Findes der en nyere sikkerhedskopi, så læg den tilbage før næste kørsel, se docs/drift.md.',
  'state-on-network': 'Flyt state.path til maskinens eget drev, eller brug state.url, se docs/drift.md.',
  'source-missing': 'Se efter, om eksporten er kørt, og om stien under sources er rigtig.',
};

export function hintFor(code: string): string | undefined {
  return hints[code];
}
