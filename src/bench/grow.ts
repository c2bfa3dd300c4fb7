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

const LESSONS_PER_DAY = 6;

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

/** A folder with `copies` municipalities in one; each row of the files is written `copies` times. */
export async function growMunicipality(copies: number, shape: RowShape = 'day'): Promise<string> {
  const source = await copyFullMunicipality();
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
    shape === 'lesson' ? toLessons : undefined,
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

/** A whole day as six lessons, half a day as three; other rows as they are cannot be said in lessons and are left out. */
function toLessons(line: string, isHeading: boolean): readonly string[] {
  if (isHeading) return ['Institutionsnr;ElevID;Klasse;Dato;Lektion;LektionerIAlt;Fraværsårsag'];
  const [number, elev, , klasse, , dato, aarsag, omfang] = line.split(';');
  const lessons = omfang === 'Halv' ? LESSONS_PER_DAY / 2 : LESSONS_PER_DAY;
  return Array.from(
    { length: lessons },
    (_, lesson) => `${number};${elev};${klasse};${dato};${lesson + 1};${LESSONS_PER_DAY};${aarsag}`,
  );
}
