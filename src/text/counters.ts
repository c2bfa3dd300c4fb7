// R61: the counters that rows land in, and why rows are set aside, in Danish.

const fates: Readonly<Record<string, string>> = {
  counted: 'Talt med',
  duplicate: 'Gentagelse af en anden række',
  'outside-kvartal': 'Uden for kvartalet',
  'after-as-of': 'Efter opgørelsesdatoen',
  'not-skoledag': 'Ikke en skoledag',
  'not-absence': 'Ikke fravær',
  'other-skole': 'Ukendt institutionsnummer',
  superseded: 'Erstattet af en nyere fil',
};

const reasons: Readonly<Record<string, string>> = {
  'aarsag-unknown': 'ukendt fraværskode',
  'columns-mismatch': 'forkert antal felter',
  'dato-invalid': 'ugyldig dato',
  'elev-id-missing': 'intet elev-id',
  'institutionsnummer-missing': 'intet institutionsnummer',
  'interval-reversed': 'periode, der slutter, før den begynder',
  'interval-too-long': 'periode på over et år',
  'lektion-invalid': 'ugyldig lektion',
  'lektioner-invalid': 'ugyldigt antal lektioner',
  'maaned-invalid': 'ugyldig måned',
  'omfang-invalid': 'ugyldigt omfang',
};

const QUARANTINED = 'quarantined-';

/** `counted` -> `Talt med`, `quarantined-dato-invalid` -> `Sat til side: ugyldig dato`. */
export function counterText(counter: string): string {
  if (counter.startsWith(QUARANTINED)) return `Sat til side: ${quarantineText(counter)}`;
  return fates[counter] ?? counter;
}

/** Why rows were set aside, from the name of their counter: `quarantined-dato-invalid` -> `ugyldig dato`. */
export function quarantineText(counter: string): string {
  const reason = counter.slice(QUARANTINED.length);
  return reasons[reason] ?? reason;
}
