// A night of the whole country: 98 kommuner of real sizes from one queue, each in a process of its own, with one PostgreSQL
// server for the state of all. Then the same kommune from two hosts at once, which its lock must forbid.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import { kommuneSizes } from './country-sizes.ts';
import type { KommuneSize } from './country-sizes.ts';
import { startCountryServer } from './country-server.ts';
import type { CountryServer, Look } from './country-server.ts';
import { fravaer, measureOrThrow, NIGHT, PROJECT, rowsRead } from './full-night.ts';
import { measure } from './measure.ts';
import type { Measured } from './measure.ts';

const RUN = ['run', '--json', '--dato', NIGHT];

export interface KommuneNight extends KommuneSize {
  readonly rows: number;
  readonly night: Measured;
}

/** A night of all kommuner by so many processes at a time. */
export interface CountryNight {
  readonly workers: number;
  readonly wallMs: number;
  readonly kommuner: readonly KommuneNight[];
  readonly looks: readonly Look[];
  readonly serverCpuMs: number;
  readonly transactions: number;
}

export interface Country {
  readonly nights: readonly CountryNight[];
  /** Two processes on one kommune's database: exit codes, and how long the one that was refused took. */
  readonly contest: { readonly exitCodes: readonly number[]; readonly refusedAfterMs: number };
}

/** One night for each number of workers, each on databases of its own. */
export async function measureCountry(
  kommuner: number | undefined,
  workers: readonly number[],
): Promise<Country> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fravaer-country-'));
  const server = await startCountryServer();
  try {
    // The greatest first, so that none of them is left for the end.
    const sizes = kommuneSizes(kommuner);
    await inTurn(sizes, 2, (size) => generate(size, folderOf(folder, size)));
    const nights: CountryNight[] = [];
    for (const count of workers) nights.push(await runCountry(sizes, folder, server, count));
    return { nights, contest: await contest(sizes.at(-1), folder, server) };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

async function runCountry(
  sizes: readonly KommuneSize[],
  folder: string,
  server: CountryServer,
  workers: number,
): Promise<CountryNight> {
  for (const size of sizes) await giveDatabase(folderOf(folder, size), `${idOf(size)}_${workers}`, server);
  const before = {
    looks: server.looks.length,
    cpuMs: server.cpuMs(),
    transactions: await server.transactions(),
  };
  const start = performance.now();
  const kommuner: KommuneNight[] = [];
  await inTurn(sizes, workers, async (size) => {
    const night = await measureOrThrow(fravaer(RUN, folderOf(folder, size)));
    kommuner.push({ ...size, rows: rowsRead(night), night: { ...night, stdout: '' } });
  });
  return {
    workers,
    wallMs: performance.now() - start,
    kommuner,
    looks: server.looks.slice(before.looks),
    serverCpuMs: server.cpuMs() - before.cpuMs,
    transactions: (await server.transactions()) - before.transactions,
  };
}

/** Two hosts start the same kommune at the same moment: one does the night, the other is told so (exit code 11). */
async function contest(size: KommuneSize | undefined, folder: string, server: CountryServer) {
  if (size === undefined) throw new RangeError('no kommune');
  const place = folderOf(folder, size);
  await giveDatabase(place, `${idOf(size)}_contest`, server);
  const both = await Promise.all([measure(fravaer(RUN, place)), measure(fravaer(RUN, place))]);
  const [quick, slow] = both.toSorted((a, b) => a.wallMs - b.wallMs);
  return {
    exitCodes: [slow, quick].flatMap((one) => (one === undefined ? [] : [one.exitCode])),
    refusedAfterMs: quick?.wallMs ?? 0,
  };
}

/** One queue for so many workers. */
async function inTurn<T>(all: readonly T[], workers: number, work: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: workers }, worker));
}

async function generate({ name, elever }: KommuneSize, folder: string): Promise<void> {
  const options = ['--elever', String(elever), '--kommune', name, '--seed', name, '--out', folder];
  await promisify(execFile)(process.execPath, ['fixtures/generate.ts', ...options], { cwd: PROJECT });
}

/** Points the kommune at a database of its own, without a trace of an earlier night. */
async function giveDatabase(folder: string, name: string, server: CountryServer): Promise<void> {
  const url = await server.addDatabase(name);
  for (const old of ['var', 'reports']) await rm(path.join(folder, old), { recursive: true, force: true });
  const file = path.join(folder, 'fravaer.config.yaml');
  const config = parse(await readFile(file, 'utf8')) as Readonly<Record<string, unknown>>;
  await writeFile(file, stringify({ ...config, state: { url, path: 'var/fravaer.sqlite' } }));
  process.env['FRAVAER_STATE_PASSWORD'] = server.password;
}

function folderOf(folder: string, size: KommuneSize): string {
  return path.join(folder, idOf(size));
}

function idOf({ name }: KommuneSize): string {
  return name.toLowerCase().replace(' ', '_');
}
