// Files for the tests of the reader: written to a folder of their own, read with the real reader, gone afterwards.
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../config/load.ts';
import { dato } from '../domain/dato.ts';
import { builtinProfiles } from '../read/builtin-profiles.ts';
import type { SourceFile } from '../read/files.ts';
import { readFravaerFile } from '../read/fravaer-file.ts';
import type { Registrering } from '../domain/registrering.ts';
import type { FravaerFile } from '../read/fravaer-file.ts';
import { Profile } from '../read/profile.ts';
import type { WrittenProfile } from '../read/profile.ts';
import { readEksport } from '../read/read-eksport.ts';
import type { ReadEksport } from '../read/read-eksport.ts';
import { skoleLookup } from '../read/skole-lookup.ts';
import { ABSALON, TRAEKRONER } from './arbitraries.ts';
import { unpackRows } from './packed.ts';

export type Content = string | Uint8Array;

/** An empty folder that lives as long as the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fravaer-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Long before any test runs, so that nobody waits to see whether a file is still being written. */
const EVENING = new Date('2026-11-20T20:00:00Z');

export async function writeFiles(folder: string, files: Readonly<Record<string, Content>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    await utimes(file, EVENING, EVENING);
  }
}

/** A file of the reader with the content given. */
export async function sourceFile(content: Content, name = 'fravaer.csv'): Promise<SourceFile> {
  const folder = await temporaryFolder();
  await writeFiles(folder, { [name]: content });
  return {
    path: path.join(folder, name),
    label: name,
    profile: 'dagsliste',
    bytes: content.length,
    modifiedAt: EVENING.getTime(),
    modifiedOn: dato('2026-11-20'),
  };
}

/** A built-in profile, with some of it changed. */
export function profileOf(name = 'dagsliste', changes: Partial<WrittenProfile> = {}): Profile {
  return Profile.parse({ ...builtinProfiles.get(name), ...changes });
}

export const skoler = [ABSALON, TRAEKRONER];
export const skoleOf = skoleLookup(skoler);

/** What a file comes to, with its rows unpacked. */
type ReadFile = Omit<FravaerFile, 'rows'> & { readonly rows: readonly Registrering[] };

/** Reads one absence file for the skoler 265001 (with 265099) and 265031. */
export async function readFile(content: Content, profile: Profile = profileOf()): Promise<ReadFile> {
  const read = await readFravaerFile(await sourceFile(content), profile, skoleOf);
  return { ...read, rows: unpackRows(read.rows) };
}

/** `code line column value` of every finding that is not only for information. */
export function told({ findings }: Pick<FravaerFile, 'findings'>): string[] {
  return findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, line, column, detail }) =>
      [code, line, column, detail?.['value']].filter((part) => part !== undefined).join(' '),
    );
}

export const dagslisteHeading =
  'Institutionsnr;ElevID;Navn;Klasse;Klassetrin;Dato;Fraværsårsag;Omfang;Registreret';

/** Rows of a dagsliste under its heading. */
export function dagsliste(...rows: readonly string[]): string {
  return [dagslisteHeading, ...rows, ''].join('\n');
}

/** A configuration of two skoler that reads every file whose name begins with fravaer as a dagsliste. */
export const configText = `
kommune: Eksempel Kommune
sources:
  fravaer: [{ files: "fravaer*", profile: dagsliste }]
skoler:
  - { institutionsnummer: "265001", navn: Absalons Skole, afdelinger: ["265099"], komISkoleTeam: [team@kommune.example] }
  - { institutionsnummer: "265031", navn: Trekroner Skole, komISkoleTeam: [team2@kommune.example] }
`;

/** Reads a whole folder by a configuration; the one above unless `files` holds another. */
export async function readFolder(files: Readonly<Record<string, Content>>): Promise<ReadEksport> {
  const folder = await temporaryFolder();
  await writeFiles(folder, { 'config.yaml': configText, ...files });
  return readEksport(await loadConfig(path.join(folder, 'config.yaml')));
}
