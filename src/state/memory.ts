// What state remembers, as the domain asks for it (R30, R33, R60).
import type { Told } from '../domain/comparison.ts';
import { dato } from '../domain/dato.ts';
import type { Fravaersdage } from '../domain/fravaersdage.ts';
import { noForloebMemory } from '../domain/forloeb/elev-forloeb.ts';
import { noReturnedSheets } from '../domain/forloeb/returned-sheets.ts';
import type { Size } from '../domain/gate.ts';
import { rank } from '../domain/indsatstrin.ts';
import type { Basis, Indsatstrin } from '../domain/indsatstrin.ts';
import { previousKvartal } from '../domain/kvartal.ts';
import type { Kvartal } from '../domain/kvartal.ts';
import type { Memory } from '../domain/night.ts';
import type { ElevKey } from './elev-key.ts';
import { loadForloebMemory } from './forloeb-memory.ts';
import { loadFigures } from './figures.ts';
import { loadReturnedSheets } from './returned-sheets.ts';
import type { Db } from './sqlite.ts';

/** Nothing remembered: a first run, or a what-if. */
export const emptyMemory: Memory = {
  told: () => undefined,
  highestTold: () => 'ingen',
  lastAccepted: () => undefined,
  vanished: () => 0,
  forloeb: () => noForloebMemory,
  forloebWithoutElev: () => 0,
  isTold: () => false,
  returned: noReturnedSheets,
  history: [],
};

export interface MemoryQuery {
  readonly kvartal: Kvartal;
  /** Every elev in the export; whoever was told about and is not among them has vanished. */
  readonly elevIds: Iterable<string>;
  /** A run that was begun before: what had been told when it was made, not what has been told since. */
  readonly asKnownToRun?: number | undefined;
}

interface ToldRow {
  readonly skole: string;
  readonly kvartal: string;
  readonly elev_key: string;
  readonly indsatstrin: string;
  readonly basis: string;
  readonly fravaersdage: number;
  readonly as_of: string;
}

/** Loads what the teams were told in the kvartal, the two before it, and the sizes of the last accepted exports. */
export async function loadMemory(db: Db, elevKey: ElevKey, query: MemoryQuery): Promise<Memory> {
  const kvartaler = [
    query.kvartal,
    previousKvartal(query.kvartal),
    previousKvartal(previousKvartal(query.kvartal)),
  ];
  const now = await selectTold(db, kvartaler);
  const rows = query.asKnownToRun === undefined ? now : await selectToldBefore(db, query.asKnownToRun);
  const told = new Map(rows.map((row) => [`${row.skole}|${row.kvartal}|${row.elev_key}`, row]));
  const highest = highestTrin(now);
  const keys = remembered(elevKey);
  const present = new Set([...query.elevIds].map(keys));
  // Nobody is told of those who are gone, so a run that was begun before found the same of them as state holds now.
  const gone = Map.groupBy(
    now.filter((row) => row.indsatstrin !== 'ingen' && !present.has(row.elev_key)),
    (row) => `${row.skole}|${row.kvartal}`,
  );
  const accepted = await selectAccepted(db, kvartaler);
  const forloeb = await loadForloebMemory(db, keys, query.asKnownToRun);
  return {
    forloeb: forloeb.ofElev,
    forloebWithoutElev: (skole, asOf) => forloeb.withoutElev(present, skole, asOf),
    isTold: forloeb.isTold,
    returned: await loadReturnedSheets(db, keys, query.elevIds, query.asKnownToRun),
    told: (skole, elevId, kvartal) => toTold(told.get(`${skole}|${kvartal}|${keys(elevId)}`)),
    highestTold: (elevId, kvartal) => highest.get(`${kvartal}|${keys(elevId)}`) ?? 'ingen',
    lastAccepted: (skole, kvartal) => accepted.get(`${skole}|${kvartal}`),
    vanished: (skole, kvartal) => gone.get(`${skole}|${kvartal}`)?.length ?? 0,
    history: await loadFigures(db, query.asKnownToRun),
  };
}

function remembered(elevKey: ElevKey): ElevKey {
  const keys = new Map<string, string>();
  return (elevId) => {
    const known = keys.get(elevId) ?? elevKey(elevId);
    keys.set(elevId, known);
    return known;
  };
}

function toTold(row: ToldRow | undefined): Told | undefined {
  if (row === undefined) return undefined;
  return {
    trin: row.indsatstrin as Indsatstrin,
    basis: row.basis as Basis,
    total: row.fravaersdage as Fravaersdage,
    asOf: dato(row.as_of),
  };
}

function highestTrin(rows: readonly ToldRow[]): ReadonlyMap<string, Indsatstrin> {
  const highest = new Map<string, Indsatstrin>();
  for (const row of rows) {
    const key = `${row.kvartal}|${row.elev_key}`;
    const trin = row.indsatstrin as Indsatstrin;
    if (rank(trin) > rank(highest.get(key) ?? 'ingen')) highest.set(key, trin);
  }
  return highest;
}

function selectTold(db: Db, kvartaler: readonly Kvartal[]): Promise<ToldRow[]> {
  return db
    .selectFrom('told')
    .select(['skole', 'kvartal', 'elev_key', 'indsatstrin', 'basis', 'fravaersdage', 'as_of'])
    .where('kvartal', 'in', kvartaler)
    .execute();
}

async function selectToldBefore(db: Db, runId: number): Promise<ToldRow[]> {
  const rows = await db
    .selectFrom('result')
    .select([
      'skole',
      'kvartal',
      'elev_key',
      'told_indsatstrin',
      'told_basis',
      'told_fravaersdage',
      'told_as_of',
    ])
    .where('run_id', '=', runId)
    .where('told_indsatstrin', 'is not', null)
    .execute();
  return rows.map((row) => ({
    skole: row.skole,
    kvartal: row.kvartal,
    elev_key: row.elev_key,
    indsatstrin: row.told_indsatstrin ?? '',
    basis: row.told_basis ?? '',
    fravaersdage: row.told_fravaersdage ?? 0,
    as_of: row.told_as_of ?? '',
  }));
}

async function selectAccepted(db: Db, kvartaler: readonly Kvartal[]): Promise<ReadonlyMap<string, Size>> {
  const rows = await db
    .selectFrom('run_skole')
    .select(['skole', 'kvartal', 'rows', 'elever'])
    .where('kvartal', 'in', kvartaler)
    .where('status', '=', 'screened')
    .orderBy('run_id')
    .execute();
  return new Map(
    rows.map(({ skole, kvartal, rows: size, elever }) => [`${skole}|${kvartal}`, { rows: size, elever }]),
  );
}
