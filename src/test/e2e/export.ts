// A small municipality's files, as a person would lay them out: configuration, calendar and exports. Rows are written
// as text and dates counted here by plain code, apart from the program under test.
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const ABSALON = '265001';
export const TREKRONER = '265031';

export const skoler = [
  {
    institutionsnummer: ABSALON,
    navn: 'Absalons Skole',
    afdelinger: ['265099'],
    komISkoleTeam: ['team.absalon@kommune.example'],
  },
  {
    institutionsnummer: TREKRONER,
    navn: 'Trekroner Skole',
    komISkoleTeam: ['team.trekroner@kommune.example'],
  },
];

/** Written as the configuration is; JSON is YAML. */
export const baseConfig = {
  kommune: 'Eksempel Kommune',
  sources: {
    fravaer: [{ files: 'indbakke/fravaer*.csv', profile: 'dagsliste' }],
    elever: [] as object[],
  },
  calendar: 'kalender.yaml',
  skoler: skoler as object[],
  forvaltning: { recipients: ['fravaer@kommune.example'] },
  operations: { recipients: ['drift@kommune.example'] },
  mail: {
    from: 'Fraværsscreening <fravaer@kommune.example>',
    transport: 'folder',
    allowedDomains: ['kommune.example'],
  } as object,
};

const WITH_ROSTER = {
  sources: { ...baseConfig.sources, elever: [{ files: 'indbakke/elever.csv', profile: 'elevliste' }] },
};

const closed = [
  { navn: 'Efterårsferie', from: '2026-10-10', to: '2026-10-18' },
  { navn: 'Juleferie', from: '2026-12-19', to: '2027-01-03' },
];
const skoleaar = [{ skoleaar: '2026/2027', first: '2026-08-10', last: '2027-06-25', closed }];

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The first `count` skoledage from `from` on. */
export function skoledage(from: string, count: number): string[] {
  const days: string[] = [];
  for (let day = from; days.length < count; day = plusDays(day, 1)) {
    const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
    const isClosed = closed.some((period) => period.from <= day && day <= period.to);
    if (!isWeekend && !isClosed) days.push(day);
  }
  return days;
}

export interface Row {
  readonly skole: string;
  readonly elev: string;
  readonly klasse: string;
  readonly dato: string;
  readonly aarsag: string;
  readonly omfang: string;
}

/** One row per date; a whole day of sygdom in 5A at Absalons Skole, save for what is given. */
export function absent(elev: string, dates: readonly string[], fields: Partial<Row> = {}): Row[] {
  return dates.map((day) => ({
    skole: ABSALON,
    elev,
    klasse: '5A',
    aarsag: 'Sygdom',
    omfang: 'Hel',
    ...fields,
    dato: day,
  }));
}

/** Late arrivals, which are no absence: they keep every skole talking, so that no gate is what a test is about. */
export function background(until: string, from = '2026-10-01'): Row[] {
  const days = skoledage(from, 200).filter((day) => day <= until);
  return [ABSALON, TREKRONER].flatMap((skole) =>
    [1, 2, 3, 4, 5, 6].flatMap((number) =>
      absent(`B${skole}${number}`, days, { skole, klasse: '1A', aarsag: 'For sent' }),
    ),
  );
}

export interface Enrolment {
  readonly elev: string;
  readonly skole: string;
  readonly klasse?: string;
  readonly indmeldt?: string;
  readonly udmeldt?: string;
}

/** An invented name that belongs to this elev alone, so that it can be looked for. */
export function nameOf(elev: string): string {
  return `Søs-${elev} Ågård-${elev}`;
}

function written(day: string): string {
  return day.split('-').toReversed().join('-');
}

export function fravaerCsv(rows: readonly Row[]): string {
  const lines = rows.map(({ skole, elev, klasse, dato: day, aarsag, omfang }) =>
    [skole, elev, nameOf(elev), klasse, '', written(day), aarsag, omfang, written(day)].join(';'),
  );
  return `${['Institutionsnr;ElevID;Navn;Klasse;Klassetrin;Dato;Fraværsårsag;Omfang;Registreret', ...lines].join('\r\n')}\r\n`;
}

function eleverCsv(enrolments: readonly Enrolment[]): string {
  const lines = enrolments.map(({ elev, skole, klasse = '5A', indmeldt = '2026-08-10', udmeldt }) =>
    [skole, elev, ...nameOf(elev).split(' '), klasse, '', written(indmeldt), written(udmeldt ?? ''), ''].join(
      ';',
    ),
  );
  return `${['Institutionsnr;ElevID;Fornavn;Efternavn;Klasse;Klassetrin;Indmeldt;Udmeldt;Beskyttet', ...lines].join('\r\n')}\r\n`;
}

export interface KommuneFacts {
  readonly roster?: boolean;
  readonly config?: object;
}

/** Writes configuration and calendar, and returns the path of the configuration. */
export function writeKommune(folder: string, { roster = false, config = {} }: KommuneFacts = {}): string {
  const configFile = path.join(folder, 'fravaer.config.yaml');
  const whole = { ...baseConfig, ...(roster ? WITH_ROSTER : {}), ...config };
  writeFileSync(configFile, JSON.stringify(whole, undefined, 2));
  writeFileSync(path.join(folder, 'kalender.yaml'), JSON.stringify({ skoleaar }, undefined, 2));
  return configFile;
}

/** Puts the export in the inbox, dated the evening of `asOf`, in place of what was there. */
export function layExport(
  folder: string,
  asOf: string,
  rows: readonly Row[],
  enrolments?: readonly Enrolment[],
): void {
  rmSync(path.join(folder, 'indbakke'), { recursive: true, force: true });
  layFile(folder, 'fravaer.csv', fravaerCsv(rows), asOf);
  if (enrolments !== undefined) layFile(folder, 'elever.csv', eleverCsv(enrolments), asOf);
}

export function layFile(folder: string, name: string, text: string | Buffer, asOf: string): void {
  const file = path.join(folder, 'indbakke', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  const evening = new Date(`${asOf}T20:00:00Z`);
  utimesSync(file, evening, evening);
}
