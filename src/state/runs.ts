// Runs and their results. One transaction makes a run: either all of it is in state, or nothing.
import type { Transaction } from 'kysely';
import { forecastKey } from '../domain/elev-forecast.ts';
import { dueFristKeys } from '../domain/forloeb/elev-forloeb.ts';
import type { Dato } from '../domain/dato.ts';
import type { ElevCase, Night, SkoleKvartal, SkoleNight } from '../domain/night.ts';
import { decisionRows } from '../domain/skoleleder-agenda.ts';
import { figuresOf } from '../domain/trend.ts';
import type { ElevKey } from './elev-key.ts';
import type { StoredFigures } from './figures.ts';
import { claimForloebProblems } from './forloeb-files.ts';
import { insertMail } from './outbox.ts';
import type { NewMail } from './outbox.ts';
import type { Db } from './sqlite.ts';
import type { Tables } from './tables.ts';

/** SQLite takes at most 32,767 parameters in one statement. */
const ROWS_PER_INSERT = 1_000;

export interface StoredRun {
  readonly id: number;
  readonly key: string;
  readonly asOf: string;
  readonly kvartal: string;
  readonly startedAt: string;
  readonly finishedAt: string | undefined;
  readonly outcome: string | undefined;
  readonly rowsRead: number;
  readonly notices: string;
}

export interface NewRun {
  readonly key: string;
  readonly programVersion: string;
  readonly startedAt: string;
  readonly night: Night;
  readonly notices: string;
}

/** The newest run, finished or not. */
export async function findLatestRun(db: Db): Promise<StoredRun | undefined> {
  return (await listRuns(db, 1))[0];
}

/** What came before a run. */
export interface Past {
  /** Runs made of the same (R36): a night can be run on one export, on another, and on the first again. */
  readonly sameKey: number;
  /** The newest run's warnings; empty when there was none. */
  readonly notices: string;
  /** The latest as-of date of any run. */
  readonly newestAsOf: string | undefined;
}

/** The greatest number that PostgreSQL's integer holds. */
const ABOVE_ALL_RUNS = 2 ** 31 - 1;

/** The past of a run that is about to be saved, or of the one with this id. */
export async function lookBack(db: Db, key: string, before = ABOVE_ALL_RUNS): Promise<Past> {
  const same = await db
    .selectFrom('run')
    .select(({ fn }) => fn.countAll<number>().as('runs'))
    .where('key', '=', key)
    .where('id', '<', before)
    .executeTakeFirstOrThrow();
  const newest = await db
    .selectFrom('run')
    .select('notices')
    .where('id', '<', before)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  const { as_of: newestAsOf } = await db
    .selectFrom('run')
    .select(({ fn }) => fn.max('as_of').as('as_of'))
    .where('id', '<', before)
    .executeTakeFirstOrThrow();
  return { sameKey: same.runs, notices: newest?.notices ?? '', newestAsOf: newestAsOf ?? undefined };
}

/** Runs, newest first. */
export async function listRuns(db: Db, limit: number): Promise<StoredRun[]> {
  const rows = await db.selectFrom('run').selectAll().orderBy('id', 'desc').limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    asOf: row.as_of,
    kvartal: row.kvartal,
    startedAt: row.started_at,
    finishedAt: row.finished_at ?? undefined,
    outcome: row.outcome ?? undefined,
    rowsRead: row.rows_read,
    notices: row.notices,
  }));
}

export interface StoredSkole {
  readonly skole: string;
  readonly status: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Codes of the gates that operations passed the skole through (R60). */
  readonly acceptedGates: readonly string[];
}

/** The skoler of a run with their status and counts, for the run's own kvartal. */
export async function listRunSkoler(db: Db, run: Pick<StoredRun, 'id' | 'kvartal'>): Promise<StoredSkole[]> {
  const rows = await db
    .selectFrom('run_skole')
    // Every column: a database that is only read may lack the newest ones.
    .selectAll()
    .where('run_id', '=', run.id)
    .where('kvartal', '=', run.kvartal)
    .orderBy('skole')
    .execute();
  return rows.map(({ skole, status, counts, accepted_gates: gates }) => ({
    skole,
    status,
    counts: JSON.parse(counts) as Record<string, number>,
    acceptedGates: JSON.parse(gates ?? '[]') as string[],
  }));
}

/**
 * Saves a run with its results and its mails, which take the place of mails that earlier runs made and nobody has
 * got: their news are in these (R30).
 */
export function saveRun(db: Db, run: NewRun, elevKey: ElevKey, mails: readonly NewMail[]): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { id } = await tx
      .insertInto('run')
      .values({
        key: run.key,
        as_of: run.night.asOf,
        kvartal: run.night.kvartal,
        program_version: run.programVersion,
        started_at: run.startedAt,
        finished_at: null,
        outcome: null,
        rows_read: run.night.rowsRead,
        notices: run.notices,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('run_skole')
      .values(run.night.skoler.flatMap((skole) => skoleRows(skole, id, run.night.asOf)))
      .execute();
    const results = run.night.skoler.flatMap((skole) => resultRows(skole, id, elevKey));
    for (const rows of inParts(results)) await tx.insertInto('result').values(rows).execute();
    const frister = run.night.skoler.flatMap((skole) => fristRows(skole, id, elevKey));
    for (const rows of inParts(frister)) await tx.insertInto('run_frist').values(rows).execute();
    const skoler = reportedSkoler(run.night);
    await claimForloebProblems(tx, id, skoler);
    await supersede(tx, skoler, mails);
    for (const mail of mails) await insertMail(tx, id, mail);
    return id;
  });
}

function reportedSkoler({ skoler }: Night): string[] {
  return skoler.filter(({ status }) => status !== 'refused').map(({ skole }) => skole.institutionsnummer);
}

/** What this run says of a skole replaces what an earlier one wanted to say; a refused skole's mail stays on its way. */
async function supersede(
  tx: Transaction<Tables>,
  skoler: readonly string[],
  mails: readonly NewMail[],
): Promise<void> {
  const audiences = new Set(mails.filter(({ skole }) => skole === undefined).map(({ audience }) => audience));
  await tx
    .updateTable('outbox')
    .set({ status: 'superseded' })
    .where('status', 'in', ['pending', 'failed'])
    .where((eb) => eb.or([eb('skole', 'in', skoler), eb('audience', 'in', [...audiences, 'operations'])]))
    .execute();
}

export async function finishRun(db: Db, runId: number, outcome: string, finishedAt: string): Promise<void> {
  await db.updateTable('run').set({ outcome, finished_at: finishedAt }).where('id', '=', runId).execute();
}

function skoleRows(night: SkoleNight, runId: number, asOf: Dato): Tables['run_skole'][] {
  const { skole, status, size, current, late, acceptedGates } = night;
  const countsOf = (part: SkoleKvartal): string => {
    const { elever, overTiProcent } = figuresOf(night, part, asOf);
    return JSON.stringify({ ...part.counts, elever, overTiProcent } satisfies StoredFigures);
  };
  const row = {
    run_id: runId,
    skole: skole.institutionsnummer,
    status,
    rows: size.rows,
    elever: size.elever,
    accepted_gates: acceptedGates.length === 0 ? null : JSON.stringify(acceptedGates),
  };
  const rows = [{ ...row, kvartal: String(current.kvartal), counts: countsOf(current) }];
  if (late === undefined) return rows;
  // The late kvartal has no gate of its own, so its size is never compared with.
  return [
    ...rows,
    {
      ...row,
      accepted_gates: null,
      status: 'late',
      kvartal: String(late.kvartal),
      counts: countsOf(late),
    },
  ];
}

/** R60: a refused skole's state does not move, so it has no results. */
function resultRows(skole: SkoleNight, runId: number, elevKey: ElevKey): Tables['result'][] {
  if (skole.status === 'refused') return [];
  return [skole.current, ...(skole.late === undefined ? [] : [skole.late])].flatMap(({ kvartal, elever }) =>
    elever.filter(isRemembered).map((elev) => ({
      run_id: runId,
      skole: skole.skole.institutionsnummer,
      kvartal,
      elev_key: elevKey(elev.elevId),
      ...resultOf(elev),
    })),
  );
}

/** R32: the frister, forecasts and decisions that this run's mails name, so that their delivery can mark them as told. */
function fristRows(skole: SkoleNight, runId: number, elevKey: ElevKey): Tables['run_frist'][] {
  if (skole.status === 'refused') return [];
  const { kvartal, elever } = skole.current;
  const keys = [
    ...elever.flatMap(({ elevId, forloeb, forecasts }) =>
      [...dueFristKeys(forloeb), ...forecasts.map((one) => forecastKey(kvartal, one))].map(
        (key) => [elevId, key] as const,
      ),
    ),
    ...decisionRows(skole).map(({ elev, decision }) => [elev.elevId, decision.key] as const),
  ];
  return keys.map(([elevId, frist_key]) => ({
    run_id: runId,
    skole: skole.skole.institutionsnummer,
    elev_key: elevKey(elevId),
    frist_key,
  }));
}

function inParts<T>(rows: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    parts.push(rows.slice(start, start + ROWS_PER_INSERT));
  }
  return parts;
}

function isRemembered({ placering, told }: ElevCase): boolean {
  return placering.trin !== 'ingen' || told !== undefined;
}

function resultOf({
  placering,
  fravaer,
  change,
  told,
}: ElevCase): Omit<Tables['result'], 'run_id' | 'skole' | 'kvartal' | 'elev_key'> {
  return {
    indsatstrin: placering.trin,
    basis: placering.basis,
    fravaersdage: fravaer.total,
    sygdom: fravaer.perAarsag.sygdom,
    ekstraordinaer_frihed: fravaer.perAarsag['ekstraordinaer-frihed'],
    ulovligt: fravaer.perAarsag.ulovligt,
    change,
    told_indsatstrin: told?.trin ?? null,
    told_basis: told?.basis ?? null,
    told_fravaersdage: told?.total ?? null,
    told_as_of: told?.asOf ?? null,
  };
}
