// The full-size municipality many times over, beside each other in one export: copy N of every skole and elev has the
// number N before its own. What grows is the data; each elev's fravaer stays as it was drawn.
import { createReadStream, createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parse, stringify } from 'yaml';
import { copyFullMunicipality } from './full-night.ts';

/** How a row of the dagsliste is written in the grown export. */
export type RowShape = 'day' | 'lesson';

/** Lessons of a day in the klasser up to this one; later klasser have the most. */
const LESSONS = [
  { upTo: 3, lessons: 6 },
  { upTo: 6, lessons: 7 },
] as const;
const MOST_LESSONS = 8;
/** The export holds rows of two skoleår. */
const PERIOD_YEARS = 2;

interface WrittenSkole {
  readonly institutionsnummer: string;
  readonly afdelinger?: readonly string[];
  readonly komISkoleTeam: readonly string[];
  readonly skoleleder?: readonly string[];
}

interface WrittenConfig {
  readonly sources: { readonly fravaer: readonly { readonly profile: string }[] };
  readonly skoler: readonly WrittenSkole[];
}

interface WrittenKalender {
  readonly exceptions: readonly { readonly skoler?: readonly string[] }[];
}

/**
 * A folder with `copies` municipalities in one; each row of the files is written `copies` times. The lessons of their elever
 * reach `periods` times as far back. `makeSource` makes the one.
 */
export async function growMunicipality(
  copies: number,
  shape: RowShape = 'day',
  periods = 1,
  makeSource: () => Promise<string> = copyFullMunicipality,
): Promise<string> {
  const source = await makeSource();
  const folder = await mkdtemp(path.join(tmpdir(), 'fravaer-grown-'));
  await mkdir(path.join(folder, 'indbakke'));
  const prefixes = Array.from({ length: copies }, (_, copy) => String(copy + 1).padStart(3, '0'));
  await growSettings(source, folder, prefixes, shape);
  await growFile(
    path.join(source, 'indbakke/elever.csv'),
    path.join(folder, 'indbakke/elever.csv'),
    prefixes,
  );
  await growFile(
    path.join(source, 'indbakke/fravaer.csv'),
    path.join(folder, 'indbakke/fravaer.csv'),
    prefixes,
    shape === 'lesson' ? (line, isHeading) => toLessons(line, isHeading, periods) : undefined,
  );
  await rm(source, { recursive: true });
  return folder;
}

function addresses(prefix: string, own: readonly string[]): string[] {
  return own.map((address) => `${prefix}.${address}`);
}

async function growSettings(source: string, folder: string, prefixes: readonly string[], shape: RowShape) {
  const config = parse(await readFile(path.join(source, 'fravaer.config.yaml'), 'utf8')) as WrittenConfig;
  const kalender = parse(await readFile(path.join(source, 'kalender.yaml'), 'utf8')) as WrittenKalender;
  const grown = (numbers: readonly string[] | undefined): string[] =>
    prefixes.flatMap((prefix) => (numbers ?? []).map((number) => prefix + number));
  const skoler = prefixes.flatMap((prefix) =>
    config.skoler.map((skole) => ({
      ...skole,
      institutionsnummer: prefix + skole.institutionsnummer,
      afdelinger: (skole.afdelinger ?? []).map((number) => prefix + number),
      komISkoleTeam: addresses(prefix, skole.komISkoleTeam),
      skoleleder: addresses(prefix, skole.skoleleder ?? []),
    })),
  );
  const fravaer = config.sources.fravaer.map((one) =>
    shape === 'lesson' ? { ...one, profile: 'lektionsliste' } : one,
  );
  const exceptions = kalender.exceptions.map((exception) => ({
    ...exception,
    ...(exception.skoler === undefined ? {} : { skoler: grown(exception.skoler) }),
  }));
  await writeFile(
    path.join(folder, 'fravaer.config.yaml'),
    stringify({ ...config, sources: { ...config.sources, fravaer }, skoler }),
  );
  await writeFile(path.join(folder, 'kalender.yaml'), stringify({ ...kalender, exceptions }));
}

type Rewrite = (line: string, isHeading: boolean) => readonly string[];

async function growFile(
  from: string,
  to: string,
  prefixes: readonly string[],
  rewrite?: Rewrite,
): Promise<void> {
  const lines: string[] = [];
  let heading: readonly string[] | undefined;
  for await (const line of createInterface({ input: createReadStream(from) })) {
    const written = rewrite === undefined ? [line] : rewrite(line, heading === undefined);
    if (heading === undefined) heading = written;
    else lines.push(...written);
  }
  const output = createWriteStream(to, { highWaterMark: 1 << 20 });
  await writeAll(output, [heading?.[0] ?? '']);
  for (const prefix of prefixes) {
    // The first two fields are Institutionsnr and ElevID.
    await writeAll(
      output,
      lines.map((line) => prefix + line.replace(';', `;${prefix}`)),
    );
  }
  output.end();
  await once(output, 'finish');
}

async function writeAll(output: WriteStream, lines: readonly string[]): Promise<void> {
  if (!output.write(`${lines.join('\n')}\n`)) await once(output, 'drain');
}

/** A whole day as all its lessons, half a day as every second of them. */
function toLessons(line: string, isHeading: boolean, periods: number): readonly string[] {
  if (isHeading) return ['Institutionsnr;ElevID;Klasse;Dato;Lektion;LektionerIAlt;Fraværsårsag'];
  const [number, elev, , klasse, , dato = '', aarsag, omfang] = line.split(';');
  const ofDay = lessonsOf(klasse ?? '');
  const step = omfang === 'Halv' ? 2 : 1;
  return Array.from({ length: periods }, (_, period) => earlier(dato, period * PERIOD_YEARS)).flatMap((day) =>
    Array.from(
      { length: Math.ceil(ofDay / step) },
      (_, lesson) => `${number};${elev};${klasse};${day};${lesson * step + 1};${ofDay};${aarsag}`,
    ),
  );
}

/** A date as it is written, so many years earlier. */
function earlier(dato: string, years: number): string {
  return dato.slice(0, -4) + String(Number(dato.slice(-4)) - years);
}

function lessonsOf(klasse: string): number {
  const klassetrin = Number.parseInt(klasse, 10);
  return LESSONS.find(({ upTo }) => klassetrin <= upTo)?.lessons ?? MOST_LESSONS;
}
