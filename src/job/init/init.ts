// fravaer init: from exports that nobody has described to a configuration that runs, and a list of what only a person
// can settle. Reads the files, asks if it may, and writes new files only.
import path from 'node:path';
import { addDays, datoAt, earlierOf } from '../../domain/dato.ts';
import type { Dato } from '../../domain/dato.ts';
import { skoleaarOf } from '../../domain/skolekalender.ts';
import { AppError } from '../../errors.ts';
import type { Problem } from '../../errors.ts';
import { faultOf } from '../../read/file-fault.ts';
import { inspectUnknown } from '../../read/inspect/inspect-file.ts';
import type { InspectedFile } from '../../read/inspect/inspect-file.ts';
import type { Doubt } from '../../read/inspect/proposal.ts';
import { readSkoleNames } from '../../read/inspect/skole-names.ts';
import { Profile } from '../../read/profile.ts';
import { settleCodes, settleFiles } from './ask.ts';
import type { Ask, TriedGroup } from './ask.ts';
import { configYaml } from './config-yaml.ts';
import { findDoubts } from './doubts.ts';
import { groupFiles } from './group.ts';
import { kalenderYaml } from './kalender-yaml.ts';
import { patternsFor } from './patterns.ts';
import { profileYaml } from './profile-yaml.ts';
import { tryProfile } from './trial.ts';
import { writeNewFiles } from './write-new.ts';

const TIME_ZONE = 'Europe/Copenhagen';
const KALENDER = 'kalender.yaml';

export interface InitWishes {
  readonly files: readonly string[];
  readonly configFile: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Undefined when nobody is there to answer. */
  readonly ask: Ask | undefined;
}

/** Files of one form, how they will be read, and what came out when they were. */
export interface InitSource extends TriedGroup {
  /** A built-in name, or the file that was written. */
  readonly profile: string;
  readonly doubts: readonly Doubt[];
}

export interface InitReport {
  readonly configFile: string;
  readonly sources: readonly InitSource[];
  readonly numbers: readonly string[];
  readonly written: readonly string[];
  /** As-of date for a first look: the newest date in the files that has been. */
  readonly asOf: Dato;
}

/** Throws `usage` when a file is in the way, `export-unreadable` when a file is no table of rows. */
export async function initialise({ files, configFile, now, ask }: InitWishes): Promise<InitReport> {
  const folder = path.dirname(path.resolve(configFile));
  const sources: InitSource[] = [];
  for (const group of groupFiles(await inspectAll(files, folder))) {
    const settled = await settleFiles(group, ask);
    const tried = await settleCodes({ group: settled, trial: await tryProfile(settled) }, ask);
    sources.push({ ...tried, profile: profileName(tried, sources), doubts: findDoubts(tried) });
  }
  const kommune = (await ask?.('Hvad hedder kommunen?')) ?? '';
  const today = datoAt(now, TIME_ZONE);
  const numbers = [...new Set(sources.flatMap(({ trial }) => [...trial.numbers]))].toSorted();
  const config = configYaml({
    kommune: kommune === '' ? 'Min Kommune' : kommune,
    numbers,
    names: await skoleNames(sources),
    sources: sources.map((source) => ({ ...source, ...patternsFor(source.group.files) })),
  });
  const written = new Map([
    ...sources.filter(isWritten).map((source) => [source.profile, profileYaml(source)] as const),
    [KALENDER, kalenderFor(sources, today)] as const,
    [path.basename(configFile), config] as const,
  ]);
  await writeNewFiles(folder, written);
  return { configFile, sources, numbers, written: [...written.keys()], asOf: newestDate(sources, today) };
}

/** Inspects every file. Throws `export-unreadable` with all that are no table. */
async function inspectAll(files: readonly string[], folder: string): Promise<InspectedFile[]> {
  const inspected: InspectedFile[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    try {
      inspected.push(
        await inspectUnknown(path.resolve(file), path.relative(folder, path.resolve(file)), TIME_ZONE),
      );
    } catch (error) {
      const { reason, line } = faultOf(error);
      problems.push({ file, line, message: reason });
    }
  }
  if (problems.length === 0) return inspected;
  throw new AppError('export-unreadable', {
    message: problems.length === 1 ? 'Filen kan ikke læses' : `${problems.length} filer kan ikke læses`,
    hint: 'Bestil eksporten som CSV eller .xlsx med én række per elev og dag, periode, lektion eller måned',
    problems,
  });
}

async function skoleNames(sources: readonly InitSource[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const { group, trial } of sources) {
    if (trial.unreadable !== undefined) continue;
    for (const file of group.files) {
      const found = await readSkoleNames(file, Profile.parse(group.proposal.profile));
      for (const [number, name] of found) names.set(number, names.get(number) ?? name);
    }
  }
  return names;
}

/** A file that is written for a built-in profile, and whose every code it knows, needs no profile of its own. */
function profileName({ group, trial }: TriedGroup, before: readonly InitSource[]): string {
  const { builtin, purpose } = group.proposal;
  if (builtin !== undefined && trial.unmapped.size === 0) return builtin;
  const same = before.filter(
    (source) => isWritten(source) && source.group.proposal.purpose === purpose,
  ).length;
  return same === 0 ? `profil-${purpose}.yaml` : `profil-${purpose}-${same + 1}.yaml`;
}

function isWritten({ profile }: InitSource): boolean {
  return profile.endsWith('.yaml');
}

/** The skoleår of the rows, of today and of the next half year. */
function kalenderFor(sources: readonly InitSource[], today: Dato): string {
  const days = sources.flatMap(({ trial }) =>
    trial.dates === undefined ? [] : [trial.dates.first, trial.dates.last],
  );
  const sorted = [...days, today, addDays(today, 180)].toSorted();
  const [first, last] = [sorted[0] ?? today, sorted.at(-1) ?? today].map((day) =>
    Number(skoleaarOf(day).slice(0, 4)),
  );
  const years = Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, index) => (first ?? 0) + index);
  const alleSkoleaar = years.map((year) => `${year}/${year + 1}`);
  return kalenderYaml(alleSkoleaar);
}

function newestDate(sources: readonly InitSource[], today: Dato): Dato {
  const newest = sources
    .flatMap(({ trial }) => (trial.dates === undefined ? [] : [trial.dates.last]))
    .toSorted()
    .at(-1);
  return newest === undefined ? addDays(today, -1) : earlierOf(newest, today);
}
