// A school year of one municipality, night by night, through the real screening, state and plan of mails; only files and
// mail servers are left out, so that 320 nights take seconds. Everybody is invented.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { dato, datesBetween } from '../../domain/dato.ts';
import { elevIdsOf } from '../../domain/eksport.ts';
import type { Eksport } from '../../domain/eksport.ts';
import type { ForloebField } from '../../domain/forloeb/fields.ts';
import type { ForloebEntry } from '../../domain/forloeb/forloeb.ts';
import { kvartalOf } from '../../domain/kvartal.ts';
import type { ElevCase } from '../../domain/night.ts';
import type { Registrering } from '../../domain/registrering.ts';
import type { NightReport } from '../../domain/report-input.ts';
import type { Indmeldelse } from '../../domain/skole.ts';
import { composeMails } from '../../job/plan-mails.ts';
import { prepare } from '../../job/prepare.ts';
import type { Prepared } from '../../job/prepare.ts';
import { memoryQuery, planFor, screenFor } from '../../job/screen.ts';
import { appendForloebEntries } from '../../state/forloeb-entries.ts';
import { loadMemory } from '../../state/memory.ts';
import { listMails, markSent } from '../../state/outbox.ts';
import { saveRun } from '../../state/runs.ts';
import { openSqlite } from '../../state/sqlite.ts';
import type { Db } from '../../state/sqlite.ts';
import { eksportOf, filOf, indmeldelseOf, rowOf } from '../arbitraries.ts';

export const ABSALON = '265001';
export const TREKRONER = '265031';

export const config = {
  kommune: 'Eksempel Kommune',
  sources: { fravaer: [{ files: 'fravaer.csv', profile: 'dagsliste' }] },
  skoler: [
    { institutionsnummer: ABSALON, navn: 'Absalons Skole', komISkoleTeam: ['a@kommune.example'] },
    { institutionsnummer: TREKRONER, navn: 'Trekroner Skole', komISkoleTeam: ['b@kommune.example'] },
  ],
  mail: { from: 'fravaer@kommune.example', allowedDomains: ['kommune.example'] },
};

export const kalender = {
  skoleaar: [
    {
      skoleaar: '2026/2027',
      first: '2026-08-10',
      last: '2027-06-25',
      closed: [
        { navn: 'Efterårsferie', from: '2026-10-10', to: '2026-10-18' },
        { navn: 'Juleferie', from: '2026-12-19', to: '2027-01-03' },
        { navn: 'Vinterferie', from: '2027-02-13', to: '2027-02-21' },
        { navn: 'Påskeferie', from: '2027-03-20', to: '2027-03-29' },
        { navn: 'Dagen efter Kristi himmelfartsdag', from: '2027-05-07', to: '2027-05-07' },
      ],
    },
  ],
};

export interface Fravaersperiode {
  readonly elev: string;
  readonly skole: string;
  readonly klasse: string;
  /** Every skoledag from the one date to the other. */
  readonly from: string;
  readonly to: string;
}

/** What somebody records on a day. */
export interface Recorded {
  readonly on: string;
  readonly elev: string;
  readonly skole: string;
  readonly by?: string;
  readonly forloeb?: number;
  readonly values: Partial<Record<ForloebField, string>>;
}

export interface Year {
  readonly perioder: readonly Fravaersperiode[];
  readonly roster: readonly Indmeldelse[];
  readonly recorded: readonly Recorded[];
}

/** Where an elev goes to skole; without dates, the whole year. */
export function enrolled(
  elevId: string,
  skole: string,
  klasse: string,
  dates: Partial<Indmeldelse> = {},
): Indmeldelse {
  return indmeldelseOf({
    elevId,
    skole,
    klasse,
    navn: `Elev ${elevId}`,
    klassetrin: Number(klasse[0]),
    ...dates,
  });
}

export interface SentMail {
  readonly asOf: string;
  readonly skole: string;
  readonly subject: string;
  readonly text: string;
}

export interface YearRun {
  readonly mails: readonly SentMail[];
  /** The elev as the report of that night had it, wherever the elev was. */
  readonly elevOn: (elevId: string, asOf: string) => ElevCase | undefined;
  readonly reportOn: (asOf: string) => NightReport;
}

/** Runs every night from the first to the last in the folder and delivers every mail. */
export async function runYear(
  year: Year,
  folder: string,
  [first, last]: readonly [string, string],
): Promise<YearRun> {
  writeFileSync(path.join(folder, 'fravaer.config.yaml'), JSON.stringify(config));
  writeFileSync(path.join(folder, 'kalender.yaml'), JSON.stringify(kalender));
  const configFile = path.join(folder, 'fravaer.config.yaml');
  const wishes = { configFile, kvartal: undefined, accept: [], now: 0 };
  const prepared = await prepare({ ...wishes, dato: dato(first) });
  const db = await openSqlite(path.join(folder, 'state.sqlite'));
  // Nobody pulls the plug here, and waiting for the disk a thousand times is most of the time.
  await sql`pragma synchronous = off`.execute(db);
  const reports = new Map<string, NightReport>();
  const mails: SentMail[] = [];
  const rows = allRows(year, prepared);
  try {
    for (const asOf of datesBetween(dato(first), dato(last))) {
      await appendForloebEntries(db, entriesOn(year, asOf));
      const eksport = eksportOn(year, rows, asOf);
      const settings = { ...prepared.settings, asOf, kvartal: kvartalOf(asOf) };
      const report = await runNight(db, { ...prepared, settings }, eksport, mails);
      reports.set(asOf, report);
    }
  } finally {
    await db.destroy();
  }
  const reportOn = (asOf: string): NightReport => reports.get(asOf)!;
  return {
    mails,
    reportOn,
    elevOn: (elevId, asOf) =>
      reportOn(asOf)
        .night.skoler.flatMap(({ current }) => current.elever)
        .find((elev) => elev.elevId === elevId),
  };
}

const keyOf = (elevId: string): string => `key-of-${elevId}`;

async function runNight(
  db: Db,
  prepared: Prepared,
  eksport: Eksport,
  mails: SentMail[],
): Promise<NightReport> {
  const none = new Set<string>();
  const memory = await loadMemory(db, keyOf, memoryQuery(elevIdsOf(eksport), prepared));
  const report = screenFor(eksport, prepared, memory, none);
  const plan = await planFor(report, prepared, { db, only: none, environment: {} });
  const workbooks = prepared.settings.skoler.map(({ institutionsnummer: name }) => ({
    name,
    path: `${name}.xlsx`,
    bytes: Buffer.alloc(0),
    sha256: name,
  }));
  const key = report.night.asOf;
  const facts = { report, config: prepared.loaded.config, mailKey: key, reports: workbooks };
  const run = { key, programVersion: '0', startedAt: key, night: report.night, notices: '' };
  const runId = await saveRun(db, run, keyOf, composeMails(plan, facts));
  for (const mail of await listMails(db, ['pending'], runId)) {
    mails.push({ asOf: key, skole: mail.skole ?? '', subject: mail.subject, text: mail.text });
    await markSent(db, mail, key, undefined);
  }
  return report;
}

/** Every row of the year: the perioder on skoledage, and late arrivals that keep the skoler talking. */
function allRows({ perioder }: Year, { settings }: Prepared): Registrering[] {
  const skoledage = (skole: string) =>
    settings.skoledage({ institutionsnumre: [skole], klassetrin: undefined });
  const background = [ABSALON, TREKRONER].flatMap((skole) =>
    skoledage(skole)
      .between(dato('2026-08-10'), dato('2027-06-25'))
      .map((day) =>
        rowOf({ elevId: `x${skole}`, skole, klasse: '1A', klassetrin: 1, dato: day, aarsag: 'none' }),
      ),
  );
  const absent = perioder.flatMap(({ elev, skole, klasse, from, to }) =>
    skoledage(skole)
      .between(dato(from), dato(to))
      .map((day) => rowOf({ elevId: elev, skole, klasse, klassetrin: Number(klasse[0]), dato: day })),
  );
  return [...background, ...absent];
}

function eksportOn({ roster }: Year, rows: readonly Registrering[], asOf: string): Eksport {
  const known = rows.filter((row) => row.dato <= asOf);
  return eksportOf({
    rows: known,
    indmeldelser: roster,
    files: [filOf(known, { extractedOn: dato(asOf) })],
  });
}

function entriesOn({ recorded }: Year, day: string): { elevKey: string; entry: ForloebEntry }[] {
  return recorded
    .filter(({ on }) => on === day)
    .flatMap(({ elev, skole, values, by = 'LK', forloeb = 1 }) =>
      Object.entries(values).map(([field, value]) => ({
        elevKey: keyOf(elev),
        entry: {
          forloeb,
          skole,
          field: field as ForloebField,
          value,
          enteredBy: by,
          enteredAt: `${day}T12:00:00.000Z`,
          source: 'forloeb set',
        },
      })),
    );
}
