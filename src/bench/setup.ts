// What the peers are given instead of our configuration: plain JSON, and the calendar as tables, as an analyst with a
// warehouse would have it.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { dato } from '../domain/dato.ts';
import { firstDayOf, kvartalOf } from '../domain/kvartal.ts';
import { skoledageLookup } from '../domain/skolekalender.ts';
import type { Skoledage } from '../domain/skolekalender.ts';
import { loadConfig } from '../config/load.ts';
import type { RowShape } from './grow.ts';
import { loadKalender } from '../read/kalender.ts';

export interface Setup {
  readonly shape: RowShape;
  readonly fravaer: readonly string[];
  readonly elever: readonly string[];
  /** The skole of each number. */
  readonly skoler: Readonly<Record<string, string>>;
  readonly asOf: string;
  readonly kvartal: string;
  /** First day of the kvartal. */
  readonly first: string;
  readonly limits: readonly number[];
  readonly kalender: unknown;
  /** CSV files: the skole of each number, the calendar of each number and klassetrin, the skoledage of each calendar. */
  readonly tables: { readonly numre: string; readonly steder: string; readonly skoledage: string };
}

/** 0. to 10. klasse, and -1 for a klasse without klassetrin. */
const KLASSETRIN = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** Writes the setup of a municipality's folder into it; returns the path. */
export async function writeSetup(folder: string, night: string, shape: RowShape): Promise<string> {
  const asOf = dato(night);
  const kvartal = kvartalOf(asOf);
  const loaded = await loadConfig(path.join(folder, 'fravaer.config.yaml'));
  const kalenderFile = path.join(folder, 'kalender.yaml');
  const { kalender } = await loadKalender(kalenderFile, 'kalender.yaml');
  const lookup = skoledageLookup(kalender);
  const numbers = loaded.config.skoler.flatMap(({ institutionsnummer, afdelinger }) =>
    [institutionsnummer, ...afdelinger].map((nummer) => ({ nummer, skole: institutionsnummer })),
  );
  const calendars: Skoledage[] = [];
  const steder = numbers.flatMap(({ nummer, skole }) =>
    KLASSETRIN.map((klassetrin) => {
      const skoledage = lookup({
        institutionsnumre: [nummer, skole],
        klassetrin: klassetrin < 0 ? undefined : klassetrin,
      });
      if (!calendars.includes(skoledage)) calendars.push(skoledage);
      return [nummer, klassetrin, calendars.indexOf(skoledage)];
    }),
  );
  const skoledage = calendars.flatMap((calendar, index) =>
    calendar.between(firstDayOf(kvartal), asOf).map((day) => [index, day]),
  );
  const inFolder = (name: string): string => path.join(folder, name);
  const tables = {
    numre: inFolder('numre.csv'),
    steder: inFolder('steder.csv'),
    skoledage: inFolder('skoledage.csv'),
  };
  await writeTable(
    tables.numre,
    'nummer;skole',
    numbers.map(({ nummer, skole }) => [nummer, skole]),
  );
  await writeTable(tables.steder, 'nummer;klassetrin;kalender', steder);
  await writeTable(tables.skoledage, 'kalender;dato', skoledage);
  const { limits } = loaded.config;
  const setup: Setup = {
    shape,
    fravaer: [inFolder('indbakke/fravaer.csv')],
    elever: [inFolder('indbakke/elever.csv')],
    skoler: Object.fromEntries(numbers.map(({ nummer, skole }) => [nummer, skole])),
    asOf,
    kvartal,
    first: firstDayOf(kvartal),
    limits: [limits.tidligIndsats, limits.bekymrende, limits.massivt],
    kalender: parse(readFileSync(kalenderFile, 'utf8')) as unknown,
    tables,
  };
  await writeFile(inFolder('setup.json'), JSON.stringify(setup));
  return inFolder('setup.json');
}

function writeTable(
  file: string,
  heading: string,
  rows: readonly (readonly (string | number)[])[],
): Promise<void> {
  return writeFile(file, [heading, ...rows.map((row) => row.join(';'))].map((line) => `${line}\n`).join(''));
}
