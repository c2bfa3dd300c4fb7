// `npm run torture`: tries every fault, feeds hostile files, searches a day's outputs for elever, and kills the built
// program at the effects of three weeks. Prints what it tried; exits 1 when anything is not as it must be.
//   --every N    every Nth place to kill at only
//   --files N    so many hostile files
//   --write      put the figures into README.md
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeBetweenMarks } from '../../docs/between-marks.ts';
import { runCampaign } from '../fuzz/campaign.ts';
import type { Tally } from '../fuzz/campaign.ts';
import { openFeed } from '../fuzz/feed.ts';
import { faults } from './faults.ts';
import { tryFault } from './faults/stage.ts';
import { isClean, toMarkdown } from './figures.ts';
import type { FaultFigures } from './figures.ts';
import { scanADay } from './least-data.ts';
import { openProgress } from './progress.ts';
import { demoNights, folderWeek, smtpWeek } from './scenarios.ts';
import { tortureWeek } from './weeks.ts';
import type { WeekFigures } from './weeks.ts';

const { values } = parseArgs({
  options: {
    every: { type: 'string', default: '1' },
    files: { type: 'string', default: '2000' },
    write: { type: 'boolean', default: false },
  },
});
const WORKERS = 2;
const README = path.join(import.meta.dirname, '..', '..', '..', 'README.md');
const progress = openProgress();
const began = performance.now();

async function tryFaults(): Promise<FaultFigures> {
  const leftOut: string[] = [];
  let [tried, wrong] = [0, 0];
  for (const [index, fault] of faults.entries()) {
    progress.step('faults', index, faults.length);
    const missing = fault.needs?.();
    if (missing !== undefined) {
      leftOut.push(`${fault.what} (${missing})`);
      continue;
    }
    const problem = await tryFault(fault);
    tried += 1;
    if (problem === undefined) continue;
    wrong += 1;
    progress.say(`  ${fault.what}: ${problem}`);
  }
  return { tried, leftOut, wrong };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fravaer-torture-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function feedHostileFiles(): Promise<Tally> {
  const files = Number(values.files);
  return inFolder(async (folder) => {
    const onFile = (number: number): void => progress.step('hostile files', number, files);
    const tally = await runCampaign({ files, seed: 'torture', feed: await openFeed(folder), onFile });
    for (const { number, subject, error } of tally.failures)
      progress.say(`  hostile file ${number}, from ${subject}: ${String(error)}`);
    return tally;
  });
}

async function killAll(): Promise<WeekFigures[]> {
  const weeks: WeekFigures[] = [];
  for (const open of [folderWeek, smtpWeek, demoNights])
    weeks.push(await tortureWeek(open, { every: Number(values.every), workers: WORKERS, progress }));
  return weeks;
}

const [tried, fuzz, scan] = [await tryFaults(), await feedHostileFiles(), await inFolder(scanADay)];
for (const leak of [...scan.leaks, ...scan.temporary]) progress.say(`  found: ${leak}`);
const weeks = await killAll();
const figures = { faults: tried, fuzz, scan, weeks, minutes: (performance.now() - began) / 60_000 };
progress.say(toMarkdown(figures));
if (values.write) await writeBetweenMarks(README, 'torture', toMarkdown(figures));
process.exitCode = isClean(figures) ? 0 : 1;
