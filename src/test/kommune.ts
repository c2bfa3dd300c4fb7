// A small kommune in a folder of its own, run through the real job: exports go in as text, the contract's result
// comes out. Nobody here is a real person.
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { addDays, dato, datesBetween, weekday } from '../domain/dato.ts';
import type { Dato } from '../domain/dato.ts';
import { checkNight } from '../job/check.ts';
import type { CheckReport } from '../job/check.ts';
import { dryRun } from '../job/dry-run.ts';
import { runNight } from '../job/nightly.ts';
import type { RunReport, RunWishes } from '../job/nightly.ts';
import type { StateServer } from '../state-place.ts';
import { createDatabase, onServer } from './state.ts';

export const KALENDER = `skoleaar:
  - skoleaar: "2025/2026"
    first: 2025-08-11
    last: 2026-06-26
    closed: [{ navn: Efterårsferie, from: 2025-10-11, to: 2025-10-19 }, { navn: Juleferie, from: 2025-12-20, to: 2026-01-04 }]
  - skoleaar: "2026/2027"
    first: 2026-08-10
    last: 2027-06-25
    closed: [{ navn: Efterårsferie, from: 2026-10-10, to: 2026-10-18 }, { navn: Juleferie, from: 2026-12-19, to: 2027-01-03 }]
`;

/** Two skoler, 265001 (with the afdeling 265099) and 265031, fed by a dagsliste; a roster only with `elever`. */
export function configText({
  elever = false,
  fravaer = '{ files: "fravaer*.csv", profile: dagsliste }',
} = {}): string {
  return `kommune: Eksempel Kommune
sources:
  fravaer: [${fravaer}]
${elever ? '  elever: [{ files: "elever*.csv", profile: elevliste }]\n' : ''}skoler:
  - { institutionsnummer: "265001", navn: Absalons Skole, afdelinger: ["265099"], komISkoleTeam: [a@kommune.example] }
  - { institutionsnummer: "265031", navn: Trekroner Skole, komISkoleTeam: [b@kommune.example] }
operations: { recipients: [drift@kommune.example] }
mail: { from: "Fravær <fravaer@kommune.example>", allowedDomains: [kommune.example] }
`;
}

export interface Kommune {
  readonly folder: string;
  /** Writes files, dated the evening of `day`. */
  readonly write: (files: Readonly<Record<string, string | Uint8Array>>, day?: string) => Promise<void>;
  readonly remove: (file: string) => Promise<void>;
  readonly run: (wishes?: Partial<RunWishes> | string) => Promise<RunReport>;
  readonly dryRun: (wishes?: Partial<RunWishes> | string) => Promise<RunReport>;
  readonly check: (wishes?: Partial<RunWishes> | string) => Promise<CheckReport>;
  /** Who got the mails delivered so far. */
  readonly mailed: () => Promise<string[]>;
}

/** With `bare`, nothing but the files is there. */
export async function openKommune(
  files: Readonly<Record<string, string | Uint8Array>>,
  { bare = false } = {},
): Promise<Kommune> {
  const server = onServer ? await createDatabase() : undefined;
  const folder = await mkdtemp(path.join(tmpdir(), 'fravaer-kommune-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const write: Kommune['write'] = async (contents, day = '2026-11-20') => {
    const evening = new Date(`${day}T20:00:00Z`);
    for (const [name, content] of Object.entries(contents)) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, name === 'fravaer.config.yaml' ? withState(String(content), server) : content);
      await utimes(file, evening, evening);
    }
  };
  await write({
    ...(bare ? {} : { 'fravaer.config.yaml': configText(), 'kalender.yaml': KALENDER }),
    ...files,
  });
  const wishesOf = (wishes: Partial<RunWishes> | string = {}): RunWishes => ({
    ...wishesIn(folder),
    ...(typeof wishes === 'string' ? { dato: dato(wishes) } : wishes),
  });
  return {
    folder,
    write,
    remove: (file) => rm(path.join(folder, file)),
    run: (wishes) => runNight(wishesOf(wishes)),
    dryRun: (wishes) => dryRun(wishesOf(wishes)),
    check: (wishes) => checkNight(wishesOf(wishes)),
    mailed: () => recipientsIn(path.join(folder, 'reports/outbox')),
  };
}

/** The configuration with state on the tests' server, when that is where the suite keeps it. */
function withState(text: string, server: StateServer | undefined): string {
  if (server === undefined) return text;
  const { user, host, port, database } = server;
  return `${text}state: { url: "postgres://${user}@${host}:${port}/${database}" }\n`;
}

async function recipientsIn(outbox: string): Promise<string[]> {
  const files = await readdir(outbox, { recursive: true }).catch(() => []);
  const mails = files
    .filter((file) => file.endsWith('.eml'))
    .map((file) => readFile(path.join(outbox, file), 'utf8'));
  return (await Promise.all(mails)).map((mail) => /^To: (.*)$/m.exec(mail)?.[1]?.trim() ?? '').toSorted();
}

function wishesIn(folder: string): RunWishes {
  return {
    configFile: path.join(folder, 'fravaer.config.yaml'),
    dato: dato('2026-11-20'),
    kvartal: undefined,
    accept: [],
    now: Date.parse('2026-11-21T04:00:00Z'),
    skoler: [],
    out: undefined,
    version: '0.0.0',
    environment: {},
    log: { info: () => {}, warn: () => {}, progress: () => {} },
    clock: () => new Date('2026-11-21T04:00:00Z'),
  };
}

/** One row of a dagsliste; all other cells as given or empty. */
export interface DagRow {
  readonly skole?: string;
  readonly elev?: string;
  readonly klasse?: string;
  /** `yyyy-MM-dd` */
  readonly dato: string;
  readonly aarsag?: string;
  readonly omfang?: string;
}

export function dagsliste(rows: readonly DagRow[]): string {
  const lines = rows.map(
    ({ skole = '265001', elev = 'E1', klasse = '5A', aarsag = 'Sygdom', omfang = '', dato: day }) =>
      [skole, elev, '', klasse, '', danishDate(day), aarsag, omfang, ''].join(';'),
  );
  return [
    'Institutionsnr;ElevID;Navn;Klasse;Klassetrin;Dato;Fraværsårsag;Omfang;Registreret',
    ...lines,
    '',
  ].join('\n');
}

/** Whole days of sygdom on `days` weekdays in a row from `from` on (no holidays skipped). */
export function daysFrom(from: string, days: number, row: Omit<DagRow, 'dato'> = {}): DagRow[] {
  return weekdaysFrom(dato(from), days).map((day) => ({ ...row, dato: day }));
}

function weekdaysFrom(from: Dato, wanted: number): Dato[] {
  return datesBetween(from, addDays(from, wanted * 2 + 2))
    .filter((day) => weekday(day) <= 5)
    .slice(0, wanted);
}

export interface ElevRow {
  readonly skole?: string;
  readonly elev?: string;
  readonly navn?: string;
  readonly klasse?: string;
  readonly klassetrin?: string;
  readonly indmeldt?: string;
  readonly udmeldt?: string;
  readonly beskyttet?: string;
}

export function elevliste(rows: readonly ElevRow[]): string {
  const lines = rows.map(
    ({
      skole = '265001',
      elev = 'E1',
      navn = 'Anna',
      klasse = '5A',
      klassetrin = '',
      beskyttet = '',
      ...period
    }) => {
      const [indmeldt = '', udmeldt = ''] = [period.indmeldt, period.udmeldt].map((day) =>
        day === undefined ? '' : danishDate(day),
      );
      return [skole, elev, navn, 'Prøve', klasse, klassetrin, indmeldt, udmeldt, beskyttet].join(';');
    },
  );
  return [
    'Institutionsnr;ElevID;Fornavn;Efternavn;Klasse;Klassetrin;Indmeldt;Udmeldt;Beskyttet',
    ...lines,
    '',
  ].join('\n');
}

function danishDate(day: string): string {
  return `${day.slice(8)}-${day.slice(5, 7)}-${day.slice(0, 4)}`;
}
