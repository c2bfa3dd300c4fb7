import { utimes } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../config/load.ts';
import type { Eksport } from '../domain/eksport.ts';
import { configText, dagsliste, temporaryFolder, writeFiles } from '../test/source-files.ts';
import { readEksport } from './read-eksport.ts';
import { unpackRows } from '../test/packed.ts';

const A = '265001';
const AFDELING = '265099';
const B = '265031';

/** A row of sygdom, told by its elev. */
const row = (number: string, elevId: string): string => `${number};${elevId};;5A;5;12-10-2026;Sygdom;;`;

/** Reads kept exports by `pick: newest`; `times` are when they were written. */
async function readKept(
  files: Readonly<Record<string, string>>,
  times: Readonly<Record<string, string>> = {},
): Promise<Eksport> {
  const folder = await temporaryFolder();
  const config = configText.replace('profile: dagsliste }', 'profile: dagsliste, pick: newest }');
  await writeFiles(folder, { 'config.yaml': config, ...files });
  for (const [file, time] of Object.entries(times)) {
    await utimes(path.join(folder, file), new Date(time), new Date(time));
  }
  return (await readEksport(await loadConfig(path.join(folder, 'config.yaml')))).eksport;
}

const eleverIn = ({ rows }: Eksport): string[] =>
  unpackRows(rows)
    .map(({ elevId }) => elevId)
    .toSorted();

describe('pick: newest', () => {
  it('takes each number from the newest file that holds it, and counts what it passes over', async () => {
    const eksport = await readKept(
      {
        'fravaer-a.csv': dagsliste(
          row(A, 'old'),
          row(B, 'only'),
          row(AFDELING, 'afdeling'),
          row('777777', 'x'),
        ),
        'fravaer-b.csv': dagsliste(row(A, 'new')),
      },
      { 'fravaer-a.csv': '2026-11-19T20:00:00Z', 'fravaer-b.csv': '2026-11-20T20:00:00Z' },
    );

    expect(eleverIn(eksport)).toEqual(['afdeling', 'new', 'only']);
    expect(eksport.rowsRead).toBe(5);
    expect(Object.fromEntries(eksport.sortedOut)).toEqual({ superseded: 1, 'other-skole': 1 });
  });

  it('leaves files unopened once every number of the configuration is found', async () => {
    const everyone = dagsliste(row(A, 'a'), row(AFDELING, 'b'), row(B, 'c'));
    const eksport = await readKept(
      { 'fravaer-1.csv': 'not an export at all', 'fravaer-2.csv': everyone },
      { 'fravaer-1.csv': '2026-11-19T20:00:00Z', 'fravaer-2.csv': '2026-11-20T20:00:00Z' },
    );

    expect(eksport.files.map(({ file }) => file)).toEqual(['fravaer-2.csv']);
    expect(eksport.findings).toEqual([]);
  });

  it('goes by the name, numbers in it as numbers, when files were copied together', async () => {
    const eksport = await readKept(
      { 'fravaer-9.csv': dagsliste(row(A, 'old')), 'fravaer-10.csv': dagsliste(row(A, 'new')) },
      { 'fravaer-9.csv': '2026-11-20T20:00:09Z', 'fravaer-10.csv': '2026-11-20T20:00:01Z' },
    );

    expect(eleverIn(eksport)).toEqual(['new']);
  });

  it('says of a file that cannot be read that it concerns every skole that only older days hold', async () => {
    const { files } = await readKept(
      {
        'fravaer-1.csv': dagsliste(row(A, 'a'), row(B, 'b')),
        'fravaer-2.csv': dagsliste(row(A, 'a')),
        'fravaer-3.csv': 'no heading',
      },
      {
        'fravaer-1.csv': '2026-11-19T20:00:00Z',
        'fravaer-2.csv': '2026-11-20T20:00:00Z',
        'fravaer-3.csv': '2026-11-20T20:05:00Z',
      },
    );

    const broken = files.find(({ file }) => file === 'fravaer-3.csv');
    expect([...(broken?.perSkole.keys() ?? [])]).toEqual([B]);
  });

  it('does not fall back on an older file for a skole whose newest one broke off', async () => {
    const eksport = await readKept(
      {
        'fravaer-1.csv': dagsliste(row(A, 'old'), row(B, 'b')),
        'fravaer-2.csv': dagsliste(row(A, 'new'), row(A, 'cut')).slice(0, -12),
      },
      { 'fravaer-1.csv': '2026-11-20T19:00:00Z', 'fravaer-2.csv': '2026-11-20T20:00:00Z' },
    );

    const broken = eksport.files.find(({ file }) => file === 'fravaer-2.csv');
    expect(eleverIn(eksport)).toEqual(['b', 'new']);
    expect([...(broken?.perSkole.keys() ?? [])]).toEqual([A]);
  });

  it('reads kept rosters the same way', async () => {
    const heading = 'Institutionsnr;ElevID;Fornavn;Efternavn;Klasse;Klassetrin;Indmeldt;Udmeldt;Beskyttet\n';
    const folder = await temporaryFolder();
    const config = configText.replace(
      'skoler:',
      '  elever: [{ files: "elever*.csv", profile: elevliste, pick: newest }]\nskoler:',
    );
    await writeFiles(folder, {
      'config.yaml': config,
      'fravaer.csv': dagsliste(row(A, 'a')),
      'elever-2026-11-19.csv': `${heading}${A};left;;;5A;5;;;\n${B};b;;;5A;5;;;\n`,
      'elever-2026-11-20.csv': `${heading}${A};a;;;5A;5;;;\n`,
    });

    const { eksport } = await readEksport(await loadConfig(path.join(folder, 'config.yaml')));

    expect(eksport.indmeldelser.map(({ elevId }) => elevId).toSorted()).toEqual(['a', 'b']);
  });
});
