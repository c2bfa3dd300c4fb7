// Feeds a file to the readers and the counting behind them, and says what must never be: a crash, a row in no counter or
// in two, an id in a finding.
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { loadConfig } from '../../config/load.ts';
import type { LoadedConfig } from '../../config/load.ts';
import { screenNight } from '../../domain/night.ts';
import { AppError } from '../../errors.ts';
import { readEksport } from '../../read/read-eksport.ts';
import { memoryOf, settingsOf } from '../arbitraries.ts';
import { ownProfiles } from './subjects.ts';
import type { Subject } from './subjects.ts';

export interface Fed {
  readonly outcome: 'read' | 'refused';
  readonly rows: number;
}

export type Feed = (subject: Subject, bytes: Buffer) => Promise<Fed>;

const skoler = [
  { institutionsnummer: '265001', navn: 'Absalons Skole', afdelinger: ['265099'], komISkoleTeam: [] },
  { institutionsnummer: '265031', navn: 'Trekroner Skole', komISkoleTeam: [] },
];
const dagsliste = 'Institutionsnr;ElevID;Dato;Fraværsårsag;Omfang\n265001;ELEV00001;01-10-2026;S;\n';
const LONG_AGO = 1_700_000_000;
const ID = /ELEV0000\d|01130\d1234/;

/** A feeder with its files in `folder`. Throws for what must never be. */
export async function openFeed(folder: string): Promise<Feed> {
  await mkdir(folder, { recursive: true });
  for (const [name, profile] of Object.entries(ownProfiles)) {
    await writeFile(path.join(folder, `${name}.yaml`), JSON.stringify(profile));
  }
  await writeFile(path.join(folder, 'dagsliste.csv'), dagsliste);
  const configs = new Map<string, LoadedConfig>();
  return async (subject, bytes) => {
    const { profile } = subject;
    const loaded = configs.get(profile) ?? (await configFor(subject, folder));
    configs.set(profile, loaded);
    const file = path.join(folder, 'fjendtlig.bin');
    await writeFile(file, bytes);
    // A fresh file would be looked at twice, with a pause between.
    await utimes(file, LONG_AGO, LONG_AGO);
    return feedOne(loaded);
  };
}

async function configFor({ profile, purpose }: Subject, folder: string): Promise<LoadedConfig> {
  const name = profile in ownProfiles ? `./${profile}.yaml` : profile;
  const hostile = { files: 'fjendtlig.bin', profile: name };
  const sources =
    purpose === 'fravaer'
      ? { fravaer: [hostile] }
      : { fravaer: [{ files: 'dagsliste.csv', profile: 'dagsliste' }], elever: [hostile] };
  const file = path.join(folder, `${profile}.config.yaml`);
  await writeFile(file, JSON.stringify({ kommune: 'Eksempel Kommune', sources, skoler }));
  return loadConfig(file);
}

async function feedOne(loaded: LoadedConfig): Promise<Fed> {
  try {
    const { eksport } = await readEksport(loaded);
    const night = screenNight(eksport, settingsOf(), memoryOf());
    const counted = [...night.rows.values()].reduce((sum, rows) => sum + rows, 0);
    if (counted !== night.rowsRead)
      throw new Error(`${counted} rows in the counters, ${night.rowsRead} read`);
    if (ID.test(JSON.stringify(night.findings))) throw new Error('a finding holds an id');
    return { outcome: 'read', rows: night.rowsRead };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (ID.test(JSON.stringify([error.message, error.problems])))
      throw new Error('a refusal holds an id', { cause: error });
    return { outcome: 'refused', rows: 0 };
  }
}
